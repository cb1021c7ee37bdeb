"""What was found as results to show: one an entry, each with the excerpt that speaks for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from bot.answering.answer import EXCERPT_LIMIT, RESULT_LIMIT, CutWhenRead, Excerpt, Result
from bot.answering.duties import duty_excerpt
from bot.answering.fields import field_excerpt
from bot.answering.outright import outright_excerpt
from bot.answering.points import point_excerpt
from bot.language.sentences import sentences
from bot.search.excerpt import cut_excerpt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.answering.caveats import Caveat
    from bot.answering.duty_questions import DutyAsked
    from bot.answering.fields import Field
    from bot.knowledge.entry import Entry
    from bot.search.searcher import Found, Search
    from bot.search.terms import QuestionTerms


_PASSAGES: Final = 3
"""So many passages of an entry, its best ones, are looked through for what to quote of it."""
_ABOUT_AS_GOOD: Final = 0.8
"""The share of the best one's score from which on another passage of the entry may hold the answer instead."""
_FURTHEST: Final = 6_000
"""Characters from the first of them to the end of the last: what lies between is looked through as well."""


def results_of(search: Search, caveats: Callable[[Entry], tuple[Caveat, ...]] = lambda _: ()) -> tuple[Result, ...]:
    """The first ``RESULT_LIMIT`` entries found, by their best passages; excerpts are cut when they are read."""
    by_entry: dict[str, list[Found]] = {}
    for found in search.found:
        own = by_entry.get(found.located.entry.id)
        if own is None and len(by_entry) < RESULT_LIMIT:
            by_entry[found.located.entry.id] = [found]
        elif own and len(own) < _PASSAGES and found.score >= _ABOUT_AS_GOOD * own[0].score:
            own.append(found)
    return tuple(
        CutWhenRead(
            own[0].located.entry,
            partial(_excerpt, own, search.cut_by or search.terms),
            own[0].score,
            caveats(own[0].located.entry),
        )
        for own in by_entry.values()
    )


def opening(entry: Entry) -> Result:
    """An entry with its first sentence, as it stands in a list."""
    return CutWhenRead(entry, partial(_first_sentence, entry.body), 0.0)


def saying(
    field: Field | None, text: str, results: tuple[Result, ...], duty: DutyAsked | None = None
) -> tuple[Result, ...]:
    """The results, the first with the sentence that says what is asked, where its excerpt does not hold that."""
    if not results:
        return results
    first = results[0]
    said = point_excerpt(text, first.entry, first.excerpt)
    if said is None and duty is not None:
        said = duty_excerpt(duty, first.entry)
    if said is None:
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


def _excerpt(found: Sequence[Found], terms: QuestionTerms) -> Excerpt:
    entry, near = found[0].located.entry, [found[0].located.passage]
    for passage in (one.located.passage for one in found[1:]):
        if max(passage.end, *(one.end for one in near)) - min(passage.start, *(one.start for one in near)) <= _FURTHEST:
            near.append(passage)
    cutting = cut_excerpt(entry, near, terms)
    return Excerpt(entry.body[cutting.start : cutting.end], cutting.start, cutting.highlights)


def _first_sentence(body: str) -> Excerpt:
    first = sentences(body)[0]
    return Excerpt(body[first.start : min(first.end, first.start + EXCERPT_LIMIT)], first.start)
