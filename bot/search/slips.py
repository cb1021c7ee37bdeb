"""Slips of the finger: the known syllables nearest to an unknown one, by rapidfuzz."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST: Final = 6
"""Spellings kept for one unknown syllable."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A known folded syllable that a typed one may stand for, with the probability that it does."""

    folded: str
    likelihood: float


class Slips:
    """Nearest spellings among the syllables of one index, which it never changes."""

    def __init__(self, syllables: Mapping[str, int]) -> None:
        self._by_length: dict[int, list[str]] = {}
        self._counts = syllables
        for syllable in syllables:
            if not syllable.isdigit():
                self._by_length.setdefault(len(syllable), []).append(syllable)

    def spellings(self, unknown: str) -> tuple[Spelling, ...]:
        """The likeliest known syllables one slip away (two from six letters on), likeliest first; numbers have none."""
        if any(letter.isdigit() for letter in unknown) or not 2 <= len(unknown) <= 24:
            return ()
        most = 2 if len(unknown) >= 6 else 1
        found: list[tuple[float, str]] = []
        for length in range(len(unknown) - most, len(unknown) + most + 1):
            known_ones = self._by_length.get(length, ())
            for known, distance, _ in process.extract(
                unknown, known_ones, scorer=OSA.distance, score_cutoff=most, limit=None
            ):
                found.append((self._likelihood(unknown, known, int(distance)), known))
        found.sort(reverse=True)
        return tuple(Spelling(known, likelihood) for likelihood, known in found[:_MOST])

    def _likelihood(self, unknown: str, known: str, distance: int) -> float:
        same_start = 1.0 if unknown[:1] == known[:1] else 0.75
        frequent = min(1.0, 0.55 + 0.1 * math.sqrt(self._counts.get(known, 0)))
        likelihood: float = (0.8 if distance == 1 else 0.5) * same_start * frequent
        return likelihood
