"""The figures of a scorecard: how often the right passage came first, how fast, how often nothing was claimed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.answer import EXCERPT_LIMIT, Status
from bot.language.normal import normalise
from bot.scorecard.ways import type_as

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.answering.answer import Answer
    from bot.scorecard.questions import Asked
    from bot.scorecard.ways import Way


@dataclass(frozen=True, slots=True)
class Figures:
    """One row of a scorecard. Shares are 0 to 1; None where no question could tell.

    Attributes:
        way: how the questions were typed.
        questions: how many were asked, those outside not counted.
        first: share with the right passage first (R@1), whatever the status.
        first_five: the same among the first five (R@5).
        mrr: mean of 1 / rank of the right passage, 0 where it is not among the results.
        answer: share, of those with a known answer, that were answered with the right passage first and the known
            answer in its excerpt.
        answered: share that were answered.
        rejected: share of the outside questions that were not answered.
        p50_ms: median milliseconds a question.
        p99_ms: the milliseconds that 99 of 100 questions stay within.
    """

    way: Way
    questions: int
    first: float
    first_five: float
    mrr: float
    answer: float | None
    answered: float
    rejected: float | None
    p50_ms: float
    p99_ms: float


def measure(
    answer: Callable[[str], Answer],
    asked: Sequence[Asked],
    outside: Sequence[Asked],
    way: Way,
    progress: Callable[[], None] = lambda: None,
) -> Figures:
    """The figures of those questions typed in that way. ``progress`` is called after each question.

    Args:
        answer: the answerer to judge.
        asked: at least one question that the knowledge answers.
        outside: questions that it cannot answer; may be empty.
        way: how they are typed.
        progress: told of each question.
    """

    def ask(one: Asked) -> Answer:
        got = answer(type_as(way, one.question))
        progress()
        return got

    answers = [ask(one) for one in asked]
    foreign = [ask(one) for one in outside]
    ranks = [_rank(one, got) for one, got in zip(asked, answers, strict=True)]
    known = [(one, got) for one, got in zip(asked, answers, strict=True) if one.answers]
    times = sorted(got.elapsed_ms for got in answers)
    return Figures(
        way=way,
        questions=len(asked),
        first=_share([rank == 1 for rank in ranks]),
        first_five=_share([0 < rank <= 5 for rank in ranks]),
        mrr=sum(1 / rank for rank in ranks if rank) / len(ranks),
        answer=_share([_shows(one, got) for one, got in known]) if known else None,
        answered=_share([got.status is Status.ANSWER for got in answers]),
        rejected=_share([got.status is not Status.ANSWER for got in foreign]) if foreign else None,
        p50_ms=quantile(times, 0.5),
        p99_ms=quantile(times, 0.99),
    )


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which that share of the ascending values lies (nearest rank).

    >>> quantile([1.0, 2.0, 3.0, 4.0], 0.5)
    3.0
    """
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _rank(one: Asked, got: Answer) -> int:
    """1 for the first result; 0 where the right passage is not among them."""
    return next((n for n, result in enumerate(got.results, 1) if result.entry.id == one.entry), 0)


def _shows(one: Asked, got: Answer) -> bool:
    if got.status is not Status.ANSWER or got.results[0].entry.id != one.entry:
        return False
    shown = _plain(got.results[0].excerpt.text[:EXCERPT_LIMIT])
    return any(_plain(answer) in shown for answer in one.answers)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", normalise(text)).strip().lower()


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits)
