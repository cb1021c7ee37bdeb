"""Asks the core without holding up the event loop."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.language.normal import normalise

if TYPE_CHECKING:
    from bot.answering.answer import Answer
    from bot.answering.snapshot import Served, Snapshot
    from bot.knowledge.entry import Visibility

SLOW_MS: Final = 20.0
"""Questions that take longer than this go to a thread; below it the hand-over costs more than it spares."""

QUESTION_LIMIT: Final = 500
"""The most characters of a message that are read as the question; what is longer is a text, not a question."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer, and the snapshot that it came from."""

    answer: Answer
    snapshot: Snapshot


class Asker:
    """Puts questions to the snapshot that is served."""

    def __init__(self, served: Served) -> None:
        self._served = served

    @property
    def snapshot(self) -> Snapshot:
        """What is served now."""
        return self._served.now

    async def ask(self, question: str, viewer: Visibility) -> Asked:
        """The answer for that viewer."""
        snapshot = self._served.now
        asked = question[:QUESTION_LIMIT]
        if snapshot.typical_ms > SLOW_MS:
            return Asked(await asyncio.to_thread(snapshot.answerer.answer, asked, viewer=viewer), snapshot)
        return Asked(snapshot.answerer.answer(asked, viewer=viewer), snapshot)


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit in it: an emoji or invisible characters alone are no question."""
    return any(character.isalnum() for character in normalise(text))
