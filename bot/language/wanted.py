"""What a question's words ask for: a name, a figure, a point in time, a place, a reason."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot.language.syllables import folded_syllable, key

if TYPE_CHECKING:
    from collections.abc import Sequence


class Wanted(StrEnum):
    """The kind of thing that answers a question."""

    NAME = "name"
    FIGURE = "figure"
    TIME = "time"
    PLACE = "place"
    REASON = "reason"
    ANYTHING = "anything"


_RULES: Final = {
    Wanted.TIME: (
        "khi nao|bao gio|luc nao|nam nao|ngay nao|thang nao|qui nao|thoi gian nao|thoi diem nao|the ki nao|nam may|"
        "thang may|nam bao nhieu|bao lau|han (?:chot|nop|cuoi|nhan|gui|bao cao|dang ki)|ngay may|ngay bao nhieu|"
        "thap (?:ki|nien) nao|hom nao|"
        "ngay thang nam|giai doan nao|thu may"
    ),
    Wanted.FIGURE: (
        "bao nhieu|(?:ti|ty) le nao|phan tram|so luong|(?:thu|lan) may|con so nao|bao xa|MAY|"
        "may (?:nguoi|lan|nam|ngay|thang|cai|don vi|dot|cuoc|tinh|nuoc|ti|ty|trieu|phan)"
    ),
    Wanted.PLACE: (
        "o dau|(?:tu|den|tai|ve|nam) dau|dau$|DAU|noi nao|cho nao|(?:thanh pho|tinh|nuoc|quoc gia|quan|huyen|"
        "khu vuc|dia phuong|vung|bang|chau luc|lang|dia diem|thu do|hoi truong) nao"
    ),
    Wanted.NAME: (
        "ai|nguoi nao|ten (?:la )?gi|ten cua|(?:nha|ong|ba|vi|cong ti|cong ty|to chuc|don vi|co quan|hang|"
        "doi|vua|nu hoang|tong thong|truong|dai hoc|tap doan|nhom|thu truong|bo truong|cuc|vu|ban|bo|"
        "thu tuong|chu tich|cuc truong|vu truong|vien truong|giam doc|dai su|dai bieu|doan|nha mang|doanh nghiep|"
        "nha xuat ban|hoc sinh|em|dong chi|can bo|lanh dao|nguoi|"
        "ca si|dien vien|tac gia|nhan vat|hoc gia|nha bao|bac si|giao su|dao dien|ngan hang) nao"
    ),
    Wanted.REASON: "vi sao|tai sao|sao lai|do dau|vi dau|(?:li|ly) do|nguyen nhan|^sao|vi (?:cai |viec )?gi|nham gi",
}
"""By hand; the first that fits holds. DAU and MAY are the question words where accents tell them from others."""
_PATTERNS: Final = tuple((wanted, re.compile(rf"\b(?:{pattern})\b")) for wanted, pattern in _RULES.items())
_KEYS: Final = {key("đâu"): "DAU", key("mấy"): "MAY"}
_OTHER_WORDS: Final = frozenset("dau may ai".split())


def wanted(question: Sequence[tuple[str, str]], *, accented: bool) -> Wanted:
    """What a question asks for; ``ANYTHING`` where its words do not say.

    Args:
        question: each syllable folded and as its key (see ``bot.language.syllables``), in order.
        accented: whether it was typed with accents, so that ``đầu`` is told from ``đâu``.
    """
    folded = " ".join(_told_apart(*syllable) if accented else syllable[0] for syllable in question)
    return next((kind for kind, pattern in _PATTERNS if pattern.search(folded)), Wanted.ANYTHING)


_ASKING: Final = {folded_syllable(word): key(word) for word in "gì ai nào đâu mấy sao nhiêu lâu".split()}
_AFTER_BAO: Final = frozenset(("nhieu", "lau"))


def asking_place(question: Sequence[tuple[str, str]], *, accented: bool) -> int | None:
    """The place of the last syllable that asks ("ai", "nào", the second of "bao nhiêu"); None where none does.

    >>> asking_place([("nam", "nam"), ("nao", key("nào"))], accented=True)
    1

    Args:
        question: as for ``wanted``.
        accented: the same.
    """
    found = None
    for place, (folded, written) in enumerate(question):
        asks = folded in _ASKING and (not accented or written == _ASKING[folded])
        if asks and (folded not in _AFTER_BAO or (place and question[place - 1][0] == "bao")):
            found = place
    return found


def _told_apart(folded: str, key: str) -> str:
    """The folded syllable, but another word where the accents typed make it another than the question word."""
    if key in _KEYS:
        return _KEYS[key]
    return "_" if folded in _OTHER_WORDS and key != "ai" else folded
