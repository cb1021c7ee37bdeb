"""What is said around a question out of courtesy, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.courtesies import without_courtesies
from bot.language.normal import fold, normalise

WITHOUT = [
    ("cho em hỏi ai chủ trì giao ban quý III ạ", "ai chủ trì giao ban quý III ạ"),
    ("Dạ em chào anh chị ạ, cho em hỏi ai chủ trì? Em cảm ơn anh chị nhiều ạ", "ai chủ trì?"),
    ("Kính gửi bộ phận hỗ trợ, tôi cần biết học bổng cho Lào, trân trọng cảm ơn", "học bổng cho Lào"),
    ("nhờ bạn tra giúp ngày ký bản ghi nhớ với Lào", "ngày ký bản ghi nhớ với Lào"),
    ("sếp đang hỏi hội nghị có mấy điểm cầu, giúp mình với nhé", "hội nghị có mấy điểm cầu"),
    ("mình muốn hỏi là năm 2023 có mấy nhiệm vụ", "năm 2023 có mấy nhiệm vụ"),
    ("có phải VNPT trúng khối B1 không", "VNPT trúng khối B1 không"),
    ("MobiFone thuộc Bộ Công an đúng không ạ", "MobiFone thuộc Bộ Công an"),
    ("FW: V/v đoàn Nhật Bản ai dẫn đầu\n\nTrân trọng,\nVăn phòng", "đoàn Nhật Bản ai dẫn đầu"),
    ("chị ơi em đang làm báo cáo gấp, chị tìm giúp em tin về Bluezone", "về Bluezone"),
]
KEPT = [
    "ai cảm ơn các doanh nghiệp tại hội nghị",
    "chương trình Sóng và máy tính cho em",
    "chào mừng đại hội đảng ở đâu",
    "cho em Phan Hoàng Phương Nhi giải gì",
    "tin về Nguyễn Phong Nhã",
    "hỏi đáp về chuyển đổi số",
    "Cảm ơn nhiều ạ",
    "em cần",
    "kính gửi",
    "đề án đúng tiến độ không",
    "",
]


@pytest.mark.parametrize(("message", "question"), WITHOUT)
def test_what_is_said_out_of_courtesy_goes(message: str, question: str) -> None:
    assert without_courtesies(normalise(message)) == question
    assert without_courtesies(fold(normalise(message))) == fold(question)


@pytest.mark.parametrize("message", KEPT)
def test_what_belongs_to_the_question_stays(message: str) -> None:
    assert without_courtesies(message) == message


@given(st.text(st.sampled_from("cho em hỏi ạ, dạ nhé ai? 5G cảm ơn anh\n"), max_size=60))
def test_what_is_left_is_a_piece_of_what_was_said(message: str) -> None:
    assert without_courtesies(normalise(message)) in normalise(message)


@pytest.mark.parametrize("run", [" ", "!", "\n", " !,", "- "])
def test_a_long_run_of_signs_before_a_courtesy_goes_with_it(run):
    asked = "ai chủ trì giao ban quý III"
    assert without_courtesies(f"{asked}{run * 200} em cảm ơn anh") == asked
