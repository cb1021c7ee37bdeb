"""``hoibo preview`` and ``hoibo new`` as their users run them."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

from click.testing import CliRunner

from bot.cli import hoibo
from bot.knowledge.loading import load

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = """\
title: {title}
date: 2020-06-01
source: {{name: Cổng Bộ}}
body: {body}
"""
STAMPS = ENTRY.format(title="Phát hành bộ tem biển đảo", body="Bưu điện phát hành bộ tem biển đảo gồm bốn mẫu.")
RADIO = ENTRY.format(title="Quy hoạch băng tần", body="Cục Tần số công bố quy hoạch băng tần cho mạng di động 5G.")


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(hoibo, [*words])
    return result.exit_code, result.output


def preview(tmp_path: Path, *options: str) -> tuple[int, list[dict[str, str]]]:
    asked = tmp_path / "asked.txt"
    asked.write_text('Bộ tem biển đảo gồm mấy mẫu?\n{"question": "Quy hoạch băng tần 5G"}\n', encoding="utf-8")
    str(tmp_path / "knowledge")
    code, said = run(
        "preview",
        "--knowledge",
        str(tmp_path / "knowledge"),
        "--questions",
        str(asked),
        "--days",
        "0",
        "--json",
        *options,
    )
    return code, [json.loads(line) for line in said.splitlines()]


def test_what_is_lost_and_what_is_newly_answered_is_told(tmp_path: Path) -> None:
    for folder, text in (("served", STAMPS), ("knowledge", RADIO)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.yaml").write_text(text, encoding="utf-8")
    code, changes = preview(tmp_path, "--served", str(tmp_path / "served"))
    assert code == 1
    assert [change["difference"] for change in changes] == ["lost", "answered"]


def test_without_a_folder_the_last_commit_is_what_is_compared_with(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "tem.yaml").write_text(STAMPS, encoding="utf-8")
    git = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@b.vn"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run([*git, *words], check=True)
    assert preview(tmp_path) == (0, [])
    (folder / "tan-so.yaml").write_text(RADIO, encoding="utf-8")
    code, (change,) = preview(tmp_path)
    assert (code, change["difference"]) == (0, "answered")


def test_a_new_entry_is_a_draft_until_it_is_published(tmp_path: Path) -> None:
    assert run("new", "--knowledge", str(tmp_path), "Giao", "ban: quý II")[0] == 0
    draft = tmp_path / "drafts" / "giao-ban-quy-ii.yaml"
    assert load(tmp_path).entries == ()
    new = draft.read_text(encoding="utf-8")
    filled = new.replace("|\n  …", "|\n  Thứ trưởng chủ trì giao ban.").replace("https://…", "https://mic.gov.vn/a.htm")
    draft.write_text(filled, encoding="utf-8")
    assert run("add", "--knowledge", str(tmp_path), "--publish", str(draft))[0] == 0
    assert [entry.title for entry in load(tmp_path).entries] == ["Giao ban: quý II"]
    assert not draft.exists()
