"""Edits: nothing of what was written is lost, not by an edit, not by another admin, not by a kill."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import KnowledgeError, Position
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


words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp"]), min_size=1, max_size=40
)


shown = words.filter(str.strip).filter(str.isprintable)


def test_one_more_question_changes_one_line(tmp_path: Path) -> None:
    file = tmp_path / "mot.yaml"
    file.write_text(ONE, encoding="utf-8")
    opened = open_for_edit(file)
    save(opened, add_question(opened, "mot", "Họp: ở đâu?"))
    before, after = ONE.splitlines(), file.read_text(encoding="utf-8").splitlines()
    assert [line for line in after if line not in before] == ["  - 'Họp: ở đâu?'"]
    assert [line for line in after if line in before] == before


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


IN_LIST = "- id: a\n  title: T\n  source: {name: x}\n"
NESTED = {
    "one": "id: a\ntitle: T  # tên\nsource: {name: x}\n\n# hỏi\nquestions:\n  - Một?  # một\n  - Hai?\n"
    "body: |\n  x\n\n  y\n# hết\n",
    "flush lists": "id: a\ntitle: T\nsource: {name: x}\nquestions:\n- Hai?\n# cuối\nbody: |\n  x\n",
    "a list": "# tệp\n- id: b\n  title: B\n  source: {name: x}\n  body: >-\n    dòng\n    gấp\n\n# mục a\n"
    f"{IN_LIST}  questions:\n    - Hai?\n  body: |\n    x\n      lùi\n",
    "a list set in": f"  - id: b\n    title: B\n    source: {{name: x}}\n    body: b\n"
    f"{re.sub('(?m)^', '  ', IN_LIST).rstrip(' ')}    questions:\n      - Hai?\n    body: |\n      x\n",
    "a flush list of flush lists": f"{IN_LIST}  questions:\n  - Hai?\n  body: x\n",
}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("style", NESTED)
def test_an_edit_keeps_the_way_in_which_a_file_is_set(tmp_path: Path, style: str, line_end: str) -> None:
    file = tmp_path / "a.yaml"
    text = NESTED[style].replace("\n", line_end)
    file.write_bytes(text.encode())
    opened = open_for_edit(file)
    save(opened, add_question(opened, "a", "Mới?"))
    after = file.read_bytes().decode()
    before = text.splitlines(keepends=True)
    (added,) = [line for line in after.splitlines(keepends=True) if "Mới?" in line]
    assert after.replace(added, "") == text
    assert added.endswith(f"- Mới?{line_end}")
    assert [line for line in after.splitlines(keepends=True) if line in before] == before


def test_the_first_question_of_an_entry_that_leaves_them_empty_is_added(tmp_path: Path) -> None:
    file = tmp_path / "mot.yaml"
    file.write_text(ONE.replace("  - Ai chủ trì?\n", ""), encoding="utf-8")
    opened = open_for_edit(file)
    save(opened, add_question(opened, "mot", "Ai?"))
    assert load(tmp_path).entries[0].questions == ("Ai?",)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    entries=st.lists(st.tuples(words.filter(str.strip), words.filter(str.strip)), min_size=2, max_size=4),
    data=st.data(),
)
def test_an_edit_of_one_entry_of_a_list_leaves_the_others_and_every_comment(
    tmp_path: Path, entries: list[tuple[str, str]], data: st.DataObject
) -> None:
    file = tmp_path / "a.yaml"
    comments = [f"# ghi chú {number}" for number in range(len(entries))]
    text = "".join(
        f"{comment}\n- id: e{number}\n  title: {json.dumps(title, ensure_ascii=False)}  # tên {number}\n"
        f"  source: {{name: x}}\n  questions:\n    - {json.dumps(question, ensure_ascii=False)}\n"
        f"  body: |\n    Thân {number}.\n"
        for number, (comment, (title, question)) in enumerate(zip(comments, entries, strict=True))
    )
    file.write_text(text, encoding="utf-8")
    before = {entry.id: replace(entry, position=Position(file)) for entry in load(tmp_path).entries}
    chosen = f"e{data.draw(st.integers(0, len(entries) - 1))}"
    opened = open_for_edit(file)
    save(opened, changed_entry(opened, chosen, lambda held: held.update(topics=["mới"])))
    after = {entry.id: replace(entry, position=Position(file)) for entry in load(tmp_path).entries}
    assert list(after) == list(before)
    assert {name for name in after if after[name] != before[name]} == {chosen}
    assert replace(after[chosen], topics=()) == before[chosen]
    written = file.read_text(encoding="utf-8")
    assert [line for line in written.splitlines() if line.startswith("# ")] == comments
    assert all(f"# tên {number}" in written for number in range(len(entries)))


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
