"""Headings and numbered points of minutes."""

from __future__ import annotations

import pytest

from bot.language.outline import is_heading, outline

MINUTES = """Hội nghị họp ngày 5/5.

I. KẾT QUẢ
1. Trồng rừng
Trồng được 40 ha.
2. Chăn nuôi
Đàn bò tăng.
II. TỒN TẠI
- Thiếu giống.
- Thiếu nước.
III. KẾT LUẬN
Chủ tịch yêu cầu:
a) Phòng Kinh tế báo cáo.
đ) Trạm Thủy nông mở cống.
Kết luận số 3. Lùi hạn.
4.2. Họp lại.
Một là, mua máy bơm.
Thứ hai, nạo kênh.
(7) Bầu lại tổ trưởng.
Hội nghị kết thúc lúc 11 giờ."""


def _points():
    return {(one.number, MINUTES[one.start : one.end].split("\n", maxsplit=1)[0]) for one in outline(MINUTES).points}


@pytest.mark.parametrize(
    "point",
    [
        ("1", "1. Trồng rừng"),
        ("a", "Phòng Kinh tế báo cáo."),
        ("đ", "Trạm Thủy nông mở cống."),
        ("3", "Lùi hạn."),
        ("4.2", "Họp lại."),
        ("1", "mua máy bơm."),
        ("2", "nạo kênh."),
        ("7", "Bầu lại tổ trưởng."),
        ("", "Thiếu giống."),
        ("", "Hội nghị kết thúc lúc 11 giờ."),
    ],
)
def test_a_point_has_its_number_however_it_is_marked(point):
    assert point in _points()


def test_a_point_stands_below_its_headings_the_nearest_first():
    above = {MINUTES[one.start : one.end]: one.above for one in outline(MINUTES).points}
    assert above["Trồng được 40 ha."] == (("trong", "rung"), ("ket", "qua"))
    assert above["Đàn bò tăng."] == (("chan", "nuoi"), ("ket", "qua"))
    assert above["Phòng Kinh tế báo cáo."] == (("chu", "tich", "yeu", "cau"), ("ket", "luan"))
    assert above["Lùi hạn."][0] == ("ket", "luan", "so")


def test_a_section_ends_where_the_next_of_its_rank_begins():
    sections = {" ".join(one.words): MINUTES[one.start : one.end].split() for one in outline(MINUTES).headings}
    assert " ".join(sections["ton tai"]) == "- Thiếu giống. - Thiếu nước."
    assert sections["ket qua"][-1] == "tăng."


@pytest.mark.parametrize(
    ("line", "so"),
    [
        ("II. TỒN TẠI", True),
        ("Việc tiếp theo", True),
        ("Họp lại ngày mai.", False),
        ("- Thiếu giống", False),
        ("| Đơn vị | Hạn |", False),
        ("Chủ tịch yêu cầu:", False),
        ("Địa điểm: Phòng họp A", False),
    ],
)
def test_a_heading_is_a_short_line_that_says_nothing_itself(line, so):
    body = f"Mở đầu.\n{line}\nNội dung."
    start = body.index(line)
    assert is_heading(body, start, start + len(line)) is so


def test_bullets_above_other_bullets_and_long_lines_with_a_colon_head_what_follows():
    body = (
        "* Hạn chế\n+ Thiếu pin.\n+ Thiếu xe.\n* Nhiệm vụ\n+ Mua pin.\n"
        "Sau khi nghe báo cáo và ý kiến của các đơn vị dự họp, Phó Chủ tịch Hồ Bách kết luận như sau:\n1. Lùi hạn."
    )
    above = {body[one.start : one.end]: one.above for one in outline(body).points}
    assert above["Thiếu xe."] == (("han", "che"),)
    assert above["Mua pin."] == (("nhiem", "vu"),)
    assert "luan" in above["Lùi hạn."][0]


def test_the_last_line_heads_nothing():
    assert not is_heading("Mở đầu.\nNguyễn Văn An", 8, 21)


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        ("1. Ý kiến thảo luận\nĐại biểu nói.\n2. Sở Y tế mua vắc xin.\n3. Sở Xây dựng sửa cầu.", {"2": (), "3": ()}),
        (
            "Kết luận số 01. Mua thuốc\nKết luận số 02. Sửa cầu\nXong.",
            {"1": ("ket luan so",), "2": ("ket luan so",)},
        ),
    ],
)
def test_a_heading_ends_at_the_next_number_and_keeps_its_name(body, numbers):
    found = {one.number: one for one in outline(body).points if one.number in numbers}
    assert {number: tuple(" ".join(words) for words in one.above) for number, one in found.items()} == numbers
