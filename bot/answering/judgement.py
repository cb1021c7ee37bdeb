"""What a confidence comes to: an answer, a choice, or the word that nothing is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.answering.answer import Status
from bot.language.legal_syllables import is_legal_folded
from bot.language.syllables import folded_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.confidence import ConfidenceModel
    from bot.answering.guard import Conflict, FixedByQuestion
    from bot.search.index import Index
    from bot.search.searcher import Search

_TELLING_WORDS: Final = 2
"""So many words of content, all found and two of them side by side, are enough to tell what is contradicted."""
_NEAR: Final = 0.08
"""The confidence from which on a result is near enough to be told what it contradicts."""
_NAMED_FROM: Final = 0.2
"""The confidence from which on an entry whose title names what is asked about, and that has every word, answers."""
_BORDER_WORDS: Final = frozenset("sau trước từ đến kể truoc tu den ke".split())
_SAYING: Final = frozenset("nói nêu phát biểu noi neu phat bieu giữ chức vụ giu chuc vu".split())
"""Words for what people do or are in every report of a meeting, which therefore need not stand in it."""
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class WordsHeld:
    """The question's words of content, as they were typed: those that the first result holds, and the others.

    ``side_by_side``: two of them stand together there as they do in the question.
    ``names_it``: one of them is a name, no Vietnamese word, and stands in the entry's title.
    """

    matched: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    side_by_side: bool = False
    names_it: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a question went, how sure that is, and what the first result has otherwise than the question."""

    status: Status
    confidence: float
    conflicts: tuple[Conflict, ...]


def words_held(search: Search, index: Index) -> WordsHeld:
    """Which of the question's words the first result holds; none where nothing was found."""
    if not search.found:
        return WordsHeld()
    first = search.found[0]
    held = index.syllables_of(first.number)
    matched: list[str] = []
    missing: list[str] = []
    for term in search.terms.terms:
        if term.is_content:
            known = any(held(spelling.folded) for spelling in term.spellings)
            (matched if known else missing).append(term.written)
    titled = folded_in(first.located.entry.title)
    names_it = any(
        term.folded in titled and term.folded.isalpha() and not is_legal_folded(term.folded)
        for term in search.terms.terms
        if term.is_content
    )
    return WordsHeld(tuple(matched), tuple(missing), first.figure("content_pairs") > 0, names_it)


def judged(
    confidence: float,
    conflicts: tuple[Conflict, ...],
    words: WordsHeld,
    fixed: FixedByQuestion,
    thresholds: ConfidenceModel,
    *,
    lacking: bool = False,
) -> Judgement:
    """The judgement on a search.

    Args:
        confidence: the model's own, between 0 and 1.
        conflicts: what the first result contradicts; then it is no answer.
        words: what the first result holds of the question.
        fixed: what an answer must not differ in.
        thresholds: from where on one answers, and asks back.
        lacking: whether the first result lacks what alone could answer, a price or a telephone number say.
    """
    all_there = (
        len(_beside_times(words.matched, fixed)) >= _TELLING_WORDS
        and not _beside_times(words.missing, fixed)
        and words.side_by_side
    )
    if confidence < _NEAR and not fixed.exacts and not all_there:
        conflicts = ()  # what is not even near contradicts nothing
    if conflicts:
        return Judgement(Status.NOT_FOUND, min(confidence, thresholds.asks_from), conflicts)
    if lacking:
        return Judgement(Status.NOT_FOUND, min(confidence, thresholds.asks_from / 2), ())
    all_but_saying = len(words.matched) >= _TELLING_WORDS and _SAYING.issuperset(words.missing)
    if fixed.people and (all_there or all_but_saying):
        confidence = max(confidence, thresholds.answers_from)  # few words, but a name among them
    if all_there and words.names_it and len(words.matched) > _TELLING_WORDS and confidence >= _NAMED_FROM:
        confidence = max(confidence, thresholds.answers_from)  # an entry on the very thing, with every word
    if confidence < thresholds.asks_from:
        return Judgement(Status.NOT_FOUND, confidence, ())
    if confidence < thresholds.answers_from:
        return Judgement(Status.AMBIGUOUS, confidence, ())
    return Judgement(Status.ANSWER, confidence, ())


def _beside_times(words: Sequence[str], fixed: FixedByQuestion) -> list[str]:
    """Those of the words that do not stand in a period which the question names."""
    in_times = _BORDER_WORDS | {
        word for period in fixed.periods for word in _WORD.findall(fixed.text[period.start : period.end])
    }
    return [word for word in words if word not in in_times]
