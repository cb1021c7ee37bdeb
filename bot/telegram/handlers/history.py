"""What was done to an entry: who, what and when, with the way to undo the newest."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.telegram.editing.entry_states import may_see
from bot.telegram.handlers.buttons import for_editors
from bot.telegram.messages.editing import choice_message, history_message
from bot.telegram.messages.greetings import plain_message

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    from bot.knowledge.entry import Visibility
    from bot.storage.edits import Edits
    from bot.telegram.editing.workbench import Workbench
    from bot.telegram.handlers.buttons import Pressed, Verb
    from bot.telegram.handlers.commands import Called
    from bot.telegram.messages.message import Message
    from bot.telegram.transport.sending import Sender
    from bot.words.catalogue import Catalogue


class History:
    """Tells of edits.

    Args:
        bench: finds entries.
        edits: the history.
        sender: sends.
        zone: of the installation.
    """

    def __init__(self, bench: Workbench, edits: Edits, sender: Sender, zone: ZoneInfo) -> None:
        self._bench = bench
        self._edits = edits
        self._sender = sender
        self._zone = zone

    @property
    def verbs(self) -> Mapping[str, Verb]:
        """What the buttons do."""
        return {"past": for_editors(self._past)}

    async def tell(self, called: Called) -> None:
        """/lichsu: the edits of the entry of that id, also of one that was withdrawn; with words asks which entry."""
        words, viewer = called.visitor.words, called.visitor.viewer
        if not called.arguments or viewer is None:
            await self._sender.reply(called.message, plain_message(words, "edit-usage-lichsu"))
            return
        message = await self._message(called.arguments.strip(), viewer, words)
        if not message.rows and self._bench.served(called.arguments, viewer) is None:
            message = choice_message(await self._bench.like(called.arguments, viewer), "past", words)
        await self._sender.reply(called.message, message)

    async def _past(self, pressed: Pressed) -> str:
        words, viewer = pressed.visitor.words, pressed.visitor.viewer
        entry = self._bench.by_key(pressed.action.arguments[0], viewer) if viewer is not None else None
        if entry is None or viewer is None:
            return words.say("telegram-entry-gone")
        await self._sender.edit(pressed.message, await self._message(entry.id, viewer, words))
        return ""

    async def _message(self, entry: str, viewer: Visibility, words: Catalogue) -> Message:
        seen = [edit for edit in await self._edits.of(entry) if await asyncio.to_thread(may_see, edit, viewer)]
        return history_message(entry, seen, self._zone, words)
