"""``hoibo train`` over sets small enough to be read here."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.train import command
from bot.scorecard.questions import QuestionSetError
from bot.search.excerpt import SIGNS

ROOT = Path(__file__).parents[2]
PASSAGES = {
    "chim": "Chim én bay về phương nam khi trời lạnh. Đàn chim én có ba mươi con, do con già nhất dẫn đường.",
    "sông": "Sông Hồng bắt nguồn từ Vân Nam. Sông dài 1.149 km, đoạn qua Việt Nam dài 510 km, chảy ra vịnh Bắc Bộ.",
    "núi": "Núi Bà Đen ở Tây Ninh cao 986 mét. Người dân dựng ở đó nhiều ngôi chùa từ thế kỷ XVIII.",
}
ASKED = (
    ("Đàn chim én có bao nhiêu con?", "chim", "ba mươi"),
    ("Sông Hồng dài bao nhiêu?", "sông", "1.149 km"),
    ("Núi Bà Đen cao bao nhiêu mét?", "núi", "986"),
)


@pytest.fixture
def learn(tmp_path):
    """Runs the command over the passages, with a golden file of that text; what was written, by sign."""
    passages, questions = tmp_path / "passages.jsonl", tmp_path / "questions.jsonl"
    passages.write_text("".join(f"{json.dumps({'id': k, 'text': v})}\n" for k, v in PASSAGES.items()), encoding="utf-8")
    questions.write_text(
        "".join(
            f"{json.dumps({'question': ask, 'passage_id': of, 'answers': [answer]})}\n" for ask, of, answer in ASKED
        ),
        encoding="utf-8",
    )
    (tmp_path / "search").mkdir()

    def run(golden: str) -> dict[str, float]:
        file = tmp_path / "golden.yaml"
        file.write_text(golden, encoding="utf-8")
        given = [
            "--set", str(passages), str(questions), "--golden", str(file), "--knowledge", str(ROOT / "knowledge"),
            "--only", "excerpt", "--into", str(tmp_path),
        ]  # fmt: skip
        result = CliRunner().invoke(command, given, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        written: dict[str, float] = json.loads((tmp_path / "search" / "excerpt.json").read_text("utf-8"))
        return written

    return run


def test_excerpts_alone_are_learned_from_sets_and_from_the_golden_questions(learn):
    without = learn("facts: []\n")
    assert tuple(without) == SIGNS
    ask = "Ngày Sách và Văn hóa đọc lần thứ ba khai mạc ở đâu?"
    entry = "hop-bao-ngay-sach-lan-thu-ba"
    learned = learn(f'facts:\n  - {{ask: "{ask}", entry: {entry}, holds: "Văn Miếu"}}\n')
    assert learned["crosses_paragraphs"] != without["crosses_paragraphs"]


def test_a_golden_file_that_is_none_is_told(tmp_path, learn):
    with pytest.raises(QuestionSetError, match=r"golden\.yaml"):
        learn("facts: 3\n")
    assert not (tmp_path / "search" / "excerpt.json").exists()
