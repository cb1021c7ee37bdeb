"""The excerpt: the piece of a passage that says most about what was asked, in whole sentences where they fit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bot.language.syllables import tokens

if TYPE_CHECKING:
    from bot.language.syllables import Token
    from bot.search.passages import Passage
    from bot.search.terms import QuestionTerms

LONGEST: Final = 320
"""Characters that an excerpt may have."""

_CLAUSE_END: Final = re.compile(r"[,;:–—)](?=\s)|\s[–—-](?=\s)")
_WHOLE_SENTENCE_BONUS: Final = 0.18
"""What starting at a sentence's beginning is worth, as a share of the best evidence; ending at an end is worth half."""


@dataclass(frozen=True, slots=True)
class Cutting:
    """``body[start:end]``, with the half-open ranges (counted from ``start``) of the words that matched."""

    start: int
    end: int
    highlights: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    begins_sentence: bool
    ends_sentence: bool


def cut_excerpt(body: str, passage: Passage, question: QuestionTerms) -> Cutting:
    """The best piece of ``body`` within the passage, at most ``LONGEST`` characters, never cut inside a word."""
    spelled = {
        spelling.folded: (place, spelling.likelihood)
        for place, term in enumerate(question.terms)
        for spelling in term.spellings
    }
    matched = [
        (token, *spelled[token.folded])
        for token in tokens(body[passage.start : passage.end])
        if token.folded in spelled
    ]
    rarity = [term.rarity * (1.0 if term.is_content else 0.3) for term in question.terms]
    pieces = _pieces(body, passage)
    start, end = _best_run(pieces, matched, rarity, set(question.pairs), passage.start)
    return Cutting(start, end, _highlights(matched, question, passage.start, start, end))


def _pieces(body: str, passage: Passage) -> list[_Piece]:
    """Sentences, and clauses of those that are long; none longer than an excerpt."""
    pieces: list[_Piece] = []
    for sentence in passage.sentences:
        if sentence.end - sentence.start <= LONGEST // 2:
            pieces.append(_Piece(sentence.start, sentence.end, begins_sentence=True, ends_sentence=True))
            continue
        borders = [sentence.start]
        for mark in _CLAUSE_END.finditer(body, sentence.start, sentence.end):
            if mark.end() - borders[-1] >= 24 and sentence.end - mark.end() >= 12:
                borders.append(mark.end())
        borders.append(sentence.end)
        for start, end in pairwise(borders):
            pieces.extend(_no_longer_than_an_excerpt(body, start, end, sentence.start, sentence.end))
    return pieces


def _no_longer_than_an_excerpt(body: str, start: int, end: int, first: int, last: int) -> list[_Piece]:
    pieces: list[_Piece] = []
    while start < end:
        while start < end and body[start].isspace():
            start += 1
        stop = end
        if end - start > LONGEST:
            space = body.rfind(" ", start + 1, start + LONGEST // 2)
            stop = space if space > start else start + LONGEST
        trimmed = stop
        while trimmed > start and body[trimmed - 1].isspace():
            trimmed -= 1
        if trimmed > start:
            pieces.append(_Piece(start, trimmed, start == first, trimmed == last))
        start = stop
    return pieces


def _best_run(
    pieces: list[_Piece],
    matched: list[tuple[Token, int, float]],
    rarity: list[float],
    pairs: set[tuple[int, int]],
    offset: int,
) -> tuple[int, int]:
    """The run of neighbouring pieces that fits and has most evidence; among equals, the longer one."""
    found: list[list[tuple[int, float]]] = [[] for _ in pieces]
    piece = 0
    before: tuple[Token, int, float] | None = None
    for token, term, likelihood in matched:
        while piece + 1 < len(pieces) and pieces[piece + 1].start <= token.start + offset:
            piece += 1
        found[piece].append((term, likelihood * rarity[term]))
        if before and (before[1], term) in pairs and token.start - before[0].end <= 2:
            found[piece].append(
                (-1 - before[1] * len(rarity) - term, likelihood * (rarity[term] + rarity[before[1]]) / 2)
            )
        before = (token, term, likelihood)
    total = sum(rarity) or 1.0
    best = (-1.0, 0, 0, 0)
    for first in range(len(pieces)):
        evidence: dict[int, float] = {}
        for last in range(first, len(pieces)):
            length = pieces[last].end - pieces[first].start
            if length > LONGEST:
                break
            for term, weight in found[last]:
                evidence[term] = max(evidence.get(term, 0.0), weight)
            value = sum(evidence.values()) / total
            value += _WHOLE_SENTENCE_BONUS * (pieces[first].begins_sentence + 0.5 * pieces[last].ends_sentence)
            best = max(best, (round(value, 6), length, -first, last))
    _, _, first, last = best
    return pieces[-first].start, pieces[last].end


def _highlights(
    matched: list[tuple[Token, int, float]], question: QuestionTerms, offset: int, start: int, end: int
) -> tuple[tuple[int, int], ...]:
    ranges: list[tuple[int, int]] = []
    for token, term, _ in matched:
        first, last = token.start + offset - start, token.end + offset - start
        if first < 0 or last > end - start or not question.terms[term].is_content:
            continue
        if ranges and first - ranges[-1][1] == 1:
            ranges[-1] = (ranges[-1][0], last)
        else:
            ranges.append((first, last))
    return tuple(ranges)
