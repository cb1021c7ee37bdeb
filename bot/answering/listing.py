"""Lists: the entries of a period, a person, a kind of event and a subject, in order of time."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from bot.answering.guard import conflicts
from bot.answering.register import Sought
from bot.language.exact import Fixed
from bot.language.legal_syllables import is_legal
from bot.language.normal import fold
from bot.language.syllables import key, tokens

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
_ASKING: Final = tuple(
    phrase.split()
    for phrase in (
        "liet ke", "danh sach", "danh muc", "tong hop", "thong ke", "diem lai", "tom tat", "ke ten", "ke het", "ke ra",
        "ke lai", "hoat dong", "cuoc hop", "hoi nghi", "buoi hop", "phien hop", "su kien", "tin tuc", "tin bai", "tin",
        "bai viet", "bai bao", "bai dang", "bai", "cau chuyen", "gan day nhat", "moi day nhat", "gan nhat", "moi nhat",
        "moi", "nhat", "gan day", "dong thoi gian", "theo thoi gian", "thoi gian", "theo thu tu", "dien bien",
        "qua trinh", "tien trinh", "timeline", "cot moc", "moc", "thu truong", "bo truong", "lanh dao bo", "lanh dao",
        "tat ca", "toan bo", "xem", "tim", "lien quan den", "lien quan", "to chuc", "dien ra", "tham du", "tham gia",
        "du", "chu tri", "cac", "nhung", "noi bat", "dang chu y", "dang chu i", "quan trong", "trong kho", "kho",
        "bo minh", "co quan minh", "bo", "buoi", "cuoc", "phien", "chuyen", "bao nhieu", "chi", "ki", "cho biet",
        "giup", "can", "khac", "hay", "het", "le", "ten", "cuoc gap", "buoi gap", "gap", "buoi lam viec", "lam viec",
        "cac nam", "tung nam", "tiep", "chuyen tham", "chuyen cong tac", "tham", "chu toa", "dieu hanh",
    )
)  # fmt: skip
"""Folded syllables of a request for a list that say nothing of its subject: whole phrases, so that "danh sách" goes
and "sách" stays."""
_OTHER_WORDS: Final = frozenset((("thong", "tin"), ("tin", "hoc"), ("le", "hoi"), ("le", "phi"), ("du", "lich")))
"""Words that a syllable which only asks for a list is a part of."""
_OTHER_THAN_HOP: Final = frozenset("tac nhat dong le phap li qui tuyen thanh chuan lenh thuc den".split())
"""What follows "hợp" rather than "họp" where nobody typed the accent."""
_HOP: Final = key("họp")
_PRESIDED: Final = re.compile(r"\b(?:chu tri|chu toa|dieu hanh)\b")
_LONGEST_NAME: Final = 5
"""Syllables of a message that may be but a name."""
_ENOUGH: Final = 0.55
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
        if _PRESIDED.search(fold(fixed.text)) and (chosen & (led := register.led_by(person.names))).any():
            chosen &= led
    chosen &= _on_subject(register, subject, search)
    within = chosen.copy()
    for period in fixed.periods:
        within &= register.within(period)
    ordered = register.oldest_first(within) if oldest_first else register.newest_first(within)
    if not (events or people or subject or fixed.periods):
        ordered = islice(ordered, NEWEST)
    entries = tuple(entry for entry in ordered if _names_the_places(fixed, entry))
    if entries or not fixed.periods:
        return Listed(entries)
    return Listed((), tuple(islice(register.nearest_in_time(chosen, fixed.periods[0]), NEAREST)))


def entries_named(fixed: FixedByQuestion, search: Search, register: Register, viewer: Visibility) -> tuple[Entry, ...]:
    """The entries, newest first, whose title, people or topics hold a message that is but a name: "tiktok", "botnet".

    With a time beside the name those of that time: "lễ hội năm 2018". None where the message is longer, names nothing,
    or fixes a number; "5G" is a name.
    """
    beside = fixed.text
    for period in reversed(fixed.periods):
        beside = f"{beside[: period.start]} {beside[period.end :]}"
    found = tokens(beside)
    named = {token.folded for token in found}
    names = any(term.is_content and term.folded in named for term in search.terms.terms)
    fixes = any(exact.kind is not Fixed.VERSION for exact in fixed.exacts)
    if not 0 < len(found) <= _LONGEST_NAME or fixes or not names:
        return ()
    keys = {token.folded: token.key for token in found if token.key != token.folded}
    held = register.opening_with([token.folded for token in found], labels_only=True, keys=keys)
    for period in fixed.periods:
        held &= register.within(period)
    return tuple(register.newest_first(register.visible(viewer) & held))


def _names_the_places(fixed: FixedByQuestion, entry: Entry) -> bool:
    """Whether an entry names the countries and provinces of the request: cooperation with Laos is none with Japan."""
    places = tuple(exact for exact in fixed.exacts if exact.kind in (Fixed.COUNTRY, Fixed.PROVINCE))
    return not places or not conflicts(replace(fixed, periods=(), exacts=places, people=()), entry)


def _events_named(found: Sequence[Token]) -> list[tuple[list[str], range]]:
    """The kinds of event that a request names, with the places of their syllables; what is more exact comes alone."""
    folded = [token.folded for token in found]

    def meets(place: int) -> bool:
        if folded[place] != "hop":
            return True
        if found[place].key != "hop":
            return found[place].key == _HOP
        return place + 1 == len(folded) or folded[place + 1] not in _OTHER_THAN_HOP

    def named(phrases: Sequence[list[str]]) -> list[tuple[list[str], range]]:
        return [
            (phrase, range(start, start + len(phrase)))
            for phrase in phrases
            for start in range(len(folded) - len(phrase) + 1)
            if folded[start : start + len(phrase)] == phrase and all(meets(start + step) for step in range(len(phrase)))
        ]

    return named(_EVENTS) or named(_MEETINGS)


def _of_kind(register: Register, events: Sequence[tuple[list[str], range]]) -> Chosen:
    """The entries on events of the kinds named; all of them where none is."""
    chosen = np.ones(len(register.entries), bool)
    if any(phrase in _MEETINGS for phrase, _ in events):
        meetings = register.meetings.copy()
        for phrase in _MEETINGS:
            meetings |= register.opening_with(phrase, labels_only=True, keys={"hop": _HOP})
        return meetings
    for phrase, _ in events:
        chosen &= register.opening_with(phrase)
    return chosen


def _subject(fixed: FixedByQuestion, search: Search, taken: set[int]) -> list[tuple[Sought, float, int]]:
    """The syllables that say what the list is about beside time, people and kind of event, with rarity and place."""
    places = [(period.start, period.end) for period in fixed.periods]
    places += [(person.start, person.end) for person in fixed.people]
    found = tokens(fixed.text)
    taken = taken | _asking_places([token.folded for token in found])
    read: set[str] = set()
    told: set[str] = set()
    for place, token in enumerate(found):
        passed = place in taken or any(start <= token.start < end for start, end in places)
        (read if passed else told).add(token.folded)
    read -= told
    places_of = {token.folded: place for place, token in reversed([*enumerate(found)])}
    return [
        (_sought(term), term.rarity, places_of.get(term.folded, -len(found)))
        for term in search.terms.terms
        if term.is_content and term.folded not in read
    ]


def _may_be_part(sought: Sought) -> bool:
    """Whether it is a Vietnamese syllable, which may be a part of a word."""
    letters = sought.syllable.partition("_")[0]
    # "xuất" and its key are none without the tone, "xuat" is none by its rhyme
    return any(map(is_legal, (letters, f"{letters}\u0301", re.sub("(?:ch|c|p|t)$", "", letters))))


def _asking_places(folded: Sequence[str]) -> set[int]:
    """The places of the syllables that only ask for a list, longer phrases first; "tin" in "thông tin" is none."""
    taken: set[int] = set()
    for phrase in sorted(_ASKING, key=len, reverse=True):
        for start in range(len(folded) - len(phrase) + 1):
            places = range(start, start + len(phrase))
            if folded[start : start + len(phrase)] == phrase and taken.isdisjoint(places):
                around = (tuple(folded[start - 1 : start + 1]), tuple(folded[start : start + 2]))
                if len(phrase) == 1 and not _OTHER_WORDS.isdisjoint(around):
                    continue
                taken.update(places)
    return taken


def _sought(term: Term) -> Sought:
    """A term as it is looked for: by its accents where some were typed, else as the knowledge most likely spells it."""
    if term.key_number is not None and term.key != term.folded:
        return Sought(term.key, by_key=True)
    return Sought(term.spellings[0].folded if term.spellings else term.folded)


def _on_subject(register: Register, subject: Sequence[tuple[Sought, float, int]], search: Search) -> Chosen:
    """The entries on the subject: most of its syllables, and of the words that its neighbouring syllables make.

    Two syllables make a word, so that "xuất … bản" apart is not on "xuất bản"; a name or a number is one.

    Labels speak for every entry, the body only for those that the search found.
    """
    if not subject:
        return np.ones(len(register.entries), bool)
    parts: list[tuple[list[Sought], float]] = [([syllable], rarity) for syllable, rarity, _ in subject]
    parts += [
        ([one, other], a + b)
        for (one, a, place), (other, b, after) in pairwise(subject)
        if place + 1 == after and _may_be_part(one) and _may_be_part(other)
    ]
    enough = _ENOUGH * sum(rarity for _, rarity in parts)
    labelled = register.on_subject(parts, enough, [])
    if len(parts) == 1 and _may_be_part(subject[0][0]) and labelled.any():
        return labelled  # "sách" alone is in "chính sách" and "ngân sách" as well
    return labelled | register.on_subject(parts, enough, [found.number for found in search.found])
