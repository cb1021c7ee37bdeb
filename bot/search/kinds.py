"""Which words of a text are of the kind that a question asks for: a name, a figure, a time, a reason.

A year is no number of visitors, and "75 nước" no day: what tells them apart stands beside the figure.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from bot.language.syllables import key
from bot.language.wanted import Wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.syllables import Token

_TIME_SYLLABLES: Final = frozenset("ngay thang nam qui the ki tuan gio".split())
_BEFORE_A_TIME: Final = frozenset(map(key, "ngày tháng năm quý kỷ tuần".split()))
_YEAR: Final = re.compile(r"(?:1[0-9]|20)\d\d")
_NUMERALS: Final = frozenset(map(key, "hai ba bốn năm sáu bảy tám chín mười".split()))
"""Numbers as they are written out before what they count; "một" is an article far more often."""
_REASONS: Final = frozenset(map(key, "vì do bởi nhằm nhờ".split()))
_POINTS_BACK: Final = frozenset(map(key, "đó vậy thế".split()))
"""What makes "vì" and "do" tell of a consequence."""
_TELLS_WHY: Final = (("nguyên", "nhân"), ("lý", "do"), ("xuất", "phát"))
_REASON_PAIRS: Final = frozenset((key(one), key(other)) for one, other in _TELLS_WHY)


def numeral(token: Token) -> bool:
    """Whether a syllable may be a number written out: "bốn nước", "năm ký tự"."""
    return token.key in _NUMERALS


def of_kind(wanted: Wanted, text: str, found: Sequence[Token]) -> list[bool]:
    """For each word of a text whether it is of the kind wanted, whatever stands around it in the question.

    Args:
        wanted: the kind of thing.
        text: what the words were found in.
        found: its words in order.
    """
    if wanted in (Wanted.NAME, Wanted.PLACE):
        return [text[token.start].isupper() for token in found]
    if wanted is Wanted.FIGURE:
        return [text[token.start].isdigit() and not _is_time(text, found, at) for at, token in enumerate(found)]
    if wanted is Wanted.TIME:
        return [
            _is_time(text, found, at) if text[token.start].isdigit() else token.folded in _TIME_SYLLABLES
            for at, token in enumerate(found)
        ]
    if wanted is Wanted.REASON:
        keys = [token.key for token in found]
        return [
            (one in _REASONS and after not in _POINTS_BACK) or (one, after) in _REASON_PAIRS
            for one, after in zip_longest(keys, keys[1:], fillvalue="")
        ]
    return [False] * len(found)


def _is_time(text: str, found: Sequence[Token], at: int) -> bool:
    """Whether a figure is a day, a month or a year, or the number of a document, which is written like one."""
    token = found[at]
    before = found[at - 1] if at else None
    if "/" in (text[token.start - 1 : token.start], text[token.end : token.end + 1]):
        return True
    return (before is not None and before.key in _BEFORE_A_TIME) or _YEAR.fullmatch(token.folded) is not None
