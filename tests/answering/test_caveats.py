"""Entries that may no longer hold: replaced, due for review, or old where the present is asked for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.answering.answerer import Answerer
from bot.answering.caveats import Doubt, asks_for_present
from bot.errors import Position
from bot.knowledge.entry import Entry, Kind, Period, Source, Visibility
from bot.language.normal import fold

TODAY = dt.date(2026, 11, 23)


def news(name: str, day: dt.date, body: str, **changed: object) -> Entry:
    given: dict[str, object] = {
        "id": name,
        "kind": Kind.NEWS,
        "title": f"Giá cước 5G ({name})",
        "source": Source("x"),
        "body": body,
        "position": Position(Path("a.yaml")),
        "date": Period(day, day),
    }
    return Entry(**{**given, **changed})  # type: ignore[arg-type]  # a test's entry, keys as in Entry


OLD = news("cu", dt.date(2020, 1, 2), "Giá cước mạng 5G là 100 nghìn đồng một tháng.", review_by=dt.date(2021, 1, 1))
NEW = news("moi", dt.date(2026, 10, 1), "Giá cước mạng 5G là 80 nghìn đồng một tháng.", replaces="cu")


@pytest.mark.parametrize(
    ("question", "present"),
    [
        ("giá cước 5G hiện nay", True),
        ("số thuê bao mới nhất", True),
        ("mobifone giờ thuộc bộ nào", True),
        ("quy định nào đang áp dụng", True),
        ("đến nay có bao nhiêu thuê bao", True),
        ("mấy giờ họp", False),
        ("giá cước 5G năm 2020", False),
    ],
)
def test_a_question_may_ask_for_the_present(question: str, present: bool) -> None:  # noqa: FBT001 a table's column
    assert asks_for_present(question) is present
    assert asks_for_present(fold(question)) is present


def test_a_replaced_entry_stands_behind_its_replacement_and_says_so() -> None:
    results = Answerer.build([OLD, NEW]).answer("giá cước mạng 5G là bao nhiêu", today=TODAY).results
    assert [result.entry.id for result in results] == ["moi", "cu"]
    assert results[0].caveats == ()
    assert [(caveat.doubt, caveat.by) for caveat in results[1].caveats] == [
        (Doubt.REPLACED, NEW),
        (Doubt.REVIEW, None),
    ]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("giá cước mạng 5G là bao nhiêu", "moi"),
        ("nguyễn văn hùng phụ trách gì", "cu"),
        ("trạm phát sóng đầu tiên đặt ở đâu", "cu"),
        ("tram phat song dau tien dat o dau", "cu"),
    ],
)
def test_what_only_the_replaced_entry_tells_is_answered_from_it_with_the_caveat(question: str, first: str) -> None:
    body = f"{OLD.body} Trạm phát sóng đầu tiên đặt tại Hòa Lạc do ông Nguyễn Văn Hùng phụ trách."
    old = news("cu", dt.date(2020, 1, 2), body)
    results = Answerer.build([old, NEW]).answer(question, today=TODAY).results
    assert results[0].entry.id == first
    told = [caveat.by for result in results for caveat in result.caveats if caveat.doubt is Doubt.REPLACED]
    assert told == [NEW]


def test_a_replacement_that_one_may_not_see_is_not_told_of() -> None:
    hidden = news("moi", dt.date(2026, 10, 1), NEW.body, replaces="cu", visibility=Visibility.ADMIN)
    (result,) = Answerer.build([OLD, hidden]).answer("giá cước mạng 5G", viewer=Visibility.STAFF, today=TODAY).results
    assert [caveat.doubt for caveat in result.caveats] == [Doubt.REVIEW]


def test_an_old_source_is_told_only_where_the_present_is_asked_for() -> None:
    answerer = Answerer.build([news("cu", dt.date(2020, 1, 2), OLD.body)])
    (result,) = answerer.answer("giá cước mạng 5G hiện nay", today=TODAY).results
    assert [(caveat.doubt, caveat.day) for caveat in result.caveats] == [(Doubt.OLD, dt.date(2020, 1, 2))]
    (result,) = answerer.answer("giá cước mạng 5G", today=TODAY).results
    assert result.caveats == ()


def test_the_newest_comes_first_where_the_present_is_asked_for() -> None:
    entries = [news(f"n{year}", dt.date(year, 5, 1), OLD.body) for year in (2019, 2024, 2021)]
    results = Answerer.build(entries).answer("giá cước mạng 5G hiện nay là bao nhiêu", today=TODAY).results
    assert results[0].entry.id == "n2024"
