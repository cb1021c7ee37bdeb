"""Which entries a text may have been taken from: those that hold the runs of words that stand for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

from bot.knowledge.checks.doubles import SHARED, runs_of
from bot.language.syllables import folded_syllable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.knowledge.entry import Entry
    from bot.search.index import Index

_WORD: Final = re.compile(r"[^\W_]+")


def others_holding(own: Entry, index: Index) -> Callable[[Sequence[str]], Iterable[tuple[int, Entry]]]:
    """Tells which other entries of an index hold a run of folded words, with their numbers, in order.

    An index knows no run across the border of two sentences. Where so many of those that stand for its own entry do
    that another could be nearly the same and share only these, all others are told.

    Args:
        own: one of the index's entries.
        index: of it and the others.
    """
    place = next(number for number, entry in enumerate(index.entries) if entry.id == own.id)

    def holders(run: Sequence[str]) -> list[int]:
        parts = [folded_syllable(part) for word in run for part in _WORD.findall(word)]
        numbers: list[int] = np.unique(index.entry_of[index.holding(parts)]).tolist()
        return numbers

    runs = runs_of(own.body)
    unknown = sum(place not in holders(run) for run in runs)
    if unknown >= SHARED * len(runs):
        return lambda _: (one for one in enumerate(index.entries) if one[0] != place)
    return lambda run: ((number, index.entries[number]) for number in holders(run) if number != place)
