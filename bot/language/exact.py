"""What a question fixes exactly: codes of documents, ordinals, amounts. Never fuzzy, however they are typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.language.calendar_words import number_in_words
from bot.language.normal import fold


class Fixed(StrEnum):
    """What kind of thing is fixed."""

    CODE = "code"
    ORDINAL = "ordinal"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Exact:
    """A fixed thing: ``text[start:end]``. Two are the same thing when ``kind``, ``of`` and ``value`` are equal.

    ``of`` is what is counted or coded, folded: ``lan thu``, ``%``, ``ti``, or a code's letters.
    """

    kind: Fixed
    of: str
    value: str
    start: int
    end: int

    def same_as(self, other: Exact) -> bool:
        """Whether both fix the same thing at the same value."""
        return (self.kind, self.of, self.value) == (other.kind, other.of, other.value)

    def same_kind_as(self, other: Exact) -> bool:
        """Whether both fix the same thing, at whatever value; all codes of documents are one kind."""
        return self.kind is other.kind and (self.kind is Fixed.CODE or self.of == other.of)


_LETTERS: Final = r"(?:nd|tt|qd|nq|ct|kh|tb|cv|ttlt|qc|hd|bc|cd)"
_BODIES: Final = r"(?:cp|ttg|tw|ubnd|ubtvqh\d*|b[a-z]{1,7}(?:-b[a-z]{1,7})?)"
_CODE: Final = re.compile(
    rf"(?<![\w/])(\d{{1,5}})(?:[/ -]+((?:19|20)\d\d))?[/ -]+({_LETTERS}[ /-]?{_BODIES}|qh\d{{2}})(?!\w)"
)
_PLAIN_CODE: Final = re.compile(r"(?<![\w/])(\d{1,5})/((?:19|20)\d\d)/([a-z][a-z\d-]*)(?!\w)")
_ORDINAL: Final = re.compile(
    r"(?<!\w)(lan thu|ki hop thu|khoa|phien thu|so thu tu|tap|quyen|chuong|dieu|khoan)"
    r" ((?:hai |ba )?muoi(?: \w+)?|[ivx]+|\d{1,3}|nhat|nhi|mot|hai|ba|bon|tu|nam|sau|bay|tam|chin)(?!\w)"
)
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11,
                 "xii": 12, "xiii": 13, "xiv": 14, "xv": 15, "xvi": 16, "nhat": 1, "nhi": 2}  # fmt: skip
_AMOUNT: Final = re.compile(
    r"(?<![\w/.,])(\d{1,3}(?:[.,]\d{3})+|\d+(?:[.,]\d+)?) ?"
    r"(%|phan tram|ti|ty|trieu|nghin|ngan|do la|usd|mhz|ghz|thue bao|khu vuc|don vi|dai bieu|nguoi|tinh|xa|quoc gia|"
    r"doanh nghiep|nha mang)(?!\w)"
)
_SCALES: Final = {"phan tram": "%", "ty": "ti", "ngan": "nghin", "do la": "usd"}


def exacts_in(text: str) -> tuple[Exact, ...]:
    """The codes, ordinals and amounts of a text in normal form, in order.

    >>> [(e.of, e.value) for e in exacts_in("Nghị định 30/2020/NĐ-CP, lần thứ V, 3,2 tỷ")]
    [('ndcp', '30/2020'), ('lan thu', '5'), ('ti', '3.2')]
    """
    folded = fold(text)
    found: dict[int, Exact] = {}
    for pattern in (_PLAIN_CODE, _CODE):
        for match in pattern.finditer(folded):
            letters = re.sub(r"[^a-z\d]", "", match.group(3))
            value = "/".join(part for part in (match.group(1).lstrip("0"), match.group(2)) if part)
            found.setdefault(match.start(), Exact(Fixed.CODE, letters, value, match.start(), match.end()))
    for match in _ORDINAL.finditer(folded):
        number = _ordinal(match.group(2))
        if number is not None:
            place = match.start()
            found.setdefault(place, Exact(Fixed.ORDINAL, match.group(1), str(number), place, match.end()))
    for match in _AMOUNT.finditer(folded):
        unit = _SCALES.get(match.group(2), match.group(2))
        place = match.start()
        found.setdefault(place, Exact(Fixed.AMOUNT, unit, _figure(match.group(1)), place, match.end()))
    return tuple(found[place] for place in sorted(found))


def _ordinal(words: str) -> int | None:
    if words in _ROMAN:
        return _ROMAN[words]
    try:
        return number_in_words(words)
    except ValueError:
        return None


def _figure(written: str) -> str:
    """The number in plain figures: ``1.250.000`` is 1250000, and ``3,2`` is 3.2, as Vietnamese writes them."""
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", written):
        return re.sub(r"[.,]", "", written)
    return written.replace(",", ".")
