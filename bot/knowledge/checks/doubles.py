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
    from collections.abc import Iterator, Sequence

    from bot.knowledge.finding import Finding
    from bot.knowledge.loading import Written

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
        one, other = all_written[later].entry, all_written[earlier].entry
        if other.id in (one.replaces, one.id) or other.replaces == one.id:
            continue
        yield warning("near-double", one.position, other=other.id, where=str(other.position), share=f"{share:.0%}")


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
    words = np.array([hashes[word] for word in re.findall(r"\w+", fold(body))], dtype=np.uint64)
    if not words.size:
        return ()
    length = min(RUN, words.size)
    runs = np.zeros(words.size - length + 1, dtype=np.uint64)
    for at in range(length):
        # A polynomial of odd base modulo 2^64; the shift brings the well-mixed upper half down.
        runs = runs * _BASE + words[at : at + runs.size]
    runs = (runs * _MIX) >> np.uint64(16)
    return tuple(np.unique(runs)[:SKETCH].tolist())
