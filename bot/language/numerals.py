"""Small numbers as the knowledge writes them: "4 thành phố" is "bốn thành phố", "ba giải" may be "3 giải".

A quarter or a congress may be numbered in either way in texts side by side: "quý 3" is "quý III" as well.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bot.language.function_words import FUNCTION_SYLLABLES
from bot.language.syllables import folded_syllable, key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.language.syllables import Token

_WORDS: Final = {
    str(number): word
    for number, word in enumerate("một hai ba bốn năm sáu bảy tám chín mười".split(), start=1)
}  # fmt: skip
_FIGURES: Final = {key(word): figure for figure, word in _WORDS.items()}
_FIGURES_FOLDED: Final = {folded_syllable(word): figure for figure, word in _WORDS.items()}
ROMAN: Final = dict(
    enumerate("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split(), start=1)
)
"""Small numbers as Roman figures, in small letters."""
_AS_FIGURE: Final = {roman: str(number) for number, roman in ROMAN.items()}
_BEFORE_ROMAN: Final = frozenset(("qui", "thu", "khoa", "ki", "hang", "dot", "lan", "chuong"))
"""What is numbered in Roman figures as well, folded."""


def numbers_otherwise(question: Sequence[Token], pair_count: Callable[[str], int], *, accented: bool) -> dict[int, str]:
    """For the places of a question's small numbers the other form, folded, where the knowledge writes only that.

    Of Roman and common figures the other form also where it writes both.

    What is counted stands behind a number, so the two together tell how the knowledge writes it; before a word of
    grammar a number counts nothing.

    >>> from bot.language.syllables import tokens
    >>> numbers_otherwise(tokens("4 thành phố nào"), lambda pair: int(pair == "bon_thanh"), accented=True)
    {0: 'bon'}

    Args:
        question: its syllables.
        pair_count: in how many passages two folded syllables (``a_b``) stand side by side.
        accented: whether it was typed with accents, so that ``năm`` is told from ``nam``.
    """
    found: dict[int, str] = {}
    for place, (number, counted) in enumerate(pairwise(question)):
        if counted.folded.isdigit() or counted.folded in FUNCTION_SYLLABLES:
            continue
        if number.folded in _WORDS:
            other = folded_syllable(_WORDS[number.folded])
        elif figure := (_FIGURES.get(number.key) if accented else _FIGURES_FOLDED.get(number.folded)):
            other = figure
        else:
            continue
        if not pair_count(f"{number.folded}_{counted.folded}") and pair_count(f"{other}_{counted.folded}"):
            found[place] = other
    for place, (marker, number) in enumerate(pairwise(question), start=1):
        if marker.folded not in _BEFORE_ROMAN:
            continue
        roman = ROMAN.get(int(number.folded)) if number.folded.isdecimal() else None
        form = roman or _AS_FIGURE.get(number.folded, "")
        if form and pair_count(f"{marker.folded}_{form}"):
            found[place] = form
    return found
