"""Vietnamese full names by their form: a family name and what is written with capitals behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import OSA

from bot.language.legal_syllables import is_legal
from bot.language.names import CALLED, OFFICES
from bot.language.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

FAMILY_NAMES: Final = tuple(
    (
        "Nguyễn Trần Lê Phạm Huỳnh Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Mai Trịnh Đoàn Lâm Phùng Tô Tạ "
        "Lương Quách Triệu Vương Trương Tăng Lưu Mạc Nghiêm Tống Uông Đào Đàm Doãn Cù Hứa Nông Khuất Vi Lại Thân Bạch"
    ).split()
)
"""Those that nearly everybody in Viet Nam has; ones that are common words as well (Hà, Cao, Văn, Kim) are left out."""
_PLAIN: Final = "|".join(sorted({fold(name).capitalize() for name in FAMILY_NAMES} | set(FAMILY_NAMES)))
_FULL_NAME: Final = re.compile(rf"\b(?:{_PLAIN})(?: [^\W\d_a-zà-ỹđ][^\W\d_]*){{1,4}}")
_TITLED: Final = re.compile(rf"(?:^|\W)(?:{OFFICES}|{'|'.join(fold(word) for word in CALLED)}|d/c)\W+$")
_PLACED: Final = re.compile(
    r"(?<!\w)(?:thanh pho|tp|duong|pho|quang truong|cau|ham|san bay|cong vien|benh vien|dai hoc|hoc vien|thpt|"
    r"giai thuong)\W+$"
)
"""What stands before a name that a place or a house bears."""
_GIVEN: Final = re.compile(
    rf"(?:^|\W)(?:{OFFICES}|d/c)\W+(?!(?:bo|cuc|vu|so|ban|vien|hoi|uy|doan|dang|lien|cong|tong|trung|chi|phong|van)\b)"
    r"([^\W\d_]+)(?=\W|$)"
)
_MIDDLE: Final = (
    "van|thi|duc|manh|minh|quang|huu|xuan|thanh|ngoc|cong|dinh|ba|duy|hoang|hong|anh|tuan|quoc|the|trong|viet|nhu|kim|"
    "tien|huy|bao|gia|phuong|thu|hai|sy|si|chi|vinh|bac|nam|doan|trung|hung|nhat|khac|phuc|dang|le|tran|tat|thai|mai"
)
_SMALL_NAME: Final = re.compile(
    rf"(?:^|\W)(?:{OFFICES}|d/c)\W+((?:{'|'.join(sorted({fold(name) for name in FAMILY_NAMES}))})"
    rf" (?:{_MIDDLE}) ([a-z]+))(?=\W|$)"
)
"""Behind an office, in small letters: a family name, a usual middle name and a given name."""
_SURE: Final = 3
"""Words of a name that needs no title before it: "Đoàn Thanh niên" and "Hồ Gươm" are no people."""
_SHOUTED: Final = 0.7
"""The share of capitalised words, of five or more, from which on capitals say nothing."""
_SLIPS: Final = 1
"""Letters by which a mistyped name may differ from the right one, folded."""


def full_names_in(text: str) -> tuple[tuple[int, int], ...]:
    """Where full names stand in a text in normal form, as half-open ranges; none where everything has capitals.

    >>> text = "Bộ trưởng Bộ Y tế và ông Trần Văn Khải gặp nhau"
    >>> [text[start:end] for start, end in full_names_in(text)]
    ['Trần Văn Khải']
    """
    words = re.findall(r"[^\W\d_]+", text)
    if text.isupper() or sum(word[0].isupper() for word in words) > _SHOUTED * max(5, len(words)):
        return ()
    return tuple(
        match.span()
        for match in _FULL_NAME.finditer(text)
        if not _PLACED.search(fold(text[: match.start()]))
        and (len(match.group().split()) >= _SURE or _TITLED.search(fold(text[: match.start()])))
    )


def small_names_in(text: str) -> tuple[tuple[int, int], ...]:
    """Where a full name in small letters stands behind an office: "bộ trưởng nguyễn văn hùng tiếp ai".

    What is no Vietnamese syllable is no name, but rather a slip in another.
    """
    return tuple(
        match.span(1)
        for match in _SMALL_NAME.finditer(fold(text))
        if text[slice(*match.span(1))].islower() and is_legal(text[slice(*match.span(2))])
    )


def given_names_in(text: str) -> tuple[tuple[int, int], ...]:
    """Where somebody is called by an office and a single name with a capital: "thứ trưởng Khải nói gì"."""
    if text.isupper() or text.istitle():
        return ()
    places = (match.span(1) for match in _GIVEN.finditer(fold(text)))
    return tuple(
        (start, end)
        for start, end in places
        if text[start].isupper() and text[start + 1 : end].islower() and not text[end : end + 2].lstrip()[:1].isupper()
    )


def nearest_names(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known names that a full name is but a slip of the finger away from, accents aside."""
    typed = fold(name)
    return tuple(one for one in known if OSA.distance(typed, fold(one), score_cutoff=_SLIPS) <= _SLIPS)
