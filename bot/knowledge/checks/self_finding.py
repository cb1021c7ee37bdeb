"""Whether each question that an entry gives finds that entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from bot.knowledge.finding import warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.knowledge.finding import Finding
    from bot.knowledge.written import Written

Finds = Callable[[str], Sequence[str]]
"""From a question to the ids of the entries that it finds, best first; empty where nothing is good enough."""


def find_unfound(all_written: Sequence[Written], finds: Finds, most: int) -> Iterator[Finding]:
    """A warning for each question that does not find its own entry first, of ``most`` evenly spread ones."""
    asked = [(written, number) for written in all_written for number in range(len(written.entry.questions))]
    for written, number in asked[:: max(1, -(-len(asked) // most))]:
        question = written.entry.questions[number]
        found = finds(question)
        if found and found[0] == written.entry.id:
            continue
        place = written.place_of("questions", number)
        if found:
            yield warning("question-finds-other", place, question=question, other=found[0])
        else:
            yield warning("question-finds-nothing", place, question=question)
