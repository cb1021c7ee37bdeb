"""What an index of edited entries can take over from the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.language.abbreviations import abbreviations_of, introductions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from bot.knowledge.entry import Entry
    from bot.language.abbreviations import Abbreviations
    from bot.search.part import Part


def taken_over(
    entries: Sequence[Entry], before: Sequence[Entry], in_base: NDArray[np.int64], base: Part
) -> NDArray[np.int64]:
    """For each entry its number in the base; -1 where the entry before it has another text, or none.

    Args:
        entries: as they are now.
        before: as they were.
        in_base: the numbers of those in the base, or -1.
        base: the part that both share.
    """
    numbers = in_base.tolist()
    places = {entry.id: place for place, entry in enumerate(before)}
    free = np.ones(len(base.first) - 1, bool)
    found = np.full(len(entries), -1, np.int64)
    for number, entry in enumerate(entries):
        place = places.get(entry.id)
        if place is None or numbers[place] < 0 or not _reads_alike(entry, before[place]) or not free[numbers[place]]:
            continue
        found[number] = numbers[place]
        free[numbers[place]] = False
    return found


def _reads_alike(one: Entry, other: Entry) -> bool:
    """Whether an index makes the same of both. What else an entry says, only answers tell."""
    return one is other or (
        one.body == other.body
        and one.title == other.title
        and one.questions == other.questions
        and one.people == other.people
        and one.topics == other.topics
    )


def abbreviations_now(
    entries: Sequence[Entry], in_base: NDArray[np.int64], base: Part, glossary: Mapping[str, tuple[str, ...]]
) -> Abbreviations:
    """The abbreviations of all entries; those that the base holds need not be read again."""
    telling = np.flatnonzero((in_base < 0) | np.isin(in_base, list(base.introduced)))  # few introduce any
    return abbreviations_of(
        glossary,
        (
            pair
            for number, place in zip(telling.tolist(), in_base[telling].tolist(), strict=True)
            for pair in (introductions(entries[number].body) if place < 0 else base.introduced[place])
        ),
    )


def touched(
    entries: Sequence[Entry], before: Mapping[str, tuple[str, ...]], after: Mapping[str, tuple[str, ...]]
) -> Iterator[int]:
    """Which entries hold an abbreviation that stands for something else now."""
    changed = [short for short in before.keys() | after.keys() if before.get(short) != after.get(short)]
    if not changed:
        return
    for number, entry in enumerate(entries):
        texts = (entry.body, entry.title, *entry.people, *entry.topics, *entry.questions)
        if any(short in text for short in changed for text in texts):
            yield number
