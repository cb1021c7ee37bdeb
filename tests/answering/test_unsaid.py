"""Messages that leave unsaid what they are about, over the repository's own knowledge."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.answering.answer import Status
from bot.answering.answerer import Answerer
from bot.knowledge.loading import load

TODAY = dt.date(2026, 11, 23)


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    held = load(Path("knowledge"))
    return Answerer.build(held.entries, glossary=held.glossary)


@pytest.mark.parametrize(
    ("before", "message", "entry", "holds"),
    [
        ("Viettel trúng khối nào", "giá bao nhiêu", "hop-bao-ket-qua-dau-gia-5g", "7.533"),
        ("vinasat-2 phóng ngày nào", "ai đầu tư", "phong-ve-tinh-vinasat-2", "VNPT"),
        ("ngay sach viet nam 2017 khai mac hom nao", "chu de gi", "ngay-sach-viet-nam-2017", "tri thức cộng đồng"),
        ("ngay sach viet nam 2017 khai mac hom nao", "bao nhieu gian hang", "ngay-sach-viet-nam-2017", "100 gian hàng"),
        ("đại sứ Triều Tiên gặp ai", "tặng gì", "dai-su-trieu-tien-gap-thu-truong-nguyen-thanh-hung", "tranh ghép"),
        ("tắt sóng 2G khi nào", "còn bao nhiêu thuê bao", "thong-tu-10-hoan-tat-song-2g", "3,4 triệu"),
        ("ai chủ trì giao ban tháng 1/2019", "mấy điểm cầu", "giao-ban-thang-1-2019", "66"),
        ("họp báo tháng 12/2023", "ai chủ trì", "hop-bao-thang-12-2023", "Nguyễn Thanh Lâm"),
        ("họp báo tháng 12/2023", "doanh thu tháng 11 bao nhiêu", "hop-bao-thang-12-2023", "358.291"),
        ("nghị định 55/2025 hợp nhất gì", "có hiệu lực khi nào", "nghi-dinh-55-co-cau-to-chuc-bo-khcn", "01/3/2025"),
        ("bluezone ra mắt khi nào", "phạm vi mấy mét", "nhan-tin-bluezone-da-nang", "2 m"),
        (
            "hop bao thang 10/2023 ve tiktok",
            "kiem tra may phap nhan",
            "hop-bao-thang-10-ket-qua-kiem-tra-tiktok",
            "Hai",
        ),
        ("mã vpostcode gồm mấy ký tự", "đã gán bao nhiêu địa chỉ", "ma-dia-chi-buu-chinh-vpostcode", "24 triệu"),
        ("khối C2 giá bao nhiêu", "ai trúng", "hop-bao-ket-qua-dau-gia-5g", "VNPT"),
        ("upu lần 50 chủ đề gì", "hạn nộp?", "phat-dong-viet-thu-upu-lan-50", "28/2/2021"),
    ],
)
def test_what_was_just_spoken_of_is_meant(
    answerer: Answerer, before: str, message: str, entry: str, holds: str
) -> None:
    first = answerer.answer(before, today=TODAY)
    got = answerer.answer(message, today=TODAY, before=first)
    assert got.status is Status.ANSWER
    assert got.results[0].entry.id == entry
    assert holds in got.results[0].excerpt.text


@pytest.mark.parametrize(
    ("before", "message"),
    [
        ("Viettel trúng khối nào", "trưa nay ăn gì"),  # nothing of it is told there
        ("vinasat-2 phóng ngày nào", "lương bao nhiêu"),  # "lượng" is not "lương"
        ("giá vàng hôm nay", "giá bao nhiêu"),  # nothing was spoken of
    ],
)
def test_what_was_spoken_of_does_not_tell_is_not_answered_from_it(
    answerer: Answerer, before: str, message: str
) -> None:
    first = answerer.answer(before, today=TODAY)
    assert answerer.answer(message, today=TODAY, before=first).status is Status.NOT_FOUND


@pytest.mark.parametrize("message", ["Bluezone ra mắt ngày nào", "giao ban tháng 8/2023 ai chủ trì", "cảm ơn nhé"])
def test_what_says_its_subject_stands_for_itself(answerer: Answerer, message: str) -> None:
    first = answerer.answer("vinasat-2 phóng ngày nào", today=TODAY)
    alone, beside = answerer.answer(message, today=TODAY), answerer.answer(message, today=TODAY, before=first)
    assert (alone.status, [r.entry.id for r in alone.results]) == (beside.status, [r.entry.id for r in beside.results])
