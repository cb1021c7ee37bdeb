"""The index: an immutable snapshot of every passage, to be found by tantivy and weighed by numpy.

tantivy holds the folded syllables and pairs of neighbouring syllables, and proposes candidates. The same syllables
stand in plain arrays, passage after passage, so that the evidence for all candidates is gathered in a few vector
operations.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import tantivy

from bot.knowledge.manners import give_turns
from bot.language.abbreviations import Abbreviations, abbreviations
from bot.search.pieces import pieces_of
from bot.search.spelled import Vocabulary, number_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from bot.knowledge.entry import Entry
    from bot.search.pieces import Located, Pieces


@dataclass(frozen=True, slots=True)
class PassageTokens:
    """The syllables of some passages, one after another; ``owner[i]`` is the passage that token i belongs to."""

    folded: NDArray[np.uint32]
    keys: NDArray[np.uint32]
    sentence: NDArray[np.uint16]
    kinds: NDArray[np.uint8]
    owner: NDArray[np.int32]


def _key_counts(pieces: Pieces) -> dict[int, int]:
    """In how many of the passages each key stands."""
    owners = np.repeat(np.arange(len(pieces.lengths), dtype=np.uint64), pieces.lengths)
    both = np.sort((owners << np.uint64(32)) | pieces.keys)
    distinct = both[np.diff(both, prepend=~np.uint64(0)) != 0].astype(np.uint32)
    numbers, counts = np.unique(distinct, return_counts=True)
    return dict(zip(numbers.tolist(), counts.tolist(), strict=True))


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("syllables", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("pairs", tokenizer_name="whitespace", index_option="freq")
    builder.add_unsigned_field("number", stored=False, indexed=False, fast=True)
    return builder.build()


class Index:
    """Every passage of some entries. Never changes once made; ``Index.build`` makes one."""

    def __init__(
        self,
        passages: Sequence[Located],
        engine: tantivy.Index,
        tokens: tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint16], NDArray[np.uint8]],
        borders: NDArray[np.int64],
        key_counts: dict[int, int],
        aliases: dict[str, tuple[frozenset[str], ...]],
        short: Abbreviations,
    ) -> None:
        self.abbreviations = short
        self.passages = passages
        self._folded, self._keys, self._sentence, self._kinds = tokens
        self._borders = borders
        self._key_counts = key_counts
        self._aliases = aliases
        self._engine = engine
        self._searcher = engine.searcher()
        self._schema = engine.schema
        self.size = len(passages)
        self.mean_length = float(borders[-1]) / max(1, self.size)
        self.syllables = dict(self._searcher.terms_with_prefix("syllables", "")) if self.size else {}

    @classmethod
    def build(
        cls,
        entries: Sequence[Entry],
        progress: Callable[[int], None] | None = None,
        glossary: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    ) -> Index:
        """An index of all entries.

        Where a text has an abbreviation, what it stands for can be found there as well.

        Args:
            entries: in any order.
            progress: is told the number of passages done so far, now and then.
            glossary: what the admin says that abbreviations stand for.
        """
        short = abbreviations(glossary, (entry.body for entry in entries))
        engine = tantivy.Index(_schema())
        writer = engine.writer(heap_size=64_000_000, num_threads=1)
        located: list[Located] = []
        aliases: dict[str, tuple[frozenset[str], ...]] = {}
        folded, keys = [np.zeros(0, np.uint32)], [np.zeros(0, np.uint32)]
        sentence, kinds = [np.zeros(0, np.uint16)], [np.zeros(0, np.uint8)]
        lengths = [np.zeros(1, np.int64)]
        counts: Counter[int] = Counter()
        for pieces in pieces_of(entries, Vocabulary(short)):
            for number, (syllables, pairs) in enumerate(zip(pieces.syllables, pieces.pairs, strict=True), len(located)):
                document = tantivy.Document()
                document.add_text("syllables", syllables)
                document.add_text("pairs", pairs)
                document.add_unsigned("number", number)
                writer.add_document(document)
                give_turns(number)
            located.extend(pieces.located)
            aliases.update(pieces.asked)
            folded.append(pieces.folded)
            keys.append(pieces.keys)
            sentence.append(pieces.sentence)
            kinds.append(pieces.kinds)
            lengths.append(pieces.lengths)
            counts.update(_key_counts(pieces))
            if progress is not None:
                progress(len(located))
        writer.commit()
        writer.wait_merging_threads()
        engine.reload()
        return cls(
            located,
            engine,
            (np.concatenate(folded), np.concatenate(keys), np.concatenate(sentence), np.concatenate(kinds)),
            np.cumsum(np.concatenate(lengths)),
            counts,
            aliases,
            short,
        )

    def syllables_of(self, number: int) -> Callable[[str], bool]:
        """Tells of a folded syllable whether the passage with that number, or its entry's labels, hold it."""
        held = set(self._folded[self._borders[number] : self._borders[number + 1]].tolist())
        return lambda syllable: number_of(syllable) in held

    def holding(self, phrase: Sequence[str]) -> NDArray[np.int64]:
        """Numbers of the passages in which those folded syllables stand in a row, in labels or text; in order."""
        if not phrase or len(phrase) > len(self._folded):
            return np.zeros(0, np.int64)
        starts = self._folded[: len(self._folded) - len(phrase) + 1]
        places = np.flatnonzero(starts == number_of(phrase[0]))
        for step, syllable in enumerate(phrase[1:], 1):
            places = places[self._folded[places + step] == number_of(syllable)]
        first = np.searchsorted(self._borders, places, side="right") - 1
        last = np.searchsorted(self._borders, places + len(phrase) - 1, side="right") - 1
        return np.unique(first[first == last])

    def pair_count(self, pair: str) -> int:
        """In how many passages the two syllables (``a_b``, folded) stand side by side."""
        return int(self._searcher.doc_freq("pairs", pair))

    def key_count(self, number: int) -> int:
        """In how many passages the syllable with that key number stands."""
        return self._key_counts.get(number, 0)

    def alias_likeness(self, numbers: Sequence[int], syllables: frozenset[str]) -> NDArray[np.float64]:
        """How like the question the nearest alias question of each passage's entry is, 0 to 1.

        Dice's coefficient over content syllables, counted from one half up.
        """
        likeness = np.zeros(len(numbers))
        for place, number in enumerate(numbers):
            for alias in self._aliases.get(self.passages[number].entry.id, ()):
                dice = 2 * len(alias & syllables) / max(1, len(alias) + len(syllables))
                likeness[place] = max(likeness[place], 2 * dice - 1)
        return likeness

    def candidates(
        self, syllables: Sequence[tuple[str, float]], pairs: Sequence[tuple[str, float]], limit: int
    ) -> list[int]:
        """Numbers of the passages that share most with weighted folded syllables and pairs, best first."""
        if not self.size:
            return []
        query = tantivy.Query
        wanted = [
            (tantivy.Occur.Should, query.boost_query(query.term_query(self._schema, field, term, "freq"), weight))
            for field, terms in (("syllables", syllables), ("pairs", pairs))
            for term, weight in terms
            if weight > 0
        ]
        if not wanted:
            return []
        hits = self._searcher.search(query.boolean_query(wanted), limit, count=False).hits
        numbers = self._searcher.fast_field_values("number", [address for _, address in hits])
        return [number for number in numbers if isinstance(number, int)]

    def tokens_of(self, numbers: Sequence[int]) -> tuple[PassageTokens, NDArray[np.int64]]:
        """The syllables of those passages, and the length of each in syllables. ``owner`` counts within ``numbers``."""
        chosen = np.asarray(numbers, np.int64)
        starts, ends = self._borders[chosen], self._borders[chosen + 1]
        lengths = ends - starts
        places = np.repeat(starts - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths) + np.arange(lengths.sum())
        owner = np.repeat(np.arange(len(chosen), dtype=np.int32), lengths)
        return PassageTokens(
            self._folded[places], self._keys[places], self._sentence[places], self._kinds[places], owner
        ), lengths
