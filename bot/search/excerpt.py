"""The excerpt: the piece of a passage that says most about what was asked, in whole sentences where they fit.

Every run of neighbouring clauses that fits is weighed by a small linear model: how much of the question it holds,
whether it holds the kind of thing that the question asks for, and whether it reads as a whole.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

import numpy as np

from bot.language.function_words import FUNCTION_SYLLABLES
from bot.language.sentences import sentences
from bot.language.syllables import folded_in, tokens
from bot.language.wanted import Wanted
from bot.search.clauses import LONGEST, pieces_of
from bot.search.highlights import highlights, may_be_short, places_by_spelling
from bot.search.kinds import numeral, of_kind
from bot.search.passages import Passage
from bot.search.sides import NEITHER, NEW, leading, sides

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.knowledge.entry import Entry
    from bot.language.syllables import Token
    from bot.search.clauses import Piece
    from bot.search.terms import QuestionTerms

    Figures = NDArray[np.float64]

SIGNS: Final = (
    "content", "grammar", "pairs", "accents", "best_piece", "beside_what_is_wanted", "what_is_wanted", "repeated",
    "begins_sentence", "ends_sentence", "length", "opens_passage",
    "crosses_paragraphs", "beyond_title", "telling", "beyond_title_beside_wanted", "counted",
    "after_what_leads", "before_what_leads",
)  # fmt: skip
"""What is weighed of each run, in the order of the columns; each between 0 and about 1."""

_COUNTED_WITHIN: Final = 3
"""Syllables between a figure and the end of what it counts, as in "158 quốc gia"."""
_TITLED: Final = 0.3
"""What a word of the title counts when it is repeated: it tells what the entry is about, which is shown anyway."""
_ENOUGH: Final = defaultdict(lambda: 3, {Wanted.FIGURE: 2, Wanted.REASON: 1})
"""So many words of the kind wanted are as good as more."""


@dataclass(frozen=True, slots=True)
class Cutting:
    """``body[start:end]``, with the half-open ranges (counted from ``start``) of the words that matched."""

    start: int
    end: int
    highlights: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Runs:
    """Every run of pieces that fits: ``body[starts[i]:ends[i]]``, and its ``SIGNS`` as row i."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    signs: Figures


def cut_excerpt(entry: Entry, passages: Sequence[Passage], question: QuestionTerms) -> Cutting:
    """The best piece of an entry's body, at most ``LONGEST`` characters, never cut inside a word.

    Args:
        entry: whose body it is.
        passages: those that may hold it; all that lies between them is looked through as well.
        question: what was asked.
    """
    body, passage = entry.body, passages[0]
    if len(passages) > 1:
        start, end = min(one.start for one in passages), max(one.end for one in passages)
        passage = Passage(start, end, tuple(one for one in sentences(body) if start <= one.start and one.end <= end))
    found = tokens(body[passage.start : passage.end])
    runs = _runs(entry, passage, question, found)
    best = int(np.argmax(runs.signs @ _learned_weights()))
    start, end = int(runs.starts[best]), int(runs.ends[best])
    return Cutting(start, end, highlights(body, found, question, passage.start, start, end))


@cache
def _learned_weights() -> Figures:
    by_name = json.loads((resources.files("bot.search") / "excerpt.json").read_text("utf-8"))
    return np.array([by_name.get(sign, 0.0) for sign in SIGNS])


def weigh_runs(entry: Entry, passage: Passage, question: QuestionTerms) -> Runs:
    """All runs of clauses that fit into an excerpt, with their signs."""
    return _runs(entry, passage, question, tokens(entry.body[passage.start : passage.end]))


def _runs(entry: Entry, passage: Passage, question: QuestionTerms, found: list[Token]) -> Runs:
    return _PieceTable(pieces_of(entry.body, passage), found, question, entry, passage.start).runs()


class _PieceTable:
    """What each piece holds of the question: a row a piece."""

    def __init__(
        self, pieces: list[Piece], found: list[Token], question: QuestionTerms, entry: Entry, offset: int
    ) -> None:
        body = entry.body
        titled = folded_in(entry.title)
        count, width = len(pieces), len(question.terms)
        self._pieces = pieces
        self._enough = _ENOUGH[question.wanted]
        self._paragraphs = [body.count("\n", offset, piece.start) for piece in pieces]
        self._terms, self._agreeing = np.zeros((count, width)), np.zeros((count, width))
        self._pairs = np.zeros((count, max(1, len(question.pairs))))
        self._hits, self._wanted, self._counted = np.zeros(count), np.zeros(count), np.zeros(count)
        self._after, self._before = np.zeros(count), np.zeros(count)
        content = np.array([term.is_content for term in question.terms], np.float64)
        rarity = np.array([term.rarity for term in question.terms])
        self._content, self._grammar = _shares(rarity * content), _shares(rarity * (1 - content))
        self._pair_rarity = np.array(question.pair_rarities or (0.0,)) / max(0.1, sum(question.pair_rarities))
        self._fill(found, question, body, offset, titled)
        beyond = np.array([not any(s.folded in titled for s in term.spellings) for term in question.terms])
        self._beyond = _shares(rarity * content * beyond)
        held = self._terms.sum(axis=0)
        self._telling = _shares(rarity * content * np.log((count + 1) / (held + 0.5)).clip(0) * (held > 0))

    def _fill(
        self, found: list[Token], question: QuestionTerms, body: str, offset: int, titled: frozenset[str]
    ) -> None:
        spelled, shorts = places_by_spelling(question), dict(question.shorts)
        pair_number = {pair: number for number, pair in enumerate(question.pairs)}
        pieces, last = self._pieces, len(self._pieces) - 1
        fits = of_kind(question.wanted, body[offset : found[-1].end + offset] if found else "", found)
        names, reasons = question.wanted in (Wanted.NAME, Wanted.PLACE), question.wanted is Wanted.REASON
        terms, agreeing, pairs = self._terms.tolist(), self._agreeing.tolist(), self._pairs.tolist()
        hits, wanted, is_counted = self._hits.tolist(), self._wanted.tolist(), self._counted.tolist()
        piece, before, before_end = 0, -1, -9
        counted, figure_at = _counted(question), -9
        words: list[tuple[int, int, float]] = []
        for position, token in enumerate(found):
            folded, start = token.folded, token.start + offset
            while piece < last and pieces[piece + 1].start <= start:
                piece += 1
            initial = body[start]
            match = spelled.get(folded)
            if initial.isdigit() or numeral(token):
                figure_at = position
            written = body[start : token.end + offset]
            if match is None and (meant := shorts.get(folded)) and may_be_short(written):
                for place in meant:
                    terms[piece][place] = agreeing[piece][place] = 1.0
                hits[piece] += len(meant)
                words.append((piece, meant[-1], 1.0))
                before, before_end = meant[-1], token.end
                continue
            if match is None:
                words.append((piece, NEITHER if folded in FUNCTION_SYLLABLES else NEW, 0.0))
                opens = start == pieces[piece].start and pieces[piece].begins_sentence
                may_fit = fits[position] and not (opens and names)  # there every word has a capital
                wanted[piece] += may_fit and folded not in titled
                continue
            place, likelihood = match
            wanted[piece] += reasons and fits[position]  # "vì sao" is asked with the very word that tells why
            words.append((piece, place, likelihood))
            if place in counted and position - figure_at <= _COUNTED_WITHIN:
                is_counted[piece] = 1.0
            term = question.terms[place]
            terms[piece][place] = max(terms[piece][place], likelihood)
            if term.key_number is None or term.key == token.key:
                agreeing[piece][place] = max(agreeing[piece][place], likelihood)
            hits[piece] += term.is_content * likelihood * (_TITLED if folded in titled else 1.0)
            if token.start - before_end <= 2 and (number := pair_number.get((before, place))) is not None:
                pairs[piece][number] = 1.0
            before, before_end = place, token.end
        self._terms, self._agreeing, self._pairs = np.array(terms), np.array(agreeing), np.array(pairs)
        self._hits, self._wanted, self._counted = np.array(hits), np.array(wanted), np.array(is_counted)
        self._after, self._before = map(np.array, sides(words, leading(question), len(pieces)))

    def runs(self) -> Runs:
        """All runs of neighbouring pieces that fit into an excerpt: first those of one piece, then longer ones.

        What a run has of each term is the most that any of its pieces has, and some of its signs are sums: these two
        tables grow piece by piece. All else is made from them at once, since some dozen runs take no longer than one.
        """
        alone, wanted = self._terms @ self._content, np.minimum(self._wanted, 1)
        beside, beyond_beside = alone * wanted, (self._terms @ self._beyond) * wanted
        signs = (alone, beside, beyond_beside, self._counted)
        most = all_most = np.hstack([self._terms, self._agreeing, self._pairs, _columns(signs)])
        total = all_total = _columns((self._wanted, self._hits, self._after, self._before))
        starts = np.array([piece.start for piece in self._pieces])
        ends = np.array([piece.end for piece in self._pieces])
        heading = np.array([piece.is_heading for piece in self._pieces])
        if heading.all():
            heading[:] = False
        held: list[tuple[Figures, Figures, NDArray[np.int64], NDArray[np.int64]]] = []
        for extra in range(len(starts)):
            if extra:
                most, total = np.maximum(most[:-1], all_most[extra:]), total[:-1] + all_total[extra:]
            first = np.flatnonzero(ends[extra:] - starts[: len(most)] <= LONGEST)
            if not len(first):
                break
            first = first[~heading[first + extra]]  # a heading says nothing without what follows it
            held.append((most[first], total[first], first, first + extra))
        most, total, first, last = (np.concatenate(rows) for rows in zip(*held, strict=True))
        return Runs(starts[first], ends[last], self._signs(most, total, first, last))

    def _signs(self, most: Figures, total: Figures, first: NDArray[np.int64], last: NDArray[np.int64]) -> Figures:
        """The signs of runs from the first piece to the last, of which ``runs`` knows the most and the sum."""
        width, pieces = self._terms.shape[1], self._pieces
        terms, agreeing = most[:, :width], most[:, width : 2 * width]
        pairs = most[:, 2 * width : -4]
        best, best_beside, best_beyond, counted = most[:, -4:].T
        wanted, hits, after, before = total.T
        begins = np.array([float(piece.begins_sentence) for piece in pieces])
        closes = np.array([float(piece.ends_sentence) for piece in pieces])
        lengths = np.array([piece.end for piece in pieces])[last] - np.array([piece.start for piece in pieces])[first]
        paragraphs = np.array(self._paragraphs)
        return _columns(
            (
                terms @ self._content,
                terms @ self._grammar,
                pairs @ self._pair_rarity,
                agreeing @ self._content,
                best,
                best_beside,
                np.minimum(wanted, self._enough) / self._enough,
                np.log1p(hits) / 3,
                begins[first],
                closes[last],
                lengths / LONGEST,
                first == 0,
                paragraphs[last] > paragraphs[first],
                terms @ self._beyond,
                terms @ self._telling,
                best_beyond,
                counted,
                after,
                before,
            )
        )


def _columns(signs: Sequence[NDArray[np.float64] | NDArray[np.bool_]]) -> Figures:
    """The signs side by side; `np.column_stack` takes five times as long for some ten rows."""
    table = np.empty((len(signs[0]), len(signs)))
    for place, sign in enumerate(signs):
        table[:, place] = sign
    return table


def _counted(question: QuestionTerms) -> frozenset[int]:
    """The places of the terms that "bao nhiêu" and "mấy" count, as in "bao nhiêu quốc gia"."""
    order, terms = question.order, question.terms
    places: set[int] = set()
    for at, place in enumerate(order):
        folded = terms[place].folded
        if folded == "may" or (folded == "nhieu" and at and terms[order[at - 1]].folded == "bao"):
            places.update(order[at + 1 : at + 3])
    return frozenset(places)


def _shares(weights: Figures) -> Figures:
    """The weights with a sum of one, or of nearly nothing where there is none."""
    return weights / max(0.1, float(weights.sum()))
