"""Loading: a folder becomes entries, or every reason why not, each with its place."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import TYPE_CHECKING

import pytest

from bot.knowledge.entry import Kind
from bot.knowledge.loading import BrokenKnowledgeError, find_entry, load

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """\
id: hop-quy-1
kind: meeting
title: Hội nghị quý I
date: 2009-05-08
source: {name: Báo Bưu điện, url: https://example.vn/1}
people: [no, Trần Đức Lai]
meeting: {chair: Trần Đức Lai, tasks: [{task: Làm, unit: Vụ, due: 30/6/2009}]}
body: |
  Thứ trưởng chủ trì lúc 08:30.
"""


def test_an_entry_keeps_what_the_admin_wrote(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    (entry,) = load(tmp_path).entries
    assert entry.kind is Kind.MEETING
    assert entry.people == ("no", "Trần Đức Lai"), "an unquoted no stays a word"
    assert entry.date is not None
    assert entry.date.first == dt.date(2009, 5, 8)
    assert entry.meeting is not None
    assert entry.meeting.tasks[0].due == dt.date(2009, 6, 30)


def test_drafts_are_not_served(tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "b.yaml").write_text("title: [", encoding="utf-8")
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    assert len(load(tmp_path).entries) == 1


def test_the_version_follows_the_content(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    before = load(tmp_path).version
    assert load(tmp_path).version == before
    (tmp_path / "a.yaml").write_text(GOOD.replace("08:30", "09:30"), encoding="utf-8")
    assert load(tmp_path).version != before


@pytest.mark.parametrize(
    ("text", "place", "cause"),
    [
        ("title: Một\ntitle: Hai\n", "bad.yaml:2:1", "stands twice"),
        ("title: &a Một\nbody: *a\n", "bad.yaml:1:8", "anchors"),
        ("title: !!python/object:os.system x\n", "bad.yaml:1:8", "tag"),
        ("a: " + "[" * 50_000, "bad.yaml:1:15", "deeper"),
        ("title: Một: hai\n", "bad.yaml:1", "mapping values"),
        ("title: Một\n\tbody: x\n", "bad.yaml:2", "tab"),
        ("", "bad.yaml:1", "no entry"),
        (GOOD.replace("2009-05-08", "2009-02-30"), "bad.yaml:4:7", "no day"),
        (GOOD.replace("source", "sorce"), "bad.yaml:5:1", "unknown"),
    ],
)
def test_a_bad_file_is_told_with_its_place(tmp_path: Path, text: str, place: str, cause: str) -> None:
    (tmp_path / "bad.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BrokenKnowledgeError) as broken:
        load(tmp_path)
    told = [str(finding) for finding in broken.value.findings]
    assert any(place in finding and cause in finding for finding in told), told


def test_every_bad_file_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("title: [", encoding="utf-8")
    (tmp_path / "b.yaml").write_bytes("title: Bộ\n".encode("utf-16"))
    with pytest.raises(BrokenKnowledgeError) as broken:
        load(tmp_path)
    assert len(broken.value.findings) == 2


def test_an_entry_is_found_wherever_its_id_stands_and_not_where_it_is_only_named(tmp_path: Path) -> None:
    inner = tmp_path / "2009"
    inner.mkdir()
    for file, text in {
        inner / "theo-ten.yaml": GOOD.replace("id: hop-quy-1\n", ""),
        inner / "a.yaml": GOOD.replace("id: hop-quy-1", "id: nêu\nreplaces: khong-co"),
        tmp_path / "b.yaml": GOOD.replace("id: hop-quy-1", unicodedata.normalize("NFD", "id: họp")),
        tmp_path / "broken.yaml": "id: hong\ntitle: [",
        tmp_path / "latin.yaml": "id: hong",
    }.items():
        file.write_text(text, encoding="utf-8")
    found = {name: find_entry(tmp_path, name) for name in ("theo-ten", "nêu", "họp", "khong-co", "hong", "hop-quy-1")}
    assert {name: entry and entry.position.file.name for name, entry in found.items()} == {
        "theo-ten": "theo-ten.yaml",
        "nêu": "a.yaml",
        "họp": "b.yaml",
        **dict.fromkeys(("khong-co", "hong", "hop-quy-1")),
    }
