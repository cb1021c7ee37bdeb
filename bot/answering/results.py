"""What was found as results to show: one an entry, each with the excerpt that speaks for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.answering.answer import EXCERPT_LIMIT, RESULT_LIMIT, CutWhenRead, Excerpt, Result
from bot.answering.fields import field_excerpt
from bot.answering.outright import outright_excerpt
from bot.language.sentences import sentences
from bot.search.excerpt import cut_excerpt

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.answering.caveats import Caveat
    from bot.answering.fields import Field
    from bot.knowledge.entry import Entry
    from bot.search.searcher import Found, Search
    from bot.search.terms import QuestionTerms


def results_of(search: Search, caveats: Callable[[Entry], tuple[Caveat, ...]] = lambda _: ()) -> tuple[Result, ...]:
    """The best passage of each of the first ``RESULT_LIMIT`` entries found; excerpts are cut when they are read."""
    best: dict[str, Found] = {}
    for found in search.found:
        best.setdefault(found.located.entry.id, found)
        if len(best) == RESULT_LIMIT:
            break
    return tuple(
        CutWhenRead(
            found.located.entry,
            partial(_excerpt, found, search.cut_by or search.terms),
            found.score,
            caveats(found.located.entry),
        )
        for found in best.values()
    )


def opening(entry: Entry) -> Result:
    """An entry with its first sentence, as it stands in a list."""
    return CutWhenRead(entry, partial(_first_sentence, entry.body), 0.0)


def saying(field: Field | None, text: str, results: tuple[Result, ...]) -> tuple[Result, ...]:
    """The results, the first with the sentence that says what is asked, where its excerpt does not hold that."""
    if not results:
        return results
    first = results[0]
    said = outright_excerpt(text, first.entry, first.excerpt) if field is None else _unshown(field, text, first)
    return results if said is None else (Result(first.entry, said, first.score, first.caveats), *results[1:])


def _unshown(field: Field, text: str, result: Result) -> Excerpt | None:
    """The sentence that says the field asked for; None where there is none, or the result's excerpt holds it."""
    said = field_excerpt(field, text, result.entry)
    if said is None:
        return None
    begin, end = (said.start + place for place in said.highlights[0])
    shown = result.excerpt.start <= begin and end <= result.excerpt.start + len(result.excerpt.text)
    return None if shown else said


def _excerpt(found: Found, terms: QuestionTerms) -> Excerpt:
    entry = found.located.entry
    cutting = cut_excerpt(entry, found.located.passage, terms)
    return Excerpt(entry.body[cutting.start : cutting.end], cutting.start, cutting.highlights)


def _first_sentence(body: str) -> Excerpt:
    first = sentences(body)[0]
    return Excerpt(body[first.start : min(first.end, first.start + EXCERPT_LIMIT)], first.start)
