"""Bodies that are nearly the same: the same article taken in twice.

Each body becomes a sketch of the ``SKETCH`` smallest hashes of its runs of ``RUN`` words (bottom-k sampling, Broder
1997); two bodies share at least ``SHARED`` of their smallest hashes where about as much of their text is the same.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final
from zlib import crc32

import numpy as np

from bot.knowledge.finding import warning
from bot.language.normal import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from bot.knowledge.entry import Entry
    from bot.knowledge.finding import Finding
    from bot.knowledge.written import Written

RUN: Final = 5
"""Words a run."""
SKETCH: Final = 32
"""Hashes a sketch."""
SHARED: Final = 0.7
"""The share of hashes from which two bodies are nearly the same."""
_BASE: Final = np.uint64(0x100000001B3)
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)
_COMMONEST: Final = 50
"""A run that more bodies than this hold is a set phrase, and tells nothing."""


def find_doubles(all_written: Sequence[Written]) -> Iterator[Finding]:
    """A warning for each body that is nearly that of an entry before it."""
    for later, earlier, share in near_doubles([written.entry.body for written in all_written]):
        yield from _finding(all_written[later], all_written[earlier].entry, share)


def find_double_of(own: Written, holding: Callable[[Sequence[str]], Iterable[tuple[int, Entry]]]) -> Iterator[Finding]:
    """What ``find_doubles`` says of an entry that stands behind all others, of which few are looked at.

    Args:
        own: the entry.
        holding: the others whose body holds a run of folded words, with their numbers, in order. More of them do no
            harm, and a few runs that it does not know do none either.
    """
    hashes = _WordHashes()
    others: dict[int, tuple[Entry, tuple[int, ...]]] = {}
    marks = _marks(own.entry.body, hashes)
    common: set[int] = set()
    for mark, run in marks:
        holders = 0
        for number, entry in holding(run):
            if number not in others:
                others[number] = entry, sketch_of(entry.body, hashes)
            holders += mark in others[number][1]
            if holders > _COMMONEST:
                common.add(mark)
                break
    met: Counter[int] = Counter()
    for mark, _ in marks:
        held = [number for number in sorted(others) if mark in others[number][1]] if mark not in common else ()
        if len(held) <= _COMMONEST:
            met.update(held)
    if met:
        nearest, shared = met.most_common(1)[0]
        other, sketch = others[nearest]
        yield from _finding(own, other, shared / max(len(marks), len(sketch)))


def _finding(one: Written, other: Entry, share: float) -> Iterator[Finding]:
    if share >= SHARED and other.id not in (one.entry.replaces, one.entry.id) and other.replaces != one.entry.id:
        place = str(other.position)
        yield warning("near-double", one.entry.position, other=other.id, where=place, share=f"{share:.0%}")


def near_doubles(bodies: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    """For each body nearly the same as one before it: its number, that of the nearest before it, the share shared."""
    holders: defaultdict[int, list[int]] = defaultdict(list)
    sizes: list[int] = []
    hashes = _WordHashes()
    for number, body in enumerate(bodies):
        sketch = sketch_of(body, hashes)
        sizes.append(len(sketch))
        met: Counter[int] = Counter()
        for mark in sketch:
            before = holders[mark]
            if len(before) <= _COMMONEST:
                met.update(before)
                before.append(number)
        if met:
            earlier, shared = met.most_common(1)[0]
            share = shared / max(len(sketch), sizes[earlier])
            if share >= SHARED:
                yield number, earlier, share


class _WordHashes(dict[str, int]):
    """A word's hash, worked out when it is first met."""

    def __missing__(self, word: str) -> int:
        self[word] = crc32(word.encode("utf-8", "surrogatepass"))
        return self[word]


def sketch_of(body: str, hashes: dict[str, int] | None = None) -> tuple[int, ...]:
    """The smallest hashes of a body's runs of words; accents, case and punctuation make no difference.

    Args:
        body: the text.
        hashes: keeps the hashes of words from one body to the next.
    """
    hashes = _WordHashes() if hashes is None else hashes
    return tuple(np.unique(_runs([hashes[word] for word in _words(body)]))[:SKETCH].tolist())


def runs_of(body: str) -> list[list[str]]:
    """The runs of folded words that the hashes of a body's sketch stand for: who shares a hash holds that run."""
    return [run for _, run in _marks(body, _WordHashes())]


def _marks(body: str, hashes: dict[str, int]) -> list[tuple[int, list[str]]]:
    """The hashes of a body's sketch, each with its run of words."""
    words = _words(body)
    marks, places = np.unique(_runs([hashes[word] for word in words]), return_index=True)
    return [
        (mark, words[place : place + RUN])
        for mark, place in zip(marks[:SKETCH].tolist(), places[:SKETCH].tolist(), strict=True)
    ]


def _words(body: str) -> list[str]:
    return re.findall(r"\w+", fold(body))


def _runs(hashes: Sequence[int]) -> NDArray[np.uint64]:
    """The hash of each run of words, from theirs."""
    words = np.array(hashes, dtype=np.uint64)
    if not words.size:
        return words
    length = min(RUN, words.size)
    runs = np.zeros(words.size - length + 1, dtype=np.uint64)
    for at in range(length):
        # A polynomial of odd base modulo 2^64; the shift brings the well-mixed upper half down.
        runs = runs * _BASE + words[at : at + runs.size]
    return (runs * _MIX) >> np.uint64(16)
