"""History: who changed an entry and when, and the way back; and none of it where there is no Git."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from bot.errors import KnowledgeError
from bot.knowledge.editing import add_question, create, open_for_edit, save, withdraw
from bot.knowledge.history import edits, record, undo
from bot.knowledge.loading import load

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = "id: mot\ntitle: Giao ban\nsource: {name: x}\nbody: Thứ trưởng chủ trì.\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    return tmp_path


def test_each_edit_says_who_and_what_and_can_be_undone(checkout: Path) -> None:
    file = checkout / "mot.yaml"
    create(file, ENTRY)
    record(file, who="Lan", what="Đăng mục mot")
    opened = open_for_edit(file)
    save(opened, add_question(opened, "mot", "Ai chủ trì?"))
    record(file, who="Minh <x>\n", what="Thêm câu hỏi")
    newest, first = edits(file)
    assert [(edit.who, edit.what) for edit in (first, newest)] == [("Lan", "Đăng mục mot"), ("Minh x", "Thêm câu hỏi")]
    undo(file, newest, who="Lan")
    assert load(checkout).entries[0].questions == ()
    assert edits(file)[0].what == "Undo: Thêm câu hỏi"
    with pytest.raises(KnowledgeError, match="nothing before"):
        undo(file, first, who="Lan")


def test_what_was_withdrawn_comes_back(checkout: Path) -> None:
    file = checkout / "mot.yaml"
    create(file, ENTRY)
    record(file, who="Lan", what="Đăng")
    withdraw(checkout, "mot")
    record(file, who="Lan", what="Gỡ")
    assert load(checkout).entries == ()
    undo(file, edits(file)[0], who="Minh")
    assert [entry.id for entry in load(checkout).entries] == ["mot"]


def test_other_peoples_unfinished_work_is_not_committed(checkout: Path) -> None:
    (checkout / "other.yaml").write_text(ENTRY, encoding="utf-8")
    subprocess.run(["git", "-C", str(checkout), "add", "other.yaml"], check=True)
    create(checkout / "mot.yaml", ENTRY)
    record(checkout / "mot.yaml", who="Lan", what="Đăng")
    staged = subprocess.run(
        ["git", "-C", str(checkout), "diff", "--cached", "--name-only"], check=True, capture_output=True, text=True
    ).stdout
    assert staged.split() == ["other.yaml"]


def test_without_git_an_edit_is_an_edit(tmp_path: Path) -> None:
    create(tmp_path / "mot.yaml", ENTRY)
    assert record(tmp_path / "mot.yaml", who="Lan", what="Đăng") is None
    assert edits(tmp_path / "mot.yaml") == ()
