"""What entries say of each other: replacing, and claiming the same question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.knowledge.finding import Finding, warning
from bot.knowledge.replacing import find_circles
from bot.language.normal import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.errors import Position
    from bot.knowledge.written import Written


def find_in_relations(all_written: Sequence[Written]) -> Iterator[Finding]:
    """The findings about how entries stand to each other."""
    yield from find_circles(all_written)
    yield from _replacing_nothing(all_written)
    yield from _same_questions(all_written)
    links: dict[str, Written] = {}
    for written in all_written:
        url = written.entry.source.url
        if url is None:
            continue
        first = links.setdefault(url.rstrip("/"), written)
        if first is not written:
            yield warning("same-link", written.place_of("source"), other=first.entry.id, url=url)


def _replacing_nothing(all_written: Sequence[Written]) -> Iterator[Finding]:
    known = {written.entry.id for written in all_written}
    for written in all_written:
        older = written.entry.replaces
        if older is not None and older not in known:
            yield Finding("replaces-nothing", written.place_of("replaces"), (("id", older),))


def _same_questions(all_written: Sequence[Written]) -> Iterator[Finding]:
    claimed: dict[str, tuple[str, Position]] = {}
    for written in all_written:
        for number, question in enumerate(written.entry.questions):
            key = " ".join(re.findall(r"\w+", normalise(question).lower()))
            place = written.place_of("questions", number)
            owner, where = claimed.setdefault(key, (written.entry.id, place))
            if owner != written.entry.id:
                yield warning("same-question", place, question=question, other=owner, where=str(where))
            elif where != place:
                yield warning("question-twice", place, question=question)
