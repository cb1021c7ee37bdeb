"""Whom a question is about: people of the knowledge by any part of their name, and others by their full name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from bot.answering.register import people_of
from bot.language.full_names import full_names_in, given_names_in, nearest_names, small_names_in
from bot.language.names import PersonNamed
from bot.language.normal import fold
from bot.language.syllables import folded_syllable

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.knowledge.entry import Entry
    from bot.language.names import KnownPeople

_WORD: Final = re.compile(r"[^\W_]+")


def people_asked(text: str, known: KnownPeople, pair_count: Callable[[str], int]) -> tuple[PersonNamed, ...]:
    """The people whom a question in normal form names, in order.

    One whom the knowledge does not know is named as typed, unless that is but a slip away from somebody it knows.

    Args:
        text: the question.
        known: the people of the knowledge.
        pair_count: in how many passages two folded syllables (``a_b``) stand side by side.
    """
    small = small_names_in(text)
    found = [
        person
        for person in known.named_in(text)
        if not _begins_a_word(text, person, pair_count)
        and not any(start < person.end < end for start, end in small)  # "bo truong nguyen van hung" is no Mr Nguyên
    ]
    for start, end in (*full_names_in(text), *small, *given_names_in(text)):
        if not any(start < person.end and person.start < end for person in found):
            name = text[start:end]
            found.append(PersonNamed(nearest_names(name, known.names) or (name,), start, end))
    return tuple(sorted(found, key=lambda person: person.start))


def _begins_a_word(text: str, person: PersonNamed, pair_count: Callable[[str], int]) -> bool:
    """Whether a given name in small letters rather begins a word: "bo truong buu chinh" is no minister named Bửu."""
    typed, after = text[person.start : person.end].rsplit(maxsplit=1)[-1], _WORD.match(text, person.end + 1)
    if after is None or not typed.islower():
        return False
    given, following = folded_syllable(typed), folded_syllable(after.group())
    as_name = max(pair_count("_".join(map(folded_syllable, name.split()[-2:]))) for name in person.names)
    return pair_count(f"{given}_{following}") > as_name


def names_person(entry: Entry, person: PersonNamed) -> bool:
    """Whether an entry names one of those whom a question may mean, in a field or anywhere in its text."""
    people = people_of(entry)
    words = _folded_words(entry.title, entry.body, people)
    for name in person.names:
        parts = _WORD.findall(name)
        if len(parts) == 1:  # a given name alone is told from other words by its accents and capital
            if parts[0] in _WORD.findall(f"{' '.join(people)} {entry.title} {entry.body}"):
                return True
        elif f" {' '.join(map(fold, parts))} " in words:
            return True
    return False


@lru_cache(maxsize=1024)
def _folded_words(title: str, body: str, people: tuple[str, ...]) -> str:
    words = _WORD.findall(fold(" . ".join((title, *people, body))))
    return f" {' '.join(words)} "


def written_in_full(text: str, people: tuple[PersonNamed, ...]) -> str:
    """The text with each person who can only be one known written with the full name: "a Lai" is Trần Đức Lai."""
    for person in reversed(people):
        if len(person.names) != 1:
            continue
        typed, full = text[person.start : person.end].split(), person.names[0].split()
        shared = 0
        while shared < min(len(typed), len(full)) and fold(typed[-1 - shared]) == fold(full[-1 - shared]):
            shared += 1
        if 0 < shared < len(full):
            name = " ".join(typed[: len(typed) - shared] + full)
            text = text[: person.start] + (fold(name) if text.isascii() else name) + text[person.end :]
    return text
