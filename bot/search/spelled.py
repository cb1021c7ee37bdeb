"""Texts as numbers: every word worked out once, then runs of words by the thousand in a few vector operations."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final
from zlib import crc32

import numpy as np

from bot.language.syllables import folded_syllable, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from bot.language.abbreviations import Abbreviations

_WORD: Final = re.compile(r"[^\W_]+")
_TIME_SYLLABLES: Final = frozenset("ngay thang nam qui the tuan gio thap nien".split())
FIGURE, CAPITAL, TIME = 1, 2, 4
"""What a syllable's class says, as bits: it holds a digit; it is written with a capital inside a sentence; it is a word
of time."""


def number_of(term: str) -> int:
    """A syllable's number in the arrays: 32 bits of checksum, the same in every process."""
    return crc32(term.encode())


@dataclass(frozen=True, slots=True)
class Runs:
    """Runs of words, one after another: run i has ``lengths[i]`` of all the syllables.

    ``syllables`` and ``pairs`` hold, for each run, its folded syllables and pairs of neighbours (``a_b``), each with a
    space between.
    """

    folded: NDArray[np.uint32]
    keys: NDArray[np.uint32]
    kinds: NDArray[np.uint8]
    lengths: NDArray[np.int64]
    syllables: list[str]
    pairs: list[str]


class Vocabulary:
    """Every word that was met, with what is known of it: its folded form, its numbers and its class."""

    def __init__(self, short: Abbreviations) -> None:
        self._short = short
        self._words = _Words()

    def runs(self, texts: Iterable[str]) -> Runs:
        """Each text as a run of words. What an abbreviation of the text stands for is found at the run's end as well.

        Texts are in normal form. A capital at a run's beginning says nothing.
        """
        runs: list[list[str]] = []
        for text in texts:
            words = _WORD.findall(text)
            words.extend(self._short.in_full(words, text))
            runs.append(words)
        lengths = np.fromiter(map(len, runs), np.int64, len(runs))
        held = self._words
        places = np.fromiter(map(held.__getitem__, chain.from_iterable(runs)), np.int64, int(lengths.sum()))
        kinds = np.frombuffer(held.kinds, np.uint8)[places]
        kinds[(np.cumsum(lengths) - lengths)[lengths > 0]] &= ~np.uint8(CAPITAL)
        flat = places.tolist()
        folded = list(map(held.folded.__getitem__, flat))
        twice = list(map(held.twice.__getitem__, flat))
        ends = np.cumsum(lengths).tolist()
        starts = [0, *ends[:-1]]
        return Runs(
            np.frombuffer(held.folded_numbers, np.uint32)[places],
            np.frombuffer(held.key_numbers, np.uint32)[places],
            kinds,
            lengths,
            [" ".join(folded[start:end]) for start, end in zip(starts, ends, strict=True)],
            [_pairs(folded, twice, start, end) for start, end in zip(starts, ends, strict=True)],
        )


def _pairs(folded: Sequence[str], twice: Sequence[str], start: int, end: int) -> str:
    """The pairs of one run: joined by ``_``, syllables written twice make ``a_b b_c c_d``."""
    if end - start < 2:
        return ""
    inner = twice[start + 1 : end - 1]
    return "_".join((folded[start], *inner, folded[end - 1]))


class _Words(dict[str, int]):
    """A word as written → its place in the lists beside, which it enters when first met."""

    def __init__(self) -> None:
        super().__init__()
        self.folded: list[str] = []
        self.twice: list[str] = []
        self.folded_numbers = array("I")
        self.key_numbers = array("I")
        self.kinds = bytearray()

    def __missing__(self, word: str) -> int:
        folded = folded_syllable(word)
        self[word] = place = len(self.folded)
        self.folded.append(folded)
        self.twice.append(f"{folded} {folded}")
        self.folded_numbers.append(number_of(folded))
        self.key_numbers.append(number_of(key(word)))
        self.kinds.append(FIGURE * word[0].isdigit() | CAPITAL * word[0].isupper() | TIME * (folded in _TIME_SYLLABLES))
        return place
