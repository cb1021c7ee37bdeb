"""Edits: nothing of what was written is lost, not by an edit, not by another admin, not by a kill."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import KnowledgeError
from bot.knowledge.editing import (
    ChangedMeanwhileError,
    add_question,
    changed_entry,
    create,
    open_for_edit,
    save,
    withdraw,
    write_whole,
)
from bot.knowledge.finding import FoundError
from bot.knowledge.loading import load

ONE = """\
# Ghi chú của quản trị
id: mot
title: 'Một: hai'   # giữ nguyên
date: 2009-05-08
source: {name: Cổng Bộ}
questions:
  - Ai chủ trì?
body: |
  Dòng một.

  Dòng hai rất dài, dài hơn tám mươi ký tự để xem trình ghi có bẻ dòng hay không, mà bẻ dòng thì hỏng.
"""
TWO = "- id: a\n  title: A\n  source: {name: x}\n  body: a\n# x\n- id: b\n  title: B\n  source: {name: x}\n  body: bb\n"


def test_one_more_question_changes_one_line(tmp_path: Path) -> None:
    file = tmp_path / "mot.yaml"
    file.write_text(ONE, encoding="utf-8")
    opened = open_for_edit(file)
    save(opened, add_question(opened, "mot", "Họp: ở đâu?"))
    before, after = ONE.splitlines(), file.read_text(encoding="utf-8").splitlines()
    assert [line for line in after if line not in before] == ["  - 'Họp: ở đâu?'"]
    assert [line for line in after if line in before] == before


words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp"]), min_size=1, max_size=40
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=words.filter(str.strip), question=words.filter(str.strip))
def test_whatever_is_written_is_read_back_and_the_rest_stays(tmp_path: Path, title: str, question: str) -> None:
    file = tmp_path / "mot.yaml"
    file.write_text(ONE, encoding="utf-8")
    opened = open_for_edit(file)
    text = changed_entry(opened, "mot", lambda held: held.update(title=title, questions=[question]))
    save(opened, text)
    entry = load(tmp_path).entries[0]
    again = open_for_edit(file)
    assert changed_entry(again, "mot", lambda _: None) == again.text, "an edit that changes nothing writes nothing new"
    assert entry.body.startswith("Dòng một.\n\nDòng hai")
    assert again.text.startswith("# Ghi chú của quản trị\nid: mot\n")


def test_an_edit_of_what_has_changed_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "mot.yaml"
    file.write_text(ONE, encoding="utf-8")
    mine, theirs = open_for_edit(file), open_for_edit(file)
    save(theirs, theirs.text.replace("Dòng một", "Dòng 1"))
    with pytest.raises(ChangedMeanwhileError):
        save(mine, mine.text.replace("Dòng hai", "Dòng 2"))
    assert "Dòng 1." in file.read_text(encoding="utf-8")


def test_an_edit_that_breaks_the_entry_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "mot.yaml"
    file.write_text(ONE, encoding="utf-8")
    opened = open_for_edit(file)
    with pytest.raises(FoundError, match="no day"):
        save(opened, opened.text.replace("2009-05-08", "2009-02-30"))
    assert file.read_text(encoding="utf-8") == ONE


def test_admins_at_once_lose_no_edit(tmp_path: Path) -> None:
    file = tmp_path / "mot.yaml"
    file.write_text(ONE, encoding="utf-8")

    def admin(name: int) -> None:
        for number in range(4):
            while True:
                opened = open_for_edit(file)
                try:
                    save(opened, add_question(opened, "mot", f"Câu {name}-{number}?"))
                    break
                except ChangedMeanwhileError:
                    continue

    admins = [threading.Thread(target=admin, args=(name,)) for name in range(4)]
    for one in admins:
        one.start()
    for one in admins:
        one.join()
    assert len(load(tmp_path).entries[0].questions) == 1 + 4 * 4


def test_a_new_entry_never_takes_anothers_place(tmp_path: Path) -> None:
    create(tmp_path / "2009" / "mot.yaml", ONE)
    with pytest.raises(ChangedMeanwhileError):
        create(tmp_path / "2009" / "mot.yaml", ONE)


def test_withdrawing_takes_out_one_entry_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "hai.yaml").write_text(TWO, encoding="utf-8")
    (tmp_path / "mot.yaml").write_text(ONE, encoding="utf-8")
    withdraw(tmp_path, "a")
    withdraw(tmp_path, "mot")
    assert [entry.id for entry in load(tmp_path).entries] == ["b"]
    with pytest.raises(KnowledgeError, match="no entry"):
        withdraw(tmp_path, "a")


_WRITES = """
import sys
from pathlib import Path
from bot.knowledge.editing import write_whole
print("begun", flush=True)
for number in range(200):
    write_whole(Path(sys.argv[1]), f"{number}\\n" * 20_000)
"""


@pytest.mark.parametrize("kills", [pytest.param(2), pytest.param(25, marks=pytest.mark.slow)])
def test_a_kill_between_writes_leaves_the_file_whole(tmp_path: Path, kills: int) -> None:
    file = tmp_path / "x.yaml"
    write_whole(file, "0\n" * 20_000)
    for number in range(kills):
        with subprocess.Popen(
            [sys.executable, "-c", _WRITES, str(file)], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
        ) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            seen = file.stat().st_ino
            while file.stat().st_ino == seen and writer.poll() is None:
                pass  # until it has written once; then the kill falls anywhere in a write
            for _ in range(number * 500):
                file.exists()
            writer.send_signal(signal.SIGKILL)
        lines = file.read_text(encoding="utf-8").splitlines()
        assert (len(lines), len(set(lines))) == (20_000, 1)
