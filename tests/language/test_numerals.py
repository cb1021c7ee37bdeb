"""Small numbers in figures and in words: which of the two a knowledge writes decides."""

from __future__ import annotations

import pytest

from bot.language.numerals import numbers_otherwise
from bot.language.syllables import is_accented, tokens

HELD = {"bon_thanh", "hai_bo", "3_giai", "nam_ki", "qui_iii", "qui_3", "thu_8"}


@pytest.mark.parametrize(
    ("question", "others"),
    [
        ("4 thành phố nào", {0: "bon"}),
        ("khi nào 2 bộ hợp nhất", {2: "hai"}),
        ("khi nao 2 bo hop nhat", {2: "hai"}),
        ("ba giải nào", {0: "3"}),
        ("3 giải nào", {}),
        ("bốn thành phố nào", {}),
        ("5 thành phố nào", {}),
        ("năm 3", {}),
        ("4", {}),
        ("giao ban quý 3", {3: "iii"}),
        ("giao ban quy iii", {3: "3"}),
        ("lần thứ VIII", {2: "8"}),
        ("giao ban quý 2", {}),
    ],
)
def test_a_number_stands_for_the_form_that_the_knowledge_has(question: str, others: dict[int, str]) -> None:
    got = numbers_otherwise(tokens(question), lambda pair: int(pair in HELD), accented=is_accented(question))
    assert got == others
