"""What is said of an edit before it is published, beside what is served."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.answering.preview import MOST_PROMISED, Difference, promised
from bot.answering.review import review, without
from bot.answering.snapshot import Snapshot
from bot.knowledge.entry import Visibility
from bot.knowledge.loading import load

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 11, 23)
ENTRY = """title: {title}
date: 2024-05-08
source: {{name: Mic.gov.vn}}
questions: [{question}]
body: |
  {body}
"""
FAIR = ENTRY.format(
    title="Hội chợ sách mùa thu", question="Hội chợ sách mùa thu mở ở đâu?", body="Hội chợ sách mùa thu mở tại Huế."
)
STAMP = ENTRY.format(
    title="Bộ tem biển đảo", question="Bộ tem biển đảo gồm mấy mẫu?", body="Bộ tem biển đảo gồm bốn mẫu."
)


def snapshot(folder: Path, **texts: str) -> Snapshot:
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return Snapshot.build(load(folder))


def test_an_edit_that_takes_the_question_of_another_entry_is_shown(tmp_path: Path) -> None:
    served = snapshot(tmp_path, fair=FAIR, stamp=STAMP)
    newer = STAMP.replace("Bộ tem biển đảo", "Hội chợ sách mùa thu").replace("gồm bốn mẫu", "mở tại Vinh từ tháng sau")
    newer = f"{newer}replaces: fair\n"
    found = review(newer, "stamp.yaml", "stamp", served=served, questions=(), today=TODAY)
    changed = {change.question: change.difference for change in found.changes}
    assert changed["Hội chợ sách mùa thu mở ở đâu?"] is Difference.CHANGED


def test_an_edit_shows_what_is_newly_answered_and_what_is_lost(tmp_path: Path) -> None:
    served = snapshot(tmp_path, fair=FAIR, stamp=STAMP)
    edited = FAIR.replace("Hội chợ sách mùa thu", "Triển lãm máy tính cổ")
    asked = ("Hội chợ sách mùa thu mở ở đâu?", "Triển lãm máy tính cổ mở ở đâu?")
    found = review(edited, "fair.yaml", "fair", served=served, questions=asked, today=TODAY)
    assert {change.question: change.difference for change in found.changes} == {
        asked[0]: Difference.LOST,
        asked[1]: Difference.ANSWERED,
    }
    assert [change.difference for change in found.changes] == [Difference.LOST, Difference.ANSWERED], "the worst first"


def test_withdrawing_shows_what_is_lost_and_an_edit_of_nothing_shows_nothing(tmp_path: Path) -> None:
    served = snapshot(tmp_path, fair=FAIR, stamp=STAMP)
    (lost,) = without("fair", served=served, questions=(), today=TODAY)
    assert (lost.question, lost.difference) == ("Hội chợ sách mùa thu mở ở đâu?", Difference.LOST)
    assert review(FAIR, "fair.yaml", "fair", served=served, questions=(), today=TODAY).changes == ()


def test_of_many_promises_some_are_tried_evenly_spread(tmp_path: Path) -> None:
    many = "".join(
        "- " + FAIR.replace("sách", f"sách số {number}").replace("\n", "\n  ").strip() + f"\n  id: n{number}\n"
        for number in range(2 * MOST_PROMISED + 1)
    )
    served = snapshot(tmp_path, many=many)
    asked = promised(served.knowledge.entries, Visibility.STAFF)
    assert MOST_PROMISED / 2 < len(asked) <= MOST_PROMISED
    assert asked[:2] == ("Hội chợ sách số 0 mùa thu mở ở đâu?", "Hội chợ sách số 3 mùa thu mở ở đâu?")
