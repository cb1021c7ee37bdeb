"""The ways in which people type Vietnamese, as functions from a clean question to what arrives in the chat.

Each is pure: the same question and the same seed give the same text, on every machine.
"""

from __future__ import annotations

import random
import re
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Way(StrEnum):
    """How a question is typed. The values are the names on scorecards."""

    CLEAN = "clean"
    NO_ACCENTS = "no_accents"
    TYPOS = "typos"
    BOTH = "no_accents_typos"
    TELEX = "telex"
    VNI = "vni"
    DECOMPOSED = "decomposed"
    OTHER_TONE_PLACE = "other_tone_place"


_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_TELEX: Final = {_ACUTE: "s", _GRAVE: "f", _HOOK: "r", _TILDE: "x", _DOT: "j", _BREVE: "w", _HORN: "w"}
_VNI: Final = {
    _ACUTE: "1", _GRAVE: "2", _HOOK: "3", _TILDE: "4", _DOT: "5", _CIRCUMFLEX: "6", _HORN: "7", _BREVE: "8",
}  # fmt: skip
_TONES: Final = frozenset((_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT))
_WORD: Final = re.compile(r"[^\W\d_]+")
_OPEN_PAIR: Final = re.compile(r"(?<![qQ])([oO][aAeE]|[uU][yY])", re.UNICODE)

_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SLIP_SHARE: Final = 0.25
"""A slip in about a quarter of the words of three letters and more: a hurried thumb on a telephone."""


def type_as(way: Way, question: str, seed: str = "") -> str:
    """The question as it arrives when typed in that way. ``seed`` varies the slips, where the way has any.

    >>> [type_as(way, "Hội nghị", "1") for way in (Way.NO_ACCENTS, Way.TELEX, Way.VNI)]
    ['hoi nghi', 'Hooij nghij', 'Ho6i5 nghi5']
    """
    chance = random.Random(f"{way}:{seed}:{question}")  # noqa: S311 no secret hangs on a slip of the finger
    return _TYPING[way](unicodedata.normalize("NFC", question), chance)


def _clean(text: str, _: random.Random) -> str:
    return text


def _no_accents(text: str, _: random.Random) -> str:
    return _bare(text).rstrip(" ?!.")


def _typos(text: str, chance: random.Random) -> str:
    return " ".join(
        _slipped(word, chance) if len(word) > 2 and word.isalpha() and chance.random() < _SLIP_SHARE else word
        for word in text.split(" ")
    )


def _both(text: str, chance: random.Random) -> str:
    return _no_accents(_typos(text, chance), chance)


def _telex(text: str, _: random.Random) -> str:
    return _keyed(text, _TELEX, stroke="d")


def _vni(text: str, _: random.Random) -> str:
    return _keyed(text, _VNI, stroke="9")


def _decomposed(text: str, _: random.Random) -> str:
    return unicodedata.normalize("NFD", text)


def _other_tone_place(text: str, _: random.Random) -> str:
    """Moves the tone of oa, oe and uy to the other vowel: hòa and hoà, hoạt and họat."""
    return _WORD.sub(lambda found: _with_tone_moved(found.group()), text)


def _bare(text: str) -> str:
    """Lower case without accents. Not the language core's folding, so that neither can hide a mistake of the other."""
    bare = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return bare.replace("đ", "d").replace("Đ", "D").lower()


def _slipped(word: str, chance: random.Random) -> str:
    """The word with two letters swapped, one lost, one struck too many, or one struck beside its key."""
    at = chance.randrange(len(word) - 1)
    before, here, after = word[:at], word[at], word[at + 1 :]
    beside = chance.choice(_beside(here))
    return chance.choice(
        (before + after[0] + here + after[1:], before + after, before + beside + here + after, before + beside + after)
    )


def _beside(letter: str) -> str:
    """The keys that touch the letter's key on a QWERTY keyboard."""
    base = _bare(letter)[:1]
    for number, row in enumerate(_ROWS):
        at = row.find(base) if base else -1
        if at >= 0:
            same = row[max(0, at - 1) : at] + row[at + 1 : at + 2]
            above = _ROWS[number - 1][at : at + 2] if number else ""
            below = _ROWS[number + 1][max(0, at - 1) : at + 1] if number + 1 < len(_ROWS) else ""
            return same + above + below
    return "aeiou"


def _keyed(text: str, keys: Mapping[str, str], stroke: str) -> str:
    """What the keys spell with the Vietnamese mode off. Tones at the word's end, as most people type them.

    In Telex, whose table has no circumflex, the vowel is struck twice.
    """
    return _WORD.sub(lambda found: _word_keyed(found.group(), keys, stroke), text)


def _word_keyed(word: str, keys: Mapping[str, str], stroke: str) -> str:
    struck, tone = "", ""
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES:
            tone += keys[char]
        elif unicodedata.combining(char):
            struck += keys.get(char) or struck[-1].lower()
        elif char in "đĐ":
            struck += ("d" if char == "đ" else "D") + stroke
        else:
            struck += char
    return struck + tone


def _with_tone_moved(word: str) -> str:
    letters = [unicodedata.normalize("NFD", char) for char in word]
    pair = _OPEN_PAIR.search("".join(letter[0] for letter in letters))
    if pair is None:
        return word
    first, second = pair.start(), pair.start() + 1
    if any(mark not in _TONES for letter in (letters[first], letters[second]) for mark in letter[1:]):
        return word  # oă, uyê: only one place is ever used
    letters[first], letters[second] = (
        letters[first][0] + letters[second][1:],
        letters[second][0] + letters[first][1:],
    )
    return unicodedata.normalize("NFC", "".join(letters))


_TYPING: Final[Mapping[Way, Callable[[str, random.Random], str]]] = {
    Way.CLEAN: _clean,
    Way.NO_ACCENTS: _no_accents,
    Way.TYPOS: _typos,
    Way.BOTH: _both,
    Way.TELEX: _telex,
    Way.VNI: _vni,
    Way.DECOMPOSED: _decomposed,
    Way.OTHER_TONE_PLACE: _other_tone_place,
}
