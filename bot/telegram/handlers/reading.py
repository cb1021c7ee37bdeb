"""Reading on from an answer: other results, the whole entry, a citation, by the buttons of the message itself."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from bot.answering.answer import Status
from bot.answering.snapshot import entry_key
from bot.telegram.asking.asker import whole
from bot.telegram.handlers.buttons import for_readers
from bot.telegram.messages.answers import list_message, result_message, with_understood
from bot.telegram.messages.entries import citation_message, entry_page
from bot.telegram.messages.headings import TITLE_LIMIT, flat
from bot.telegram.messages.html import clip
from bot.telegram.messages.list_file import can_write, list_file
from bot.telegram.messages.openings import opening

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.answering.answer import Answer, Result
    from bot.knowledge.entry import Entry, Visibility
    from bot.telegram.asking.asker import Asker
    from bot.telegram.asking.conversations import Conversations
    from bot.telegram.handlers.buttons import Pressed, Verb
    from bot.telegram.transport.sending import Sender


NOTICE_LIMIT: Final = 190
"""A little less than the 200 characters that Telegram shows over a chat."""


class Reading:
    """Shows what a button asks for, with the rights that the person has at that moment."""

    def __init__(self, asker: Asker, sender: Sender, conversations: Conversations) -> None:
        self._asker = asker
        self._sender = sender
        self._conversations = conversations

    @property
    def verbs(self) -> Mapping[str, Verb]:
        """What these buttons do."""
        return {
            "show": for_readers(self.show),
            "stay": self.stay,
            "more": for_readers(self.more),
            "cite": for_readers(self.cite),
            "list": for_readers(self.list),
            "file": for_readers(self.file),
            "matched": for_readers(self.matched),
        }

    async def show(self, pressed: Pressed, viewer: Visibility) -> str:
        """Shows the entry in the place of the one that is read, among the results of the question."""
        words = pressed.visitor.words
        answer = await self._answer(pressed, viewer)
        results: Sequence[Result] = answer.results if answer else ()
        place = _place(results, pressed)
        if place is None:
            entry = self._entry(pressed, viewer)
            if entry is None:
                return words.say("telegram-entry-gone")
            results, place, answer = (opening(entry),), 0, None
        turn = self._conversations.with_reply(pressed.message.chat_id, pressed.message.message_id, viewer)
        shown = result_message(results, place, words, reference=turn.reference if turn else "")
        await self._sender.edit(pressed.message, with_understood(answer, shown, words) if answer else shown)
        return ""

    async def stay(self, _pressed: Pressed) -> str:
        """Does nothing: the button only says which result of how many is shown."""
        return ""

    async def more(self, pressed: Pressed, viewer: Visibility) -> str:
        """Sends a page of the whole entry."""
        words = pressed.visitor.words
        entry = self._entry(pressed, viewer)
        number = pressed.action.arguments[1] if len(pressed.action.arguments) > 1 else "0"
        page = entry_page(entry, int(number), words) if entry and number.isdecimal() else None
        if page is None:
            return words.say("telegram-entry-gone")
        await self._sender.reply(pressed.message, page)
        return ""

    async def cite(self, pressed: Pressed, viewer: Visibility) -> str:
        """Sends the quotation in official form."""
        words = pressed.visitor.words
        results = await self._results(pressed, viewer)
        place = _place(results, pressed)
        if place is not None:
            await self._sender.reply(pressed.message, citation_message(results[place], words))
            return ""
        entry = self._entry(pressed, viewer)
        if entry is None:
            return words.say("telegram-entry-gone")
        await self._sender.reply(pressed.message, citation_message(opening(entry), words))
        return ""

    async def list(self, pressed: Pressed, viewer: Visibility) -> str:
        """Turns the page of a list that answered a question."""
        words = pressed.visitor.words
        answer = await self._answer(pressed, viewer)
        if answer is None:
            return words.say("telegram-question-gone")
        number = _argument(pressed, 0)
        page = list_message(answer, int(number) if number.isdecimal() else 0, words)
        await self._sender.edit(pressed.message, page)
        return ""

    async def file(self, pressed: Pressed, viewer: Visibility) -> str:
        """Sends the whole list that answered a question as a DOCX file."""
        words = pressed.visitor.words
        if not can_write():
            return words.say("telegram-list-file-missing")
        answer = await self._answer(pressed, viewer)
        if answer is None or answer.status is not Status.LIST:
            return words.say("telegram-question-gone")
        title, today = clip(flat(whole(answer)), TITLE_LIMIT), self._asker.today
        made = await asyncio.to_thread(list_file, title, answer.results, today, words)
        await self._sender.reply_file(pressed.message, f"hoibo-{today.isoformat()}.docx", made)
        return ""

    async def matched(self, pressed: Pressed, viewer: Visibility) -> str:
        """Tells which words of the question were found in the entry, and which were not."""
        words = pressed.visitor.words
        answer = await self._answer(pressed, viewer)
        if answer is None:
            return words.say("telegram-question-gone")
        found, missing = (", ".join(some) or "–" for some in (answer.understood.matched, answer.understood.missing))
        return clip(words.say("telegram-matched", found=found, missing=missing), NOTICE_LIMIT)

    def _entry(self, pressed: Pressed, viewer: Visibility) -> Entry | None:
        return self._asker.snapshot.entry(_key(pressed), viewer)

    async def _results(self, pressed: Pressed, viewer: Visibility) -> Sequence[Result]:
        answer = await self._answer(pressed, viewer)
        return answer.results if answer else ()

    async def _answer(self, pressed: Pressed, viewer: Visibility) -> Answer | None:
        """Asks the question of the message again, so that an old button shows only what its presser may see now."""
        turn = self._conversations.with_reply(pressed.message.chat_id, pressed.message.message_id, viewer)
        asked = pressed.message.reply_to_message
        question = whole(turn.answer) if turn else asked.text if asked else None
        return (await self._asker.ask(question, viewer)).answer if question else None


def _argument(pressed: Pressed, place: int) -> str:
    return pressed.action.arguments[place] if len(pressed.action.arguments) > place else ""


def _key(pressed: Pressed) -> str:
    return _argument(pressed, 0)


def _place(results: Sequence[Result], pressed: Pressed) -> int | None:
    keys = [entry_key(result.entry.id) for result in results]
    return keys.index(_key(pressed)) if _key(pressed) in keys else None
