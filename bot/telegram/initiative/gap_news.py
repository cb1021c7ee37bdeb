"""Tells people who asked that their question is answered now: each once, over restarts, while they may see it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING, Final

from telegram.error import Forbidden, TelegramError

from bot.answering.answer import Status
from bot.errors import HoiboError
from bot.telegram.messages.answers import answer_message
from bot.telegram.messages.following import come_true_message
from bot.words.catalogue import Language, catalogue

if TYPE_CHECKING:
    from bot.answering.answer import Answer
    from bot.knowledge.entry import Visibility
    from bot.storage.gap_askers import DueAsker
    from bot.storage.opening import Storage
    from bot.telegram.access.gate import KeptGate
    from bot.telegram.asking.asker import Asker
    from bot.telegram.transport.sending import Sender
    from bot.usage.gap_answers import GapAnswers

_LOG: Final = logging.getLogger(__name__)

PAUSE: Final = 60.0
"""Seconds after which it is looked again for gaps answered, and messages not sent, here or by another process."""


class GapNews:
    """Notices answered gaps and tells who asked.

    Args:
        answers: notices.
        asker: what is served.
        storage: who is to be told.
        gate: who was let in; the record itself knows nobody by name.
        sender: sends.
    """

    def __init__(self, answers: GapAnswers, asker: Asker, storage: Storage, gate: KeptGate, sender: Sender) -> None:
        self._answers = answers
        self._asker = asker
        self._storage = storage
        self._gate = gate
        self._sender = sender
        self._woken = asyncio.Event()

    async def notice(self) -> int:
        """Puts down whom to tell by what is served now, and has them told. Returns how many gaps are answered."""
        noticed = await self._answers.notice(await self._gate.everyone())
        if noticed:
            self._woken.set()
        return noticed

    async def run(self) -> None:
        """Tells people, also of what was answered before the last restart, for ever; cancel to stop."""
        while True:
            self._woken.clear()
            try:
                await self._answers.notice(await self._gate.everyone())
                while (due := await self._storage.gap_askers.claim()) is not None:
                    await self._tell(due)
            except HoiboError as failed:
                _LOG.error("who asked cannot be told yet: %s", failed)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(PAUSE):
                    await self._woken.wait()

    async def _tell(self, due: DueAsker) -> None:
        """Tells one person, if they may see the answer; a failure on the way is left for another time."""
        viewer = (await self._gate.role(due.chat)).viewer
        answer = None if viewer is None else await self._answer(due, viewer)
        if answer is not None:
            chosen = await self._storage.chats.language(due.chat)
            words = catalogue(Language(chosen) if chosen else Language.VIETNAMESE)
            try:
                await self._sender.send(due.chat, come_true_message(due.question, answer_message(answer, words), words))
            except Forbidden:
                _LOG.info("chat %d has blocked the bot, and is not told of an answer", due.chat)
            except TelegramError as refused:
                _LOG.warning("chat %d could not be told of an answer yet: %s", due.chat, refused)
                return
        await self._storage.gap_askers.settle(due)

    async def _answer(self, due: DueAsker, viewer: Visibility) -> Answer | None:
        """The answer to what they asked or, where that wording has none, to the words that stood for all."""
        decision = await self._storage.gaps.find(due.gap)
        for question in (due.question, decision.question if decision else ""):
            answer = (await self._asker.ask(question, viewer)).answer if question else None
            if answer is not None and answer.status in {Status.ANSWER, Status.LIST}:
                return answer
        return None
