"""The same article twice: one report that several papers printed is shown once."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from bot.search.pieces import LABEL_SENTENCE
from bot.search.spelled import FIGURE
from bot.search.vectors import distinct

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.search.index import Index
    from bot.search.passage_tokens import PassageTokens
    from bot.search.searcher import Found, Search

_LOOKED_AT: Final = 10
"""Entries compared, from the best on: as many as are ever shown."""
_SHARED: Final = 0.8
"""The share of the shorter text's pairs of syllables that the other must hold."""
_FEWEST: Final = 30
"""Pairs of syllables that a text has at least: two short notes in the same words may well be about two things."""
_LENGTHS: Final = 0.5
_SCORES: Final = 0.9
_DAYS: Final = 7
"""Days between two printings of one report. What recurs monthly in the same words is no double."""


def without_doubles(search: Search, index: Index) -> Search:
    """The search without entries whose text, figures and date are those of a better one (the best ten are compared)."""
    best: dict[str, Found] = {}
    for found in search.found:
        best.setdefault(found.located.entry.id, found)
        if len(best) == _LOOKED_AT:
            break
    kept: list[Found] = []
    doubles: set[str] = set()
    bodies = _Bodies(index, [found.number for found in best.values()])
    for found in best.values():
        near = [one for one in kept if found.score >= _SCORES * one.score and _about_the_same_day(found, one)]
        if any(bodies.are_doubles(found.number, one.number) for one in near):
            doubles.add(found.located.entry.id)
        else:
            kept.append(found)
    if not doubles:
        return search
    return replace(search, found=tuple(one for one in search.found if one.located.entry.id not in doubles))


class _Bodies:
    """What some passages' texts hold, worked out when two are first compared: figures first: most differ in them."""

    def __init__(self, index: Index, numbers: list[int]) -> None:
        self._index = index
        self._places = {number: place for place, number in enumerate(numbers)}

    def are_doubles(self, one: int, other: int) -> bool:
        """Whether both hold the same figures and nearly the same pairs of neighbouring syllables."""
        if self._figures[one] != self._figures[other]:
            return False
        pairs, others = self._pairs(one), self._pairs(other)
        shorter, longer = sorted((len(pairs), len(others)))
        if shorter < _FEWEST or shorter < _LENGTHS * longer:
            return False
        return len(np.intersect1d(pairs, others, assume_unique=True)) >= _SHARED * shorter

    @cached_property
    def _tokens(self) -> PassageTokens:
        return self._index.tokens_of(list(self._places))[0]

    @cached_property
    def _in_body(self) -> NDArray[np.bool_]:
        held: NDArray[np.bool_] = self._tokens.sentence != LABEL_SENTENCE
        return held

    @cached_property
    def _figures(self) -> dict[int, set[int]]:
        """The distinct figures of each passage."""
        found: dict[int, set[int]] = {number: set() for number in self._places}
        numbers, places = list(self._places), np.flatnonzero(self._in_body & (self._tokens.kinds & FIGURE > 0))
        for owner, figure in zip(
            self._tokens.owner[places].tolist(), self._tokens.folded[places].tolist(), strict=True
        ):
            found[numbers[owner]].add(figure)
        return found

    def _pairs(self, number: int) -> NDArray[np.uint64]:
        """The distinct pairs of neighbouring syllables, in order."""
        own = self._in_body & (self._tokens.owner == self._places[number])
        body = self._tokens.folded[own].astype(np.uint64)
        return distinct((body[:-1] << np.uint64(32)) | body[1:])


def _about_the_same_day(found: Found, better: Found) -> bool:
    one, other = found.located.entry.date, better.located.entry.date
    if one is None or other is None:
        return True
    return (max(one.first, other.first) - min(one.last, other.last)).days <= _DAYS
