"""A meeting's fields: who chaired, where, who is to do it, by when; quoted with the sentence that says so."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from bot.answering.answer import EXCERPT_LIMIT, Status
from bot.answering.answerer import Answerer
from bot.answering.fields import Field, field_asked, field_excerpt, says_nothing_of, tells_no_day
from bot.errors import Position
from bot.knowledge.entry import Entry, Kind, Meeting, Period, Source, Task
from bot.language.normal import fold

DAY = dt.date(2012, 7, 18)
BODY = (
    "Hội nghị giao ban quản lý nhà nước họp tại Đà Nẵng ngày 18/7/2012, có 63 sở dự. Trần Văn Khải nêu ý kiến về cáp "
    "quang. Hội nghị bàn về cước di động, về chất lượng mạng và về việc ngầm hóa cáp ở các đô thị lớn.\n\n"
    "Điều hành buổi họp là Thứ trưởng Trần Văn Khải. Ông giao Cục Viễn thông soạn thông tư về cước trước ngày "
    "30/9/2012; Cục Tần số lập quy hoạch băng tần, trình Bộ trước ngày 31/12/2012."
)
MEETING = Entry(
    id="giao-ban",
    kind=Kind.MEETING,
    title="Hội nghị giao ban quản lý nhà nước quý II/2012",
    source=Source("Mic.gov.vn"),
    body=BODY,
    position=Position(Path("a.yaml")),
    date=Period(DAY, DAY),
    meeting=Meeting(
        chair="Trần Văn Khải",
        place="Khách sạn Sông Hàn, Đà Nẵng",
        tasks=(
            Task("Soạn thông tư về cước", "Cục Viễn thông", dt.date(2012, 9, 30)),
            Task("Lập quy hoạch băng tần", "Cục Tần số", dt.date(2012, 12, 31)),
        ),
    ),
)
ASKED = {
    Field.CHAIR: ["ai chủ trì hội nghị", "do ai điều hành", "thứ trưởng nào chủ trì giao ban", "người nào chủ tọa"],
    Field.PLACE: ["hội nghị họp ở đâu", "giao ban tổ chức tại đâu", "ở đâu Hội nghị X", "địa điểm nào"],
    Field.UNIT: ["giao cho đơn vị nào soạn thông tư", "đơn vị nào được giao", "ai phụ trách", "giao cho ai"],
    Field.DUE: ["hạn chót khi nào", "thời hạn trình quy hoạch", "trước ngày nào phải xong", "hạn nộp báo cáo"],
    None: ["hội nghị bàn gì", "chủ trì là gì", "hạn hán ở miền Trung", "khi nào họp", "đâu là nguyên nhân"],
}


@pytest.mark.parametrize(("question", "field"), [(text, field) for field, texts in ASKED.items() for text in texts])
def test_a_question_asks_for_a_field_with_accents_and_without(question: str, field: Field | None) -> None:
    assert field_asked(question) is field
    assert field_asked(fold(question)) is field


@pytest.mark.parametrize(
    ("question", "value", "sentence"),
    [
        ("ai chủ trì hội nghị giao ban", "Trần Văn Khải", "Điều hành buổi họp"),
        ("giao ban họp ở đâu", "Đà Nẵng", "họp tại Đà Nẵng"),
        ("giao cho đơn vị nào soạn thông tư về cước", "Cục Viễn thông", "soạn thông tư về cước"),
        ("giao cho đơn vị nào lập quy hoạch băng tần", "Cục Tần số", "lập quy hoạch băng tần"),
        ("hạn soạn thông tư về cước là khi nào, hạn chót khi nào", "30/9/2012", "trước ngày 30/9/2012"),
        ("thời hạn lập quy hoạch băng tần", "31/12/2012", "trước ngày 31/12/2012"),
    ],
)
def test_the_sentence_that_says_it_is_quoted(question: str, value: str, sentence: str) -> None:
    field = field_asked(question)
    assert field is not None
    excerpt = field_excerpt(field, question, MEETING)
    assert excerpt is not None
    assert BODY[excerpt.start : excerpt.start + len(excerpt.text)] == excerpt.text
    assert len(excerpt.text) <= EXCERPT_LIMIT
    assert sentence in excerpt.text
    (marked,) = excerpt.highlights
    assert value in excerpt.text[slice(*marked)]


def test_an_answer_quotes_the_field_s_sentence() -> None:
    answer = Answerer.build([MEETING]).answer("ai chủ trì hội nghị giao ban quý II/2012", today=DAY)
    assert answer.status is Status.ANSWER
    assert "Thứ trưởng Trần Văn Khải" in answer.results[0].excerpt.text
    assert not answer.understood.unsaid


def test_what_a_meeting_does_not_say_is_said_to_be_missing() -> None:
    bare = Entry(
        id="x",
        kind=Kind.MEETING,
        title="Hội nghị giao ban quản lý nhà nước quý II/2012",
        source=Source("x"),
        body="Hội nghị giao ban quý II/2012 bàn về cước viễn thông.",
        position=Position(Path("b.yaml")),
        date=Period(DAY, DAY),
    )
    assert says_nothing_of(Field.CHAIR, bare)
    assert field_excerpt(Field.CHAIR, "ai chủ trì", bare) is None
    answer = Answerer.build([bare]).answer("ai chủ trì hội nghị giao ban quý II/2012", today=DAY)
    assert answer.understood.unsaid == Field.CHAIR


def test_a_long_sentence_is_cut_around_the_value() -> None:
    body = f"Hội nghị bàn {'về cước viễn thông, ' * 30}do Thứ trưởng Trần Văn Khải chủ trì, {'và họp tiếp, ' * 30}hết."
    entry = Entry(
        id="x",
        kind=Kind.MEETING,
        title="Hội nghị",
        source=Source("x"),
        body=body,
        position=Position(Path("b.yaml")),
        meeting=Meeting(chair="Trần Văn Khải"),
    )
    excerpt = field_excerpt(Field.CHAIR, "ai chủ trì", entry)
    assert excerpt is not None
    assert len(excerpt.text) <= EXCERPT_LIMIT
    assert body[excerpt.start : excerpt.start + len(excerpt.text)] == excerpt.text
    assert excerpt.text[slice(*excerpt.highlights[0])] == "Trần Văn Khải"


@pytest.mark.parametrize(
    ("body", "tells_none"),
    [
        ("Hội nghị ngày 18/7/2012 giao Văn phòng tổng hợp báo cáo.", True),
        ("Hội nghị ngày 18/7/2012 giao Văn phòng gửi báo cáo từ nay đến ngày 30/7/2012.", False),
        ("Hội nghị giao Văn phòng gửi báo cáo, thời hạn sẽ thông báo sau.", False),
    ],
)
def test_an_entry_with_no_day_but_its_own_can_tell_nothing_that_is_due(body: str, *, tells_none: bool) -> None:
    entry = replace(MEETING, body=body, meeting=None)
    assert tells_no_day(entry) is tells_none
    answer = Answerer.build((entry,)).answer("Văn phòng phải gửi báo cáo trước ngày nào", today=DAY)
    assert not (tells_none and answer.status is Status.ANSWER)
