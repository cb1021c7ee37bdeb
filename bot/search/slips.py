"""Slips of the finger: the known syllables nearest to an unknown one, by rapidfuzz."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

_MOST: Final = 6
"""Spellings kept for one unknown syllable."""


class Spelling(NamedTuple):
    """A known folded syllable that a typed one may stand for, with the probability that it does."""

    folded: str
    likelihood: float


def _letters(syllables: Sequence[str]) -> NDArray[np.uint32]:
    """Which letters each of some syllables of one length has, as bits; those beyond a to z share what is left of 32."""
    codes = np.frombuffer("".join(syllables).encode("utf-32-le"), np.uint32).reshape(len(syllables), -1)
    bits: NDArray[np.uint32] = np.bitwise_or.reduce(np.uint32(1) << codes % np.uint32(32), axis=1)
    return bits


class Slips:
    """Nearest spellings among the syllables of one index, which it never changes."""

    def __init__(self, syllables: Mapping[str, int]) -> None:
        by_length: dict[int, list[str]] = {}
        self._counts = syllables
        for syllable in syllables:
            if not syllable.isdigit():
                by_length.setdefault(len(syllable), []).append(syllable)
        self._by_length = {length: (known, _letters(known)) for length, known in by_length.items()}

    def spellings(self, unknown: str) -> tuple[Spelling, ...]:
        """The likeliest known syllables one slip away (two from six letters on), likeliest first; numbers have none."""
        if any(letter.isdigit() for letter in unknown) or not 2 <= len(unknown) <= 24:
            return ()
        most = 2 if len(unknown) >= 6 else 1
        found: list[tuple[float, str]] = []
        (letters,) = _letters([unknown])
        for length in range(len(unknown) - most, len(unknown) + most + 1):
            if length not in self._by_length:
                continue
            # Each slip takes one letter away and puts another in at most: most others are told by their letters alone.
            all_known, letters_of = self._by_length[length]
            for place in np.flatnonzero(np.bitwise_count(letters_of ^ letters) <= 2 * most).tolist():
                known = all_known[place]
                distance = OSA.distance(unknown, known, score_cutoff=most)
                if distance <= most:
                    found.append((self._likelihood(unknown, known, distance), known))
        found.sort(reverse=True)
        return tuple(Spelling(known, likelihood) for likelihood, known in found[:_MOST])

    def _likelihood(self, unknown: str, known: str, distance: int) -> float:
        same_start = 1.0 if unknown[:1] == known[:1] else 0.75
        frequent = min(1.0, 0.55 + 0.1 * math.sqrt(self._counts.get(known, 0)))
        likelihood: float = (0.8 if distance == 1 else 0.5) * same_start * frequent
        return likelihood
