"""Countries in a text, by their long names in any spelling, and by short ones where nothing else can be meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.language.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONG: Final = {
    "han quoc": "", "nhat ban": "", "trung quoc": "", "trieu tien": "", "dai loan": "", "singapore": "",
    "xinh ga po": "singapore", "campuchia": "", "cam pu chia": "campuchia", "cam-pu-chia": "campuchia", "thai lan": "",
    "malaysia": "", "indonesia": "", "philippines": "", "myanmar": "", "brunei": "", "hoa ky": "", "hoa ki": "hoa ky",
    "lien bang nga": "", "australia": "", "new zealand": "", "thuy dien": "", "phan lan": "", "na uy": "",
    "dan mach": "", "tay ban nha": "", "bo dao nha": "", "thuy si": "", "bangladesh": "", "mong co": "", "cuba": "",
    "pakistan": "", "kazakhstan": "", "mozambique": "", "peru": "", "haiti": "", "timor leste": "", "estonia": "",
    "iran": "", "iraq": "", "israel": "", "canada": "", "ukraine": "", "belarus": "", "brazil": "", "argentina": "",
    "mexico": "", "chile": "", "italia": "", "qatar": "", "sri lanka": "", "nepal": "", "hungary": "", "bulgaria": "",
    "romania": "", "cong hoa sec": "", "nam phi": "", "tho nhi ky": "", "a rap xe ut": "", "lao quoc": "lào",
}  # fmt: skip
"""Countries that no other words fold like, folded; where a country has two names, the other is given."""
_LONG_NAME: Final = re.compile(rf"(?<!\w)({'|'.join(_LONG)})(?!\w)")
_SHORT: Final = {
    "lào": "lào", "lao": "lào", "mỹ": "hoa ky", "my": "hoa ky", "nga": "lien bang nga", "pháp": "pháp", "phap": "pháp",
    "đức": "đức", "duc": "đức", "nhật": "nhat ban", "nhat": "nhat ban", "hàn": "han quoc", "han": "han quoc",
    "úc": "australia", "uc": "australia", "ấn độ": "ấn độ", "an do": "ấn độ", "ba lan": "ba lan", "hà lan": "hà lan",
    "ha lan": "hà lan", "bỉ": "bỉ", "ý": "italia", "anh": "anh",
}  # fmt: skip
_WRITTEN: Final = {
    "hoa ky": ("Hoa Kỳ", "Hoa Kì", "Mỹ"), "lien bang nga": ("Liên bang Nga", "Nga"), "italia": ("Italia", "Ý"),
    "nhat ban": ("Nhật Bản", "Nhật"), "han quoc": ("Hàn Quốc", "Hàn"), "australia": ("Australia", "Úc", "Ôxtrâylia"),
    "lào": ("Lào",), "pháp": ("Pháp",), "đức": ("Đức",), "ấn độ": ("Ấn Độ",), "ba lan": ("Ba Lan",),
    "hà lan": ("Hà Lan",), "bỉ": ("Bỉ",), "anh": ("Anh",),
}  # fmt: skip
"""How a text that is edited with care writes countries that have short names."""
_ONE: Final = "|".join(sorted(_SHORT, key=len, reverse=True))
_VISITED: Final = re.compile(
    rf"(?<!\w)(?:(?:thăm|tham|sang|nước|nuoc|tại nước|đại sứ|dai su|hợp tác với|hop tac voi|"
    rf"ghi nhớ với|ghi nho voi|phía|phia|đoàn|doan|"
    rf"ngoại trưởng|ngoai truong|tổng thống|tong thong|thủ tướng|thu tuong)) (?:nước |nuoc )?({_ONE})(?!\w)"
    r"(?! (?:động|dong|luật|luat|lý|ly|lệnh|lenh|chế|che|ký|ky|viện|vien|thuật|thuat|là|la|định|dinh|"
    r"kiến|kien|trí|tri)(?!\w))"
)
_PEOPLE_TOO: Final = frozenset(("anh", "đức", "duc"))
"""What is a word for a person, or somebody's name, behind every verb but these."""
_SURELY: Final = re.compile(r"(?:sang|nước|nuoc) (?:nước |nuoc )?$")


def countries_in(text: str) -> Iterator[tuple[str, int, int]]:
    """Each country that a text in normal form speaks of: its name, folded where it is long, and ``text[start:end]``.

    >>> list(countries_in("sang Lào rồi thăm Nhật Bản"))
    [('nhat ban', 18, 26), ('lào', 5, 8)]
    >>> list(countries_in("thăm anh Đức sáng nay"))
    []
    """
    long_ones = [(_LONG[m.group()] or m.group(), m.start(), m.end()) for m in _LONG_NAME.finditer(fold(text))]
    yield from long_ones
    small = text.lower()
    for match in _VISITED.finditer(small):
        short, place = match.group(1), match.start(1)
        is_sure = short not in _PEOPLE_TOO or _SURELY.search(small, match.start(), place)
        if is_sure and not any(start <= place < end for _, start, end in long_ones):
            yield _SHORT[short], place, match.end(1)


def names_country(text: str, country: str) -> bool:
    """Whether a text that is written with accents and capitals names the country, by any of its names.

    >>> names_country("Bộ trưởng tiếp Đại sứ Mỹ", "hoa ky")
    True
    """
    return any(re.search(rf"(?<!\w){written}(?!\w)", text) for written in _WRITTEN.get(country, ()))
