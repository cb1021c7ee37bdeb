"""Names of units as questions have them: an office, a ministry, a commune, a firm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.language.legal_syllables import is_legal_folded
from bot.language.syllables import folded_syllable, key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.language.syllables import Token

_HEADS: Final = frozenset("so bo phong cuc vu vien xa phuong huyen tinh dai hoi".split())
_DOUBLE_HEADS: Final = frozenset(
    "van phong,trung tam,thanh tra,cong an,cong ti,benh vien,tap doan,ngan hang,chi nhanh,chi cuc,uy ban,mat tran,"
    "tong cuc,kho bac,bao hiem,hai quan,hoc vien,truong dai,hiep hoi,lien doan,tinh doan,thanh doan,ban quan,ban to,"
    "ban tuyen,ban chi,tieu ban,to cong,hat kiem,doi quan,tram i".split(",")
)
"""How units are called, folded: words of one syllable, and of two."""
_NO_HEADS: Final = frozenset(
    "can bo,toan bo,noi bo,bo truong,bo doi,bo phan,bo may,bo luat,so luong,so hoa,so thue,so lieu,so dau,so dien,"
    "so sim,vu truong,vu viec,cuc truong,hoi nghi,hoi thao,hoi vien,hoi cho,hoi dong,hoi nhap,xa hoi,quoc hoi,dai hoi,"
    "le hoi,hiep hoi,co hoi,hoi dam,dai li,dai su,dai bieu,dai dien,tinh hinh,tinh nang,tinh trang,phong chong,"
    "phong tranh,vien tro,vien phi".split(",")
)
_KEYS: Final = {
    folded_syllable(word): key(word) for word in "sở bộ phòng cục vụ viện xã phường huyện tỉnh đài hội".split()
}
_LONGEST: Final = 12
"""Syllables that a unit's name has at most."""
_DATES: Final = frozenset("thang qui nam ngay lan phien tuan dot".split())
PASSED_OVER: Final = frozenset(("va",))
"""What a unit's name may be written without, folded."""


def name_of(words: Sequence[str]) -> tuple[str, ...]:
    """The words but those that a name may be written without."""
    return tuple(word for word in words if word not in PASSED_OVER)


def told_apart(found: Sequence[Token], *, accented: bool) -> list[str]:
    """The words folded, but those that units are called by as they stand where they were typed as others: "số", "vũ".

    Args:
        found: the words of a question in order.
        accented: whether it was typed with accents.
    """
    return [f"{one.folded}_" if accented and one.key != _KEYS.get(one.folded, one.key) else one.folded for one in found]


def units_in(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The runs of words that may be a unit's name: from each word that units are called by, to the end."""
    for place, word in enumerate(words):
        double = " ".join(words[place : place + 2])
        if (word not in _HEADS and double not in _DOUBLE_HEADS) or double in _NO_HEADS:
            continue
        before = words[max(0, place - 2) : place]
        if before and (f"{before[-1]} {word}" in _NO_HEADS or (before[-1].isdigit() and before[0] not in _DATES)):
            continue  # "5 số" is a count, "tháng 5 Sở" is not
        if words[-1] != "de" and "nao" not in words[place:] and 1 < len(words) - place <= _LONGEST:
            yield name_of(words[place:])


def foreign_name(words: Sequence[str]) -> tuple[str, ...]:
    """The names at the end of words that are no Vietnamese: those of firms."""
    place = len(words)
    while place and words[place - 1].isalpha() and not is_legal_folded(words[place - 1]):
        place -= 1
    return tuple(words[place:])
