"""Where a question's syllables stand in the candidates, alone and side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bot.search.pieces import LABEL_SENTENCE
from bot.search.spelled import number_of
from bot.search.vectors import distinct

if TYPE_CHECKING:
    from typing import TypeAlias

    from numpy.typing import NDArray

    from bot.search.passage_tokens import PassageTokens
    from bot.search.terms import QuestionTerms

    Figures: TypeAlias = NDArray[np.float64]

_TOLD_BY: Final = 13
"""Lower bits of a syllable's number by which most others are told apart."""
_LOWER_BITS: Final = np.uint32((1 << _TOLD_BY) - 1)
_NEAR: Final = 3
"""Syllables from one of a pair to the other that are near each other."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The candidates' syllables that some term of the question may stand for, in order: one row each.

    ``at`` is the place among all the candidates' syllables, ``owner`` the candidate, ``agrees`` whether the accents
    that were typed are those of the passage (always, where none were typed).
    """

    at: NDArray[np.int64]
    term: NDArray[np.int64]
    strength: Figures
    owner: NDArray[np.int64]
    sentence: NDArray[np.int64]
    agrees: NDArray[np.bool_]

    @classmethod
    def of(cls, question: QuestionTerms, tokens: PassageTokens) -> Hits:
        """The hits among the syllables of all candidates."""
        numbers, term_of, likelihood = _spelling_table(question)
        at, place = _places(numbers, tokens.folded)
        term = term_of[place]
        key = np.array([-1 if t.key_number is None else t.key_number for t in question.terms], np.int64)[term]
        return cls(
            at,
            term,
            likelihood[place],
            tokens.owner[at].astype(np.int64),
            tokens.sentence_at(at).astype(np.int64),
            (key == tokens.keys_at(at)) | (key < 0),
        )

    def with_accents(self) -> Hits:
        """Those whose accents agree."""
        places = np.flatnonzero(self.agrees)
        return Hits(
            self.at[places],
            self.term[places],
            self.strength[places],
            self.owner[places],
            self.sentence[places],
            self.agrees[places],
        )

    def counted(self, count: int, width: int) -> Figures:
        """How often each term stands in each candidate: (candidates, terms)."""
        return _summed(self.owner * width + self.term, self.strength, count * width).reshape(count, width)

    def present(self, count: int, width: int) -> Figures:
        """How surely each term stands in each candidate at all, 0 to 1: (candidates, terms).

        That is the most over the sentences of ``by_sentence``, in an eighth of the time.
        """
        table = np.zeros(count * width)
        np.maximum.at(table, self.owner * width + self.term, self.strength)
        return table.reshape(count, width)

    def by_sentence(self, count: int, most: int, width: int) -> Figures:
        """How surely each term stands in each sentence, 0 to 1: (candidates, sentences, terms)."""
        table = np.zeros(count * most * width)
        np.maximum.at(table, (self.owner * most + self.sentence) * width + self.term, self.strength)
        return table.reshape(count, most, width)


class PairHits:
    """Where two syllables that stand side by side in the question stand side by side in a candidate.

    Args:
        question: whose pairs are looked for.
        hits: its syllables in all candidates.
        count: how many candidates there are.
    """

    def __init__(self, question: QuestionTerms, hits: Hits, count: int) -> None:
        width = len(question.terms)
        at, term, strength, owner, sentence = hits.at, hits.term, hits.strength, hits.owner, hits.sentence
        self._count, self._width = count, width
        self._places = max(1, len(question.pairs))
        self.rarity = np.array(question.pair_rarities or (0.0,))
        self.has_content = np.array(
            [any(question.terms[place].is_content for place in pair) for pair in question.pairs] or [False]
        )
        self._number = np.full(width * width, -1, np.int64)
        for number, (first, second) in enumerate(question.pairs):
            self._number[first * width + second] = number
        self._at, self._term, self._owner = at, term, owner
        touching = (at[1:] - at[:-1] == 1) & (owner[1:] == owner[:-1]) & (sentence[1:] == sentence[:-1])
        found = self._number[term[:-1] * width + term[1:]] if len(term) > 1 else np.zeros(0, np.int64)
        chosen = np.flatnonzero(touching & (found >= 0)) if len(term) > 1 else np.zeros(0, np.int64)
        self.first = chosen
        self.pair = found[chosen]
        self.owner = owner[chosen]
        self.sentence = sentence[chosen]
        self.strength = strength[chosen] * strength[chosen + 1] if len(chosen) else np.zeros(0)
        self._accents = hits.agrees[chosen] & hits.agrees[chosen + 1] if len(chosen) else np.zeros(0, np.bool_)

    def counted(self, *, with_accents: bool = False) -> Figures:
        """How often each pair stands in each candidate: (candidates, pairs)."""
        chosen = self._accents if with_accents else slice(None)
        flat = _summed(
            self.owner[chosen] * self._places + self.pair[chosen], self.strength[chosen], self._count * self._places
        )
        return flat.reshape(self._count, self._places)

    def present(self, *, label_only: bool = False) -> Figures:
        """How surely each pair stands in each candidate at all, 0 to 1: (candidates, pairs)."""
        chosen = self.sentence == LABEL_SENTENCE if label_only else slice(None)
        table = np.zeros(self._count * self._places)
        np.maximum.at(table, self.owner[chosen] * self._places + self.pair[chosen], self.strength[chosen])
        return table.reshape(self._count, self._places)

    def triples(self) -> Figures:
        """The summed rarity of pairs that follow on one another, so that three syllables stand as in the question."""
        if len(self.first) < 2:
            return np.zeros(self._count)
        follow = (self.first[1:] - self.first[:-1] == 1) & (self.owner[1:] == self.owner[:-1])
        follow &= self._at[self.first[1:]] - self._at[self.first[:-1]] == 1
        places = np.flatnonzero(follow)
        code = distinct((self.owner[places] * self._places + self.pair[places]) * self._places + self.pair[places + 1])
        owner, second = code // (self._places * self._places), code % self._places
        return _summed(owner, self.rarity[second], self._count)

    def near(self) -> Figures:
        """The summed rarity of question pairs that stand within three syllables of each other, in either order."""
        at, owner = self._at, self._owner
        close = [
            np.flatnonzero((at[gap:] - at[:-gap] <= _NEAR) & (owner[gap:] == owner[:-gap]))
            for gap in range(1, min(_NEAR + 1, len(at)))
        ]
        if not close:
            return np.zeros(self._count)
        first = np.concatenate(close)
        second = first + np.repeat(np.arange(1, len(close) + 1), [len(places) for places in close])
        one, other, row = self._term[first], self._term[second], owner[first] * self._places
        table = np.zeros(self._count * self._places)
        for number in (self._number[one * self._width + other], self._number[other * self._width + one]):
            chosen = np.flatnonzero(number >= 0)
            table[row[chosen] + number[chosen]] = 1
        summed: Figures = table.reshape(self._count, self._places) @ self.rarity
        return summed


def _spelling_table(question: QuestionTerms) -> tuple[NDArray[np.uint32], NDArray[np.int64], Figures]:
    """Numbers of all spellings in order, with the term and the likelihood of each (the best where two share one)."""
    best: dict[int, tuple[float, int]] = {}
    for place, term in enumerate(question.terms):
        for spelling in term.spellings:
            number = number_of(spelling.folded)
            best[number] = max(best.get(number, (0.0, -1)), (spelling.likelihood, place))
    rows = sorted((number, place, likelihood) for number, (likelihood, place) in best.items()) or [(0, 0, 0.0)]
    return (
        np.array([row[0] for row in rows], np.uint32),
        np.array([row[1] for row in rows], np.int64),
        np.array([row[2] for row in rows]),
    )


def _places(numbers: NDArray[np.uint32], folded: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which of some syllables are among a few numbers in order, and the place of each there.

    By their lower bits nearly all others are told apart without a search.
    """
    known = np.zeros(1 << _TOLD_BY, np.bool_)
    known[numbers & _LOWER_BITS] = True
    at = np.flatnonzero(known[folded & _LOWER_BITS])
    place = np.searchsorted(numbers, folded[at])
    place[place == len(numbers)] = 0
    hit = numbers[place] == folded[at]
    return at[hit], place[hit]


def _summed(codes: NDArray[np.int64], weights: Figures, size: int) -> Figures:
    """The weights summed by code, for codes 0 to size - 1."""
    return np.bincount(codes, weights, size).astype(np.float64)
