"""Lists: the entries of a period, a person, a kind of event and a subject, in order of time."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from bot.answering.register import Sought
from bot.language.syllables import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.guard import FixedByQuestion
    from bot.answering.register import Chosen, Register
    from bot.knowledge.entry import Entry, Visibility
    from bot.language.syllables import Token
    from bot.search.searcher import Search
    from bot.search.terms import Term

NEWEST: Final = 100
"""How many entries a request without any condition ("có gì mới?") gets."""
NEAREST: Final = 10
"""How many entries beside a period are told where there is none within it."""
_MEETINGS: Final = tuple(
    phrase.split() for phrase in ("cuoc hop", "hoi nghi", "buoi hop", "phien hop", "ki hop", "hop", "hop giao ban")
)
"""What is said of any meeting; folded, one i for i and y."""
_EVENTS: Final = tuple(
    phrase.split()
    for phrase in (
        "hop bao", "giao ban", "hoi thao", "toa dam", "trien lam", "dien dan", "dai hoi", "hoi sach", "hoi cho",
        "le ki niem", "le ki ket", "le trao", "le phat dong", "khai mac", "be mac", "tong ket", "so ket", "tap huan",
        "dien tap", "cuoc thi", "giai thuong",
    )
)  # fmt: skip
"""Kinds of event that the title or the first sentence names."""
_ASKING: Final = frozenset(
    (
        "liet ke danh sach tong hop diem lai hoat dong cuoc hop hoi nghi buoi su kien tin tuc bai viet bao chuyen "
        "phien moi nhat dong thoi gian dien bien qua trinh thu tu thu truong bo truong lanh dao chi tat ca xem tim bo "
        "lien quan ki to chuc dien ra du tham tom tat cac nhung moc cot le gan day"
    ).split()
)
"""Folded syllables of a request for a list that say nothing of its subject."""
_ENOUGH: Final = 0.5
"""The share of the subject's syllables and words, by rarity, that an entry on it holds."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a request for a list gets: the entries in order, or, where there are none, those nearest in time."""

    entries: tuple[Entry, ...]
    nearest: tuple[Entry, ...] = ()


def entries_listed(
    fixed: FixedByQuestion,
    search: Search,
    register: Register,
    viewer: Visibility,
    *,
    oldest_first: bool,
) -> Listed:
    """The entries that a request for a list asks for; without any condition the newest ones.

    Args:
        fixed: what the request fixes.
        search: what its words found.
        register: all entries.
        viewer: whose request it is.
        oldest_first: in order of time rather than newest first.
    """
    found = tokens(fixed.text)
    events = _events_named(found)
    people = fixed.people
    subject = _subject(fixed, search, {place for _, places in events for place in places})
    chosen = register.visible(viewer) & _of_kind(register, events)
    for person in people:
        chosen &= register.naming(person.names)
    chosen &= _on_subject(register, subject, search)
    within = chosen.copy()
    for period in fixed.periods:
        within &= register.within(period)
    ordered = register.oldest_first(within) if oldest_first else register.newest_first(within)
    if not (events or people or subject or fixed.periods):
        ordered = islice(ordered, NEWEST)
    entries = tuple(ordered)
    if entries or not fixed.periods:
        return Listed(entries)
    return Listed((), tuple(islice(register.nearest_in_time(chosen, fixed.periods[0]), NEAREST)))


def _events_named(found: Sequence[Token]) -> list[tuple[list[str], range]]:
    """The kinds of event that a request names, with the places of their syllables; what is more exact comes alone."""
    folded = [token.folded for token in found]

    def named(phrases: Sequence[list[str]]) -> list[tuple[list[str], range]]:
        return [
            (phrase, range(start, start + len(phrase)))
            for phrase in phrases
            for start in range(len(folded) - len(phrase) + 1)
            if folded[start : start + len(phrase)] == phrase
        ]

    return named(_EVENTS) or named(_MEETINGS)


def _of_kind(register: Register, events: Sequence[tuple[list[str], range]]) -> Chosen:
    """The entries on events of the kinds named; all of them where none is."""
    chosen = np.ones(len(register.entries), bool)
    if any(phrase in _MEETINGS for phrase, _ in events):
        meetings = register.meetings.copy()
        for phrase in _MEETINGS:
            meetings |= register.opening_with(phrase, labels_only=True)
        return meetings
    for phrase, _ in events:
        chosen &= register.opening_with(phrase)
    return chosen


def _subject(fixed: FixedByQuestion, search: Search, taken: set[int]) -> list[tuple[Sought, float]]:
    """The syllables that say what the list is about beside time, people and kind of event, with their rarities."""
    places = [(period.start, period.end) for period in fixed.periods]
    places += [(person.start, person.end) for person in fixed.people]
    read = {
        token.folded
        for place, token in enumerate(tokens(fixed.text))
        if place in taken or any(start <= token.start < end for start, end in places)
    }
    return [
        (_sought(term), term.rarity)
        for term in search.terms.terms
        if term.is_content and term.folded not in _ASKING and term.folded not in read
    ]


def _sought(term: Term) -> Sought:
    """A term as it is looked for: by its accents where some were typed, else as the knowledge most likely spells it."""
    if term.key_number is not None and term.key != term.folded:
        return Sought(term.key, by_key=True)
    return Sought(term.spellings[0].folded if term.spellings else term.folded)


def _on_subject(register: Register, subject: Sequence[tuple[Sought, float]], search: Search) -> Chosen:
    """The entries on the subject: most of its syllables, and of the words that its neighbouring syllables make.

    Labels speak for every entry, the body only for those that the search found.
    """
    if not subject:
        return np.ones(len(register.entries), bool)
    parts: list[tuple[list[Sought], float]] = [([syllable], rarity) for syllable, rarity in subject]
    parts += [([one, other], a + b) for (one, a), (other, b) in pairwise(subject)]
    enough = _ENOUGH * sum(rarity for _, rarity in parts)
    return register.on_subject(parts, enough, [found.number for found in search.found])
