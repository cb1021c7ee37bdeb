"""Names with a number behind them, of which there are several: Vành đai 2, Nghi Sơn 1."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.language.syllables import folded_syllable

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME_WITH_NUMBER: Final = re.compile(r"(?<!\w)([^\W\d_]+) ([^\W\d_]+) (\d{1,3})(?![\w/%]|[.,-]\d)")
_BEFORE_OTHER_NUMBERS: Final = frozenset(
    "thang qui nam ngay tuan gio lan thu so khoa ki phien dot tap hon co trong".split()
)
"""What stands before numbers that date, count or say which time, folded."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A name of two words with a number behind it, ``text[start:end]``: Vành đai 2."""

    name: tuple[str, str]
    number: str
    start: int
    end: int


def numbered_in(text: str) -> Iterator[Numbered]:
    """The numbered names in a text; what counts or dates is none."""
    for match in _NAME_WITH_NUMBER.finditer(text):
        first, second = map(folded_syllable, match.groups()[:2])
        if second not in _BEFORE_OTHER_NUMBERS:
            yield Numbered((first, second), match.group(3).lstrip("0"), match.start(), match.end())
