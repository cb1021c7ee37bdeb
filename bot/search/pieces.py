"""Entries cut into passages and turned into numbers, some hundred passages at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bot.language.function_words import FUNCTION_SYLLABLES
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
class Located:
    """A passage and the entry it belongs to."""

    entry: Entry
    passage: Passage


@dataclass(frozen=True, slots=True)
class Pieces:
    """Some passages, their syllables one after another, and what is to be found of each.

    ``lengths`` counts the syllables of each passage. ``asked`` holds the content syllables of the questions that
    editors wrote, by the entry's id. ``syllables`` and ``pairs`` are texts for the engine, one a passage.
    """

    located: list[Located]
    folded: NDArray[np.uint32]
    keys: NDArray[np.uint32]
    sentence: NDArray[np.uint16]
    kinds: NDArray[np.uint8]
    lengths: NDArray[np.int64]
    asked: dict[str, tuple[frozenset[str], ...]]
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
    located: list[Located] = []
    asked: dict[str, tuple[int, int]] = {}
    for entry, passages in entries:
        labels = normalise(" . ".join((entry.title, *entry.people, *entry.topics)))
        for piece, passage in enumerate(passages):
            starts.append(len(texts))
            located.append(Located(entry, passage))
            texts.append(labels)
            texts.extend([entry.body[one.start : one.end] for one in passage.sentences])
            sentence.extend(range(LABEL_SENTENCE, LABEL_SENTENCE + 1 + len(passage.sentences)))
            if piece == 0 and entry.questions:
                asked[entry.id] = (len(texts), len(texts) + len(entry.questions))
                texts.extend(map(normalise, entry.questions))
                sentence.extend([_ASKED] * len(entry.questions))
    runs = words.runs(texts)
    of_run = np.array(sentence, np.int64)
    weighed = np.repeat(of_run != _ASKED, runs.lengths)
    ends = [*starts[1:], len(texts)]
    return Pieces(
        located,
        runs.folded[weighed],
        runs.keys[weighed],
        np.repeat(of_run, runs.lengths)[weighed].astype(np.uint16),
        runs.kinds[weighed],
        np.add.reduceat(runs.lengths * (of_run != _ASKED), starts) if starts else np.zeros(0, np.int64),
        {name: tuple(_content(runs.syllables[run]) for run in range(*span)) for name, span in asked.items()},
        [" ".join(runs.syllables[start:end]) for start, end in zip(starts, ends, strict=True)],
        [" ".join(runs.pairs[start:end]) for start, end in zip(starts, ends, strict=True)],
    )


def _content(syllables: str) -> frozenset[str]:
    return frozenset(syllable for syllable in syllables.split() if syllable not in FUNCTION_SYLLABLES)
