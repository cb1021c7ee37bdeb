"""Asks the core without holding up the event loop."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from bot.language.normal import normalise

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from bot.answering.answer import Answer
    from bot.answering.snapshot import Served, Snapshot
    from bot.knowledge.entry import Visibility

SLOW_MS: Final = 20.0
"""Questions that take longer than this go to a thread; below it the hand-over costs more than it spares."""

QUESTION_LIMIT: Final = 500
"""The most characters of a message that are read as the question; what is longer is a text, not a question."""


KEPT: Final = 200
"""Answers kept for those who ask the same: what is in the news is asked by many on one day."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer, and the snapshot that it came from."""

    answer: Answer
    snapshot: Snapshot


class Asker:
    """Puts questions to the snapshot that is served.

    Args:
        served: holds the snapshot.
        today: the day by the clocks of the installation, from which "tuần trước" is reckoned.
    """

    def __init__(self, served: Served, today: Callable[[], dt.date]) -> None:
        self._served = served
        self._today = today
        self._kept: OrderedDict[tuple[str, Visibility, dt.date], Answer] = OrderedDict()
        self._kept_from: Snapshot | None = None

    @property
    def today(self) -> dt.date:
        """The day by the clocks of the installation."""
        return self._today()

    @property
    def snapshot(self) -> Snapshot:
        """What is served now."""
        return self._served.now

    async def ask(self, question: str, viewer: Visibility, *, before: Answer | None = None) -> Asked:
        """The answer for that viewer. ``before`` is what the question may go on from."""
        snapshot, today, question = self._served.now, self._today(), question[:QUESTION_LIMIT]
        if snapshot is not self._kept_from:
            self._kept_from = snapshot
            self._kept.clear()
        key = (question, viewer, today)
        kept = self._kept.pop(key, None) if before is None else None
        if kept is None:
            ask = partial(snapshot.answerer.answer, question, viewer=viewer, today=today, before=before)
            is_slow = snapshot.typical_ms > SLOW_MS or snapshot.answerer.reads_meaning
            answer: Answer = await asyncio.to_thread(ask) if is_slow else ask()
        else:
            answer = kept
        if before is None and snapshot is self._kept_from:
            self._kept[key] = answer
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return Asked(answer, snapshot)


def whole(answer: Answer) -> str:
    """The question that an answer is to, complete in itself: asked again, it gets the same answer."""
    return answer.understood.asked or answer.question


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit in it: an emoji or invisible characters alone are no question.

    >>> has_words("5G?"), has_words("?!")
    (True, False)
    """
    return any(character.isalnum() for character in normalise(text))
