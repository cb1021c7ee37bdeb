"""Ordinals in figures as the knowledge writes them: "ADGMIN lần 6" is "ADGMIN lần thứ sáu"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.language.normal import fold
from bot.language.syllables import folded_syllable, is_accented

if TYPE_CHECKING:
    from collections.abc import Callable

_WORDS: Final = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_TIME: Final = re.compile(
    r"(?<!\w)(?:lần|lan)(?: (?:thứ|thu))? (\d{1,2})(?![\w/.,%]| (?:mỗi|một|moi|mot)\b)", re.IGNORECASE
)


def ordinals_as_written(text: str, pair_count: Callable[[str], int]) -> str:
    """A question in normal form with "lần 6" as "lần thứ sáu" where the knowledge writes it so.

    Args:
        text: the question; without accents it stays so.
        pair_count: in how many passages two folded syllables (``a_b``) stand side by side.

    >>> ordinals_as_written("ADGMIN lần 6 ở đâu", lambda pair: int(pair == "thu_sau"))
    'ADGMIN lần thứ sáu ở đâu'
    """

    def spelled(match: re.Match[str]) -> str:
        number = int(match.group(1))
        if not 1 <= number <= len(_WORDS):
            return match.group()
        word = _WORDS[number - 1]
        in_words = pair_count(f"thu_{folded_syllable(word)}")
        if not in_words or pair_count(f"thu_{number}") or pair_count(f"lan_{number}") > in_words:
            return match.group()
        ordinal = f"lần thứ {word}"
        return ordinal if is_accented(text) else fold(ordinal)

    return _TIME.sub(spelled, text)
