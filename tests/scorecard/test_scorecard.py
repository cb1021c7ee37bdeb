import json

import pytest
from click.testing import CliRunner

from bot.answering.answer import Answer, Excerpt, Result, Status
from bot.cli.eval import command
from bot.errors import Position
from bot.knowledge.entry import Entry, Kind, Source
from bot.scorecard.figures import Figures, measure, quantile
from bot.scorecard.forms import Form, shown
from bot.scorecard.questions import Asked, QuestionSet, QuestionSetError, read_passages, read_questions
from bot.scorecard.ways import Way

PASSAGES = [
    ("bang-tan", "Thứ trưởng Trần Đức Lai chủ trì buổi đấu giá băng tần 2,6 GHz tại Hà Nội."),
    ("vien-thong", "Quỹ dịch vụ viễn thông công ích hỗ trợ 200 tỷ đồng cho vùng sâu, vùng xa."),
]


@pytest.fixture
def sets(tmp_path):
    (tmp_path / "passages.jsonl").write_text(
        "\n".join(json.dumps({"id": name, "text": text}) for name, text in PASSAGES), encoding="utf-8"
    )
    (tmp_path / "inside.jsonl").write_text(
        json.dumps(
            {"question": "Ai chủ trì buổi đấu giá băng tần?", "passage_id": "bang-tan", "answers": ["Trần Đức Lai"]}
        )
        + "\n\n"
        + json.dumps({"question": "Quỹ viễn thông công ích hỗ trợ bao nhiêu?", "entry": "vien-thong"}),
        encoding="utf-8",
    )
    (tmp_path / "outside.jsonl").write_text(json.dumps({"question": "Giá vàng hôm nay thế nào?"}), encoding="utf-8")
    return tmp_path


def _entry(name, body):
    return Entry(name, Kind.NEWS, name, Source("thử"), body, Position("thử.yaml"))


def _answer(status, *results, ms=1.0):
    found = tuple(Result(_entry(name, text), Excerpt(text, 0), 1.0) for name, text in results)
    return Answer("?", status, 0.9, found, ms)


def test_the_figures_count_ranks_shown_answers_and_claims():
    asked = [
        Asked("một", "a", ("ĐÚNG  đây",)),
        Asked("hai", "b", ("thiếu",)),
        Asked("ba", "c", ()),
        Asked("bốn", "d", ()),
    ]
    replies = {
        "một": _answer(Status.ANSWER, ("a", "… đúng đây …"), ms=4),
        "hai": _answer(Status.ANSWER, ("a", "thiếu"), ("b", "thiếu"), ms=1),
        "ba": _answer(Status.AMBIGUOUS, ("c", "…"), ms=2),
        "bốn": _answer(Status.NOT_FOUND, ms=3),
        "ngoài": _answer(Status.NOT_FOUND),
        "lạ": _answer(Status.ANSWER, ("a", "…")),
    }
    steps = []
    figures = measure(
        replies.__getitem__, asked, [Asked("ngoài", "", ()), Asked("lạ", "", ())], Way.CLEAN, lambda: steps.append(1)
    )
    assert figures == Figures(Way.CLEAN, 4, 0.5, 0.75, 0.625, 0.5, 0.5, 0.5, 3, 4)
    assert len(steps) == 6


def test_quantiles_are_values_that_occurred():
    assert quantile([1.0], 0.99) == 1.0
    assert quantile([1.0, 2.0, 3.0, 4.0], 0.5) == 3.0


def test_fewer_questions_are_spread_over_the_set():
    asked = tuple(Asked(str(n), "a", ()) for n in range(10))
    assert [one.question for one in QuestionSet("s", asked).some(3).asked] == ["0", "3", "6"]
    assert QuestionSet("s", asked).some(None).asked == asked


def test_the_command_prints_a_row_for_each_way(sets):
    called = CliRunner().invoke(
        command,
        [str(sets / "inside.jsonl"), "--passages", str(sets / "passages.jsonl"),
         "--outside", str(sets / "outside.jsonl"), "--format", "json"],
        catch_exceptions=False,
    )  # fmt: skip
    assert called.exit_code == 0, called.output
    card = json.loads(called.stdout)
    assert card["set"] == "inside"
    assert list(card["figures"]) == [way.value for way in Way]
    assert card["figures"]["no_accents"]["first"] == 1.0
    assert card["figures"]["telex"]["questions"] == 2


def test_a_squad_file_brings_its_own_passages(tmp_path):
    file = tmp_path / "viquad.json"
    paragraph = {
        "context": PASSAGES[0][1],
        "qas": [
            {"id": "1", "question": "Ai chủ trì đấu giá?", "answers": [{"text": "Trần Đức Lai", "answer_start": 10}]},
            {"id": "2", "question": "Ai phản đối?", "answers": [], "is_impossible": True},
        ],
    }
    file.write_text(json.dumps({"data": [{"title": "Đấu_giá", "paragraphs": [paragraph]}]}), encoding="utf-8")
    questions = read_questions(file)
    assert questions.asked == (Asked("Ai chủ trì đấu giá?", "viquad-00000", ("Trần Đức Lai",)),)
    assert questions.entries[0].title == "Đấu giá"
    called = CliRunner().invoke(command, [str(file), "--typed", "clean", "--limit", "1"], catch_exceptions=False)
    assert called.stdout.splitlines()[1].split()[:3] == ["clean", "1", "1.000"]


@pytest.mark.parametrize(
    ("line", "said"),
    [("{", "sai.jsonl:2"), ('{"passage_id": "a"}', "question"), ('{"question": ""}', "question")],
)
def test_a_line_that_is_no_question_is_named(tmp_path, line, said):
    (tmp_path / "sai.jsonl").write_text('{"question": "gì"}\n' + line, encoding="utf-8")
    with pytest.raises(QuestionSetError, match="sai") as caught:
        read_questions(tmp_path / "sai.jsonl")
    assert said in str(caught.value)


def test_broken_squad_files_and_bytes_are_refused(tmp_path):
    (tmp_path / "a.json").write_text('{"data": [{"paragraphs": 3}]}', encoding="utf-8")
    (tmp_path / "b.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(QuestionSetError, match="no SQuAD file"):
        read_questions(tmp_path / "a.json")
    with pytest.raises(QuestionSetError, match="cannot be read"):
        read_passages(tmp_path / "b.jsonl")


def test_questions_about_entries_that_are_not_there_are_refused(sets, tmp_path):
    (tmp_path / "one.jsonl").write_text('{"id": "khác", "text": "Khác."}', encoding="utf-8")
    with pytest.raises(QuestionSetError, match=r"2 entries .* bang-tan"):
        CliRunner().invoke(
            command, [str(sets / "inside.jsonl"), "--passages", str(tmp_path / "one.jsonl")], catch_exceptions=False
        )


def test_a_set_without_questions_is_refused(tmp_path):
    (tmp_path / "none.jsonl").write_text("\n", encoding="utf-8")
    (tmp_path / "one.jsonl").write_text('{"id": "khác", "text": "Khác."}', encoding="utf-8")
    with pytest.raises(QuestionSetError, match="holds no question"):
        CliRunner().invoke(
            command, [str(tmp_path / "none.jsonl"), "--passages", str(tmp_path / "one.jsonl")], catch_exceptions=False
        )


def test_each_form_holds_every_figure():
    row = Figures(Way.CLEAN, 4, 0.5, 0.75, 0.625, None, 0.5, None, 3.0, 4.0)
    assert shown("bộ", [row], Form.TABLE).splitlines()[1].split()[-1] == "4.000"
    assert "| clean | 4 | 0.500 | 0.750 | 0.625 | – |" in shown("bộ", [row], Form.MARKDOWN)
    assert json.loads(shown("bộ", [row], Form.JSON))["figures"]["clean"]["answer"] is None
