"""Reading on from an answer: other results, the whole entry, a citation, by the buttons of the message itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.snapshot import entry_key
from bot.telegram.messages.answers import result_message
from bot.telegram.messages.entries import citation_message, entry_page
from bot.telegram.openings import opening

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from bot.answering.answer import Result
    from bot.knowledge.entry import Entry, Visibility
    from bot.telegram.asking import Asker
    from bot.telegram.conversations import Conversations
    from bot.telegram.handlers.buttons import Pressed
    from bot.telegram.sending import Sender


class Reading:
    """Shows what a button asks for, with the rights that the person has at that moment."""

    def __init__(self, asker: Asker, sender: Sender, conversations: Conversations) -> None:
        self._asker = asker
        self._sender = sender
        self._conversations = conversations

    @property
    def verbs(self) -> Mapping[str, Callable[[Pressed], Awaitable[str]]]:
        """What these buttons do."""
        return {"show": self.show, "stay": self.stay, "more": self.more, "cite": self.cite}

    async def show(self, pressed: Pressed) -> str:
        """Shows the entry in the place of the one that is read, among the results of the question."""
        viewer, words = pressed.visitor.viewer, pressed.visitor.words
        if viewer is None:
            return words.say("telegram-not-invited")
        results = await self._results(pressed, viewer)
        place = _place(results, pressed)
        if place is None:
            entry = self._entry(pressed, viewer)
            if entry is None:
                return words.say("telegram-entry-gone")
            results, place = (opening(entry),), 0
        turn = self._conversations.with_reply(pressed.message.chat_id, pressed.message.message_id)
        shown = result_message(results, place, words, reference=turn.reference if turn else "")
        await self._sender.edit(pressed.message, shown)
        return ""

    async def stay(self, _pressed: Pressed) -> str:
        """Does nothing: the button only says which result of how many is shown."""
        return ""

    async def more(self, pressed: Pressed) -> str:
        """Sends a page of the whole entry."""
        viewer, words = pressed.visitor.viewer, pressed.visitor.words
        if viewer is None:
            return words.say("telegram-not-invited")
        entry = self._entry(pressed, viewer)
        number = pressed.action.arguments[1] if len(pressed.action.arguments) > 1 else "0"
        page = entry_page(entry, int(number), words) if entry and number.isdecimal() else None
        if page is None:
            return words.say("telegram-entry-gone")
        await self._sender.reply(pressed.message, page)
        return ""

    async def cite(self, pressed: Pressed) -> str:
        """Sends the quotation in official form."""
        viewer, words = pressed.visitor.viewer, pressed.visitor.words
        if viewer is None:
            return words.say("telegram-not-invited")
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

    def _entry(self, pressed: Pressed, viewer: Visibility) -> Entry | None:
        return self._asker.snapshot.entry(_key(pressed), viewer)

    async def _results(self, pressed: Pressed, viewer: Visibility) -> Sequence[Result]:
        """Asks the question of the message again, so that an old button shows only what its presser may see now."""
        turn = self._conversations.with_reply(pressed.message.chat_id, pressed.message.message_id)
        asked = pressed.message.reply_to_message
        question = turn.answer.question if turn else asked.text if asked else None
        return (await self._asker.ask(question, viewer)).answer.results if question else ()


def _key(pressed: Pressed) -> str:
    return pressed.action.arguments[0] if pressed.action.arguments else ""


def _place(results: Sequence[Result], pressed: Pressed) -> int | None:
    keys = [entry_key(result.entry.id) for result in results]
    return keys.index(_key(pressed)) if _key(pressed) in keys else None
