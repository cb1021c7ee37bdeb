"""A point of minutes asked for by its number, a section by its heading."""

from __future__ import annotations

import pytest

from bot.answering.answer import EXCERPT_LIMIT, Excerpt, Status
from bot.answering.answerer import Answerer
from bot.answering.points import PointAsked, has_point, lacks_point, point_asked, point_excerpt
from tests.answering.minutes_of_meetings import APRIL, MAY, TODAY

OPENING = Excerpt(APRIL.body.split("\n")[0], 0)


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return Answerer.build((APRIL, MAY))


@pytest.mark.parametrize(
    ("question", "noun", "number"),
    [
        ("kết luận số 3 là gì", "ket luan", "3"),
        ("kl số 3 là gì", "ket luan", "3"),
        ("ket luan thu hai cua chu tich", "ket luan", "2"),
        ("chỉ đạo thứ nhất của Phó Thủ tướng", "chi dao", "1"),
        ("ket luan diem c", "ket luan", "c"),
        ("mục 2.1 nói gì", "muc", "2.1"),
        ("kết luận 2.1 phiên tháng 5", "ket luan", "2.1"),
        ("kết luận 3 phiên tháng 4", "ket luan", "3"),
        ("kết luận số 03", "ket luan", "3"),
        ("điều 12 quy định gì", "dieu", "12"),
    ],
)
def test_a_point_is_asked_for_by_what_it_is_called_and_its_number(question: str, noun: str, number: str) -> None:
    assert point_asked(question) == PointAsked(noun, number)


@pytest.mark.parametrize(
    "question",
    [
        "kết luận ra sao",
        "nhiệm vụ 5 năm tới",
        "kết luận 3 vụ án",
        "doanh thu tăng 2.1 lần",
        "việc hai bộ",
        "Bộ trưởng yêu cầu 5 cục làm gì",
        "nội dung 2 bên trao đổi",
        "mục 1.250 ha",
    ],
)
def test_a_number_of_something_else_asks_for_no_point(question: str) -> None:
    assert point_asked(question) is None


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("ket luan so 2 phien hop thang 4 nui xanh", "Kết luận số 2. Dừng mua xe ô tô công đến hết năm."),
        ("kết luận thứ ba phiên tháng 4/2025 là gì", "Kết luận số 3. Thưởng 20 triệu đồng cho đội cứu hộ Bản Lạ."),
        ("ket luan 2.3 phien hop thang 5 ubnd tinh", "2.3. Họp phiên tháng 6 vào ngày 27/6."),
    ],
)
def test_the_point_itself_is_shown(question: str, said: str, answerer: Answerer) -> None:
    got = answerer.answer(question, today=TODAY)
    assert got.status is Status.ANSWER
    assert got.results[0].excerpt.text == said


@pytest.mark.parametrize("question", ["ket luan so 7 phien hop thang 4", "kết luận 2.8 phiên họp tháng 5/2025"])
def test_a_number_that_the_list_has_not_is_not_answered(question: str, answerer: Answerer) -> None:
    assert answerer.answer(question, today=TODAY).status is Status.NOT_FOUND


def test_a_text_without_numbered_points_lacks_none() -> None:
    assert not lacks_point("kiến nghị số 7", APRIL)
    assert lacks_point("kết luận số 7", APRIL)


@pytest.mark.parametrize("question", ["vuong mac la gi", "phiên họp tháng 4 có những vướng mắc nào"])
def test_a_section_is_shown_from_its_beginning(question: str) -> None:
    assert has_point(question, APRIL)
    shown = point_excerpt(question, APRIL, OPENING)
    assert shown is not None
    assert shown.text.startswith("- Đường vào xã Bản Lạ")
    assert len(shown.text) <= EXCERPT_LIMIT
    assert APRIL.body[shown.start : shown.start + len(shown.text)] == shown.text


def test_what_is_shown_of_a_section_stays() -> None:
    start = APRIL.body.index("- Kho bạc")
    shown = Excerpt(APRIL.body[start : start + 30], start)
    assert point_excerpt("vướng mắc là gì", APRIL, shown) is None


@pytest.mark.parametrize("question", ["vướng mắc ở bao nhiêu xã", "họp bàn gì", "ai nêu vướng mắc"])
def test_a_question_for_something_else_is_not_for_a_section(question: str) -> None:
    assert point_excerpt(question, APRIL, OPENING) is None


def test_a_point_longer_than_an_excerpt_is_cut_between_words(answerer: Answerer) -> None:
    body = f"Kết luận\n1. Một.\n2. {'rất dài ' * 60}."
    entry = type(APRIL)("d", APRIL.kind, "Họp tổ", APRIL.source, body, APRIL.position)
    shown = point_excerpt("kết luận số 2", entry, Excerpt("Một.", 12))
    assert shown is not None
    assert len(shown.text) <= EXCERPT_LIMIT
    assert shown.text.startswith("2. rất")
    assert body[shown.start + len(shown.text)] == " "


@pytest.mark.parametrize("fragment", ["kết luận số 3", "ket luan so 3 la gi", "the ket luan so 3"])
def test_a_point_named_alone_is_one_of_the_meeting_just_shown(fragment: str, answerer: Answerer) -> None:
    before = answerer.answer("phiên họp UBND tỉnh Núi Xanh tháng 4/2025 ai chủ trì", today=TODAY)
    got = answerer.answer(fragment, today=TODAY, before=before)
    assert got.results[0].entry is APRIL
    assert "Thưởng 20 triệu" in got.results[0].excerpt.text


def test_the_meeting_that_has_the_point_is_shown_though_another_is_as_near(answerer: Answerer) -> None:
    assert answerer.answer("phiên họp UBND tỉnh Núi Xanh 2025 kết luận 2.2", today=TODAY).results[0].entry is MAY
    assert answerer.answer("phiên họp UBND tỉnh Núi Xanh 2025 kết luận số 1", today=TODAY).results[0].entry is APRIL
