"""Provinces and cities in a text, for telling two events of the same kind in different places apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.language.normal import fold
from bot.language.syllables import is_accented, key

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES: Final = (
    "An Giang, Bà Rịa - Vũng Tàu, Bạc Liêu, Bắc Giang, Bắc Kạn, Bắc Ninh, Bến Tre, Bình Dương, Bình Định, Bình Phước, "
    "Bình Thuận, Cà Mau, Cao Bằng, Cần Thơ, Đà Nẵng, Đắk Lắk, Đắk Nông, Điện Biên, Đồng Nai, Đồng Tháp, Gia Lai, "
    "Hà Giang, Hà Nam, Hà Tĩnh, Hải Dương, Hải Phòng, Hậu Giang, Hòa Bình, Hưng Yên, Khánh Hòa, Kiên Giang, Kon Tum, "
    "Lai Châu, Lạng Sơn, Lào Cai, Lâm Đồng, Long An, Nam Định, Nghệ An, Ninh Bình, Ninh Thuận, Phú Thọ, Phú Yên, "
    "Quảng Bình, Quảng Nam, Quảng Ngãi, Quảng Ninh, Quảng Trị, Sóc Trăng, Sơn La, Tây Ninh, Thái Bình, Thái Nguyên, "
    "Thanh Hóa, Thừa Thiên Huế, Tiền Giang, Trà Vinh, Tuyên Quang, Vĩnh Long, Vĩnh Phúc, Yên Bái"
).split(", ")
"""Those before and after the mergers of 2025. Hà Nội and Hồ Chí Minh City stand in too many reports to tell."""
_OTHER_WORDS_TOO: Final = frozenset(
    fold(name)
    for name in ("Hòa Bình", "Thái Bình", "Điện Biên", "Gia Lai", "Lâm Đồng", "Hà Nam", "Long An", "Bình Định")
)
"""What without accents, or in small letters, may be other words: ``hoa binh``, ``dien bien``."""
_KEYS: Final = {fold(name): tuple(map(key, name.split())) for name in _NAMES}
_FOLDED: Final = re.compile(rf"(?<!\w)({'|'.join(fold(name) for name in _NAMES)})(?!\w)")
_WRITTEN: Final = frozenset(_NAMES)
_HOME: Final = re.compile(
    r"(?<!\w)(?:(?:em|minh|toi|chau|nha|que|ben|bon|chung)(?: (?:em|minh|toi|chau|ta))?"
    r"(?: (?:dang|song|cong tac|lam viec))?(?: (?:o|tai|duoi|trong|ngoai|tu))?(?: (?:so|tinh|tp|thanh pho))*|"
    r"so(?: tttt| tt tt| khcn)?(?: tinh| tp)?) $"
)
"""What stands before the place that somebody is from: "nhà em ở Cần Thơ"."""


def provinces_in(text: str) -> Iterator[tuple[str, int, int]]:
    """Each province that a text in normal form names, other than as a home: its name, folded, and ``text[start:end]``.

    >>> list(provinces_in("làm việc với bưu điện Quảng Ngãi"))
    [('quang ngai', 22, 32)]
    >>> list(provinces_in("vì hòa bình, dien bien moi; nhà em ở Cần Thơ"))
    []
    """
    folded = fold(text)
    for match in _FOLDED.finditer(folded):
        name = match.group()
        if _is_other(name, text[match.start() : match.end()]) or _HOME.search(
            folded, max(0, match.start() - 40), match.start()
        ):
            continue
        if name not in _OTHER_WORDS_TOO or text[match.start() : match.end()] in _WRITTEN:
            yield name, match.start(), match.end()


def _is_other(name: str, typed: str) -> bool:
    """Whether accents were typed that are not the name's: "Việt Nam dính" has no Nam Định in it."""
    return is_accented(typed) and tuple(map(key, typed.split())) != _KEYS[name]
