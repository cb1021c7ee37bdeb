"""Which words of a quotation are marked: those that the question has, as whole words."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from bot.language.function_words import FUNCTION_KEYS
from bot.search.terms import AS_SYNONYM

if TYPE_CHECKING:
    from bot.language.syllables import Token
    from bot.search.terms import QuestionTerms


_START: Final = attrgetter("start")


def places_by_spelling(question: QuestionTerms) -> dict[str, tuple[int, float]]:
    """For each spelling, folded, the term that it may stand for (its place in ``question.terms``) and how likely."""
    return {s.folded: (place, s.likelihood) for place, term in enumerate(question.terms) for s in term.spellings}


def highlights(
    body: str, found: list[Token], question: QuestionTerms, offset: int, start: int, end: int
) -> tuple[tuple[int, int], ...]:
    """What is marked in ``body[start:end]``: half-open ranges counted from ``start``, neighbours run together.

    Args:
        body: of the entry.
        found: the tokens of the passage.
        question: what they may match.
        offset: where in the body the passage begins.
        start: where in the body the excerpt begins.
        end: and where it ends.
    """
    ranges: list[tuple[int, int]] = []
    # A word may be marked by the one on either side of it: those of the excerpt, and one more at each end, tell all.
    begins = bisect_left(found, start - offset, key=_START)
    found = found[max(0, begins - 1) : bisect_left(found, end - offset, begins, key=_START) + 1]
    for token, is_marked in zip(found, _marked(body[offset:], found, question), strict=True):
        first, last = token.start + offset - start, token.end + offset - start
        if not is_marked or first < 0 or last > end - start:
            continue
        if ranges and first - ranges[-1][1] == 1:
            ranges[-1] = (ranges[-1][0], last)
        else:
            ranges.append((first, last))
    return tuple(ranges)


def may_be_short(written: str) -> bool:
    """Whether a word can be an abbreviation: "ĐU" and "Đ/c" can, "dự" cannot."""
    return written.isupper() or not written.isalpha()


def _marked(text: str, found: list[Token], question: QuestionTerms) -> list[bool]:
    """Which syllables are marked as matching.

    Those of content are by themselves. Half of a synonym ("hành" of "điều hành") and what may be grammar where it is
    typed without accents ("dang" of "dang uy") are where they stand beside a neighbour as in the question.
    """
    spelled, shorts, pairs = places_by_spelling(question), dict(question.shorts), frozenset(question.pairs)
    marked: list[bool] = []
    before, before_end, before_may = -1, -9, False
    for token in found:
        place, likelihood = spelled.get(token.folded, (-1, 0.0))
        is_weak = likelihood <= AS_SYNONYM
        may = place >= 0 and (is_weak or token.key not in FUNCTION_KEYS)
        is_short = token.folded in shorts and may_be_short(text[token.start : token.end])
        marked.append(is_short or (may and not is_weak and question.terms[place].is_content))
        if may and before_may and token.start - before_end <= 1 and (before, place) in pairs:
            marked[-2:] = [True, True]
        before, before_end, before_may = place, token.end, may
    return marked
