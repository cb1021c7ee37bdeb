"""Text typed with the keyboard's Vietnamese mode off, turned back: Telex ``hooij nghij`` and VNI ``ho6i5 nghi5``.

A word is turned back only where that gives a legal syllable and the word as typed is neither known nor legal; English
words, names and codes stay. Once several words of a question prove that the mode was off, doubtful ones follow.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from bot.language.legal_syllables import is_legal

if TYPE_CHECKING:
    from collections.abc import Callable

_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_TELEX_TONES: Final = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES: Final = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_WORD: Final = re.compile(r"[^\W_]+")
_ENGLISH: Final = frozenset(
    (
        "been boss chair cheer dad did diff does door down has her his host how its last less loss low miss moon more "
        "most now off offer own pass post posts roof room see seen soon there these this too town tree was"
    ).split()
)
"""English words that are Telex by chance: they prove nothing, and are turned back only where other words prove it."""
_TONE_MARKS: Final = frozenset(_TELEX_TONES.values())


def _telex(word: str) -> str | None:
    shaped: list[str] = []
    tone = ""
    for letter in word.lower():
        before = shaped[-1] if shaped else ""
        if letter in _TELEX_TONES and any(part[0] in "aeiouy" for part in shaped):
            tone = _TELEX_TONES[letter]
        elif letter == "d" and shaped and shaped[0] == "d" and all(len(part) == 1 for part in shaped):
            shaped[0] = "đ"
        elif letter in "aeo" and (same := _last(shaped, letter)) is not None:
            shaped[same] += _CIRCUMFLEX
        elif letter == "w":
            if not _horn(shaped):
                shaped.append("u" + _HORN)
        elif letter in "aeo" and before == letter + _CIRCUMFLEX:
            return None
        else:
            shaped.append(letter)
    return _composed(shaped, tone)


def _last(shaped: list[str], letter: str) -> int | None:
    """Where the circumflex of a doubled letter goes: on the same letter before, with only consonants in between."""
    for place in range(len(shaped) - 1, -1, -1):
        if shaped[place] == letter:
            return place
        if shaped[place][0] in "aeiouy":
            return None
    return None


def _horn(shaped: list[str]) -> bool:
    for place in range(len(shaped) - 1, -1, -1):
        if shaped[place] == "a":
            shaped[place] += _BREVE
            return True
        if shaped[place] in ("o", "u"):
            shaped[place] += _HORN
            if shaped[place][0] == "o" and place and shaped[place - 1] == "u":
                shaped[place - 1] += _HORN
            return True
    return False


def _vni(word: str) -> str | None:
    shaped: list[str] = []
    tone = ""
    for letter in word.lower():
        if letter in _VNI_TONES and shaped:
            tone = _VNI_TONES[letter]
        elif letter == "6" and (place := _any_last(shaped, "aeo")) is not None:
            shaped[place] += _CIRCUMFLEX
        elif letter == "7" and _any_last(shaped, "ou") is not None:
            _horn(shaped)
        elif letter == "8" and (place := _any_last(shaped, "a")) is not None:
            shaped[place] += _BREVE
        elif letter == "9" and shaped and shaped[0] == "d":
            shaped[0] = "đ"
        elif letter.isdigit():
            return None
        else:
            shaped.append(letter)
    return _composed(shaped, tone)


def _any_last(shaped: list[str], letters: str) -> int | None:
    return next((place for place in range(len(shaped) - 1, -1, -1) if shaped[place] in letters), None)


def _composed(shaped: list[str], tone: str) -> str:
    """The letters with the tone on the syllable's main vowel: the one with a mark, else by the usual rule."""
    vowels = [place for place, part in enumerate(shaped) if part[0] in "aeiouy"]
    if len(vowels) > 1 and shaped[vowels[0] - 1 : vowels[0] + 1] in (["q", "u"], ["g", "i"]):
        vowels = vowels[1:]
    if tone and vowels:
        marked = [place for place in vowels if len(shaped[place]) > 1]
        closed = vowels[-1] + 1 < len(shaped)
        place = marked[-1] if marked else vowels[-1] if closed or len(vowels) == 1 else vowels[-2]
        shaped[place] += tone
    return unicodedata.normalize("NFC", "".join(shaped))


def _as_typed(word: str, read: str) -> str:
    return read.capitalize() if word[:1].isupper() else read


def turn_back(text: str, is_known: Callable[[str], bool]) -> str:
    """The text with its raw Telex and VNI words turned into Vietnamese; anything else as it was.

    Args:
        text: a question in normal form.
        is_known: whether a lower-case word, as typed, occurs in the knowledge; such words stay, unless the rest of
            the question proves that the keyboard's Vietnamese mode was off and the word is no plain one.

    >>> turn_back("Hooij nghij quys 1", lambda word: False)
    'Hội nghị quý 1'
    """
    words = _WORD.findall(text)
    doubtful = [word for word in words if _is_doubtful(word, is_known)]
    if not doubtful:
        return text
    method = max((_vni, _telex), key=lambda way: sum(_is_possible(word, way(word)) for word in doubtful))
    sure = sum(_is_possible(word, method(word)) for word in doubtful)
    if not sure:
        return text
    mode_off = sure >= 2 and sure * 4 >= len(words)

    def reading(match: re.Match[str]) -> str:
        word = match.group()
        read = method(word)
        if read is None or not _is_possible(word, read) or not (mode_off or _is_doubtful(word, is_known)):
            return word
        return _as_typed(word, read)

    return _WORD.sub(reading, text)


def _is_possible(word: str, read: str | None) -> bool:
    return read is not None and word.isascii() and read != word.lower() and not read.isascii() and is_legal(read)


def _is_doubtful(word: str, is_known: Callable[[str], bool]) -> bool:
    """Whether the word as it was typed is neither known, legal nor English, and long enough to be read otherwise."""
    small = word.lower()
    is_plain = small in _ENGLISH or is_known(small) or is_legal(small)
    return len(word) > 2 and word.isascii() and not is_plain
