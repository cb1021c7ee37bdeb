"""The evidence that a passage answers a question: a row of figures for each candidate, gathered in vector operations.

Every figure is divided by the question's own weight, so that long and short questions can be ranked by one model.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bot.language.wanted import Wanted
from bot.search.hits import Hits, PairHits
from bot.search.pieces import LABEL_SENTENCE
from bot.search.spelled import CAPITAL, FIGURE

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
    hits = Hits.of(question, tokens)
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
    pairs = PairHits(question, hits, count)
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
