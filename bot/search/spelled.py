"""Texts as numbers: every word worked out once, then runs of words by the thousand in a few vector operations."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final
from zlib import crc32

import numpy as np

from bot.language.syllables import folded_syllable, key
from bot.search.vectors import places_in_runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.language.abbreviations import Abbreviations

_WORD: Final = re.compile(r"[^\W_]+")
_TIME_SYLLABLES: Final = frozenset("ngay thang nam qui the tuan gio thap nien".split())
_MOST_PIECES: Final = 200_000
"""So many pieces of text are remembered, in some 100 MB."""
FIGURE, CAPITAL, TIME = 1, 2, 4
"""What a syllable's class says, as bits: it holds a digit; it is written with a capital inside a sentence; it is a word
of time."""


def number_of(term: str) -> int:
    """A syllable's number in the arrays: 32 bits of checksum, the same in every process."""
    return crc32(term.encode())


@dataclass(frozen=True, slots=True)
class Runs:
    """Runs of words, one after another: run i has ``lengths[i]`` of all the syllables.

    ``pieces`` are what white space parts the runs into; run i has those from ``borders[i]`` on to the next border. In
    ``syllables`` stand the folded syllables of each, a space between them.
    """

    folded: NDArray[np.uint32]
    keys: NDArray[np.uint32]
    kinds: NDArray[np.uint8]
    lengths: NDArray[np.int64]
    borders: list[int]
    syllables: Sequence[str]
    twice: Sequence[str]

    def syllables_in(self, first: int, end: int) -> str:
        """The folded syllables of some runs, with spaces between."""
        return " ".join(self.syllables[self.borders[first] : self.borders[end]])

    def pairs_in(self, first: int, end: int) -> str:
        """The pairs of neighbours (``a_b``) in each of some runs, with spaces between."""
        # Joined by an underscore, syllables written twice make ``a a_b b_c c``; what stands at either end is no pair.
        rows = ["_".join(self.twice[start:end]) for start, end in pairwise(self.borders[first : end + 1])]
        return " ".join([row[row.index(" ") + 1 : row.rindex(" ")] for row in rows if row])


class Vocabulary:
    """Every piece of text between white space that was met of late, with what is known of the words in it."""

    def __init__(self, short: Abbreviations) -> None:
        self._short = short
        self._words = _Words()
        self._pieces = _Pieces(self._words, short)

    def runs(self, texts: Sequence[str]) -> Runs:
        """Each text as a run of words. What an abbreviation of the text stands for is found at the run's end as well.

        Texts are in normal form. A capital at a run's beginning says nothing.
        """
        if len(self._pieces) > _MOST_PIECES:  # names and figures without end: the common ones come back at once
            self._words = _Words()
            self._pieces = _Pieces(self._words, self._short)
        held, words = self._pieces, self._words
        parted = [text.split() for text in texts]
        counts = np.fromiter(map(len, parted), np.int64, len(parted))
        places = np.fromiter(map(held.__getitem__, chain.from_iterable(parted)), np.int64, int(counts.sum()))
        places, counts = self._written_out(texts, places, counts)
        sizes = np.frombuffer(held.sizes, np.uint32)[places]
        if not sizes.all():  # a dash between spaces, say
            counts = _sums(sizes > 0, counts)
            places, sizes = places[sizes > 0], sizes[sizes > 0]
        firsts = np.frombuffer(held.firsts, np.uint32)[places].astype(np.int64)
        at = np.frombuffer(held.words, np.uint32)[places_in_runs(firsts, sizes.astype(np.int64))]
        lengths = _sums(sizes, counts)
        kinds = np.frombuffer(words.kinds, np.uint8)[at]
        kinds[(np.cumsum(lengths) - lengths)[lengths > 0]] &= ~np.uint8(CAPITAL)
        flat = places.tolist()
        return Runs(
            np.frombuffer(words.folded_numbers, np.uint32)[at],
            np.frombuffer(words.key_numbers, np.uint32)[at],
            kinds,
            lengths,
            [0, *np.cumsum(counts).tolist()],
            list(map(held.syllables.__getitem__, flat)),
            list(map(held.twice.__getitem__, flat)),
        )

    def _written_out(
        self, texts: Sequence[str], places: NDArray[np.int64], counts: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The pieces of the texts, and how many each has, with what their abbreviations stand for."""
        ends = np.cumsum(counts)
        shortened = np.flatnonzero(np.frombuffer(self._pieces.short, np.uint8)[places])
        alone: dict[int, list[str]] = {}
        joined: dict[int, list[str]] = {}
        for number, place in zip(
            np.searchsorted(ends, shortened, side="right").tolist(), places[shortened].tolist(), strict=True
        ):
            one, other = self._pieces.found[place]
            alone.setdefault(number, []).extend(one)
            joined.setdefault(number, []).extend(other)
        at: list[int] = []
        more: list[int] = []
        counts = counts.copy()
        for number, shorts in alone.items():
            small = texts[number].lower()
            meant: dict[str, tuple[str, list[int]]] = {}
            for short in (*shorts, *joined[number]):
                meant.update(self._pieces.meanings(short))
            added = [word for said, found in meant.values() if said not in small for word in found]
            more += added
            at += [int(ends[number])] * len(added)
            counts[number] += len(added)
        return (np.insert(places, at, more) if more else places), counts


def _sums(values: NDArray[np.generic], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """The sum of the first ``counts[0]`` values, of the next ``counts[1]``, and so on."""
    until = np.concatenate((np.zeros(1, np.int64), np.cumsum(values, dtype=np.int64)))
    ends = np.cumsum(counts)
    sums: NDArray[np.int64] = until[ends] - until[ends - counts]
    return sums


class _Pieces(dict[str, int]):
    """A piece of text without white space → its place in the lists beside, which it enters when first met."""

    def __init__(self, of_words: _Words, short: Abbreviations) -> None:
        super().__init__()
        self._of_words = of_words
        self._abbreviations = short
        self._meanings: dict[str, dict[str, tuple[str, list[int]]]] = {}
        self.syllables: list[str] = []
        self.twice: list[str] = []
        self.sizes = array("I")
        self.firsts = array("I")
        self.words = array("I")
        self.short = bytearray()
        self.found: dict[int, tuple[list[str], list[str]]] = {}

    def __missing__(self, piece: str) -> int:
        words = [piece] if piece.isalnum() else _WORD.findall(piece)
        place = self._enter(piece, words)
        found = self._abbreviations.found_in(words, piece)
        if any(found):
            self.short[place] = True
            self.found[place] = found
        return place

    def meanings(self, short: str) -> dict[str, tuple[str, list[int]]]:
        """What an abbreviation stands for: each meaning in small letters, and the places of its words."""
        if short not in self._meanings:
            # A word of a meaning is one syllable, whatever signs it has; no piece of a text has a space.
            self._meanings[short] = {
                meaning: (meaning.lower(), [self._of_word(word) for word in meaning.split()])
                for meaning in self._abbreviations.in_texts[short]
            }
        return self._meanings[short]

    def _of_word(self, word: str) -> int:
        known = self.get(" " + word)
        return self._enter(" " + word, [word]) if known is None else known

    def _enter(self, name: str, words: Sequence[str]) -> int:
        self[name] = place = len(self.sizes)
        self.sizes.append(len(words))
        self.firsts.append(len(self.words))
        if len(words) == 1:  # as nearly always
            word = self._of_words[words[0]]
            self.words.append(word)
            folded = self._of_words.folded[word]
            self.syllables.append(folded)
            self.twice.append(f"{folded} {folded}")
        else:
            places = [self._of_words[word] for word in words]
            self.words.extend(places)
            all_folded = [self._of_words.folded[word] for word in places]
            self.syllables.append(" ".join(all_folded))
            self.twice.append("_".join([f"{one} {one}" for one in all_folded]))
        self.short.append(False)
        return place


class _Words(dict[str, int]):
    """A word as written → its place in the lists beside, which it enters when first met."""

    def __init__(self) -> None:
        super().__init__()
        self.folded: list[str] = []
        self.folded_numbers = array("I")
        self.key_numbers = array("I")
        self.kinds = bytearray()

    def __missing__(self, word: str) -> int:
        folded = folded_syllable(word)
        self[word] = place = len(self.folded)
        self.folded.append(folded)
        self.folded_numbers.append(number_of(folded))
        self.key_numbers.append(number_of(key(word)))
        self.kinds.append(FIGURE * word[0].isdigit() | CAPITAL * word[0].isupper() | TIME * (folded in _TIME_SYLLABLES))
        return place
