"""Text typed in the fonts of before Unicode, TCVN3 (.VnTime) and VNI, as ministries kept it until about 2010."""

from __future__ import annotations

import re
from typing import Final

from bot.language.legal_syllables import is_legal
from bot.language.normal import normalise

# TCVN 5712:1993, third table (lower-case letters; capitals were another font's affair but for these seven).
_TCVN3: Final = str.maketrans(
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢£¤¥¦§",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ",
)
_TONES: Final = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_ROUND: Final = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_SHORT: Final = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_SINGLE: Final = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_PAIR: Final = re.compile("([aeouyôö])([ùøûõïâáàåãäêéèúüë])", re.IGNORECASE)
_VNI_ALONE: Final = re.compile("[ñôöæóòî]", re.IGNORECASE)
_BETTER_BY: Final = 0.15
"""A reading is taken only where it makes so much larger a share of the words Vietnamese."""


def modern(text: str) -> str:
    """The text in Unicode: as it is, or read as TCVN3 or VNI where that makes clearly more of it Vietnamese.

    >>> modern("B¸o c¸o cña Bé")
    'Báo cáo của Bộ'
    """
    readings = [normalise(text), normalise(text.translate(_TCVN3)), normalise(_from_vni(text))]
    if readings[0].isascii():
        return readings[0]
    shares = [_vietnamese_share(reading) for reading in readings]
    best = max(range(3), key=lambda number: shares[number])
    return readings[best] if shares[best] >= shares[0] + _BETTER_BY else readings[0]


def _from_vni(text: str) -> str:
    def pair(match: re.Match[str]) -> str:
        letter, mark = match.group(1), match.group(2).lower()
        base = {"ô": "ơ", "ö": "ư", "Ô": "Ơ", "Ö": "Ư"}.get(letter, letter)
        if mark in _TONES:
            return base + _TONES[mark]
        if mark in _ROUND and letter.lower() in "aeo":
            return base + "\u0302" + _ROUND[mark]
        if mark in _SHORT and letter.lower() == "a":
            return base + "\u0306" + _SHORT[mark]
        return match.group()

    def alone(match: re.Match[str]) -> str:
        letter = match.group()
        modern_letter = _VNI_SINGLE[letter.lower()]
        return modern_letter.upper() if letter.isupper() else modern_letter

    # Singles that stand after a vowel of a pair are gone by then; what is left stands alone.
    marked = _VNI_PAIR.sub(lambda match: "".join(f"\x00{ord(sign):x};" for sign in pair(match)), text)
    marked = _VNI_ALONE.sub(alone, marked)
    return re.sub("\x00([0-9a-f]+);", lambda match: chr(int(match.group(1), 16)), marked)


def _vietnamese_share(text: str) -> float:
    """The share of words that are Vietnamese syllables, among those with a letter that is not plain ASCII."""
    words = [
        word for word in re.findall(r"[^\W\d_]+(?:[¶¸¹»¼½¾¨©ª«¬®µ·¡-§]+[^\W\d_]*)*", text.lower()) if not word.isascii()
    ]
    return sum(is_legal(word) for word in words) / len(words) if words else 0.0
