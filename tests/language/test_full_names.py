"""Full names by their form, and given names behind an office."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.full_names import full_names_in, given_names_in, nearest_names, small_names_in

FULL = """
thứ trưởng Nguyễn Văn Tèo nói gì về 5G | Nguyễn Văn Tèo
bo truong Nguyen Manh Hung noi gi | Nguyen Manh Hung
Đỗ Quý Doãn dự họp nào | Đỗ Quý Doãn
đ/c Phan Tèo phát biểu | Phan Tèo
ông Trần Văn Khải và bà Lê Thị Hoa | Trần Văn Khải; Lê Thị Hoa
Đoàn Thanh niên Cộng sản |
hội nghị ở Hồ Gươm |
thành phố Hồ Chí Minh tăng bao nhiêu |
cây đổ ở đường Nguyễn Phong Sắc |
quảng trường Nguyễn Tất Thành, ông Lê Văn Ba | Lê Văn Ba
bộ trưởng Phạm Vũ Luận | Phạm Vũ Luận
Lý do Là gì |
NGUYỄN VĂN TÈO LÀ AI |
Ai Chủ Trì Hội Nghị Nguyễn Văn Tèo |
"""
GIVEN = """
thứ trưởng Khải nói gì | Khải
cục trưởng Hoa và vụ trưởng Bình | Hoa; Bình
thứ trưởng Bộ Y tế |
thứ trưởng Nguyễn Văn Tèo |
thứ trưởng nói gì |
chủ tịch Quốc hội | Quốc
THỨ TRƯỞNG KHẢI |
"""


SMALL = """
bộ trưởng nguyễn văn hùng tiếp đại sứ | nguyễn văn hùng
thu truong tran van nam du hop bao | tran van nam
bộ trưởng lê doãn hợp đối thoại | lê doãn hợp
bộ trưởng Nguyễn Văn Hùng |
thứ trưởng phan tâm |
thứ trưởng lê quang hugn |
bộ trưởng trần tình hình |
nguyễn văn hùng là ai |
"""


def rows(table: str) -> list[tuple[str, list[str]]]:
    parted = (line.split("|") for line in table.strip().splitlines())
    return [(text.strip(), [name.strip() for name in names.split(";") if name.strip()]) for text, names in parted]


@pytest.mark.parametrize(("text", "names"), rows(FULL))
def test_a_full_name_begins_with_a_family_name(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in full_names_in(text)] == names


@pytest.mark.parametrize(("text", "names"), [row for row in rows(GIVEN) if row[1] != ["Quốc"]])
def test_a_given_name_stands_behind_an_office(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in given_names_in(text)] == names


@pytest.mark.parametrize(("text", "names"), rows(SMALL))
def test_a_full_name_in_small_letters_stands_behind_an_office(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in small_names_in(text)] == names


def test_a_name_with_one_slip_is_the_known_one() -> None:
    known = ("Nguyễn Mạnh Hùng", "Nguyễn Minh Hồng", "Trần Đức Lai")
    assert nearest_names("Nguyễn Mạn Hùng", known) == ("Nguyễn Mạnh Hùng",)
    assert nearest_names("Nguyễn Văn Tèo", known) == ()


@given(st.text(max_size=40) | st.text(alphabet="NguyễnVănTèoĐ thứ trưởng/c.", max_size=60))
def test_no_text_breaks_the_reading_of_names(text: str) -> None:
    for start, end in (*full_names_in(text), *small_names_in(text), *given_names_in(text)):
        assert 0 <= start < end <= len(text)
