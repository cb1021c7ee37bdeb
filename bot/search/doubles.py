"""The same article twice: one report that several papers printed is shown once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from bot.search.pieces import LABEL_SENTENCE
from bot.search.spelled import FIGURE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.search.index import Index
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
    prints: dict[int, _Print] = {}
    for found in best.values():
        near = [one for one in kept if found.score >= _SCORES * one.score and _about_the_same_day(found, one)]
        for one in (found, *near) if near else ():
            if one.number not in prints:
                prints[one.number] = _print_of(index, one.number)
        if any(_are_doubles(prints[found.number], prints[one.number]) for one in near):
            doubles.add(found.located.entry.id)
        else:
            kept.append(found)
    if not doubles:
        return search
    return replace(search, found=tuple(one for one in search.found if one.located.entry.id not in doubles))


@dataclass(frozen=True, slots=True)
class _Print:
    """The distinct pairs of neighbouring syllables in a passage's text, and its distinct figures, in order."""

    pairs: NDArray[np.uint64]
    figures: NDArray[np.uint64]


def _print_of(index: Index, number: int) -> _Print:
    tokens, _ = index.tokens_of([number])
    in_body = tokens.sentence != LABEL_SENTENCE
    body = tokens.folded[in_body].astype(np.uint64)
    return _Print(
        _distinct((body[:-1] << np.uint64(32)) | body[1:]),
        _distinct(tokens.folded[in_body & (tokens.kinds & FIGURE > 0)].astype(np.uint64)),
    )


def _distinct(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The numbers in order, each once. For some hundred of them an eighth of the time of ``np.unique``."""
    ordered = np.sort(numbers)
    distinct: NDArray[np.uint64] = ordered[np.diff(ordered, prepend=~ordered[:1]) != 0]
    return distinct


def _are_doubles(one: _Print, other: _Print) -> bool:
    shorter, longer = sorted((len(one.pairs), len(other.pairs)))
    if shorter < _FEWEST or shorter < _LENGTHS * longer or not np.array_equal(one.figures, other.figures):
        return False
    return len(np.intersect1d(one.pairs, other.pairs, assume_unique=True)) >= _SHARED * shorter


def _about_the_same_day(found: Found, better: Found) -> bool:
    one, other = found.located.entry.date, better.located.entry.date
    if one is None or other is None:
        return True
    return (max(one.first, other.first) - min(one.last, other.last)).days <= _DAYS
