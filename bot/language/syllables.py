"""Syllables: the tokens of Vietnamese, each with its place in the text and a key that ignores spelling habits."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from bot.language.normal import fold

_TOKEN: Final = re.compile(r"[^\W_]+")
_TONE_LETTERS: Final = {"\u0300": "f", "\u0301": "s", "\u0303": "x", "\u0309": "r", "\u0323": "j"}
_FREE_I_OR_Y: Final = frozenset(("h", "k", "l", "m", "s", "t", "v", "qu", ""))
"""What stands before an i that may be written as y."""


class Token(NamedTuple):  # a question makes hundreds, each in a quarter of the time that a dataclass takes
    """A run of letters and digits. ``text[start:end]`` is how it was written."""

    folded: str
    key: str
    start: int
    end: int


_new: Final = tuple.__new__  # in half the time of calling the class


@lru_cache(maxsize=65_536)
def key(syllable: str) -> str:
    """What a written syllable is, whatever the habit of spelling: its letters without the tone, then the tone's letter.

    Where the tone mark stands makes no difference (``hòa`` and ``hoà``, ``hoạt`` and ``họat``), nor i for y where
    both are right (``kỹ`` and ``kĩ``, ``quý`` and ``quí``). ``ngành`` and ``nganh`` differ.

    >>> key("hoà") == key("hòa"), key("kĩ") == key("kỹ"), key("ngành") == key("nganh")
    (True, True, False)
    """
    if syllable.isascii():
        letters, tone = syllable.lower(), ""
    else:
        tone, kept = "", []
        for character in unicodedata.normalize("NFD", syllable.lower()):
            if character in _TONE_LETTERS:
                tone = _TONE_LETTERS[character]
            else:
                kept.append(character)
        letters = unicodedata.normalize("NFC", "".join(kept))
    letters = _with_i(letters)
    return f"{letters}_{tone}" if tone else letters


@lru_cache(maxsize=65_536)
def folded_syllable(syllable: str) -> str:
    """A written syllable as it is looked for: folded, with one i for i and y where both are right."""
    return _with_i(fold(syllable))


def _with_i(letters: str) -> str:
    """The letters with i in place of a y at their end, where both are right; no tones in them."""
    return f"{letters[:-1]}i" if letters.endswith("y") and letters[:-1] in _FREE_I_OR_Y else letters


def tokens(text: str) -> list[Token]:
    """The syllables, foreign words and numbers of a text in NFC, in order.

    >>> [(token.folded, token.start) for token in tokens("Kỹ sư, 5G")]
    [('ki', 0), ('su', 3), ('5g', 7)]
    """
    found: list[Token] = []
    end = 0
    words = _TOKEN.findall(text)
    for word, (folded, written) in zip(words, map(_forms, words), strict=True):
        start = text.find(word, end)  # from where the last ended: in half the time of making matches
        end = start + len(word)
        found.append(_new(Token, (folded, written, start, end)))
    return found


def folded_in(text: str) -> frozenset[str]:
    """The distinct syllables of a text in NFC, folded: ``tokens`` without their places.

    >>> sorted(folded_in("Kỹ sư, kỹ thuật"))
    ['ki', 'su', 'thuat']
    """
    return frozenset(map(folded_syllable, _TOKEN.findall(text)))


@lru_cache(maxsize=65_536)
def _forms(word: str) -> tuple[str, str]:
    return folded_syllable(word), key(word)


def is_accented(text: str) -> bool:
    """Whether somebody typed this with Vietnamese letters: at least one accent or đ."""
    return not text.isascii() and fold(text) != text.lower()
