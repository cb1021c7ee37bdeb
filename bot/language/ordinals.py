"""Ordinals in figures as the knowledge writes them.

"ADGMIN lần 6" and "ADGMIN 6" are "ADGMIN lần thứ sáu", "liên hoan lần 8" is "lần thứ VIII", "q3/2025" is "quý 3/2025".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.language.function_words import FUNCTION_SYLLABLES
from bot.language.legal_syllables import is_legal_folded
from bot.language.normal import fold
from bot.language.numerals import ROMAN
from bot.language.syllables import folded_syllable, is_accented

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD: Final = re.compile(r"[^\W_]+")
_WORDS: Final = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_TIME: Final = re.compile(
    r"(?<!\w)(?:lần|lan)(?: (?:thứ|thu))? (\d{1,2})(?![\w/.,%]| (?:mỗi|một|moi|mot)\b)", re.IGNORECASE
)

_QUARTER: Final = re.compile(
    r"(?<!\w)(?:quý|quy|qúy|q)\.? ?([1-4])(?= ?[/-] ?(?:19|20)\d\d| (?:năm |nam )?(?:19|20)\d\d)", re.IGNORECASE
)
"""A quarter of a year that is given; without one "Q1" is a district."""

_NUMBERED: Final = re.compile(r"(?<![\w/.-])([^\W\d_]{3,}) (\d{1,2})(?![\w/%]|[.,-]\d)")
_MOST: Final = 30
"""Numbers that versions of a thing are looked for up to."""
_NO_UNIT: Final = frozenset(
    "hop dien khai to phong chu ngay gui thi thang nam doat mo duoc dat trao phat bao han de hoi".split()
) | (FUNCTION_SYLLABLES - {"cai", "dau", "nguoi", "viec", "loai", "lan"})
"""What may follow a number that counts nothing, folded."""


def numbers_beside_names(
    text: str, pair_count: Callable[[str], int], known: Callable[[str], bool] = lambda _: True
) -> str:
    """A question in normal form with the number behind a name read as what it is: a version, or which time.

    A name is what is no Vietnamese syllable, and no slip ("thag 7"): the knowledge has it. Where that numbers it
    otherwise it is a version ("vinasat 3" is "vinasat-3" beside VINASAT-2); else, if it counts nothing, it says which
    time ("APPU 13" is "APPU lần thứ 13").

    >>> [numbers_beside_names(text, lambda pair: 0) for text in ("APPU 13 ở đâu", "viettel 8 đợt")]
    ['APPU lần thứ 13 ở đâu', 'viettel 8 đợt']

    Args:
        text: the question.
        pair_count: in how many passages two folded syllables (``a_b``) stand side by side.
        known: whether the knowledge has a folded syllable.
    """

    def read(match: re.Match[str]) -> str:
        name, number = match.groups()
        folded = folded_syllable(name)
        if is_legal_folded(folded) or not known(folded):
            return match.group()
        if any(pair_count(f"{folded}_{other}") for other in range(1, _MOST + 1)):
            return f"{name}-{number}"
        after = _WORD.search(text, match.end())
        if after and folded_syllable(after.group()) not in _NO_UNIT:
            return match.group()
        return f"{name} lần thứ {number}" if is_accented(text) else f"{name} lan thu {number}"

    return _NUMBERED.sub(read, text)


def ordinals_as_written(text: str, pair_count: Callable[[str], int]) -> str:
    """A question in normal form with "lần 6" as "lần thứ sáu" where the knowledge writes it so.

    Args:
        text: the question; without accents it stays so.
        pair_count: in how many passages two folded syllables (``a_b``) stand side by side.

    >>> ordinals_as_written("ADGMIN lần 6 ở đâu", lambda pair: int(pair == "thu_sau"))
    'ADGMIN lần thứ sáu ở đâu'
    >>> ordinals_as_written("giao ban q3/2025", lambda pair: 0)
    'giao ban quy 3/2025'
    """

    def spelled(match: re.Match[str]) -> str:
        number = int(match.group(1))
        counts = {
            form: pair_count(f"thu_{form}")
            for form in (
                folded_syllable(_WORDS[number - 1]) if 1 <= number <= len(_WORDS) else "",
                ROMAN.get(number, ""),
            )
            if form
        }
        form = max(counts, key=lambda one: counts[one], default="")
        if not form or not counts[form]:
            return match.group()
        if pair_count(f"thu_{number}") or pair_count(f"lan_{number}") > counts[form]:
            return match.group()
        ordinal = f"lần thứ {form.upper() if form == ROMAN.get(number) else _WORDS[number - 1]}"
        return ordinal if is_accented(text) else fold(ordinal)

    def quarter(match: re.Match[str]) -> str:
        return f"{'quý' if is_accented(text) else 'quy'} {match.group(1)}"

    return _QUARTER.sub(quarter, _TIME.sub(spelled, text))
