"""The evidence that a passage answers a question: a row of figures for each candidate, gathered in vector operations.

Every figure is divided by the question's own weight, so that long and short questions can be ranked by one model.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bot.language.wanted import Wanted
from bot.search.pieces import LABEL_SENTENCE
from bot.search.spelled import CAPITAL, FIGURE, number_of
from bot.search.vectors import distinct

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from numpy.typing import NDArray

    from bot.search.index import Index
    from bot.search.passage_tokens import PassageTokens
    from bot.search.terms import QuestionTerms

    Figures: TypeAlias = NDArray[np.float64]

FIGURES: Final = (
    "syllables", "keys", "key_pairs", "near_pairs", "triples", "content_syllables", "content_pairs",
    "coverage", "content_coverage", "pair_coverage", "label_coverage", "label_pairs",
    "sentence_coverage", "sentence_content", "sentence_keys", "names", "label_names", "numbers",
    "rare_keys", "holds_what_is_wanted", "accents_differ", "alias",
)  # fmt: skip
"""The names of the figures, in the order of the columns."""

SCALE: Final = 5.0
"""Figures are sums of rarities over the question's weight, times this."""
_TOLD_BY: Final = 13
"""Lower bits of a syllable's number by which most others are told apart."""
_LOWER_BITS: Final = np.uint32((1 << _TOLD_BY) - 1)
_NEAR: Final = 3
"""Syllables from one of a pair to the other that are near each other."""
_K1: Final = 1.2
_B: Final = 0.75


@dataclass(frozen=True, slots=True)
class Evidence:
    """``figures[i]`` belongs to candidate i; ``missing[i]`` is the rarity of the rarest content syllable it lacks."""

    figures: Figures
    missing: Figures


def gather(question: QuestionTerms, index: Index, candidates: Sequence[int]) -> Evidence:
    """The evidence for each candidate passage, in their order. At least one candidate and one term are needed."""
    tokens, lengths = index.tokens_of(candidates)
    count, width = len(candidates), len(question.terms)
    hits = _Hits.of(question, tokens)
    plain = bool(hits.agrees.all())  # as always where no accents were typed: then there is nothing to tell apart
    most = int(hits.sentence.max(initial=0)) + 2
    damp = _K1 * (1 - _B + _B * lengths / index.mean_length)[:, None]

    def saturated(frequency: Figures) -> Figures:
        return frequency * (_K1 + 1) / (frequency + damp)

    held = hits.by_sentence(count, most, width)
    agreeing_hits = hits if plain else hits.with_accents()
    held_with_keys = held if plain else agreeing_hits.by_sentence(count, most, width)
    present = hits.present(count, width)
    agreeing = present if plain else agreeing_hits.present(count, width)
    syllables = saturated(hits.counted(count, width))
    with_accents = syllables if plain else saturated(agreeing_hits.counted(count, width))
    weights = _Weights.of(question)
    rarity, content_rarity = weights.rarity, weights.rarity * weights.content
    squares = weights.key_rarity * weights.key_rarity * weights.content
    content_by_sentence = held @ content_rarity
    content_by_sentence[:, LABEL_SENTENCE] = 0
    pairs = _PairHits(question, hits, count)
    columns = (
        syllables @ rarity,
        with_accents @ weights.key_rarity,
        saturated(pairs.counted(with_accents=True)) @ pairs.rarity,
        pairs.near(),
        pairs.triples(),
        syllables @ content_rarity,
        saturated(pairs.counted()) @ (pairs.rarity * pairs.has_content),
        present @ rarity,
        present @ content_rarity,
        pairs.present() @ pairs.rarity,
        held[:, LABEL_SENTENCE] @ content_rarity,
        pairs.present(label_only=True) @ pairs.rarity,
        (held @ rarity)[:, LABEL_SENTENCE + 1 :].max(axis=1),
        content_by_sentence.max(axis=1),
        (held_with_keys @ rarity)[:, LABEL_SENTENCE + 1 :].max(axis=1),
        present @ (rarity * weights.is_name),
        held[:, LABEL_SENTENCE] @ (rarity * weights.is_name),
        present @ (rarity * weights.is_number),
        agreeing @ squares * (question.weight / max(0.1, float(squares.sum()))),
        _holding_what_is_wanted(question, tokens, hits.at, content_by_sentence),
        (present * (1 - agreeing)) @ content_rarity,
        index.alias_likeness(candidates, question.syllables) * question.weight,
    )
    figures = np.empty((count, len(FIGURES)))
    for place, column in enumerate(columns):
        figures[:, place] = column
    return Evidence(figures * (SCALE / question.weight), ((1 - present) * content_rarity).max(axis=1))


@dataclass(frozen=True, slots=True)
class _Weights:
    """What the terms of a question weigh, and what they are, as numbers: a row each, a column a term."""

    rarity: Figures
    key_rarity: Figures
    content: Figures
    is_name: Figures
    is_number: Figures

    @classmethod
    def of(cls, question: QuestionTerms) -> _Weights:
        rows = [
            (t.rarity, t.rarity if t.key_number is None else t.key_rarity, t.is_content, t.is_name, t.is_number)
            for t in question.terms
        ]
        return cls(*np.array(list(zip(*rows, strict=True)), np.float64))


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


@dataclass(frozen=True, slots=True)
class _Hits:
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
    def of(cls, question: QuestionTerms, tokens: PassageTokens) -> _Hits:
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

    def with_accents(self) -> _Hits:
        """Those whose accents agree."""
        places = np.flatnonzero(self.agrees)
        return _Hits(
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
        """How surely each term stands in each candidate at all, 0 to 1: (candidates, terms)."""
        table = np.zeros(count * width)
        np.maximum.at(table, self.owner * width + self.term, self.strength)
        return table.reshape(count, width)

    def by_sentence(self, count: int, most: int, width: int) -> Figures:
        """How surely each term stands in each sentence, 0 to 1: (candidates, sentences, terms)."""
        table = np.zeros(count * most * width)
        np.maximum.at(table, (self.owner * most + self.sentence) * width + self.term, self.strength)
        return table.reshape(count, most, width)


class _PairHits:
    """Where two syllables that stand side by side in the question stand side by side in a candidate."""

    def __init__(self, question: QuestionTerms, hits: _Hits, count: int) -> None:
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


_KINDS: Final = {Wanted.NAME: CAPITAL, Wanted.PLACE: CAPITAL, Wanted.FIGURE: FIGURE, Wanted.TIME: FIGURE}


def _holding_what_is_wanted(
    question: QuestionTerms, tokens: PassageTokens, at: NDArray[np.int64], content: Figures
) -> Figures:
    """The content of the best sentence that holds, beside what matched, the kind of thing asked for.

    Args:
        question: what is asked for.
        tokens: of all candidates.
        at: which of them matched.
        content: what each sentence holds of the question: (candidates, sentences).
    """
    bits = _KINDS.get(question.wanted)
    if bits is not None:
        count, most = content.shape
        fits = ((tokens.kinds & bits) > 0) & (tokens.sentence < most)
        fits[at] = False
        holds = np.zeros(count * most)
        holds[tokens.owner[fits].astype(np.int64) * most + tokens.sentence[fits]] = 1
        content = content * holds.reshape(count, most)
    best: Figures = content.max(axis=1)
    return best
