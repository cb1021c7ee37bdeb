"""Names of units as questions have them: an office, a ministry, a commune, a firm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.language.legal_syllables import is_legal_folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HEADS: Final = frozenset("so bo phong cuc vu vien xa phuong huyen tinh dai hoi".split())
_DOUBLE_HEADS: Final = frozenset(
    "van phong,trung tam,thanh tra,cong an,cong ti,benh vien,tap doan,ngan hang,chi nhanh,chi cuc,uy ban,mat tran,"
    "tong cuc,kho bac,bao hiem,hai quan,hoc vien,truong dai,hiep hoi,lien doan,tinh doan,thanh doan,ban quan,ban to,"
    "ban tuyen,ban chi,tieu ban,to cong,hat kiem,doi quan,tram i".split(",")
)
"""How units are called, folded: words of one syllable, and of two."""
_NO_HEADS: Final = frozenset(
    "can bo,toan bo,noi bo,bo truong,bo doi,bo phan,so luong,vu truong,cuc truong,hoi nghi,hoi thao,hoi vien,hoi cho,"
    "xa hoi,quoc hoi,dai hoi,le hoi,hiep hoi,co hoi,hoi dam".split(",")
)
_DATES: Final = frozenset("thang qui nam ngay lan phien tuan dot".split())
PASSED_OVER: Final = frozenset(("va",))
"""What a unit's name may be written without, folded."""


def name_of(words: Sequence[str]) -> tuple[str, ...]:
    """The words but those that a name may be written without."""
    return tuple(word for word in words if word not in PASSED_OVER)


def units_in(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The runs of words that may be a unit's name: from each word that units are called by, to the end."""
    for place, word in enumerate(words):
        double = " ".join(words[place : place + 2])
        if (word not in _HEADS and double not in _DOUBLE_HEADS) or double in _NO_HEADS:
            continue
        before = words[max(0, place - 2) : place]
        if before and (f"{before[-1]} {word}" in _NO_HEADS or (before[-1].isdigit() and before[0] not in _DATES)):
            continue  # "5 số" is a count, "tháng 5 Sở" is not
        if words[-1] != "de" and len(words) - place > 1:
            yield name_of(words[place:])


def foreign_name(words: Sequence[str]) -> tuple[str, ...]:
    """The names at the end of words that are no Vietnamese: those of firms."""
    place = len(words)
    while place and words[place - 1].isalpha() and not is_legal_folded(words[place - 1]):
        place -= 1
    return tuple(words[place:])
