"""Lists: the entries of a period, a person, a kind and a subject, in order of time."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bot.knowledge.entry import Kind
from bot.language.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.answering.guard import FixedByQuestion
    from bot.knowledge.entry import Entry
    from bot.language.names import KnownPeople, PersonNamed
    from bot.search.searcher import Search

_MEETINGS: Final = re.compile(r"cuoc hop|hoi nghi|buoi hop|phien hop|ki hop")
_ASKING: Final = frozenset(
    (
        "liet ke danh sach tong hop diem lai hoat dong cuoc hop hoi nghi buoi su kien tin tuc bai viet bao chuyen "
        "phien moi nhat dong thoi gian dien bien qua trinh thu tu thu truong bo truong lanh dao chi tat ca xem tim bo "
        "lien quan"
    ).split()
)
"""Folded syllables of a request for a list that say nothing of its subject."""
_WORD: Final = re.compile(r"[^\W_]+|[.,;:]")
_ENOUGH: Final = 0.5
"""The share of the subject's syllables and words, by rarity, that an entry on it holds."""


def people_of(entry: Entry) -> tuple[str, ...]:
    """Everybody whom an entry names in its fields, the chair of a meeting among them."""
    chair = entry.meeting.chair if entry.meeting else None
    return (*entry.people, chair) if chair else entry.people


def entries_listed(
    fixed: FixedByQuestion, search: Search, entries: Iterable[Entry], known: KnownPeople, *, oldest_first: bool
) -> tuple[Entry, ...]:
    """The entries that a request for a list asks for; without any condition the newest ones.

    Args:
        fixed: what the request fixes.
        search: what its words found.
        entries: those that the viewer may see.
        known: everybody whom the knowledge names.
        oldest_first: in order of time rather than newest first.
    """
    chosen = list(entries)
    question = fold(fixed.text)
    if _MEETINGS.search(question):
        chosen = [entry for entry in chosen if entry.kind is Kind.MEETING or _MEETINGS.search(fold(entry.title))]
    for period in fixed.periods:
        chosen = [
            entry
            for entry in chosen
            if entry.date is not None and entry.date.first <= period.last and period.first <= entry.date.last
        ]
    people = known.named_in(fixed.text)
    for person in people:
        chosen = [entry for entry in chosen if _is_about(entry, person)]
    chosen = _by_subject(chosen, _subject(fixed, search, people), search)
    chosen.sort(key=lambda entry: entry.date.last if entry.date else dt.date.min, reverse=not oldest_first)
    return tuple(chosen)


def _is_about(entry: Entry, person: PersonNamed) -> bool:
    """Whether an entry names the person, in a field or, in full, in its text."""
    text = fold(f"{' '.join(people_of(entry))} {entry.title} {entry.body}")
    return any(re.search(rf"\b{re.escape(fold(name))}\b", text) for name in person.names)


def _subject(fixed: FixedByQuestion, search: Search, people: Sequence[PersonNamed]) -> list[tuple[str, float]]:
    """The syllables that say what the list is about beside time and people, with their rarities."""
    places = [(period.start, period.end) for period in fixed.periods]
    places += [(person.start, person.end) for person in people]
    read = {word for start, end in places for word in re.findall(r"\w+", fold(fixed.text[start:end]))}
    return [
        (term.spellings[0].folded if term.spellings else term.folded, term.rarity)
        for term in search.terms.terms
        if term.is_content and term.folded not in _ASKING and term.folded not in read
    ]


def _by_subject(entries: Sequence[Entry], subject: list[tuple[str, float]], search: Search) -> list[Entry]:
    """The entries on the subject: most of its syllables, and of the words that its neighbouring syllables make."""
    if not subject:
        return list(entries)
    parts = list(subject)
    parts += [(f"{one} {other}", a + b) for (one, a), (other, b) in pairwise(subject)]
    enough = _ENOUGH * sum(rarity for _, rarity in parts)
    found = {found.located.entry.id for found in search.found}
    kept = []
    for entry in entries:
        labels = f"{entry.title} . {' . '.join((*entry.people, *entry.topics))}"
        text = labels if entry.id not in found else f"{labels} . {entry.body}"
        words = f" {' '.join(_WORD.findall(fold(text)))} "
        if sum(rarity for part, rarity in parts if f" {part} " in words) >= enough:
            kept.append(entry)
    return kept
