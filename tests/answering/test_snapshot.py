import pytest

from bot.answering.answer import Status
from bot.answering.snapshot import Served, Snapshot, entry_key
from bot.errors import KnowledgeError
from bot.knowledge.entry import Visibility
from bot.knowledge.loading import load

ENTRY = """
id: {name}
title: Hội nghị {subject}
date: 2024-05-08
visibility: {visibility}
source: {{name: Mic.gov.vn}}
questions: [Ai chủ trì hội nghị {subject}?]
body: |
  Thứ trưởng Trần Đức Lai chủ trì hội nghị {subject} tại Hà Nội.
"""


def _write(folder, name, subject, visibility="staff"):
    (folder / f"{name}.yaml").write_text(
        ENTRY.format(name=name, subject=subject, visibility=visibility), encoding="utf-8"
    )


def test_examples_are_questions_that_work_and_that_the_viewer_may_ask(tmp_path):
    _write(tmp_path, "mo", "viễn thông nông thôn", "public")
    _write(tmp_path, "kin", "đấu giá băng tần", "admin")
    snapshot = Snapshot.build(load(tmp_path))
    assert all("viễn thông" in question for question in snapshot.examples[Visibility.PUBLIC])
    assert len(snapshot.examples[Visibility.ADMIN]) == 2
    for viewer, questions in snapshot.examples.items():
        assert questions
        for question in questions:
            assert snapshot.answerer.answer(question, viewer=viewer).status is Status.ANSWER


def test_an_entry_is_found_by_its_key_only_by_those_who_may_see_it(tmp_path):
    _write(tmp_path, "kin", "đấu giá băng tần", "admin")
    snapshot = Snapshot.build(load(tmp_path))
    assert snapshot.entry(entry_key("kin"), Visibility.STAFF) is None
    assert snapshot.entry(entry_key("kin"), Visibility.ADMIN).id == "kin"
    assert snapshot.entry("nothing", Visibility.ADMIN) is None


def test_a_reload_serves_the_new_and_a_broken_one_keeps_the_last_good(tmp_path):
    _write(tmp_path, "a", "viễn thông nông thôn")
    served = Served(lambda: load(tmp_path))
    first = served.now
    assert served.reload() is False
    assert served.now is first
    _write(tmp_path, "b", "đấu giá băng tần")
    assert served.reload() is True
    second = served.now
    assert len(second.knowledge.entries) == 2
    (tmp_path / "b.yaml").write_text("title: [", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"b\.yaml:2"):
        served.reload()
    assert served.now is second
