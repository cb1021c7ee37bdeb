"""``hoibo ask`` on the repository's own knowledge and on broken knowledge."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def hoibo(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments], input=given, capture_output=True, text=True, check=False
    )


def test_the_chair_is_named_in_a_quotation_with_its_date() -> None:
    answer = hoibo("ask", "ai chu tri hoi nghi dang uy bo quy 1 nam 2009")
    assert answer.returncode == 0
    assert "Trần Đức Lai" in answer.stdout
    assert "08/05/2009" in answer.stdout


def test_a_question_a_line_gives_an_object_a_line() -> None:
    answer = hoibo("ask", "--json", given="ai chủ trì hội nghị Đảng ủy Bộ quý I năm 2009?\n\nnghỉ tết\n")
    replies = [json.loads(line) for line in answer.stdout.splitlines()]
    assert len(replies) == 3, "an empty line is a question as well"
    assert set(replies[0]) >= {"question", "status", "confidence", "elapsed_ms", "results"}


def test_a_broken_file_gives_its_place_and_a_bad_exit(tmp_path: Path) -> None:
    (tmp_path / "hong.yaml").write_text("title: Một\ntitle: Hai\n", encoding="utf-8")
    answer = hoibo("ask", "--knowledge", str(tmp_path), "gì?")
    assert answer.returncode == 1
    assert "hong.yaml:2:1" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_broken_knowledge_is_told_in_vietnamese_with_where_to_see_all_of_it(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("title: x\ntopics: abc\nsource: {name: a}\nbody: |\n  abc\n", encoding="utf-8")
    answer = hoibo("ask", "--knowledge", str(tmp_path), "5G")
    assert answer.returncode == 1
    assert "a.yaml:2:9: topics phải là danh sách → viết topics: [một, hai]" in answer.stderr
    assert "Xem tất cả: hoibo check" in answer.stderr
