"""Deeds on the knowledge's files: each on the version that was seen, each to be undone."""

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.knowledge.desk import Desk
from bot.knowledge.editing import ChangedMeanwhileError, Opened, open_for_edit
from bot.knowledge.fields import BadValueError, Field, with_field
from bot.knowledge.loading import load, read_file

ENTRY = """# ghi chú
id: a
title: Tiêu đề  # cuối dòng
date: 2024-05-08
source: {name: Mic.gov.vn}
body: |
  Nội dung của mục này.
"""


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "2024").mkdir()
    (tmp_path / "2024" / "a.yaml").write_text(ENTRY, encoding="utf-8")
    return Desk(tmp_path)


def test_a_deed_on_another_version_than_the_one_seen_is_refused(desk, tmp_path):
    file = tmp_path / "2024" / "a.yaml"
    seen = open_for_edit(file)
    desk.change(seen, ENTRY.replace("Nội dung", "Lời"), who="An")
    for deed in (
        lambda: desk.change(seen, ENTRY.replace("Nội dung", "Chữ"), who="Bình"),
        lambda: desk.withdraw(file, "a", seen.version[:8], who="Bình"),
    ):
        with pytest.raises(ChangedMeanwhileError):
            deed()
    assert "Lời" in file.read_text(encoding="utf-8")


def test_every_deed_can_be_undone_and_the_undoing_too(desk, tmp_path):
    file = tmp_path / "2024" / "a.yaml"
    done = desk.withdraw(file, "a", "", who="An")
    assert load(tmp_path).entries == ()
    back = desk.undo(done, "a", who="An")
    assert file.read_text(encoding="utf-8") == ENTRY
    again = desk.undo(back, "a", who="An")
    assert again.after is None
    assert not file.exists()


def test_a_draft_is_published_into_its_year_or_put_aside(desk, tmp_path):
    kept = desk.keep(desk.drafts / "b.yaml", ENTRY.replace("id: a", "id: b"))
    done = desk.publish(kept.file, kept.version, who="An")
    assert done.file == tmp_path / "2024" / "b.yaml"
    other = desk.keep(desk.drafts / "c.yaml", ENTRY.replace("id: a", "id: c"))
    desk.drop(other.file, other.version)
    assert desk.draft_files() == []
    assert [entry.id for entry in desk.drafted(dropped=True)] == ["c"]
    assert {entry.id for entry in load(tmp_path).entries} == {"a", "b"}


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        (Field.DATE, "hôm qua"),
        (Field.DATE, "31/2/2024"),
        (Field.LINK, "javascript:alert(1)"),
        (Field.LINK, "https://a b"),
        (Field.TITLE, "  \n "),
        (Field.TOPICS, ";;"),
    ],
)
def test_what_is_no_value_of_a_field_is_refused(tmp_path, field, typed):
    with pytest.raises(BadValueError):
        with_field(Opened(tmp_path / "a.yaml", ENTRY, ""), "a", field, typed)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn", "Co"]), min_size=1, max_size=80))
@example("…")  # which stands for what is not filled in yet
def test_any_title_is_written_as_text_and_the_rest_stays(tmp_path_factory, typed):
    folder = tmp_path_factory.mktemp("fields")
    try:
        text = with_field(Opened(folder / "a.yaml", ENTRY, ""), "a", Field.TITLE, typed)
    except BadValueError:
        return
    file = folder / "a.yaml"
    file.write_text(text, encoding="utf-8")
    (written,), findings = read_file(file)
    assert not findings
    assert written.entry.date is not None
    assert written.entry.date.last == dt.date(2024, 5, 8)
    assert written.entry.body.strip() == "Nội dung của mục này."
    assert text.startswith("# ghi chú\nid: a\n")
