import pytest
from click.testing import CliRunner

from bot.cli.eval import command
from bot.scorecard.golden import Kind, Typed, golden_set, read_golden
from bot.scorecard.questions import QuestionSetError

WRITTEN = """
facts:
  - {ask: "Ai chủ trì đấu giá?", entry: bang-tan, holds: "Trần Đức Lai"}
  - {ask: "quy cong ich", typed: plain, entry: [vien-thong, bang-tan]}
foreign:
  - {ask: "Giá vàng hôm nay?", entry: none}
"""


@pytest.fixture
def written(tmp_path):
    file = tmp_path / "asked.yaml"
    file.write_text(WRITTEN, encoding="utf-8")
    return file


def test_a_golden_file_says_of_each_question_its_kind_its_typing_and_its_right_entries(written):
    first, second, third = read_golden(written)
    assert (first.kind, first.typed, first.entries, first.holds) == (
        Kind.FACTS,
        Typed.ACCENTS,
        ("bang-tan",),
        "Trần Đức Lai",
    )
    assert (second.typed, second.entries) == (Typed.PLAIN, ("vien-thong", "bang-tan"))
    assert (third.kind, third.entries) == (Kind.FOREIGN, ())


def test_a_scorecard_takes_the_questions_with_one_right_entry_and_those_with_none(written):
    made = golden_set(written)
    assert [one.question for one in made.asked] == ["Ai chủ trì đấu giá?"]
    assert [one.question for one in made.outside] == ["Giá vàng hôm nay?"]
    assert made.some(1).outside == made.outside


def test_the_scorecard_command_reads_a_golden_file_with_its_questions_outside(written, tmp_path):
    passages = tmp_path / "passages.jsonl"
    passages.write_text(
        '{"id": "bang-tan", "text": "Thứ trưởng Trần Đức Lai chủ trì đấu giá băng tần tại Hà Nội."}', encoding="utf-8"
    )
    done = CliRunner().invoke(
        command, [str(written), "--passages", str(passages), "--typed", "clean", "--format", "json"]
    )
    assert done.exit_code == 0, done.output
    assert '"rejected": 1.0' in done.stdout


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("facts:\n  - {ask: 'a'}", "entry"),
        ("facts:\n  - {ask: '', entry: a}", "ask"),
        ("facts:\n  - {ask: a, entry: b, hold: c}", "hold"),
        ("riddles:\n  - {ask: a, entry: b}", "riddles"),
        ("facts: [", "cannot be read"),
        ("", "dictionary"),
    ],
)
def test_what_is_no_golden_question_is_said_with_its_place(text, fault, tmp_path):
    file = tmp_path / "bad.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(QuestionSetError, match=fault):
        read_golden(file)
