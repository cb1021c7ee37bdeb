"""Questions about people, over the repository's own knowledge: who is named must be in what is quoted."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.answering.answer import Status
from bot.answering.answerer import Answerer
from bot.knowledge.loading import load
from bot.language.normal import fold

TODAY = dt.date(2026, 11, 23)


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    held = load(Path("knowledge"))
    return Answerer.build(held.entries, glossary=held.glossary)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("a Lai chủ trì họp gì", "Trần Đức Lai"),
        ("a lai chu tri hop gi", "Trần Đức Lai"),
        ("tt Lai chủ trì hội nghị nào", "Trần Đức Lai"),
        ("đ/c Lai nói gì về công đoàn", "Trần Đức Lai"),
        ("đồng chí Lai phát biểu gì", "Trần Đức Lai"),
        ("thứ trưởng phan tâm phát biểu gì", "Phan Tâm"),
        ("thu truong phan tam phat bieu gi", "Phan Tâm"),
        ("bộ trưởng Nguyễn Mạn Hùng nói gì về 5G", "Nguyễn Mạnh Hùng"),
    ],
)
def test_the_answer_names_whom_the_question_names(answerer: Answerer, question: str, name: str) -> None:
    answer = answerer.answer(question, today=TODAY)
    assert answer.status is Status.ANSWER
    entry = answer.results[0].entry
    assert name in f"{entry.title} {entry.people} {entry.body}"
    if fold(name) not in fold(question) and "Mạn " not in question:
        assert answer.understood.people == (name,)


@pytest.mark.parametrize(
    ("question", "person"),
    [
        ("thứ trưởng Nguyễn Văn Tèo nói gì về 5G", "Nguyễn Văn Tèo"),
        ("bộ trưởng nguyễn văn hùng tiếp đại sứ nhật bản", "nguyễn văn hùng"),
        ("bo truong nguyen van hung tiep dai su nhat ban", "nguyen van hung"),
        ("thứ trưởng Khải nói gì về 5G", "Khải"),
        ("đồng chí Trần Văn Khải chủ trì họp gì", "Trần Văn Khải"),
        ("Nguyễn Văn Tèo là ai", "Nguyễn Văn Tèo"),
    ],
)
def test_who_does_not_occur_is_said_not_to(answerer: Answerer, question: str, person: str) -> None:
    answer = answerer.answer(question, today=TODAY)
    assert answer.status is Status.NOT_FOUND
    assert [conflict.asked for conflict in answer.understood.conflicts] == [person]


def test_who_never_spoke_of_it_is_not_quoted_on_something_else(answerer: Answerer) -> None:
    answer = answerer.answer("thứ trưởng Trần Đức Lai nói gì về đấu giá 5G", today=TODAY)
    assert answer.status is Status.NOT_FOUND
    assert [conflict.asked for conflict in answer.understood.conflicts] == ["5G"]


def test_a_list_of_an_unknown_person_s_doings_is_empty(answerer: Answerer) -> None:
    answer = answerer.answer("các hoạt động của thứ trưởng Nguyễn Văn Tèo", today=TODAY)
    assert answer.status is Status.NOT_FOUND


@pytest.mark.parametrize(
    "question",
    ["lam viec voi bo truong buu chinh vien thong campuchia ve nhan luc so", "Ông Maeng Hyung-kyu mời ai sang thăm?"],
)
def test_what_only_looks_like_a_name_hides_no_answer(answerer: Answerer, question: str) -> None:
    assert answerer.answer(question, today=TODAY).status is Status.ANSWER
