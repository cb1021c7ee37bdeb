"""From a question to its Answer. Every channel calls this and nothing behind it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bot.answering.answer import RESULT_LIMIT, Answer, Excerpt, Result, Status
from bot.answering.confidence import learned_confidence
from bot.knowledge.entry import Visibility
from bot.search.excerpt import cut_excerpt
from bot.search.index import Index
from bot.search.searcher import Searcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.answering.confidence import ConfidenceModel
    from bot.knowledge.entry import Entry
    from bot.search.searcher import Found, Search
    from bot.search.terms import QuestionTerms

_AS_GOOD = 0.9
"""A result whose score reaches this share of the best one's fits about equally."""


class Answerer:
    """Answers questions from one snapshot of the knowledge. Never changes; threads may share it."""

    def __init__(self, searcher: Searcher, confidence: ConfidenceModel | None = None) -> None:
        self._searcher = searcher
        self._confidence = confidence or learned_confidence()

    @classmethod
    def build(cls, entries: Iterable[Entry], progress: Callable[[int], None] | None = None) -> Answerer:
        """An answerer over those entries. ``progress`` is told how many passages are indexed, now and then."""
        return cls(Searcher(Index.build(entries, progress)))

    def read(self, question: str) -> QuestionTerms:
        """The question as the search reads it: keystrokes and slips mended, its syllables weighed."""
        return self._searcher.read(question)

    def answer(self, question: str, *, viewer: Visibility = Visibility.STAFF) -> Answer:
        """The Answer to a question in any spelling, from the entries that the viewer may see."""
        begun = time.perf_counter()
        search = self._searcher.search(question, lambda entry: viewer.sees(entry.visibility))
        confidence = self._confidence.probability(search)
        results = self._results(search)
        status = self._status(confidence, results)
        return Answer(question, status, confidence, results, (time.perf_counter() - begun) * 1000)

    def _status(self, confidence: float, results: tuple[Result, ...]) -> Status:
        if not results or confidence < self._confidence.asks_from:
            return Status.NOT_FOUND
        if confidence < self._confidence.answers_from:
            return Status.AMBIGUOUS
        return Status.ANSWER

    def _results(self, search: Search) -> tuple[Result, ...]:
        best: dict[str, Found] = {}
        for found in search.found:
            best.setdefault(found.located.entry.id, found)
            if len(best) == RESULT_LIMIT:
                break
        return tuple(_result(found, search) for found in best.values())


def _result(found: Found, search: Search) -> Result:
    entry, passage = found.located.entry, found.located.passage
    cutting = cut_excerpt(entry.body, passage, search.terms)
    return Result(
        entry, Excerpt(entry.body[cutting.start : cutting.end], cutting.start, cutting.highlights), found.score
    )
