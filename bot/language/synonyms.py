"""Words that people use for one another: what a question says in everyday words, a text may say officially."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

import yaml

from bot.language.syllables import tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.language.syllables import Token

_LONGEST: Final = 4


def other_words(question: Sequence[Token], *, accented: bool) -> dict[int, frozenset[str]]:
    """For the places of a question's syllables the folded syllables that may stand in a text instead.

    A phrase's syllables stand for those of its synonym one by one where both have as many, else each for all of them.
    In a question without accents only phrases of two syllables and more are known for what they are.

    >>> from bot.language.syllables import tokens
    >>> sorted(other_words(tokens("khôi phục băng gốc"), accented=True)[0])
    ['phuc']
    """
    table = _table()
    found: dict[int, set[str]] = {}
    keys = [token.key if accented else token.folded for token in question]
    place = 0
    while place < len(keys):
        for length in range(min(_LONGEST, len(keys) - place), 0, -1):
            others = table[accented].get(tuple(keys[place : place + length])) if accented or length > 1 else None
            if others:
                for other in others:
                    for offset in range(length):
                        stand_in = {other[offset]} if len(other) == length else set(other)
                        found.setdefault(place + offset, set()).update(stand_in)
                place += length - 1
                break
        place += 1
    return {at: frozenset(others - {question[at].folded}) for at, others in found.items()}


@cache
def _table() -> Mapping[bool, Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]]:
    """By whether accents count: a phrase's syllables, and those (folded) of each synonym."""
    groups = yaml.load((resources.files("bot.language") / "synonyms.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    table: dict[bool, dict[tuple[str, ...], tuple[tuple[str, ...], ...]]] = {True: {}, False: {}}
    for group in groups:
        read = [tokens(phrase) for phrase in group]
        folded = [tuple(token.folded for token in phrase) for phrase in read]
        for accented, ways in table.items():
            for number, phrase in enumerate(read):
                form = tuple(token.key if accented else token.folded for token in phrase)
                others = tuple(other for at, other in enumerate(folded) if at != number)
                ways[form] = (*ways.get(form, ()), *others)
    return table
