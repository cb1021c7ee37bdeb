"""New articles through the bot: a file, a link or a text becomes a draft, and an editor decides what becomes of it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from telegram.error import TelegramError

from bot.answering.review import read_text
from bot.answering.snapshot import entry_key
from bot.errors import HoiboError, KnowledgeError
from bot.importing.document import ImportingError
from bot.knowledge.desk import VERSION_LENGTH
from bot.knowledge.editing import ChangedMeanwhileError, Opened
from bot.knowledge.finding import FoundError
from bot.storage.edits import Deed
from bot.telegram.editing.dialogue import Awaited, Pasted, units
from bot.telegram.editing.workbench import Content, is_link
from bot.telegram.handlers.buttons import for_editors
from bot.telegram.messages.editing import fields_message, offer_message
from bot.telegram.messages.greetings import plain_message
from bot.telegram.messages.html import clip, plain_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    import telegram

    from bot.storage.edits import Edits
    from bot.telegram.access.visitors import Visitor
    from bot.telegram.editing.dialogue import Dialogues
    from bot.telegram.editing.workbench import Workbench
    from bot.telegram.handlers.buttons import Pressed, Verb
    from bot.telegram.handlers.commands import Called
    from bot.telegram.messages.message import Message
    from bot.telegram.transport.sending import Sender
    from bot.words.catalogue import Catalogue

LARGEST: Final = 20_000_000
"""The most bytes of a file that Telegram lets a bot fetch (Bot API, getFile)."""
_REASON: Final = 300


class Drafting:
    """Takes articles in, and publishes, changes or drops their drafts."""

    def __init__(self, bench: Workbench, dialogues: Dialogues, edits: Edits, sender: Sender) -> None:
        self._bench = bench
        self._dialogues = dialogues
        self._edits = edits
        self._sender = sender

    @property
    def verbs(self) -> Mapping[str, Verb]:
        """What the buttons under offers and drafts do."""
        return {
            "take": for_editors(self._take),
            "leave": for_editors(self._leave),
            "draft": for_editors(self._draft),
        }

    async def add(self, called: Called) -> None:
        """/them: takes what follows, or the message that is replied to; else the next message."""
        if called.arguments:
            taken = await self._drafted(Content(called.arguments), called.visitor)
            await self._show(called.message, taken, called.visitor.words, called.arguments)
        elif (replied := called.message.reply_to_message) is not None and _offers(replied):
            await self._fetched(replied, called.visitor)
        else:
            await self._dialogues.wait_for(called.message.chat_id, Awaited())
            await self._sender.reply(called.message, plain_message(called.visitor.words, "edit-them-usage"))

    async def waiting(self, called: Called) -> None:
        """/nhap: shows the drafts that wait, a few at a time."""
        files = await asyncio.to_thread(self._bench.desk.draft_files)
        words = called.visitor.words
        await self._sender.reply(called.message, plain_message(words, "edit-drafts", count=len(files)))
        for file in files[:3]:
            opened = await self._bench.draft(entry_key(file.stem))
            await self._sender.reply(called.message, await self._bench.draft_card(opened, words))

    async def offered(self, message: telegram.Message, visitor: Visitor) -> bool:
        """Offers to take a file or a lone link in. Returns whether the message was one."""
        if message.document is None and not (message.text and is_link(message.text)):
            return False
        await self._sender.reply(message, offer_message(visitor.words))
        return True

    async def article(self, message: telegram.Message, visitor: Visitor) -> None:
        """Takes the message in as a new article."""
        await self._dialogues.wait_for(message.chat_id, None)
        await self._fetched(message, visitor)

    async def _take(self, pressed: Pressed) -> str:
        source = pressed.message.reply_to_message
        if source is None:
            return pressed.visitor.words.say("telegram-question-gone")
        await self._sender.edit(pressed.message, plain_message(pressed.visitor.words, "edit-working"))
        await self._fetched(source, pressed.visitor)
        return ""

    async def _leave(self, pressed: Pressed) -> str:
        await self._sender.edit(pressed.message, plain_message(pressed.visitor.words, "edit-left"))
        return ""

    async def taken(self, message: telegram.Message, visitor: Visitor) -> Opened | Message:
        """The new draft of what a message holds, its file fetched first; what to say where there is none."""
        document, words = message.document, visitor.words
        if document is None:
            return await self._drafted(Content(message.text or message.caption or ""), visitor)
        if (document.file_size or 0) > LARGEST:
            return plain_message(words, "edit-too-large", most=str(LARGEST // 1_000_000))
        try:
            held = await (await document.get_file()).download_as_bytearray()
        except TelegramError as refused:
            return plain_message(words, "edit-failed", reason=refused.message)
        return await self._drafted(Content(file=bytes(held), name=plain_name(document.file_name or "file")), visitor)

    async def _fetched(self, message: telegram.Message, visitor: Visitor) -> None:
        text = "" if message.document else message.text or ""
        await self._show(message, await self.taken(message, visitor), visitor.words, text)

    async def _show(self, message: telegram.Message, taken: Opened | Message, words: Catalogue, text: str) -> None:
        shown = await self._sender.reply(message, await self._card(taken, words))
        if text and not is_link(text):
            pasted = Pasted(text, units(message.text or ""), message.date.timestamp(), card=shown.message_id)
            await self._dialogues.remember(message.chat_id, _with_draft(pasted, taken))

    async def _card(self, taken: Opened | Message, words: Catalogue) -> Message:
        return await self._bench.draft_card(taken, words) if isinstance(taken, Opened) else taken

    async def continued(self, message: telegram.Message, visitor: Visitor) -> bool:
        """Takes a text that goes on from the one taken in a moment ago into the same draft. Returns whether it does."""
        pasted = await self._dialogues.pasted(message.chat_id) if message.text else None
        if pasted is None or message.text is None or not pasted.goes_on_with(message.date.timestamp()):
            return False
        try:
            if pasted.draft:
                opened = await self._bench.draft(pasted.draft)
                await asyncio.to_thread(self._bench.desk.forget, opened.file, pasted.version)
        except KnowledgeError:  # published, dropped or changed in between: what follows is not of it
            return False
        whole = pasted.with_part(message.text, message.date.timestamp())
        taken = await self._drafted(Content(whole.text), visitor)
        await self._dialogues.remember(message.chat_id, _with_draft(whole, taken))
        await self._sender.put_in_place(message.chat_id, pasted.card, await self._card(taken, visitor.words))
        return True

    async def _drafted(self, content: Content, visitor: Visitor) -> Opened | Message:
        words = visitor.words
        if visitor.viewer is None:
            return plain_message(words, "edit-not-allowed")
        try:
            taken = await self._bench.take(content, visitor.viewer)
        except HoiboError as refused:
            return plain_message(words, "edit-failed", reason=reason(refused, words))
        if isinstance(taken, Opened):
            return taken
        return plain_message(words, "edit-known", title=clip(taken.title, _REASON), id=taken.id)

    async def _draft(self, pressed: Pressed) -> str:
        deed, key, version = pressed.action.arguments
        words = pressed.visitor.words
        try:
            opened = await self._bench.draft(key)
        except KnowledgeError:
            return words.say("edit-gone")
        if not opened.version.startswith(version):
            await self._sender.edit(pressed.message, await self._bench.draft_card(opened, words))
            return words.say("edit-changed-meanwhile")
        if deed == "change":
            await self._sender.reply(pressed.message, fields_message("d", key, version[:VERSION_LENGTH], words))
            return ""
        try:
            if deed == "drop":
                await asyncio.to_thread(self._bench.desk.drop, opened.file, version)
                await self._sender.edit(pressed.message, plain_message(words, "edit-dropped"))
            else:
                await self._publish(pressed, opened, version)
        except ChangedMeanwhileError:
            return words.say("edit-changed-meanwhile")
        except KnowledgeError as refused:
            told = plain_message(words, "edit-cannot-serve", reason=reason(refused, words))
            await self._sender.reply(pressed.message, told)
        return ""

    async def _publish(self, pressed: Pressed, opened: Opened, version: str) -> None:
        who, name = pressed.visitor.name, opened.file.stem
        written, _ = await asyncio.to_thread(read_text, opened.text, opened.file.name)
        publish = partial(self._bench.desk.publish, opened.file, version, who=who)
        done = await asyncio.to_thread(publish)
        await self._edits.add(
            name,
            file=self._bench.desk.relative(done.file),
            who=who,
            what=Deed.PUBLISHED,
            before=done.before,
            after=done.after,
        )
        title = clip(written[0].entry.title, _REASON) if written else name
        told = plain_message(pressed.visitor.words, "edit-published", who=plain_name(who), title=title)
        await self._sender.edit(pressed.message, told)


def reason(refused: HoiboError, words: Catalogue) -> str:
    """What an error says to an editor: what happened and what to do, without places on the machine."""
    if isinstance(refused, ImportingError) and refused.says:
        return words.say(f"import-{refused.says}")
    if isinstance(refused, FoundError):
        cause, mend = refused.finding.cause(words.language), refused.finding.mend(words.language)
        return clip(f"{cause} → {mend}", _REASON)
    return clip(f"{refused.what} → {refused.mend}" if refused.mend else refused.what, _REASON)


def _with_draft(pasted: Pasted, taken: Opened | Message) -> Pasted:
    if isinstance(taken, Opened):
        return replace(pasted, draft=entry_key(taken.file.stem), version=taken.version)
    return replace(pasted, draft="", version="")


def _offers(message: telegram.Message) -> bool:
    return message.document is not None or bool(message.text)
