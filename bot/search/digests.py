"""What the entries of an index said, in few bytes: whether they still do is looked at when a kept index is opened."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.knowledge.entry import Entry

_BYTES: Final = 16
_AT_ONCE: Final = 200
"""Entries whose texts are joined at once: more would leave the processor's cache."""


@dataclass(frozen=True, slots=True)
class Digests:
    """Digests of what an index makes use of in some entries, whatever else they say.

    Attributes:
        each: for each entry a row of 16 bytes.
        all_of_them: one of all the entries in their order, which takes a third of the time: it tells that none changed.
    """

    each: NDArray[np.uint8]
    all_of_them: NDArray[np.uint8]

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> Digests:
        """The digests of those entries."""
        return cls(_each(entries), digest_of(entries))

    def places_of(self, entries: Sequence[Entry], digest: NDArray[np.uint8]) -> NDArray[np.int64]:
        """For each of other entries the place of the one that says the same; -1 where there is none.

        Args:
            entries: the others.
            digest: their ``digest_of``.
        """
        if len(entries) == len(self.each) and np.array_equal(digest, self.all_of_them):
            return np.arange(len(entries))
        places: dict[bytes, list[int]] = {}
        for place, one in enumerate(self.each):
            places.setdefault(one.tobytes(), []).append(place)
        found = (places.get(one.tobytes()) for one in _each(entries))
        return np.array([free.pop() if free else -1 for free in found], np.int64)


def _each(entries: Sequence[Entry]) -> NDArray[np.uint8]:
    return np.frombuffer(b"".join(map(_digest, entries)), np.uint8).reshape(-1, _BYTES)


def _digest(entry: Entry) -> bytes:
    texts = (entry.title, entry.body, *entry.questions, *entry.people, *entry.topics)
    lengths = (len(entry.questions), len(entry.people), *map(len, texts))
    return sha256(_coded(f"{lengths}{''.join(texts)}")).digest()[:_BYTES]


def digest_of(entries: Sequence[Entry]) -> NDArray[np.uint8]:
    """One digest of what all those entries say, in their order."""
    digest = sha256()
    for first in range(0, len(entries), _AT_ONCE):
        texts: list[str] = []
        counts: list[int] = []
        for entry in entries[first : first + _AT_ONCE]:
            texts += (entry.title, entry.body, *entry.questions, *entry.people, *entry.topics)
            counts += (len(entry.questions), len(entry.people), len(entry.topics))
        digest.update(array("Q", (*counts, *map(len, texts))))
        digest.update(_coded("".join(texts)))
    return np.frombuffer(digest.digest(), np.uint8)


def _coded(text: str) -> bytes:
    """The text as bytes: two a letter, in half of the time that UTF-8 takes."""
    return text.encode("utf-16-le", "surrogatepass")
