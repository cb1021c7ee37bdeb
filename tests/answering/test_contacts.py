import datetime as dt
from pathlib import Path

import pytest

from bot.answering.answerer import Answerer
from bot.answering.contacts import lacks_contact
from bot.errors import Position
from bot.knowledge.entry import Entry, Kind, Source


def _entry(body):
    return Entry("a", Kind.NEWS, "Tin", Source("Báo", None), body, Position(Path("a.yaml")))


SILENT = _entry("Cục Viễn thông chuyển đổi mã vùng điện thoại cố định của 63 tỉnh, thành phố từ ngày 17/6/2017.")


@pytest.mark.parametrize(
    "question",
    [
        "số điện thoại cục viễn thông",
        "cho em xin số điện thoại cục viễn thông",
        "sdt van phong bo",
        "hotline của Cục Viễn thông là bao nhiêu",
        "email của cục báo chí",
        "cho xin địa chỉ email vụ pháp chế",
        "lịch công tác tuần này của lãnh đạo Bộ",
        "lich hop tuan 37",
    ],
)
def test_a_number_or_address_that_an_entry_does_not_hold_is_missed(question):
    assert lacks_contact(question, SILENT)


@pytest.mark.parametrize(
    "question",
    [
        "số điện thoại 11 số chuyển thành 10 số khi nào",
        "mã vùng điện thoại cố định đổi từ ngày nào",
        "số điện thoại bị lộ thì làm gì",
        "email rác được chặn thế nào",
        "ai phụ trách điện thoại cố định",
    ],
)
def test_a_question_about_numbers_is_none_for_a_number(question):
    assert not lacks_contact(question, SILENT)


@pytest.mark.parametrize(
    ("question", "body"),
    [
        ("số điện thoại cục viễn thông", "Liên hệ Cục Viễn thông: 024 3943 6608."),
        ("hotline báo cuộc gọi quấy rối", "Người dân phản ánh qua đầu số 156 hoặc 5656."),
        ("hotline của cổng dịch vụ công", "Tổng đài hỗ trợ 1800 1096."),
        ("email của cục báo chí", "Góp ý gửi về cucbaochi@mic.gov.vn trước ngày 10/5."),
    ],
)
def test_what_has_the_form_that_is_asked_for_is_not_missed(question, body):
    assert not lacks_contact(question, _entry(body))


def test_what_is_counted_on_a_hotline_is_no_number_to_call():
    told = _entry("Đường dây nóng nhận 88 phản ánh.")
    assert not lacks_contact("đường dây nóng nhận mấy phản ánh", told)
    assert not lacks_contact("duong day nong nhan bao nhieu phan anh", told)
    assert lacks_contact("đường dây nóng số mấy", told)


def test_the_entry_that_has_the_number_is_shown_first():
    busy = Entry(
        "b",
        Kind.NEWS,
        "Đường dây nóng ngân hàng Núi Xanh",
        Source("Báo", None),
        "Đường dây nóng ngân hàng Núi Xanh nhận 88 phản ánh về đường dây nóng.",
        Position(Path("b.yaml")),
    )
    opened = _entry("Ngân hàng Núi Xanh lập đường dây nóng 0263.399.1010 để dân phản ánh.")
    got = Answerer.build((busy, opened)).answer("đường dây nóng ngân hàng Núi Xanh số mấy", today=dt.date(2026, 11, 23))
    assert got.results[0].entry is opened
