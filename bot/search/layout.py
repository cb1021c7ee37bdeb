"""Where an index's passages stand in its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.search.part import Part


@dataclass(frozen=True, slots=True)
class Layout:
    """The passages of an index, numbered in the order of its entries, and their slots: the parts' passages in a row.

    Attributes:
        part_of: for each entry the part that holds it: 0 for the base, 1 for the part beside it.
        in_part: for each entry its number there.
        entry_of: for each passage its entry.
        piece: for each passage which of its entry's it is.
        starts: for each passage the place of its first token, the parts' tokens in a row.
        lengths: for each passage how many tokens it has.
        number_at: for each slot the passage's number; -1 where it is passed over.
        first_slots: the first slot of each part.
        gone: the base's entries that are passed over.
    """

    part_of: NDArray[np.int64]
    in_part: NDArray[np.int64]
    entry_of: NDArray[np.int64]
    piece: NDArray[np.int64]
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]
    number_at: NDArray[np.int64]
    first_slots: tuple[int, ...]
    gone: tuple[int, ...]

    @classmethod
    def of(cls, in_base: NDArray[np.int64], parts: Sequence[Part]) -> Layout:
        """The layout of entries that stand in the base under these numbers; -1 for the next one of the part beside."""
        part_of = (in_base < 0).astype(np.int64)
        in_part = np.where(in_base < 0, np.cumsum(part_of) - 1, in_base)
        first, counts, starts, lengths = (np.zeros(0, np.int64) for _ in range(4))
        first_entry, first_slots, tokens = [], [], 0
        for part in parts:
            first_entry.append(len(first))
            first_slots.append(len(lengths))
            first = np.concatenate((first, len(lengths) + part.first[:-1]))
            counts = np.concatenate((counts, np.diff(part.first)))
            starts = np.concatenate((starts, tokens + part.borders[:-1]))
            lengths = np.concatenate((lengths, np.diff(part.borders)))
            tokens += int(part.borders[-1])
        here = in_part + np.array([*first_entry, len(first)], np.int64)[part_of]
        counts = counts[here]
        entry_of = np.repeat(np.arange(len(here)), counts)
        piece = np.arange(len(entry_of)) - np.repeat(np.cumsum(counts) - counts, counts)
        slots = np.repeat(first[here], counts) + piece
        number_at = np.full(len(lengths), -1, np.int64)
        number_at[slots] = np.arange(len(slots))
        kept = np.zeros(len(parts[0].first) - 1, bool)
        kept[in_base[in_base >= 0]] = True
        gone = tuple(np.flatnonzero(~kept).tolist())
        return cls(
            part_of, in_part, entry_of, piece, starts[slots], lengths[slots], number_at, tuple(first_slots), gone
        )

    def of_entries(self, of_parts: Sequence[NDArray[np.bool_]]) -> NDArray[np.bool_]:
        """What each part says of its entries, of the index's entries in their order."""
        together = np.concatenate(of_parts)
        first = np.cumsum([0, *map(len, of_parts[:-1])])
        told: NDArray[np.bool_] = together[first[self.part_of] + self.in_part]
        return told
