"""One year, month, quarter, day, code, ordinal or amount that differs: the entry must not be quoted as if it fitted."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.answering.answer import Status
from bot.answering.answerer import Answerer
from bot.answering.guard import conflicts, fixed_by
from bot.errors import Position
from bot.knowledge.entry import Entry, Kind, Period, Source
from bot.language.normal import fold

TODAY = dt.date(2026, 11, 23)
DAY = dt.date(2012, 7, 18)
MEETING = Entry(
    id="giao-ban-quy-2-2012",
    kind=Kind.MEETING,
    title="Hội nghị giao ban quản lý nhà nước quý II/2012",
    source=Source("Mic.gov.vn"),
    body=(
        "Thứ trưởng Lê Nam Thắng chủ trì hội nghị giao ban lần thứ 5 tại Đà Nẵng. Hội nghị nghe báo cáo về Thông tư "
        "12/2012/TT-BTTTT và Nghị định 25/2011/NĐ-CP. Doanh thu viễn thông đạt 3,2 tỷ USD, tăng 15% so với năm 2011. "
        "Kế hoạch quý III/2012 gồm 24 nhiệm vụ; có 63 tỉnh dự họp trực tuyến."
    ),
    position=Position(Path("a.yaml")),
    date=Period(DAY, DAY),
)
FITS = [
    "hội nghị giao ban quý II/2012",
    "hội nghị giao ban quý 2 năm 2012",
    "hội nghị giao ban quý hai",
    "hội nghị ngày 18/7/2012",
    "hội nghị tháng 7/2012",
    "hội nghị tháng bảy năm 2012",
    "giao ban năm 2012",
    "giao ban lần thứ 5",
    "giao ban lần thứ năm",
    "thông tư 12/2012/TT-BTTTT nói gì",
    "thông tư 12 2012 TT BTTTT nói gì",
    "nghị định 25/2011/NĐ-CP",
    "nghị định 25/NĐ-CP",
    "doanh thu 3,2 tỷ",
    "doanh thu tăng 15%",
    "kế hoạch quý III/2012",
    "so với năm 2011",
    "hội nghị có 63 tỉnh dự",
    "hội nghị từ năm 2010 đến năm 2013",
    "hội nghị giao ban trước tháng 9/2012",
]
DIFFERS = [
    "hội nghị giao ban quý I/2012",
    "hội nghị giao ban quý 1 năm 2012",
    "hội nghị giao ban quý IV/2012",
    "hội nghị giao ban quý 4",
    "hội nghị giao ban quý III/2012",
    "hội nghị giao ban quý II/2011",
    "hội nghị giao ban quý II/2013",
    "hội nghị giao ban quý hai năm 2010",
    "hội nghị giao ban quý này",
    "hội nghị giao ban quý trước",
    "hội nghị giao ban năm 2013",
    "hội nghị giao ban năm 2009",
    "hội nghị giao ban năm ngoái",
    "hội nghị giao ban năm nay",
    "hội nghị tháng 8/2012",
    "hội nghị tháng 6/2012",
    "hội nghị tháng 7/2011",
    "hội nghị tháng tám năm 2012",
    "hội nghị tháng 8",
    "hội nghị tháng này",
    "hội nghị ngày 17/7/2012",
    "hội nghị ngày 18/8/2012",
    "hội nghị ngày 18/7/2013",
    "hội nghị ngày 8/7/2012",
    "hội nghị ngày mười tám tháng sáu",
    "hội nghị hôm qua",
    "hội nghị tuần trước",
    "hội nghị giao ban sau năm 2013",
    "hội nghị giao ban trước năm 2010",
    "hội nghị giai đoạn 2015-2020",
    "hội nghị 6 tháng đầu năm 2010",
    "hội nghị cuối năm 2013",
    "giao ban lần thứ 4",
    "giao ban lần thứ 6",
    "giao ban lần thứ IX",
    "giao ban lần thứ tư",
    "thông tư 21/2012/TT-BTTTT",
    "thông tư 12/2013/TT-BTTTT",
    "thông tư 13/2012/TT-BTTTT",
    "thông tư 12 2011 tt btttt",
    "nghị định 52/2011/NĐ-CP",
    "nghị định 25/2012/NĐ-CP",
    "nghị định 26/NĐ-CP",
    "quyết định 25/QĐ-TTg",
    "quyết định 749/QĐ-TTg",
    "doanh thu 2,3 tỷ",
    "doanh thu 32 tỷ",
    "doanh thu tăng 51%",
    "doanh thu tăng 5%",
    "doanh thu tăng 15,5%",
    "hội nghị có 36 tỉnh dự",
    "hội nghị có 64 tỉnh dự",
]
UNACCENTED = [fold(question) for question in DIFFERS]


@pytest.mark.parametrize("question", [*FITS, *[fold(question) for question in FITS]])
def test_what_agrees_is_no_conflict(question: str) -> None:
    assert conflicts(fixed_by(question, TODAY), MEETING) == ()


@pytest.mark.parametrize("question", [*DIFFERS, *UNACCENTED])
def test_what_differs_is_told_with_what_there_is(question: str) -> None:
    (conflict, *_) = conflicts(fixed_by(question, TODAY), MEETING)
    assert conflict.asked in question
    assert conflict.held or "nd" in fold(question) or "qd" in fold(question)


def test_the_cases_are_enough() -> None:
    assert len(DIFFERS) + len(UNACCENTED) >= 60


@pytest.mark.parametrize("question", DIFFERS)
def test_an_answerer_never_answers_with_what_differs(question: str, answerer: Answerer) -> None:
    answer = answerer.answer(f"ai chủ trì {question}", today=TODAY)
    assert answer.status is not Status.ANSWER
    assert answer.understood.conflicts


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return Answerer.build([MEETING])


def test_an_entry_that_agrees_takes_the_place_of_one_that_does_not() -> None:
    day = dt.date(2013, 7, 20)
    later = Entry(
        id="giao-ban-quy-2-2013",
        kind=Kind.MEETING,
        title="Hội nghị giao ban quản lý nhà nước quý II/2013",
        source=Source("Mic.gov.vn"),
        body="Thứ trưởng Nguyễn Minh Hồng chủ trì hội nghị giao ban quản lý nhà nước. Hội nghị bàn về viễn thông.",
        position=Position(Path("b.yaml")),
        date=Period(day, day),
    )
    answerer = Answerer.build([MEETING, later])
    for year, entry in ((2012, MEETING), (2013, later)):
        answer = answerer.answer(f"ai chủ trì hội nghị giao ban quý II năm {year}", today=TODAY)
        assert answer.results[0].entry is entry
        assert not answer.understood.conflicts


def test_silence_is_no_contradiction() -> None:
    undated = Entry(
        id="x",
        kind=Kind.NEWS,
        title="Mạng 5G",
        source=Source("x"),
        body="Mạng 5G nhanh.",
        position=Position(Path("c.yaml")),
    )
    assert conflicts(fixed_by("mạng 5G năm 2020", TODAY), undated) == ()
