"""Tells people who were shown an entry that it was corrected or withdrawn, where an admin decides so: each once."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
from typing import TYPE_CHECKING, Final

from telegram.error import Forbidden, TelegramError

from bot.knowledge.entry import Visibility
from bot.telegram.access.gate import Role
from bot.telegram.messages.corrections import correction_message, piece_html, tell_message
from bot.telegram.messages.greetings import plain_message
from bot.words.catalogue import Language, catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.knowledge.entry import Entry
    from bot.storage.corrections import Corrections, Due
    from bot.storage.opening import Storage
    from bot.storage.times import Clock
    from bot.telegram.access.gate import KeptGate
    from bot.telegram.access.visitors import Visitor
    from bot.telegram.handlers.buttons import Pressed, Verb
    from bot.telegram.transport.sending import Sender

_LOG: Final = logging.getLogger(__name__)

PAUSE: Final = 60.0
"""Seconds after which it is looked again for messages that could not be sent, here or by another process."""


class Corrector:
    """Asks admins whether to tell, and tells.

    Args:
        storage: the record of what was shown, and the corrections.
        gate: who was let in; the record itself knows nobody by name.
        sender: sends.
        clock: the present moment.
        days: people who were shown the entry in so many days are told.
    """

    def __init__(self, storage: Storage, gate: KeptGate, sender: Sender, *, clock: Clock, days: int) -> None:
        self._storage = storage
        self._gate = gate
        self._sender = sender
        self._clock = clock
        self._days = days
        self._woken = asyncio.Event()

    @property
    def verbs(self) -> Mapping[str, Verb]:
        """What the buttons do."""
        return {"tell": self._decide}

    async def ask(self, chat: int, editor: Visitor, was: Entry, now: Entry | None) -> None:
        """After an edit, asks whether those who saw the entry are to be told; nothing where nobody did.

        Args:
            chat: the editor's, who is asked if they are an admin; else all admins are.
            editor: who made the edit, and so is not told of it.
            was: the entry before.
            now: the entry after; None where it was withdrawn.
        """
        before, after = piece_html(was, now), "" if now is None else piece_html(now, was)
        readers = await self._readers(was.id, editor.id)
        if before == after or not readers:
            return
        visibility = max(was.visibility, (now or was).visibility, key=lambda one: one.level)
        number = await self._corrections.add(was.id, visibility.value, before, after)
        message = tell_message(number, len(readers), self._days, editor.words)
        for admin in [chat] if editor.role.at_least(Role.ADMIN) else sorted(await self._gate.admins()):
            try:
                await self._sender.send(admin, message)
            except TelegramError as refused:  # an admin who never started the bot, or blocked it
                _LOG.warning("admin %d could not be asked about a correction: %s", admin, refused)

    async def run(self) -> None:
        """Sends what admins decided, also before the last restart, for ever; cancel to stop."""
        while True:
            self._woken.clear()
            while (due := await self._corrections.claim()) is not None:
                await self._tell(due)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(PAUSE):
                    await self._woken.wait()

    @property
    def _corrections(self) -> Corrections:
        return self._storage.corrections

    async def _readers(self, entry: str, editor: int) -> tuple[int, ...]:
        since = self._clock() - dt.timedelta(days=self._days)
        among = await self._gate.everyone() - {editor}
        return await self._storage.exchanges.shown_to(entry, since=since, among=among)

    async def _decide(self, pressed: Pressed) -> str:
        words = pressed.visitor.words
        if not pressed.visitor.role.at_least(Role.ADMIN):
            return words.say("telegram-question-gone")
        number, tells = int(pressed.action.arguments[0]), pressed.action.arguments[1] == "1"
        correction = await self._corrections.find(number)
        if correction is None:
            return words.say("telegram-question-gone")
        readers = await self._readers(correction.entry, pressed.visitor.id) if tells else ()
        if not await self._corrections.order(number, readers):
            return words.say("edit-tell-settled")
        told = (
            plain_message(words, "edit-telling", count=str(len(readers)))
            if tells
            else plain_message(words, "edit-not-telling")
        )
        self._woken.set()
        await self._sender.edit(pressed.message, told)
        return ""

    async def _tell(self, due: Due) -> None:
        """Tells one person, if they may see the entry still; a failure on the way is left for another time."""
        viewer = (await self._gate.role(due.chat)).viewer
        if viewer is not None and viewer.sees(Visibility(due.correction.visibility)):
            chosen = await self._storage.chats.language(due.chat)
            words = catalogue(Language(chosen) if chosen else Language.VIETNAMESE)
            try:
                await self._sender.send(due.chat, correction_message(due.correction, words))
            except Forbidden:
                _LOG.info("chat %d has blocked the bot, and is not told of a correction", due.chat)
            except TelegramError as refused:
                _LOG.warning("chat %d could not be told of a correction yet: %s", due.chat, refused)
                return
        await self._corrections.settle(due)
