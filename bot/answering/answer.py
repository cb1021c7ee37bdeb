"""What every asker gets back, on every channel: an immutable Answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.knowledge.entry import Entry

EXCERPT_LIMIT = 320
"""The most characters that an excerpt may have."""

RESULT_LIMIT = 10
"""The most results that an answer carries."""


class Status(StrEnum):
    """How a question went."""

    ANSWER = "answer"
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A verbatim piece of an entry's body.

    ``entry.body[start:start + len(text)] == text``. ``highlights`` are half-open ranges of characters within
    ``text``, in order and apart from each other.
    """

    text: str
    start: int
    highlights: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """One entry that may answer the question, with the excerpt that speaks for it. A higher score is better."""

    entry: Entry
    excerpt: Excerpt
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply to one question.

    ``results`` has at most ``RESULT_LIMIT`` items, best first, one an entry; with ``NOT_FOUND`` they are merely near.
    ``confidence`` is the calibrated probability that the first result answers the question.
    """

    question: str
    status: Status
    confidence: float
    results: tuple[Result, ...]
    elapsed_ms: float
