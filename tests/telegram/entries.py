"""Small entries and results for tests of what the bot says."""

import datetime as dt
from pathlib import Path

from bot.answering.answer import Answer, Excerpt, Result, Status
from bot.errors import Position
from bot.knowledge.entry import Entry, Kind, Period, Source

BODY = "Thứ trưởng Trần Đức Lai chủ trì hội nghị ngày 8/5/2009 tại Hà Nội."


def entry(name="dang-uy", **changed):
    day = dt.date(2009, 5, 8)
    given = {
        "id": name,
        "kind": Kind.MEETING,
        "title": f"Hội nghị {name}",
        "source": Source("Mic.gov.vn", f"https://mic.gov.vn/{name}.htm"),
        "body": BODY,
        "position": Position(Path("knowledge/a.yaml"), 1),
        "date": Period(day, day),
    }
    return Entry(**{**given, **changed})


def result(name="dang-uy", text=BODY, highlights=((11, 23),), **changed):
    return Result(entry(name, **changed), Excerpt(text, 0, highlights), 1.0)


def answer(status=Status.ANSWER, *results):
    return Answer("ai chủ trì?", status, 0.9, results, 1.0)
