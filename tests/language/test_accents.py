"""Accents put back."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.language.accents import Accents
from bot.language.normal import fold, normalise
from bot.language.syllables import folded_syllable

ACCENTS = Accents(
    [
        "Bộ Thông tin và Truyền thông họp về chuyển đổi số",
        "Hội nghị Ban Chấp hành Đảng bộ cơ quan Bộ bàn về công tác kiểm tra",
        "Con đường qua bản làng được sửa, vì mưa",
        "Tổ hòa giải",
    ]
)
WORD = re.compile(r"[^\W_]+")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hoi nghi ban chap hanh dang bo", "Hội nghị Ban Chấp hành Đảng bộ"),
        ("chuyen doi so la gi", "chuyển đổi số là gì"),
        ("Bo hop khi nao", "Bộ họp khi nào"),
        ("blockchain cua bo", "blockchain của Bộ"),
        ("hoà giải ở Bộ", "hòa giải ở Bộ"),
        ("hoá học của Bộ", "hoá học của Bộ"),
        ("", ""),
        ("5g!", "5g!"),
        ("con duong, o dau?", "Con đường, ở đâu?"),
    ],
)
def test_the_likeliest_accents_are_put_back(typed: str, meant: str) -> None:
    assert ACCENTS.put_back(typed) == meant


@given(st.text(max_size=150).map(normalise))
@example("VY")  # written "vì"
def test_only_accents_case_and_free_i_and_y_change(text: str) -> None:
    typed = fold(text)
    restored = ACCENTS.put_back(typed)
    assert WORD.split(restored) == WORD.split(typed)
    assert list(map(folded_syllable, WORD.findall(restored))) == list(map(folded_syllable, WORD.findall(typed)))


SLIPS = {"truyne": (("truyen", 0.8), ("tuyen", 0.4)), "nghji": (("nghi", 0.8),)}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Bộ họp ve chuyển đổi số", "Bộ họp về chuyển đổi số"),
        ("thong tin va truyne thong", "Thông tin và Truyền thông"),
        ("hoi nghji la gi", "Hội nghị là gì"),
        ("Bộ họp về truyne thông", "Bộ họp về Truyền thông"),
        ("Bộ họp về xyzzy", "Bộ họp về xyzzy"),
        ("Hội nghị và con đường lạ", "Hội nghị và con đường lạ"),
    ],
)
def test_a_slip_is_undone_by_what_stands_beside_it(typed: str, meant: str) -> None:
    assert ACCENTS.put_back(typed, lambda unknown: SLIPS.get(unknown, ())) == meant
