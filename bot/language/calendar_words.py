"""The words of dates in one canonical form: without accents or case, and nothing else that folds alike.

``sáu`` and ``sau``, ``tư``, ``từ`` and ``tử``, ``thứ`` and ``thu`` differ only by accents. In a text typed with accents
only the right word becomes the canonical one; in a text without, every reading is left to the grammar.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.language.syllables import folded_syllable, is_accented, key

_WORD: Final = re.compile(
    r"\d+(?:[/.]\d+)+(?:/[^\W\d_][\w-]*)?|\d+-\d+-\d+|\d+(?:/[^\W\d_][\w-]*)?|[^\W\d_]+(?:\d+)?|[-–—/]"
)
_CALENDAR: Final = (
    "ngày tháng năm quý tuần thứ chủ nhật hôm nay này qua "
    "kia mai trước sau tới ngoái đầu giữa cuối nửa thượng trung hạ "
    "sáng trưa chiều tối mùng mồng giai đoạn nhiệm kỳ khóa từ đến kể tính hết trong của gần đây mới vừa rồi thời gian "
    "điểm những vài mấy ít trở lại nhất thập niên kỷ quốc hội và "
    "thế nghìn ngàn không trăm linh lẻ cách đây sắp nữa dạo đêm khoảng "
    "một hai ba bốn tư lăm sáu bảy tám chín mười mươi mốt"
).split()
_BY_KEY: Final = {key(word): folded_syllable(word) for word in _CALENDAR} | {
    key("mồng"): "mung", key("khoá"): "khoa", key("mốt"): "mot", key("bẩy"): "bay", key("kỷ"): "ki", key("nhăm"): "lam",
    key("sáu"): "6", key("tư"): "4",
}  # fmt: skip
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11,
                 "xii": 12, "xiii": 13, "xiv": 14, "xv": 15, "xvi": 16, "xix": 19, "xx": 20, "xxi": 21}  # fmt: skip
_BEFORE_ROMAN: Final = frozenset({"qui", "khoa", "thu", "ki", "thang"})
_JOINING: Final = frozenset(("va", "den", "toi", "-"))
_BEFORE_JOINT: Final = 2
_SHORT: Final = re.compile(r"([qQtT])(\d{1,2})")
"""``Q1/2009``, ``T5/2009``, where a slash follows."""
_BARE: Final = re.compile(r"(?:ngay|thang|tuan|qu[yi]) \d{1,2}(?!\d)|nam (?:19|20)\d\d(?!\d)", re.IGNORECASE)
"""A word of the calendar that was left without its accents in a text that has some: "họp báo tháng 12 nam 2023"."""
_SMALL: Final = {
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "tu": 4,
    "nam": 5,
    "lam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
}


@dataclass(frozen=True, slots=True)
class Canonical:
    """A canonical text and, for each of its words, where it begins there and what it stands for in the original."""

    text: str
    words: tuple[tuple[int, int, int], ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of ``text[start:end]``."""
        first = max((word for word in self.words if word[0] <= start), default=self.words[0])
        last = max((word for word in self.words if word[0] < end), default=first)
        return first[1], last[2]


@lru_cache(maxsize=256)
def canonical(text: str) -> Canonical:
    """The words of a text in canonical form, parted by single spaces; other words begin with ``_``."""
    accented = is_accented(text)
    parts: list[str] = []
    places: list[tuple[int, int, int]] = []
    length = 0
    for match in _WORD.finditer(text):
        before = parts[-1] if parts else ""
        if before in _JOINING and len(parts) > _BEFORE_JOINT and parts[-3] in _BEFORE_ROMAN:
            before = parts[-3]  # quý I và II
        slashed = text[match.end() : match.end() + 1] == "/"
        bare = accented and bool(_BARE.match(text, match.start())) and before != "_viet"
        word = _canonical_word(match.group(), accented=accented and not bare, before=before, slashed=slashed)
        if word == "/":
            word = ""  # quý I/2009: the year follows as if by itself
        if not word:
            continue
        if parts:
            length += 1
        parts.append(word)
        places.append((length, match.start(), match.end()))
        length += len(word)
    return Canonical(" ".join(parts), tuple(places))


def _canonical_word(word: str, *, accented: bool, before: str, slashed: bool) -> str:
    short = _SHORT.fullmatch(word) if slashed else None
    if short:
        return f"{'qui' if short.group(1) in 'qQ' else 'thang'} {short.group(2)}"
    if not word[0].isalnum():
        return "-" if word in "-–—" else word
    if word[0].isdigit():
        return "_code" if any(letter.isalpha() for letter in word) else word
    lower = word.lower()
    if before in _BEFORE_ROMAN and lower in _ROMAN:
        return str(_ROMAN[lower])
    folded = folded_syllable(lower)
    if accented:
        return _BY_KEY.get(key(lower), f"_{folded}")
    return "mung" if folded == "mong" else folded


def number_in_words(words: str) -> int:
    """The number that a canonical numeral up to 39 means: ``hai muoi lam`` is 25, ``12`` is 12.

    Raises:
        ValueError: it is none.
    """
    if words.isdigit():
        return int(words)
    total, rest = 0, words.split()
    if "muoi" in rest:
        place = rest.index("muoi")
        total = 10 * (_SMALL[rest[place - 1]] if place else 1)
        rest = rest[place + 1 :]
    if rest:
        if len(rest) > 1 or not (rest[0].isdigit() or rest[0] in _SMALL):
            message = f"{words!r} is no number"
            raise ValueError(message)
        total += int(rest[0]) if rest[0].isdigit() else _SMALL[rest[0]]
    return total
