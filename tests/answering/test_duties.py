"""Who is to do what by when."""

from __future__ import annotations

import pytest

from bot.answering.answer import Status
from bot.answering.answerer import Answerer
from bot.answering.duties import duty_excerpt, lacks_duty
from bot.answering.duty_questions import duty_asked, with_another_unit
from bot.answering.guard import fixed_by
from tests.answering.minutes_of_meetings import APRIL, MAY, TODAY


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return Answerer.build((APRIL, MAY))


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("Sở Xây dựng được giao gì", "so xay dung"),
        ("so xay dung duoc giao gi", "so xay dung"),
        ("phiên họp tháng 5 Sở Tài chính phải làm gì", "so tai chinh"),
        ("giao cho Sở Y tế những việc gì", "so i te"),
        ("văn phòng UBND tỉnh làm gì trước 8/6", "van phong ubnd tinh"),
        ("Sở Khoa học và Công nghệ phải báo cáo gì", "so khoa hoc cong nghe"),
        ("viettel được giao gì", "viettel"),
    ],
)
def test_the_unit_is_read_from_the_question(question: str, unit: str) -> None:
    duty = duty_asked(fixed_by(question, TODAY))
    assert duty is not None
    assert " ".join(duty.unit) == unit


@pytest.mark.parametrize(
    "question",
    [
        "mã bưu chính 5 số dùng để làm gì",
        "trước khi về Bộ ông Hùng làm gì",
        "giao ban quý II bàn gì",
        "phải làm gì khi bị lừa",
        "ai chủ trì phiên họp",
        "họp ngày 30/4 bàn gì",
        "số thuê bao bị khóa phải làm gì",
        "so hoa truyen hinh phai lam gi",
        "đại lý bán sim phải làm gì",
        "Vũ Đức Đam phải làm gì",
        "tỉnh nào phải làm gì khi tắt sóng",
        "đến 28/3 đơn vị nào chuẩn hóa nhiều nhất",
    ],
)
def test_other_questions_ask_for_nobodys_tasks(question: str) -> None:
    assert duty_asked(fixed_by(question, TODAY)) is None


@pytest.mark.parametrize(
    ("question", "entry", "held"),
    [
        ("so xay dung duoc giao gi phien hop thang 4", APRIL, "khắc phục sạt lở, xong trước"),
        ("so xay dung duoc giao gi phien hop thang 5", MAY, "kiểm điểm việc chậm"),
        ("Sở Tài chính phải làm gì", MAY, "chi 4 tỷ đồng"),
        ("viettel núi xanh được giao gì", APRIL, "5 trạm phát sóng"),
        ("sở y tế phải làm gì trước 15/6", APRIL, "diệt muỗi"),
        ("ai phai bao cao truoc 15/6", APRIL, "Sở Y tế và các huyện"),
        ("ai phai bao cao truoc 15 thang 6 nam 2025", APRIL, "Sở Y tế và các huyện"),
        ("viec gi phai xong truoc ngay 10/6/2025", MAY, "Giao Sở Tài chính"),
    ],
)
def test_the_task_itself_is_shown(question: str, entry, held: str, answerer: Answerer) -> None:
    got = answerer.answer(question, today=TODAY)
    assert got.results[0].entry is entry
    assert held in got.results[0].excerpt.text


@pytest.mark.parametrize(
    "question",
    [
        "Sở Ngoại vụ được giao gì phiên họp tháng 5",
        "phòng thủy lợi phải làm gì phiên họp tháng 4",
        "kho bạc huyện được giao gì",
        "Sở Y tế được giao gì trong lễ hội hoa ban",
        "ai phải báo cáo trước 15/6/2024",
    ],
)
def test_a_unit_without_a_task_is_not_answered_by_what_names_it(question: str, answerer: Answerer) -> None:
    assert answerer.answer(question, today=TODAY).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("other", "whole"),
    [
        ("Sở Xây dựng", "phiên tháng 5 Sở Xây dựng được giao gì"),
        ("bưu chính", None),
        ("quý II", None),
    ],
)
def test_the_unit_alone_is_exchanged(other: str, whole: str | None) -> None:
    assert with_another_unit("phiên tháng 5 Sở Nội vụ được giao gì", other) == whole


def test_another_unit_is_asked_about_in_a_fragment(answerer: Answerer) -> None:
    before = answerer.answer("Sở Tài chính được giao gì phiên họp tháng 5/2025", today=TODAY)
    got = answerer.answer("còn Sở Xây dựng?", today=TODAY, before=before)
    assert "kiểm điểm" in got.results[0].excerpt.text


def test_a_sentence_that_may_give_a_task_is_no_ground_to_refuse() -> None:
    body = "Phiên cuối năm.\nCác việc năm tới\n(1) Mở đại hội.\nHội xã Bản Lạ làm điểm đại hội cơ sở."
    entry = type(APRIL)("h", APRIL.kind, "Họp Hội Nông dân", APRIL.source, body, APRIL.position)
    duty = duty_asked(fixed_by("hội xã Bản Lạ phải làm gì", TODAY))
    assert duty is not None
    assert not lacks_duty(duty, entry)
    assert duty_excerpt(duty, entry) is None


@pytest.mark.parametrize(
    ("question", "lacks"),
    [
        ("VNPT phải làm gì để tái cơ cấu", False),  # news has no list: it may say so in its own words
        ("Sở Thông tin và Truyền thông phải làm gì khi tái cơ cấu", False),  # it may be the Sở TT&TT
        ("FPT phải làm gì để tái cơ cấu", True),
        ("VNPT được giao gì", True),
    ],
)
def test_news_that_names_a_unit_and_has_no_list_may_tell_what_it_must_do(question: str, *, lacks: bool) -> None:
    body = "Chính phủ thông qua đề án tái cơ cấu VNPT. MobiFone tách khỏi tập đoàn. Các Sở TT&TT góp ý cho đề án."
    entry = type(APRIL)("n", APRIL.kind, "Đề án tái cơ cấu", APRIL.source, body, APRIL.position)
    duty = duty_asked(fixed_by(question, TODAY))
    assert duty is not None
    assert lacks_duty(duty, entry) is lacks


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("Sở Công Thương được giao gì", "Sở Y tế, Sở Công Thương: kiểm tra chợ."),
        ("Sở Tư pháp được giao gì", "Giám đốc Sở Tư pháp: soạn thảo quy chế."),
        ("Sở Giáo dục và Đào tạo phải làm gì", "Sở GD&ĐT: mở lớp tập huấn."),
        ("Văn phòng UBND tỉnh được giao gì", "VP UBND tỉnh: gửi giấy mời."),
    ],
)
def test_an_item_may_name_a_unit_in_other_ways(question: str, item: str) -> None:
    body = f"Họp giao ban.\nPhân công:\n- Sở Nội vụ: tổng hợp.\n- {item}\n"
    entry = type(APRIL)("i", APRIL.kind, "Giao ban tháng 6", APRIL.source, body, APRIL.position)
    duty = duty_asked(fixed_by(question, TODAY))
    other = duty_asked(fixed_by("Sở Ngoại vụ được giao gì", TODAY))
    assert duty is not None
    assert other is not None
    assert not lacks_duty(duty, entry)
    assert lacks_duty(other, entry)


def test_in_news_what_a_unit_took_part_in_is_no_task() -> None:
    body = "Cục Viễn thông phối hợp với báo tổ chức tọa đàm. Cục Tần số được giao báo cáo."
    entry = type(APRIL)("n", APRIL.kind, "Tọa đàm", APRIL.source, body, APRIL.position)
    for question, held in (("Cục Viễn thông phải làm gì", False), ("Cục Tần số phải làm gì", True)):
        duty = duty_asked(fixed_by(question, TODAY))
        assert duty is not None
        assert (duty_excerpt(duty, entry) is not None) is held
