"""Lists: what a bare name with a time gets, and which words are the subject."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.answering.answer import Status
from bot.answering.answerer import Answerer
from bot.errors import Position
from bot.knowledge.entry import Entry, Kind, Period, Source

TODAY = dt.date(2026, 11, 23)


def entry(name: str, day: dt.date, title: str, body: str, kind: Kind = Kind.NEWS, topic: str = "") -> Entry:
    return Entry(
        name,
        kind,
        title,
        Source("Báo"),
        body,
        Position(Path("a.yaml")),
        date=Period(day, day),
        topics=(topic,) if topic else (),
    )


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return Answerer.build(
        [
            entry("hue", dt.date(2018, 5, 2), "Bế mạc Festival Huế", "Đông khách du lịch.", topic="lễ hội"),
            entry("tuyen", dt.date(2018, 9, 8), "Lễ hội Thành Tuyên 2018", "Có 68 xe mô hình đèn trung thu."),
            entry("ha-long", dt.date(2012, 4, 28), "Carnaval Hạ Long", "Pháo hoa trên vịnh.", topic="lễ hội"),
            entry("thue", dt.date(2018, 1, 9), "Hội nghị tổng kết", "Ngành thuế họp hội nghị.", Kind.MEETING),
            entry("bao", dt.date(2018, 9, 15), "Bão số 3 vào Quảng Ninh", "Bão làm sập nhà."),
        ]
    )


@pytest.mark.parametrize(
    ("asked", "entries"),
    [
        ("lễ hội năm 2018", ["tuyen", "hue"]),
        ("le hoi 2018", ["tuyen", "hue"]),
        ("danh sách lễ hội", ["tuyen", "hue", "ha-long"]),
        ("danh sach le hoi", ["tuyen", "hue", "ha-long"]),
        ("lễ hội các năm", ["tuyen", "hue", "ha-long"]),
    ],
)
def test_a_list_has_what_bears_the_name_and_nothing_else(asked: str, entries: list[str], answerer: Answerer) -> None:
    answer = answerer.answer(asked, today=TODAY)
    assert answer.status is Status.LIST
    assert [result.entry.id for result in answer.results] == entries


def test_a_name_that_one_entry_of_that_time_bears_is_told_of(answerer: Answerer) -> None:
    answer = answerer.answer("bão năm 2018", today=TODAY)
    assert (answer.status, answer.results[0].entry.id) == (Status.ANSWER, "bao")


def test_a_name_with_a_time_that_none_bears_is_not_answered(answerer: Answerer) -> None:
    assert answerer.answer("lễ hội năm 2015", today=TODAY).status is Status.NOT_FOUND
