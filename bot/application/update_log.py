"""A line of the log for each update: its reference, what it was, what became of it, how long it took. No words."""

from __future__ import annotations

import contextlib
import logging
import time
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

import telegram

from bot.telegram.asking.recording import reference_of

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Generator, Mapping

    from telegram.ext import CallbackContext

    from bot.storage.exchanges import Exchange
    from bot.telegram.asking.recording import TakesExchanges

_LOG: Final = logging.getLogger(__name__)


class Outcome(StrEnum):
    """What became of an update that was no question. Of a question, its status is told."""

    DONE = "done"
    FAILED = "failed"
    UNREADABLE = "unreadable"


class UpdateLog:
    """Writes the lines, and passes exchanges on to what keeps them, since these tell how a question went.

    Nobody's words, name or number is in a line: the reference leads to what is kept of a question, while it is kept.

    Args:
        kept_by: what exchanges go on to.
        ticks: seconds, for how long an update took.
    """

    def __init__(self, kept_by: TakesExchanges, ticks: Callable[[], float] = time.perf_counter) -> None:
        self._kept_by = kept_by
        self._ticks = ticks
        self._outcomes: dict[str, str] = {}

    def record(self, exchange: Exchange) -> asyncio.Future[None]:
        """Remembers how the question went, begins to record it and returns at once."""
        self._ended(exchange.reference, exchange.status.value)
        return self._kept_by.record(exchange)

    async def failed(self, update: object, _context: CallbackContext) -> None:  # type: ignore[type-arg]  # any will do
        """Handles the error of an update: its line says that it failed. The error itself is told by who handles it."""
        if isinstance(update, telegram.Update):
            self._ended(reference_of(update.update_id), Outcome.FAILED)

    @contextlib.contextmanager
    def line(self, raw: Mapping[str, Any], update: telegram.Update | None, attempt: int) -> Generator[None]:
        """Writes the line when the block ends; none where it raises, since the update then comes again.

        Args:
            raw: the update as it came.
            update: as the library reads it; None where it cannot.
            attempt: 1 the first time that the update is handled.
        """
        reference = reference_of(raw["update_id"])
        self._outcomes[reference] = Outcome.DONE if update is not None else Outcome.UNREADABLE
        begun = self._ticks()
        try:
            yield
        finally:
            outcome = str(self._outcomes.pop(reference))
        kind = next(iter(raw.keys() - {"update_id"}), "empty")
        chat = update.effective_chat.type if update is not None and update.effective_chat is not None else "none"
        took = round((self._ticks() - begun) * 1000, 1)
        _LOG.info(
            "%s %s, %s: %s in %.1f ms",
            reference,
            kind,
            chat,
            outcome,
            took,
            extra={
                "reference": reference,
                "kind": kind,
                "chat": chat,
                "outcome": outcome,
                "milliseconds": took,
                "attempt": attempt,
            },
        )

    def _ended(self, reference: str, outcome: str) -> None:
        if reference in self._outcomes:
            self._outcomes[reference] = outcome
