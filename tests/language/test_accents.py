"""Accents put back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.accents import Accents
from bot.language.normal import fold, normalise

ACCENTS = Accents(
    [
        "Bộ Thông tin và Truyền thông họp về chuyển đổi số",
        "Hội nghị Ban Chấp hành Đảng bộ cơ quan Bộ bàn về công tác kiểm tra",
        "Con đường qua bản làng được sửa",
    ]
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hoi nghi ban chap hanh dang bo", "hội nghị ban chấp hành đảng bộ"),
        ("chuyen doi so la gi", "chuyển đổi số là gì"),
        ("Bo hop khi nao", "Bộ họp khi nào"),
        ("blockchain cua bo", "blockchain của bộ"),
        ("", ""),
        ("5g!", "5g!"),
    ],
)
def test_the_likeliest_accents_are_put_back(typed: str, meant: str) -> None:
    assert ACCENTS.put_back(typed) == meant


@given(st.text(max_size=150).map(normalise))
def test_only_accents_and_case_change(text: str) -> None:
    assert fold(ACCENTS.put_back(fold(text))) == fold(fold(text))
