"""What an edit of the knowledge would change for questions that people really asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot.answering.answer import Status

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from bot.answering.answer import Answer
    from bot.answering.answerer import Answerer
    from bot.knowledge.entry import Entry, Visibility


class Difference(StrEnum):
    """How a question's answer differs, the worst first."""

    LOST = "lost"
    """It had an answer and would have none."""
    AMBIGUOUS = "ambiguous"
    """It had one answer and would be asked back about."""
    CHANGED = "changed"
    """Another entry, or another excerpt of it, would answer."""
    ANSWERED = "answered"
    """It had no answer, or was asked back about, and would have one."""


@dataclass(frozen=True, slots=True)
class Change:
    """A question that an edit would have answered otherwise, with both answers."""

    question: str
    difference: Difference
    served: Answer
    edited: Answer


MOST_PROMISED: Final = 200
"""So many of the questions that entries promise to answer are tried beside what people asked."""


def promised(entries: Iterable[Entry], viewer: Visibility) -> tuple[str, ...]:
    """Questions that the entries promise to answer, of at most ``MOST_PROMISED``, evenly spread."""
    held = [question for entry in entries if viewer.sees(entry.visibility) for question in entry.questions]
    return tuple(held[:: max(1, -(-len(held) // MOST_PROMISED))])


def changes(
    questions: Iterable[str], served: Answerer, edited: Answerer, *, viewer: Visibility, today: dt.date
) -> tuple[Change, ...]:
    """The questions whose answers differ, the worst differences first, each question once.

    Args:
        questions: what was asked, as it was typed.
        served: answers from what people are answered from now.
        edited: answers from what the edit would make of it.
        viewer: whose questions they are.
        today: the day that "tuần trước" is reckoned from.
    """
    found = []
    for question in dict.fromkeys(questions):
        before = served.answer(question, viewer=viewer, today=today)
        after = edited.answer(question, viewer=viewer, today=today)
        if difference := _difference(before, after):
            found.append(Change(question, difference, before, after))
    return tuple(sorted(found, key=lambda change: list(Difference).index(change.difference)))


def _difference(before: Answer, after: Answer) -> Difference | None:
    was, would_be = _GOOD.get(before.status, 0), _GOOD.get(after.status, 0)
    if was == would_be:
        return Difference.CHANGED if was == _BEST and _shown(before) != _shown(after) else None
    if would_be == _BEST:
        return Difference.ANSWERED
    return Difference.AMBIGUOUS if after.status is Status.AMBIGUOUS else Difference.LOST


def _shown(answer: Answer) -> tuple[str, ...]:
    """What a person sees of it: all of a list, else the first excerpt."""
    if answer.status is Status.LIST or not answer.results:
        return tuple(result.entry.id for result in answer.results)
    return (answer.results[0].entry.id, answer.results[0].excerpt.text)


_BEST: Final = 2
_GOOD: Final = {Status.ANSWER: _BEST, Status.LIST: _BEST, Status.AMBIGUOUS: 1}
"""How good each status is for the person; 0 for the others."""
