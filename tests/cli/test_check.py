"""``hoibo check`` as its users run it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from click.testing import CliRunner

from bot.cli import hoibo

if TYPE_CHECKING:
    from pathlib import Path

BODY = "Thứ trưởng chủ trì hội nghị giao ban tháng sáu tại Hà Nội và giao các vụ chuẩn bị báo cáo tổng kết công tác."
GOOD = f"""\
title: Giao ban tháng sáu
date: 2020-06-01
source: {{name: Cổng Bộ}}
questions: [Ai chủ trì hội nghị giao ban tháng sáu?]
body: {BODY}
"""


def run(folder: Path, *options: str) -> tuple[int, str]:
    result = CliRunner().invoke(hoibo, ["check", "--knowledge", str(folder), *options])
    return result.exit_code, result.output


def test_sound_knowledge_ends_with_0(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    assert run(tmp_path) == (0, "Đã đọc 1 mục; lỗi: 0, lưu ý: 0.\n")


def test_an_error_ends_with_1_and_is_said_in_the_language_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD + "titel: x\n", encoding="utf-8")
    code, text = run(tmp_path)
    assert code == 1
    assert "a.yaml:6:1: lỗi: Không có khóa 'titel'; có phải ý bạn là 'title'?" in text
    assert "did you mean 'title'?" in run(tmp_path, "--language", "en")[1]


def test_a_question_that_does_not_find_its_entry_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        GOOD.replace("Ai chủ trì hội nghị giao ban tháng sáu", "Họp ngày 3/7/2011 ai chủ trì"), encoding="utf-8"
    )
    code, text = run(tmp_path, "--format", "json")
    assert code == 0
    (finding,) = (json.loads(line) for line in text.splitlines())
    assert (finding["severity"], finding["code"], finding["line"]) == ("warning", "question-finds-nothing", 4)
    assert run(tmp_path, "--strict")[0] == 1


def test_a_pipeline_gets_commands_that_show_beside_the_line(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD + "titel: x\n", encoding="utf-8")
    _, text = run(tmp_path, "--format", "github")
    assert text.startswith("::error file=")
    assert ",line=6,col=1,title=misspelled-key::" in text


def test_wrong_usage_ends_with_2(tmp_path: Path) -> None:
    assert run(tmp_path, "--format", "xml")[0] == 2
