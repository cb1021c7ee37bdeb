"""Entries cut into passages and turned into numbers, some hundred passages at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bot.language.normal import normalise
from bot.search.passages import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from bot.knowledge.entry import Entry
    from bot.search.passages import Passage
    from bot.search.spelled import Vocabulary

LABEL_SENTENCE: Final = 0
"""The sentence number of the syllables that come from an entry's title, people and topics, not from its body."""
_ASKED: Final = -1
"""In place of a sentence number: a question that an editor wrote beside the entry, which is found but not weighed."""
_AT_ONCE: Final = 400
"""Passages turned into numbers together: more would leave the processor's cache, fewer would pay more calls."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Syllables in order: the number of each, folded and as its key, its sentence, and its class as bits."""

    folded: NDArray[np.uint32]
    keys: NDArray[np.uint32]
    sentence: NDArray[np.uint16]
    kinds: NDArray[np.uint8]

    def run(
        self, start: int, length: int
    ) -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint16], NDArray[np.uint8]]:
        """Those of a run, by attribute: views, to be put together with those of another part."""
        end = start + length
        return self.folded[start:end], self.keys[start:end], self.sentence[start:end], self.kinds[start:end]


@dataclass(frozen=True, slots=True)
class Pieces:
    """Some entries' passages, their syllables one after another, and what is to be found of each.

    Attributes:
        passages: how many each entry has.
        tokens: the syllables that are weighed.
        lengths: how many of them each passage has.
        asked: the syllables of the questions that editors wrote beside entries, folded.
        asked_lengths: how many of them each question has.
        asked_of: which entry each question belongs to.
        syllables: a text for the engine, one a passage.
        pairs: the same.
    """

    passages: list[int]
    tokens: Tokens
    lengths: NDArray[np.int64]
    asked: NDArray[np.uint32]
    asked_lengths: NDArray[np.int64]
    asked_of: list[int]
    syllables: list[str]
    pairs: list[str]


def pieces_of(entries: Iterable[Entry], words: Vocabulary) -> Iterator[Pieces]:
    """All passages of the entries in order, some hundred at a time."""
    held: list[tuple[Entry, list[Passage]]] = []
    count = 0
    for entry in entries:
        passages = cut(entry.body)
        held.append((entry, passages))
        count += len(passages)
        if count >= _AT_ONCE:
            yield _pieces(held, words)
            held, count = [], 0
    if held:
        yield _pieces(held, words)


def _pieces(entries: Sequence[tuple[Entry, list[Passage]]], words: Vocabulary) -> Pieces:
    texts: list[str] = []
    sentence: list[int] = []
    starts: list[int] = []  # the first run of each passage
    asked_of: list[int] = []
    for number, (entry, passages) in enumerate(entries):
        labels = normalise(" . ".join((entry.title, *entry.people, *entry.topics)))
        for piece, passage in enumerate(passages):
            starts.append(len(texts))
            texts.append(labels)
            texts.extend([entry.body[one.start : one.end] for one in passage.sentences])
            sentence.extend(range(LABEL_SENTENCE, LABEL_SENTENCE + 1 + len(passage.sentences)))
            if piece == 0:
                texts.extend(map(normalise, entry.questions))
                sentence.extend([_ASKED] * len(entry.questions))
                asked_of.extend([number] * len(entry.questions))
    runs = words.runs(texts)
    of_run = np.array(sentence, np.int64)
    weighed = np.repeat(of_run != _ASKED, runs.lengths)
    ends = [*starts[1:], len(texts)] if starts else []
    return Pieces(
        [len(passages) for _, passages in entries],
        Tokens(
            runs.folded[weighed],
            runs.keys[weighed],
            np.repeat(of_run, runs.lengths)[weighed].astype(np.uint16),
            runs.kinds[weighed],
        ),
        np.add.reduceat(runs.lengths * (of_run != _ASKED), starts) if starts else np.zeros(0, np.int64),
        runs.folded[~weighed],
        runs.lengths[of_run == _ASKED],
        asked_of,
        list(map(runs.syllables_in, starts, ends)),
        list(map(runs.pairs_in, starts, ends)),
    )
