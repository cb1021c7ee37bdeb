"""The normal form of Vietnamese text, and its folded view for finding.

Unicode allows one Vietnamese letter to be written in many ways: composed, decomposed, with its marks in either order,
with look-alike letters from other alphabets of the same page. Everything behind this module sees one of them.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_INVISIBLE: Final = dict.fromkeys(
    [
        *range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F,  # control characters but tab and line ends
        0xAD, 0x034F, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF,
        *range(0xFE00, 0xFE10), *range(0xE0000, 0xE0080),
    ]
)  # fmt: skip
_LOOK_ALIKES: Final = {
    ord("Ð"): "Đ", ord("ð"): "đ", ord("Ɖ"): "Đ", ord("ɖ"): "đ",
    0xA0: " ", 0x202F: " ", 0x2007: " ", 0x3000: " ", 0x2028: "\n", 0x2029: "\n",
    0x0340: "\u0300", 0x0341: "\u0301", 0x0343: "\u0313",
}  # fmt: skip
_MENDED: Final[dict[int, str | None]] = {**_INVISIBLE, **_LOOK_ALIKES}


def _one_of(codes: Iterable[int]) -> re.Pattern[str]:
    """Any of these characters, written as ranges: twenty times as fast to look for as one by one."""
    ranges: list[list[int]] = []
    for code in sorted(codes):
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return re.compile("[" + "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges) + "]")


_ODD: Final = _one_of(_MENDED)
_SHAPES: Final = "\u0302\u0306\u031b"
_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_MARKS: Final = re.compile(f"[{_TONES}{_SHAPES}]{{2,}}")


def normalise(text: str) -> str:
    """The text in one normal form: NFC, no invisible characters, Vietnamese marks in order, plain spaces.

    Unicode's own NFC leaves ``e`` + acute + circumflex as it is, since both marks have the same class; Vietnamese
    keyboards mean ``ế`` by it, and so does this.
    """
    if _ODD.search(text):  # most texts hold none, and translating takes ten times as long as looking
        text = text.translate(_MENDED)
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    if any(mark in text for mark in _SHAPES):
        apart = unicodedata.normalize("NFD", text)
        text = unicodedata.normalize("NFC", _MARKS.sub(_shapes_first, apart))
    return text


def _shapes_first(marks: re.Match[str]) -> str:
    return "".join(sorted(marks.group(), key=_TONES.__contains__))


class _FoldedLetters(dict[int, str]):
    """One character for one character, worked out when first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        folded = letter.lower()
        folded = {"đ": "d", "ð": "d", "ɖ": "d"}.get(folded, folded)
        apart = unicodedata.normalize("NFKD", folded)
        if len(apart) == 1 or (len(apart) > 1 and all(unicodedata.category(mark) == "Mn" for mark in apart[1:])):
            folded = apart[0].lower()
        self[code] = folded if len(folded) == 1 else letter
        return self[code]


_FOLDED: Final = _FoldedLetters()


def fold(text: str) -> str:
    """Vietnamese without its accents, for finding: "Đảng ủy" gives "dang uy".

    Lower-cased, NFC input or not, đ becomes d. As long as the input in characters once that is in NFC, so that a
    position found in the folded text is a position in the original.

    >>> fold("Đảng ủy Cơ quan Bộ")
    'dang uy co quan bo'
    """
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text).translate(_FOLDED)
