"""The order of what was found: what contradicts the question, or was replaced, behind what does not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.answering.caveats import asks_for_present
from bot.answering.guard import conflicts, written_out
from bot.answering.particulars import asks_who_holds_a_post, tells_particular

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.answering.guard import Conflict, FixedByQuestion
    from bot.knowledge.entry import Entry
    from bot.search.searcher import Found, Search

_IN_REACH: Final = 0.6
"""A result with this share of the best one's score may take its place where that contradicts the question."""
_IN_REACH_OF_NAMES: Final = 0.4
"""The same where the question names somebody: who does not occur in an entry, the question is hardly about."""
_ABOUT_AS_GOOD: Final = 0.8
"""The same for a newer result where the newest was asked for."""
_TELLS_AS_WELL: Final = 0.6
"""The share of a replaced entry's score from which what replaces it holds the answer too, and stands before it."""


def in_order(
    search: Search, fixed: FixedByQuestion, replacements: Mapping[str, Entry]
) -> tuple[Search, tuple[Conflict, ...]]:
    """The search with results that contradict the question behind those within reach that do not.

    Returns what the first result contradicts as well: nothing, unless no result in reach agrees.

    Args:
        search: as it was ranked.
        fixed: what an answer to the question must not differ in.
        replacements: what replaces an entry, by the id of the replaced.
    """
    if not search.found:
        return search, ()
    newest = asks_for_present(fixed.text) or (not fixed.periods and asks_who_holds_a_post(fixed.text))
    found = _newer_first(search.found, replacements, newest=newest)
    found = _telling_first(found, fixed.text)
    if not fixed:
        return replace(search, found=found), ()
    near = in_reach(found, _IN_REACH_OF_NAMES if fixed.people else _IN_REACH)
    disputed = {one.located.entry.id: conflicts(fixed, one.located.entry) for one in near}
    agreeing = [one for one in near if not disputed[one.located.entry.id]]
    if not agreeing:
        return replace(search, found=found), disputed[found[0].located.entry.id]
    agreeing.sort(key=lambda one: not written_out(fixed, one.located.entry))
    return replace(search, found=_led_by_some(agreeing, found)), ()


def led_by(search: Search, first: tuple[Found, ...]) -> Search:
    """The search with one entry's passages before those of the others."""
    leading = first[0].located.entry.id
    return replace(search, found=(*first, *(one for one in search.found if one.located.entry.id != leading)))


def led_by_entry(search: Search, entry: Entry) -> Search:
    """The search with the passages of one entry before those of the others."""
    return led_by(search, tuple(found for found in search.found if found.located.entry.id == entry.id))


def led_by_holder(search: Search, share: float, holds: Callable[[Entry], bool]) -> Search:
    """The search with the best entry first that holds what is asked; as it was where none within reach does."""
    holder = next(filter(holds, entries_in_reach(search, share)), None)
    return search if holder is None else led_by_entry(search, holder)


def entries_in_reach(search: Search, share: float) -> tuple[Entry, ...]:
    """The entries of what has this share of the first one's score, best first."""
    near = in_reach(search.found, share) if search.found else []
    return tuple({one.located.entry.id: one.located.entry for one in near}.values())


def in_reach(found: Sequence[Found], share: float) -> list[Found]:
    """Those with this share of the first one's score, which may be below nought: the first is always among them."""
    best = found[0].score
    return [one for one in found if one.score >= min(best, best * share)]


def _newer_first(found: tuple[Found, ...], replacements: Mapping[str, Entry], *, newest: bool) -> tuple[Found, ...]:
    """Replaced entries behind what tells the same in their place; where the newest was asked for, that first."""
    scores = {one.located.entry.id: one.score for one in reversed(found)} if replacements else {}

    def is_sunk(one: Found) -> bool:
        newer = replacements.get(one.located.entry.id)
        return newer is not None and newer.id in scores and scores[newer.id] >= one.score * _TELLS_AS_WELL

    standing: list[Found] = []
    replaced: list[Found] = []
    for one in found:
        (replaced if is_sunk(one) else standing).append(one)
    if newest and standing:
        equal = in_reach(standing, _ABOUT_AS_GOOD)
        equal.sort(key=_last_day, reverse=True)
        standing = equal + standing[len(equal) :]
    return (*standing, *replaced)


def _telling_first(found: tuple[Found, ...], question: str) -> tuple[Found, ...]:
    """What has the particulars asked for, a price or a share say, before what about as well fits but has not."""
    near = in_reach(found, _ABOUT_AS_GOOD)
    if len(near) < 2 or tells_particular(question, near[0].located.entry):
        return found
    near.sort(key=lambda one: not tells_particular(question, one.located.entry))
    return _led_by_some(near, found)


def _led_by_some(leading: Sequence[Found], found: Sequence[Found]) -> tuple[Found, ...]:
    """Some of what was found, in their order, before all else of it."""
    kept = {id(one) for one in leading}
    return (*leading, *(one for one in found if id(one) not in kept))


def _last_day(found: Found) -> dt.date:
    date = found.located.entry.date
    return date.last if date else dt.date.min
