"""A part of an index: the passages of some entries, tokenised once and never changed.

tantivy holds the folded syllables and pairs of neighbouring syllables, and proposes candidates. The same syllables
stand in plain arrays, passage after passage, so that the evidence for all candidates is gathered in a few vector
operations.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
import tantivy

from bot.knowledge.manners import give_turns
from bot.language.abbreviations import introductions
from bot.search.pieces import Pieces, Tokens, pieces_of
from bot.search.spelled import Vocabulary, number_of
from bot.search.vectors import distinct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from bot.knowledge.entry import Entry
    from bot.language.abbreviations import Abbreviations

_HEAP: Final = 64_000_000
"""Bytes that tantivy gathers documents in before it writes a segment."""


@dataclass(frozen=True, slots=True)
class Part:
    """The passages of some entries, numbered from 0.

    Attributes:
        first: for each entry its first passage; at the end, how many passages there are.
        borders: for each passage its first token; at the end, how many tokens there are.
        tokens: of all passages.
        asked: the folded syllables of the questions that editors wrote beside entries.
        asked_borders: as ``borders``, for each question.
        asked_first: as ``first``: for each entry its first question.
        key_counts: in how many passages each key stands, by its number.
        introduced: the abbreviations that entries introduce, with their meanings, by the entry's number.
        shorts: the abbreviations that were known when the texts were read.
        engine: finds passages; its field ``number`` is the passage's.
        syllables: in how many passages each folded syllable stands, questions beside the entry included.
    """

    first: NDArray[np.int64]
    borders: NDArray[np.int64]
    tokens: Tokens
    asked: NDArray[np.uint32]
    asked_borders: NDArray[np.int64]
    asked_first: NDArray[np.int64]
    key_counts: Mapping[int, int]
    introduced: Mapping[int, tuple[tuple[str, str], ...]]
    shorts: Mapping[str, tuple[str, ...]]
    engine: tantivy.Index
    syllables: Mapping[str, int]

    @property
    def size(self) -> int:
        """How many passages there are."""
        return len(self.borders) - 1

    @classmethod
    def build(
        cls,
        entries: Sequence[Entry],
        short: Abbreviations,
        progress: Callable[[int], None] = lambda _: None,
        engine: tantivy.Index | None = None,
    ) -> Part:
        """A part of those entries.

        Args:
            entries: in any order.
            short: where a text has one of these, what it stands for can be found there as well.
            progress: is told the number of passages done so far, now and then.
            engine: an empty one to fill, as ``empty_engine`` makes it; one in memory where it is left out.
        """
        engine = engine or tantivy.Index(schema())
        writer = engine.writer(heap_size=_HEAP, num_threads=1)
        gathered = _Gathered()
        for pieces in pieces_of(entries, Vocabulary(short)):
            for number, (syllables, pairs) in enumerate(
                zip(pieces.syllables, pieces.pairs, strict=True), gathered.passages
            ):
                document = tantivy.Document()
                document.add_text("syllables", syllables)
                document.add_text("pairs", pairs)
                document.add_unsigned("number", number)
                writer.add_document(document)
                give_turns(number)
            gathered.add(pieces)
            progress(gathered.passages)
        writer.commit()
        writer.wait_merging_threads()
        engine.reload()
        introduced = ((number, introductions(entry.body)) for number, entry in enumerate(entries))
        return gathered.part({number: pairs for number, pairs in introduced if pairs}, short.in_texts, engine)

    def holding(self, phrase: Sequence[str]) -> NDArray[np.int64]:
        """The passages in which those folded syllables stand in a row, in labels or text; in order."""
        folded = self.tokens.folded
        if not phrase or len(phrase) > len(folded):
            return np.zeros(0, np.int64)
        places = np.flatnonzero(folded[: len(folded) - len(phrase) + 1] == number_of(phrase[0]))
        for step, syllable in enumerate(phrase[1:], 1):
            places = places[folded[places + step] == number_of(syllable)]
        first = np.searchsorted(self.borders, places, side="right") - 1
        last = np.searchsorted(self.borders, places + len(phrase) - 1, side="right") - 1
        return distinct(first[first == last])

    def opening_lengths(self, starts: NDArray[np.int64], lengths: NDArray[np.int64], last: int) -> NDArray[np.int64]:
        """How many of the tokens of some passages stand in their labels and sentences up to the last.

        Args:
            starts: the first token of each passage.
            lengths: how many it has.
            last: the number of a sentence.
        """
        # Sentences are in order, so the border is looked for in all passages at once, by halves.
        sentence, found = self.tokens.sentence, np.zeros(len(starts), np.int64)
        step = 1 << int(lengths.max(initial=0)).bit_length()
        while step := step // 2:
            further = found + step
            inside = np.flatnonzero(further <= lengths)
            found[inside[sentence[(starts + further - 1)[inside]] <= last]] += step
        return found

    def asked_beside(self, entry: int) -> list[set[int]]:
        """The folded syllables of each question that editors wrote beside the entry, by their numbers."""
        borders = self.asked_borders[self.asked_first[entry] : self.asked_first[entry + 1] + 1].tolist()
        return [set(self.asked[start:end].tolist()) for start, end in pairwise(borders)]

    def counts_of(self, entries: Iterable[int]) -> Counts:
        """In how many passages of those entries each key, syllable and pair stands."""
        counts = Counts(Counter(), Counter(), Counter())
        for entry in entries:
            for passage in range(self.first[entry], self.first[entry + 1]):
                here = slice(self.borders[passage], self.borders[passage + 1])
                folded, run = self.tokens.folded[here], self.tokens.sentence[here].astype(np.int64)
                if passage == self.first[entry]:
                    borders = self.asked_borders[self.asked_first[entry] : self.asked_first[entry + 1] + 1]
                    folded = np.concatenate((folded, self.asked[borders[0] : borders[-1]]))
                    run = np.concatenate((run, np.repeat(-1 - np.arange(len(borders) - 1), np.diff(borders))))
                counts.keys.update(distinct(self.tokens.keys[here]).tolist())
                counts.syllables.update(distinct(folded).tolist())
                wide = folded.astype(np.uint64)
                pairs = ((wide[:-1] << np.uint64(32)) | wide[1:])[run[1:] == run[:-1]]
                counts.pairs.update(distinct(pairs).tolist())
        return counts


def pair_number(first: int, second: int) -> int:
    """The number of two neighbouring syllables, from their own.

    >>> pair_number(1, 2)
    4294967298
    """
    return first << 32 | second


@dataclass(frozen=True, slots=True)
class Counts:
    """In how many passages something stands, by its number; a pair's number is ``pair_number``."""

    keys: Counter[int]
    syllables: Counter[int]
    pairs: Counter[int]


def schema() -> tantivy.Schema:
    """What the engine holds of a passage."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("syllables", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("pairs", tokenizer_name="whitespace", index_option="freq")
    builder.add_unsigned_field("number", stored=False, indexed=False, fast=True)
    return builder.build()


def syllables_in(engine: tantivy.Index) -> dict[str, int]:
    """Every folded syllable, with the number of passages that hold it."""
    searcher = engine.searcher()
    return dict(searcher.terms_with_prefix("syllables", "")) if searcher.num_docs else {}


class _Gathered:
    """What was tokenised so far."""

    def __init__(self) -> None:
        self.passages = 0
        self._entries = 0
        self._passages_of: list[int] = []
        self._tokens = [
            Tokens(np.zeros(0, np.uint32), np.zeros(0, np.uint32), np.zeros(0, np.uint16), np.zeros(0, np.uint8))
        ]
        self._lengths = [np.zeros(0, np.int64)]
        self._asked = [np.zeros(0, np.uint32)]
        self._asked_lengths = [np.zeros(0, np.int64)]
        self._asked_of: list[int] = []
        self._key_counts: Counter[int] = Counter()

    def add(self, pieces: Pieces) -> None:
        self._asked_of.extend(self._entries + entry for entry in pieces.asked_of)
        self._asked.append(pieces.asked)
        self._asked_lengths.append(pieces.asked_lengths)
        self._entries += len(pieces.passages)
        self._passages_of.extend(pieces.passages)
        self._tokens.append(pieces.tokens)
        self._lengths.append(pieces.lengths)
        self._key_counts.update(_key_counts(pieces))
        self.passages += len(pieces.lengths)

    def part(
        self,
        introduced: Mapping[int, tuple[tuple[str, str], ...]],
        shorts: Mapping[str, tuple[str, ...]],
        engine: tantivy.Index,
    ) -> Part:
        asked_of = np.bincount(np.array(self._asked_of, np.int64), minlength=self._entries)
        return Part(
            first=_borders(np.array(self._passages_of, np.int64)),
            borders=_borders(np.concatenate(self._lengths)),
            tokens=Tokens(
                np.concatenate([one.folded for one in self._tokens]),
                np.concatenate([one.keys for one in self._tokens]),
                np.concatenate([one.sentence for one in self._tokens]),
                np.concatenate([one.kinds for one in self._tokens]),
            ),
            asked=np.concatenate(self._asked),
            asked_borders=_borders(np.concatenate(self._asked_lengths)),
            asked_first=_borders(asked_of),
            key_counts=self._key_counts,
            introduced=introduced,
            shorts=shorts,
            engine=engine,
            syllables=syllables_in(engine),
        )


def _borders(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each of some runs begins, and where the last ends."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))


def _key_counts(pieces: Pieces) -> dict[int, int]:
    """In how many of the passages each key stands."""
    ordered, ends = pieces.tokens.keys.copy(), np.cumsum(pieces.lengths)
    for start, end in pairwise([0, *ends.tolist()]):  # in a third of the time that sorting all of them takes
        ordered[start:end].sort()
    kept = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=kept[1:])
    kept[(ends - pieces.lengths)[pieces.lengths > 0]] = True
    once_each = np.sort(ordered[kept])
    firsts = np.flatnonzero(np.diff(once_each, prepend=~once_each[:1]))
    counts = np.diff(firsts, append=len(once_each))
    return dict(zip(once_each[firsts].tolist(), counts.tolist(), strict=True))
