"""Syllables that carry a question's grammar rather than its subject."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.language.syllables import folded_syllable, key

if TYPE_CHECKING:
    from collections.abc import Sequence

_FUNCTION_WORDS: Final = (
    "gì ai nào đâu bao nhiêu mấy sao thế là của và các những có đã được trong ở cho với một này đó do thì mà "
    "bị từ đến vào khi về theo tại như cũng ra còn lại bởi điều cái người việc gọi tên loại vì làm hay "
    "hoặc kia trên dưới nó họ ông bà anh chị không lúc xin hỏi biết tôi mình em bạn à ạ ơi nhé đi "
    "rằng sẽ đang vừa mới rất hôm hả nhỉ rồi vậy dạ nha hở "
    "hồi giúp chào ơn tới xem lên nữa"
).split()
_ONLY_WITH_ACCENTS: Final = "hẳn đấy luôn chuyện chứ nốt nhớ".split()
"""Those that without accents are as well words of content: "chuyện" is as well in "chuyên viên"."""
FUNCTION_SYLLABLES: Final = frozenset(folded_syllable(word) for word in _FUNCTION_WORDS)
"""About ninety syllables, folded: question words, pronouns, particles, auxiliaries. They count, but for less."""
FUNCTION_KEYS: Final = frozenset(key(word) for word in (*_FUNCTION_WORDS, *_ONLY_WITH_ACCENTS))
"""The same as keys, so that a question typed with accents tells ``đã`` from ``đá``."""

_ASKING: Final = re.compile(
    r"(?<![^ ])(?:(?:het |mat |ton |tong cong )?bao nhieu (?:tien|phan tram)|"
    r"bao gio|may gio|bay gio|hien (?:nay|tai|gio))(?= |$)"
)
"""Words that ask for a figure or a time, or say that it is asked for now; what answers has "đồng", "%", a day or
nothing in their place."""


def asking_places(syllables: Sequence[str]) -> frozenset[int]:
    """The places of folded syllables that only ask, though alone they would name a subject.

    >>> sorted(asking_places("mua song 5g het bao nhieu tien".split()))
    [3, 4, 5, 6]
    """
    text = " ".join(syllables)
    places: set[int] = set()
    for match in _ASKING.finditer(text):
        first = text.count(" ", 0, match.start())
        places.update(range(first, first + match.group().count(" ") + 1))
    return frozenset(places)
