"""What every asker gets back, on every channel: an immutable Answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from bot.answering.intent import Intent

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.answering.caveats import Caveat
    from bot.answering.guard import Conflict
    from bot.knowledge.entry import Entry
    from bot.language.dates import TimePhrase

EXCERPT_LIMIT = 320
"""The most characters that an excerpt may have."""

RESULT_LIMIT = 10
"""The most results that an answer carries."""


class Status(StrEnum):
    """How a question went."""

    ANSWER = "answer"
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not_found"
    LIST = "list"
    """``results`` are all the entries of a period, a person or a subject, in order of time; as many as there are."""
    SMALL_TALK = "small_talk"
    """A greeting, thanks, or a question about the bot; ``intent`` says which."""
    REFUSED = "refused"
    """An opinion, an insult, or an attempt to make the bot something else; ``intent`` says which."""


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
    """One entry that may answer the question, with the excerpt that speaks for it. A higher score is better.

    ``caveats`` say why the entry may no longer hold.
    """

    entry: Entry
    excerpt: Excerpt
    score: float
    caveats: tuple[Caveat, ...] = ()


class CutWhenRead(Result):
    """A result whose excerpt is cut when it is first looked at: most results of an answer never are."""

    def __init__(
        self, entry: Entry, cut: Callable[[], Excerpt], score: float, caveats: tuple[Caveat, ...] = ()
    ) -> None:
        object.__setattr__(self, "entry", entry)
        object.__setattr__(self, "score", score)
        object.__setattr__(self, "caveats", caveats)
        object.__setattr__(self, "_cut", cut)

    @cached_property
    def excerpt(self) -> Excerpt:
        """The excerpt that speaks for the entry."""
        cut: Callable[[], Excerpt] = self.__dict__["_cut"]
        return cut()


@dataclass(frozen=True, slots=True)
class Understood:
    """What was read out of a question, to be shown back to the person.

    Attributes:
        asked: the whole question, where the message only went on from the one before; else empty.
        periods: the periods asked about.
        conflicts: what the question fixes and the nearest entry has otherwise; the answer is then ``NOT_FOUND``.
        matched: the question's words of content that the first result holds, as they were typed.
        missing: those that it does not hold.
        unsaid: the field of a meeting that was asked for (see ``bot.answering.fields``) where the first entry says
            nothing of it; else empty.
        people: full names of whom the question calls otherwise ("anh Lai").
    """

    asked: str = ""
    periods: tuple[TimePhrase, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    matched: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    unsaid: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply to one question.

    ``results`` has at most ``RESULT_LIMIT`` items (a list as many as there are), best first, one an entry; with
    ``NOT_FOUND`` they are merely near.
    ``confidence`` is the calibrated probability that the first result answers the question.
    """

    question: str
    status: Status
    confidence: float
    results: tuple[Result, ...]
    elapsed_ms: float
    intent: Intent = Intent.QUESTION
    understood: Understood = field(default_factory=Understood)
