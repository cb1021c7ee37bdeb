"""Edits of what is there: a field by a button and a message, withdrawing, and undoing."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from bot.answering.review import read_text
from bot.answering.snapshot import entry_key
from bot.errors import KnowledgeError
from bot.knowledge.desk import VERSION_LENGTH, Done
from bot.knowledge.editing import ChangedMeanwhileError, Opened, open_for_edit, save
from bot.knowledge.fields import BadValueError, Field
from bot.storage.edits import Deed
from bot.telegram.editing.dialogue import Awaited, Revision
from bot.telegram.editing.entry_states import both, may_see, seen_with_field, value_now
from bot.telegram.handlers.buttons import for_editors
from bot.telegram.handlers.drafting import reason
from bot.telegram.messages.editing import (
    card_message,
    choice_message,
    fields_message,
    revision_rows,
    value_hint,
    value_message,
    withdrawal_message,
)
from bot.telegram.messages.greetings import plain_message
from bot.telegram.messages.html import clip, plain_name

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    import telegram

    from bot.knowledge.entry import Entry
    from bot.storage.edits import Edits
    from bot.telegram.access.visitors import Visitor
    from bot.telegram.editing.dialogue import Dialogues
    from bot.telegram.editing.workbench import Workbench
    from bot.telegram.handlers.buttons import Pressed, Verb
    from bot.telegram.handlers.commands import Called
    from bot.telegram.messages.message import Message
    from bot.telegram.transport.sending import Sender

    Told = Callable[[int, Visitor, Entry, Entry | None], Awaitable[None]]


class Revising:
    """Changes and withdraws served entries, and changes drafts.

    Args:
        bench: reviews.
        dialogues: what each editor is in the middle of.
        edits: the history.
        sender: sends.
        corrected: told of each edit that people who saw the entry may want to hear of: the editor's chat and the
            editor, the entry as it was, and as it is (None where it was withdrawn).
    """

    def __init__(self, bench: Workbench, dialogues: Dialogues, edits: Edits, sender: Sender, corrected: Told) -> None:
        self._bench = bench
        self._dialogues = dialogues
        self._edits = edits
        self._sender = sender
        self._corrected = corrected

    @property
    def verbs(self) -> Mapping[str, Verb]:
        """What the buttons do."""
        return {
            "rework": for_editors(self._rework),
            "field": for_editors(self._field),
            "revise": for_editors(self._revise),
            "ungo": for_editors(self._ask_to_withdraw),
            "retract": for_editors(self._retract),
            "undo": for_editors(self._undo),
            "stop": for_editors(self._stop),
        }

    async def change(self, called: Called) -> None:
        """/sua: asks which field of the entry is to be changed."""
        if (entry := await self._meant(called, "rework", "edit-usage-sua")) is not None:
            await self._sender.reply(called.message, await self._fields(entry, called.visitor))

    async def withdraw(self, called: Called) -> None:
        """/go: asks whether the entry is really to be withdrawn."""
        if (entry := await self._meant(called, "ungo", "edit-usage-go")) is not None:
            await self._sender.reply(called.message, await self._withdrawal(entry, called.visitor))

    async def value(self, message: telegram.Message, awaited: Awaited, visitor: Visitor) -> None:
        """Sets the field that the editor was asked for to the message's text."""
        words, field = visitor.words, Field(awaited.field)
        try:
            opened, entry = await self._opened(awaited, message.chat_id, visitor)
            typed = message.text or ""
            text = await asyncio.to_thread(seen_with_field, opened, entry, field, typed, visitor.viewer)
            reply = await self._kept(awaited, opened, entry, text, message.chat_id, visitor)
        except BadValueError:
            name, hint = words.say(f"edit-field-{field.value}"), value_hint(field, words)
            await self._sender.reply(message, plain_message(words, "edit-bad-value", field=name, hint=hint))
            return  # it may be sent again
        except ChangedMeanwhileError:
            reply = plain_message(words, "edit-changed-meanwhile")
        except KnowledgeError as refused:
            reply = plain_message(words, "edit-cannot-serve", reason=reason(refused, words))
        await self._dialogues.wait_for(message.chat_id, None)
        await self._sender.reply(message, reply)

    async def _kept(
        self, awaited: Awaited, opened: Opened, entry: str, text: str, chat: int, visitor: Visitor
    ) -> Message:
        """Keeps an edited text, of a draft on the disk, of a served entry in the dialogue; the card that shows it."""
        if awaited.target == "d":
            await asyncio.to_thread(save, opened, text)
            return await self._bench.draft_card(await asyncio.to_thread(open_for_edit, opened.file), visitor.words)
        place = await asyncio.to_thread(self._bench.desk.relative, opened.file)
        revision = Revision(entry, place, opened.version, text)
        await self._dialogues.keep(chat, revision)
        return await self._revision_card(revision, visitor)

    async def _opened(self, awaited: Awaited, chat: int, visitor: Visitor) -> tuple[Opened, str]:
        """What the edit is made on, and the entry's id.

        Raises:
            ChangedMeanwhileError: it is not what the editor looked at.
            KnowledgeError: it is gone.
        """
        if awaited.target == "r":
            revision = await self._dialogues.revision(chat)
            if revision is None or revision.mark != awaited.version:
                raise ChangedMeanwhileError("another edit was begun", mend="begin again with /sua")
            file = self._bench.desk.place(revision.file)
            return Opened(file, revision.text, revision.version), revision.entry
        if awaited.target == "d":
            opened = await self._bench.draft(awaited.key)
            name = opened.file.stem
        else:
            entry = self._bench.by_key(awaited.key, visitor.viewer) if visitor.viewer else None
            if entry is None:
                raise KnowledgeError("the entry is gone", mend="begin again with /sua")
            opened, name = await asyncio.to_thread(open_for_edit, entry.position.file), entry.id
        if not opened.version.startswith(awaited.version):
            raise ChangedMeanwhileError("somebody changed the file", where=str(opened.file), mend="begin again")
        return opened, name

    async def _meant(self, called: Called, verb: str, usage: str) -> Entry | None:
        """The entry that a command names; where it is not clear, asks and gives None."""
        visitor = called.visitor
        if not called.arguments or visitor.viewer is None:
            await self._sender.reply(called.message, plain_message(visitor.words, usage))
            return None
        if (entry := self._bench.served(called.arguments, visitor.viewer)) is not None:
            return entry
        found = await self._bench.like(called.arguments, visitor.viewer)
        await self._sender.reply(called.message, choice_message(found, verb, visitor.words))
        return None

    async def _fields(self, entry: Entry, visitor: Visitor) -> Message:
        opened = await asyncio.to_thread(open_for_edit, entry.position.file)
        return fields_message("s", entry_key(entry.id), opened.version[:VERSION_LENGTH], visitor.words)

    async def _withdrawal(self, entry: Entry, visitor: Visitor) -> Message:
        opened = await asyncio.to_thread(open_for_edit, entry.position.file)
        lost = await self._bench.without(entry.id)
        return withdrawal_message(entry, opened.version[:VERSION_LENGTH], lost, visitor.words)

    def _pressed_entry(self, pressed: Pressed) -> Entry | None:
        viewer = pressed.visitor.viewer
        return self._bench.by_key(pressed.action.arguments[0], viewer) if viewer is not None else None

    async def _rework(self, pressed: Pressed) -> str:
        if (entry := self._pressed_entry(pressed)) is None:
            return pressed.visitor.words.say("telegram-entry-gone")
        await self._sender.edit(pressed.message, await self._fields(entry, pressed.visitor))
        return ""

    async def _field(self, pressed: Pressed) -> str:
        target, key, version, name = pressed.action.arguments
        words, field, awaited = pressed.visitor.words, Field(name), Awaited(target, key, version, name)
        try:
            opened, entry = await self._opened(awaited, pressed.message.chat_id, pressed.visitor)
        except ChangedMeanwhileError:
            return words.say("edit-changed-meanwhile")
        except KnowledgeError:
            return words.say("edit-gone")
        written, _ = await asyncio.to_thread(read_text, opened.text, opened.file.name)
        now = next((value_now(one.entry, field, words) for one in written if one.entry.id == entry), "")
        await self._dialogues.wait_for(pressed.message.chat_id, awaited)
        await self._sender.reply(pressed.message, value_message(field, now, words))
        return ""

    async def _revision_card(self, revision: Revision, visitor: Visitor) -> Message:
        opened = Opened(self._bench.desk.place(revision.file), revision.text, revision.version)
        found = await self._bench.review(opened, revision.entry)
        rows = revision_rows(revision.mark, visitor.words)
        return card_message(visitor.words.say("edit-revision"), found, rows, visitor.words)

    async def _revise(self, pressed: Pressed) -> str:
        deed, mark = pressed.action.arguments
        words, chat = pressed.visitor.words, pressed.message.chat_id
        revision = await self._dialogues.revision(chat)
        if revision is None or revision.mark != mark:
            return words.say("telegram-question-gone")
        if deed == "change":
            message = fields_message("r", entry_key(revision.entry), mark, words)
            await self._sender.reply(pressed.message, message)
            return ""
        if deed == "drop":
            await self._dialogues.keep(chat, None)
            await self._sender.edit(pressed.message, plain_message(words, "edit-stopped"))
            return ""
        try:
            done = await asyncio.to_thread(self._saved, revision, pressed.visitor.name)
        except ChangedMeanwhileError:
            return words.say("edit-changed-meanwhile")
        except KnowledgeError as refused:
            told = plain_message(words, "edit-cannot-serve", reason=reason(refused, words))
            await self._sender.reply(pressed.message, told)
            return ""
        await self._dialogues.keep(chat, None)
        await self._settled(pressed, revision.entry, done, Deed.CHANGED, "edit-published")
        return ""

    def _saved(self, revision: Revision, who: str) -> Done:
        """Writes an edit where its file still is what it was made on. Waits for the disk."""
        opened = open_for_edit(self._bench.desk.place(revision.file))
        if opened.version != revision.version:
            raise ChangedMeanwhileError("somebody changed the file", where=revision.file, mend="begin again")
        return self._bench.desk.change(opened, revision.text, who=who)

    async def _settled(self, pressed: Pressed, name: str, done: Done, deed: Deed, text: str) -> None:
        """Keeps a deed in the history, tells of it, and offers to tell those who saw the entry."""
        visitor, desk = pressed.visitor, self._bench.desk
        place = await asyncio.to_thread(desk.relative, done.file)
        await self._edits.add(name, file=place, who=visitor.name, what=deed, before=done.before, after=done.after)
        was, now = await asyncio.to_thread(both, done.before, done.after, name)
        shown = now or was
        title = clip(shown.title, 300) if shown else name
        told = plain_message(visitor.words, text, who=plain_name(visitor.name), title=title)
        await self._sender.edit(pressed.message, told)
        if was is not None:
            await self._corrected(pressed.message.chat_id, visitor, was, now)

    async def _ask_to_withdraw(self, pressed: Pressed) -> str:
        if (entry := self._pressed_entry(pressed)) is None:
            return pressed.visitor.words.say("telegram-entry-gone")
        await self._sender.edit(pressed.message, await self._withdrawal(entry, pressed.visitor))
        return ""

    async def _retract(self, pressed: Pressed) -> str:
        words, version = pressed.visitor.words, pressed.action.arguments[1]
        if (entry := self._pressed_entry(pressed)) is None:
            return words.say("telegram-entry-gone")
        withdraw = partial(self._bench.desk.withdraw, entry.position.file, entry.id, version, who=pressed.visitor.name)
        return await self._do(pressed, entry.id, withdraw, Deed.WITHDRAWN, "edit-withdrawn")

    async def _undo(self, pressed: Pressed) -> str:
        words, viewer = pressed.visitor.words, pressed.visitor.viewer
        edit = await self._edits.find(int(pressed.action.arguments[0]))
        if edit is None or viewer is None or not await asyncio.to_thread(may_see, edit, viewer):
            return words.say("telegram-question-gone")
        made = Done(self._bench.desk.place(edit.file), edit.before, edit.after)
        undo = partial(self._bench.desk.undo, made, edit.entry, who=pressed.visitor.name)
        return await self._do(pressed, edit.entry, undo, Deed.UNDONE, "edit-undone")

    async def _do(self, pressed: Pressed, entry: str, run: Callable[[], Done], deed: Deed, text: str) -> str:
        try:
            done = await asyncio.to_thread(run)
        except ChangedMeanwhileError:
            return pressed.visitor.words.say("edit-changed-meanwhile")
        except KnowledgeError as refused:
            told = plain_message(
                pressed.visitor.words, "edit-cannot-serve", reason=reason(refused, pressed.visitor.words)
            )
            await self._sender.reply(pressed.message, told)
            return ""
        await self._settled(pressed, entry, done, deed, text)
        return ""

    async def _stop(self, pressed: Pressed) -> str:
        await self._dialogues.wait_for(pressed.message.chat_id, None)
        await self._sender.edit(pressed.message, plain_message(pressed.visitor.words, "edit-stopped"))
        return ""
