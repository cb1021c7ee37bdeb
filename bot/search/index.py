"""The index: an immutable snapshot of every passage, to be found by tantivy and weighed by numpy.

Most of it is one part that was built at once. After an edit the next index shares that part, and holds beside it a
small part of what the edit made: the passages of entries that were changed or taken away are merely passed over. Seen
from outside that makes no difference: passages are numbered in the order of the entries, and all counts are those of
the passages that are served. Only which candidates the engine proposes is decided for each part by its own counts.
"""

from __future__ import annotations

from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import tantivy

from bot.language.abbreviations import abbreviations
from bot.language.function_words import FUNCTION_SYLLABLES
from bot.search.layout import Layout
from bot.search.part import Part, pair_number
from bot.search.passage_tokens import Openings, PassageTokens
from bot.search.passages import cut
from bot.search.pieces import Tokens
from bot.search.sharing import abbreviations_now, taken_over, touched
from bot.search.spelled import number_of
from bot.search.vectors import places_in_runs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from bot.knowledge.entry import Entry
    from bot.language.abbreviations import Abbreviations
    from bot.search.kept import IndexFolder
    from bot.search.passages import Passage

_SHARE_ANEW: Final = 0.02
"""The share of passages that may be new or passed over; from there on everything is built anew."""
_FEW: Final = 20
"""So many may be in any case."""
_FUNCTION_NUMBERS: Final = frozenset(map(number_of, FUNCTION_SYLLABLES))


class Located(NamedTuple):  # made for every candidate, in less than half of the time that a dataclass takes
    """One of the passages of an entry, which are counted from 0."""

    entry: Entry
    piece: int

    @property
    def passage(self) -> Passage:
        """The passage itself, cut out when it is read: of most nothing but the entry is looked at."""
        return cut(self.entry.body)[self.piece]


class Index:
    """Every passage of some entries. Never changes once made; ``Index.build`` makes one.

    Args:
        entries: in the order of their passages' numbers.
        short: the abbreviations of all of them.
        base: the part that holds most of them.
        in_base: for each entry its number in that part, -1 where it stands in the other.
        beside: the part of the others, in their order; None where there are none.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        short: Abbreviations,
        base: Part,
        in_base: NDArray[np.int64],
        beside: Part | None,
    ) -> None:
        self.entries = entries
        self.abbreviations = short
        self._in_base = in_base
        self.parts = (base,) if beside is None else (base, beside)
        self._layout = Layout.of(in_base, self.parts)
        self.entry_of = self._layout.entry_of
        self.size = len(self.entry_of)
        self.mean_length = float(self._layout.lengths.sum()) / max(1, self.size)
        self._gone = base.counts_of(self._layout.gone)
        self._passed_over = int(np.count_nonzero(self._layout.number_at < 0))
        self._schema = base.engine.schema
        self._searchers = tuple(part.engine.searcher() for part in self.parts)
        self._has_questions = self._layout.of_entries([np.diff(part.asked_first) > 0 for part in self.parts])
        self.syllables = self._count_syllables()

    @classmethod
    def build(
        cls,
        entries: Sequence[Entry],
        progress: Callable[[int], None] = lambda _: None,
        glossary: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
        like: Index | None = None,
        folder: IndexFolder | None = None,
    ) -> Index:
        """An index of all entries.

        Where a text has an abbreviation, what it stands for can be found there as well.

        Args:
            entries: in any order; those without text are left out.
            progress: is told the number of passages done so far, now and then.
            glossary: what the admin says that abbreviations stand for.
            like: an index of much the same entries, of which what they share is taken over.
            folder: where what is built is kept, and what was kept is found.
        """
        entries = tuple(entry for entry in entries if entry.body and not entry.body.isspace())
        if like is not None:
            edited = like.edited(entries, glossary)
        elif folder is not None and (kept := folder.opened(entries)) is not None:
            edited = cls._over(*kept, entries, glossary)
        else:
            edited = None
        if edited is not None:
            return edited
        short = abbreviations(glossary, (entry.body for entry in entries))
        make = Part.build if folder is None else folder.built
        return cls(entries, short, make(entries, short, progress), np.arange(len(entries)), None)

    def edited(self, entries: tuple[Entry, ...], glossary: Mapping[str, tuple[str, ...]]) -> Index | None:
        """An index of those entries that shares with this one what both have; None where that is too little."""
        base = self.parts[0]
        return self._over(base, taken_over(entries, self.entries, self._in_base, base), entries, glossary)

    @classmethod
    def _over(
        cls,
        base: Part,
        in_base: NDArray[np.int64],
        entries: tuple[Entry, ...],
        glossary: Mapping[str, tuple[str, ...]],
    ) -> Index | None:
        """An index over a base that holds most of the entries, under these numbers; None where that is too little."""
        short = abbreviations_now(entries, in_base, base, glossary)
        in_base[list(touched(entries, base.shorts, short.in_texts))] = -1
        most = max(_FEW, _SHARE_ANEW * base.size)
        others = [entries[number] for number in np.flatnonzero(in_base < 0)]
        passed_over = base.size - int(np.diff(base.first)[in_base[in_base >= 0]].sum())
        if passed_over > most or len(others) > most:
            return None
        beside = Part.build(others, short) if others else None
        return None if beside is not None and beside.size > most else cls(entries, short, base, in_base, beside)

    def _count_syllables(self) -> Mapping[str, int]:
        """In how many passages each folded syllable stands."""
        base, *others = (part.syllables for part in self.parts)
        if not others and not self._gone.syllables:
            return base
        counts = dict(base)
        for part in others:
            for syllable, count in part.items():
                counts[syllable] = counts.get(syllable, 0) + count
        for syllable in base:
            if gone := self._gone.syllables[number_of(syllable)]:
                counts[syllable] -= gone
                if counts[syllable] <= 0:
                    del counts[syllable]
        return counts

    @cached_property
    def passages(self) -> Sequence[Located]:
        """Every passage, by its number."""
        return [self.located(number) for number in range(self.size)]

    def located(self, number: int) -> Located:
        """The passage with that number."""
        return Located(self.entry(number), int(self._layout.piece[number]))

    def all_located(self, numbers: Sequence[int]) -> list[Located]:
        """The passages with those numbers: the numbers are looked up at once."""
        entries, pieces = self.entry_of[numbers].tolist(), self._layout.piece[numbers].tolist()
        return [Located(self.entries[entry], piece) for entry, piece in zip(entries, pieces, strict=True)]

    def entry(self, number: int) -> Entry:
        """The entry that the passage with that number belongs to."""
        return self.entries[int(self.entry_of[number])]

    def syllables_of(self, number: int) -> Callable[[str], bool]:
        """Tells of a folded syllable whether the passage with that number, or its entry's labels, hold it."""
        tokens, place = self._held_at(int(self._layout.starts[number]))
        held = set(tokens.folded[place : place + int(self._layout.lengths[number])].tolist())
        return lambda syllable: number_of(syllable) in held

    def holding(self, phrase: Sequence[str]) -> NDArray[np.int64]:
        """Numbers of the passages in which those folded syllables stand in a row, in labels or text; in order."""
        slots = [first + part.holding(phrase) for first, part in zip(self._layout.first_slots, self.parts, strict=True)]
        numbers = self._layout.number_at[np.concatenate(slots)]
        return np.sort(numbers[numbers >= 0])

    def pair_count(self, pair: str) -> int:
        """In how many passages the two syllables (``a_b``, folded) stand side by side."""
        base, *others = self._searchers
        count = base.doc_freq("pairs", pair)
        for searcher in others:
            count += searcher.doc_freq("pairs", pair)
        if not count or not self._gone.pairs:
            return count
        first, second = pair.split("_")
        return count - self._gone.pairs[pair_number(number_of(first), number_of(second))]

    def key_count(self, number: int) -> int:
        """In how many passages the syllable with that key number stands."""
        if len(self.parts) == 1 and not self._gone.keys:
            return self.parts[0].key_counts.get(number, 0)
        return sum(part.key_counts.get(number, 0) for part in self.parts) - self._gone.keys[number]

    def alias_likeness(self, numbers: Sequence[int], syllables: frozenset[str]) -> NDArray[np.float64]:
        """How like the question the nearest alias question of each passage's entry is, 0 to 1.

        Dice's coefficient over content syllables, counted from one half up.
        """
        likeness = np.zeros(len(numbers))
        entries = self.entry_of[numbers]
        asked_beside = np.flatnonzero(self._has_questions[entries])
        if not len(asked_beside):
            return likeness
        sought = {number_of(syllable) for syllable in syllables}
        part_of, in_part = self._layout.part_of[entries].tolist(), self._layout.in_part[entries].tolist()
        for place in asked_beside.tolist():
            for asked in self.parts[part_of[place]].asked_beside(in_part[place]):
                alias = asked - _FUNCTION_NUMBERS
                dice = 2 * len(alias & sought) / max(1, len(alias) + len(sought))
                likeness[place] = max(likeness[place], 2 * dice - 1)
        return likeness

    def candidates(
        self, syllables: Sequence[tuple[str, float]], pairs: Sequence[tuple[str, float]], limit: int
    ) -> list[int]:
        """Numbers, in order, of the passages of each part that share most with weighted folded syllables and pairs."""
        query = tantivy.Query
        wanted = [
            (tantivy.Occur.Should, query.boost_query(query.term_query(self._schema, field, term, "freq"), weight))
            for field, terms in (("syllables", syllables), ("pairs", pairs))
            for term, weight in terms
            if weight > 0
        ]
        if not wanted:
            return []
        found: list[int] = []
        for searcher, first, over in zip(
            self._searchers, self._layout.first_slots, (self._passed_over, 0), strict=False
        ):
            if not searcher.num_docs:
                continue
            hits = searcher.search(query.boolean_query(wanted), limit + over, count=False).hits
            slots = searcher.fast_field_values("number", [address for _, address in hits])
            numbers = self._layout.number_at[first + np.array(slots, np.int64)]
            found.extend(numbers[numbers >= 0][:limit].tolist())
        return sorted(found)  # so that equals keep the order of the entries, however they are parted

    def tokens_of(self, numbers: Sequence[int] | NDArray[np.int64]) -> tuple[PassageTokens, NDArray[np.int64]]:
        """The syllables of those passages, and the length of each in syllables. ``owner`` counts within ``numbers``."""
        chosen = np.asarray(numbers, np.int64)
        starts, lengths = self._layout.starts[chosen], self._layout.lengths[chosen]
        return self._run_together(starts, lengths), lengths

    def openings_of(self, numbers: NDArray[np.int64], last: int) -> Openings:
        """The syllables of those passages' labels and sentences up to the last, with which each begins."""
        starts, lengths = self._layout.starts[numbers], self._layout.lengths[numbers]
        held, owners, before = [], [], 0
        for part in self.parts:
            end = before + len(part.tokens.folded)
            owner = np.flatnonzero((starts >= before) & (starts < end)).astype(np.int32)
            here = starts[owner] - before
            openings = part.opening_lengths(here, lengths[owner], last)
            held.append((part.tokens, places_in_runs(here, openings)))
            owners.append(np.repeat(owner, openings))
            before = end
        return Openings(held, np.concatenate(owners))

    def _run_together(self, starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> PassageTokens:
        owner = np.repeat(np.arange(len(starts), dtype=np.int32), lengths)
        if len(self.parts) == 1:  # then all places are looked up at once, in two thirds of the time
            return PassageTokens(self.parts[0].tokens, places_in_runs(starts, lengths), owner)
        held = [self.parts[0].tokens.run(0, 0)]
        for start, length in zip(starts.tolist(), lengths.tolist(), strict=True):
            tokens, place = self._held_at(start)
            held.append(tokens.run(place, length))
        together = Tokens(*map(np.concatenate, zip(*held, strict=True)))
        return PassageTokens(together, np.arange(len(owner)), owner)

    def _held_at(self, start: int) -> tuple[Tokens, int]:
        """The tokens of the part in which the layout's place lies, and the place among them."""
        base = self.parts[0].tokens
        here = len(base.folded)
        return (base, start) if start < here else (self.parts[-1].tokens, start - here)
