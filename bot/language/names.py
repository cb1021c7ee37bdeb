"""People in a question: by their full name, or by a title and the last part of it, as staff call each other.

"thứ trưởng Lai", "đ/c Trần Đức Lai" and "anh Lai" are Trần Đức Lai where the knowledge has one; "anh hùng" is nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.language.normal import fold
from bot.language.syllables import is_accented, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WORD: Final = re.compile(r"[^\W_]+")
OFFICES: Final = (
    "bo truong|bt|thu truong|tt|dong chi|d c|dc|chu tich|pho chu tich|tong bi thu|bi thu|pho bi thu|thu tuong|"
    "pho thu tuong|vu truong|vu pho|pho vu truong|cuc truong|cuc pho|pho cuc truong|giam doc|pho giam doc|"
    "tong giam doc|pho tong giam doc|chanh van phong|pho chanh van phong|chanh thanh tra|vien truong|"
    "pho vien truong|truong ban|pho truong ban|truong phong|pho phong|tien si|thac si|giao su|bac si|ts|ths|"
    "pgs|gs|pgs ts|gs ts|ky su|dai bieu|tuong|dai ta|thieu tuong|trung tuong|nha bao|sep|thay"
)
"""Titles and offices, folded, as alternatives of a pattern."""
CALLED: Final = ("anh", "a", "chị", "ông", "bà", "cô", "chú", "bác", "cụ", "em")
"""Forms of address; ``a`` is how ``anh`` is typed in a chat."""
_OFFICE_SYLLABLES: Final = frozenset(tuple(office.split()) for office in OFFICES.split("|"))
_CALLED_KEYS: Final = frozenset(key(word) for word in CALLED)
_CALLED_FOLDED: Final = frozenset(map(fold, CALLED))
_CALLED_PLAINLY: Final = frozenset(("anh", "a", "ong"))
"""Those that stay likely names when nobody typed accents: ``ba`` is three, ``chi`` is a branch, ``co`` is there is."""
_NOBODY: Final = frozenset(("anh", given) for given in ("hung", "em", "huong", "sang", "minh", "ngu", "dung", "chi"))
"""Folded pairs that are words of their own as well: anh hùng, ảnh hưởng, ánh sáng, anh minh."""
_LONGEST_TITLE: Final = 4


@dataclass(frozen=True, slots=True)
class PersonNamed:
    """Somebody whom a question names.

    ``text[start:end]`` is how, with the title. ``names`` are the known people that it may mean, in order of the
    alphabet: one, unless two share what was typed of their names.
    """

    names: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Word:
    folded: str
    key: str
    is_upper: bool
    is_marked: bool
    start: int
    end: int


def _words(text: str) -> list[_Word]:
    return [
        _Word(fold(word), key(word), word[0].isupper(), is_accented(word), match.start(), match.end())
        for match in _WORD.finditer(text)
        for word in [match.group()]
    ]


class KnownPeople:
    """The people of the knowledge, ready to be found in questions. Never changes; threads may share it."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names: Final = tuple(sorted(set(names)))
        self._ends: dict[str, list[tuple[str, tuple[_Word, ...]]]] = defaultdict(list)
        for name in self.names:
            syllables = _without_title(_words(name))
            if len(syllables) > 1:
                self._ends[syllables[-1].folded].append((name, syllables))

    def named_in(self, text: str) -> tuple[PersonNamed, ...]:
        """The known people whom a text in normal form names, in order, apart from each other.

        A full name counts wherever it stands; a part of it (the given name, with or without what comes before) only
        after a title or a form of address. An accent that was typed must be the name's own; where nobody typed any,
        those whose names agree without accents count, and where a name agrees to the letter, it alone.

        >>> people = KnownPeople(["Trần Đức Lai", "Nguyễn Mạnh Hùng"])
        >>> [person.names for person in people.named_in("thứ trưởng Lai gặp anh Hùng, một anh hùng lao động")]
        [('Trần Đức Lai',), ('Nguyễn Mạnh Hùng',)]
        """
        words = _words(text)
        found: list[PersonNamed] = []
        if self._ends.keys().isdisjoint(word.folded for word in words):
            return ()
        accented = is_accented(text)
        place = 0
        while place < len(words):
            named = self._at(words, place, accented=accented)
            if named is None:
                place += 1
                continue
            person, place = named
            found.append(person)
        return tuple(found)

    def _at(self, words: Sequence[_Word], place: int, *, accented: bool) -> tuple[PersonNamed, int] | None:
        """The person named from that word on, with the place behind; the longest name wins."""
        titles = _title_lengths(words, place, accented=accented)
        for title in (*titles, 0):
            begins = place + title
            for ends in range(min(len(words), begins + 6), begins, -1):
                if words[ends - 1].folded not in self._ends:
                    continue
                typed = words[begins:ends]
                names = self._meant(typed, is_titled=title > 0)
                if names and not (title and _is_nobody(words, place, begins, ends, accented=accented)):
                    return PersonNamed(names, words[place].start, words[ends - 1].end), ends
        return None

    def _meant(self, typed: Sequence[_Word], *, is_titled: bool) -> tuple[str, ...]:
        agreeing = [
            (name, syllables[-len(typed) :])
            for name, syllables in self._ends.get(typed[-1].folded, ())
            if (len(typed) == len(syllables) or (is_titled and len(typed) < len(syllables)))
            and all(_agree(word, syllable) for word, syllable in zip(typed, syllables[-len(typed) :], strict=True))
        ]
        exact = [
            name
            for name, syllables in agreeing
            if all(word.key == syllable.key for word, syllable in zip(typed, syllables, strict=True))
        ]
        return tuple(exact or (name for name, _ in agreeing))


def _agree(typed: _Word, known: _Word) -> bool:
    return typed.key == known.key if typed.is_marked else typed.folded == known.folded


def _without_title(words: Sequence[_Word]) -> tuple[_Word, ...]:
    """A known name's syllables, where the knowledge wrote it with its title."""
    for length in range(min(_LONGEST_TITLE, len(words) - 2), 0, -1):
        if tuple(word.folded for word in words[:length]) in _OFFICE_SYLLABLES:
            return tuple(words[length:])
    return tuple(words)


def _title_lengths(words: Sequence[_Word], place: int, *, accented: bool) -> list[int]:
    """How many words from there on may be a title, the longest first."""
    lengths = [
        length
        for length in range(_LONGEST_TITLE, 0, -1)
        if tuple(word.folded for word in words[place : place + length]) in _OFFICE_SYLLABLES
    ]
    called = words[place]
    if called.key in _CALLED_KEYS if accented else called.folded in _CALLED_FOLDED:
        lengths.append(1)
    return lengths


def _is_nobody(words: Sequence[_Word], place: int, begins: int, ends: int, *, accented: bool) -> bool:
    """Whether a form of address and a single syllable are rather other words, or the name goes on to be another's."""
    given = words[begins:ends]
    writes_capitals = any(word.is_upper for word in words[1:])
    goes_on = ends < len(words) and words[ends].is_upper and words[ends - 1].is_upper
    if len(given) == 1 and goes_on and words[ends].start - words[ends - 1].end == 1:
        return True
    is_office = tuple(word.folded for word in words[place:begins]) in _OFFICE_SYLLABLES
    if is_office or len(given) > 1 or given[0].is_upper:
        return False
    called = words[place].folded
    if (writes_capitals and accented) or called == "em":  # "em" in small letters is who asks: "em định thi"
        return True
    return (called, given[0].folded) in _NOBODY or not (accented or called in _CALLED_PLAINLY)
