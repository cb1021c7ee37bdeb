"""``hoibo eval``: the scorecard of question sets, in each way that people type."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.answering.answerer import Answerer
from bot.cli._meaning import with_meanings
from bot.knowledge.entry import Visibility
from bot.knowledge.loading import Knowledge, load
from bot.scorecard.figures import measure
from bot.scorecard.forms import Form, shown
from bot.scorecard.golden import golden_set
from bot.scorecard.questions import QuestionSetError, read_passages, read_questions
from bot.scorecard.ways import Way
from bot.settings import read_settings

if TYPE_CHECKING:
    from bot.knowledge.entry import Entry
    from bot.scorecard.figures import Figures
    from bot.scorecard.questions import Asked, QuestionSet

_YAML = frozenset((".yaml", ".yml"))
_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.command()
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option(
    "--knowledge",
    type=click.Path(path_type=Path),
    help="Thư mục kho tri thức (mặc định: knowledge). The folder of entries.",
)
@click.option("--passages", type=_FILE, help='Entries as {"id", "title", "text"} a line, in place of the folder.')
@click.option("--outside", type=_FILE, help="Questions that the knowledge cannot answer: they should be rejected.")
@click.option("--typed", multiple=True, type=click.Choice([*map(str, Way)]), help="Only these ways of typing.")
@click.option("--limit", type=click.IntRange(1), help="At most so many questions of each file, evenly spread.")
@click.option("--format", "form", type=click.Choice([*map(str, Form)]), default=Form.TABLE.value, show_default=True)
@click.option("--semantic", is_flag=True, help="Make the vectors of the meaning part first where they are missing.")
def command(
    files: tuple[Path, ...],
    knowledge: Path | None,
    passages: Path | None,
    outside: Path | None,
    typed: tuple[str, ...],
    limit: int | None,
    form: str,
    *,
    semantic: bool,
) -> None:
    """Chấm điểm: bộ câu hỏi được trả lời đúng bao nhiêu, nhanh chậm thế nào. How well questions are answered.

    A FILE holds an object a line, {"question": "…", "passage_id": "the entry's id", "answers": ["words that the
    excerpt must hold"]}; or is a SQuAD JSON file, which brings its own passages; or YAML by kinds of question, those
    without an answer among them, as tests/golden/questions.yaml.

    Example: hoibo eval tests/golden/questions.yaml --format markdown
    """
    ways = tuple(Way(way) for way in typed) or tuple(Way)
    foreign = read_questions(outside).some(limit).asked if outside else ()
    given = read_passages(passages) if passages else None
    for file in files:
        questions = (golden_set if file.suffix in _YAML else read_questions)(file).some(limit)
        brought = questions.entries or given
        held = Knowledge(brought, {}, "") if brought else load(read_settings(knowledge=knowledge).knowledge)
        _refuse_unknown(questions, held.entries, file)
        click.echo(
            shown(
                questions.name,
                _card(questions, held, foreign or questions.outside, ways, semantic=semantic),
                Form(form),
            ),
            nl=False,
        )


def _card(
    questions: QuestionSet, held: Knowledge, foreign: tuple[Asked, ...], ways: tuple[Way, ...], *, semantic: bool
) -> list[Figures]:
    lexical = Answerer.build(held.entries, glossary=held.glossary)
    answerer = with_meanings(lexical, read_settings(), make=True) if semantic else lexical
    total = len(ways) * (len(questions.asked) + len(foreign))
    with click.progressbar(length=total, label=questions.name, file=sys.stderr) as bar:
        return [
            measure(
                lambda text: answerer.answer(text, viewer=Visibility.ADMIN),
                questions.asked,
                foreign,
                way,
                lambda: bar.update(1),
            )
            for way in ways
        ]


def _refuse_unknown(questions: QuestionSet, entries: tuple[Entry, ...], file: Path) -> None:
    if not questions.asked:
        raise QuestionSetError("holds no question", where=str(file), mend="see hoibo eval --help for the form")
    missing = {one.entry for one in questions.asked} - {entry.id for entry in entries}
    if missing:
        some = ", ".join(sorted(missing)[:3])
        raise QuestionSetError(
            f"{len(missing)} entries that the questions name are not there: {some}",
            where=str(file),
            mend="name their folder with --knowledge, or their file with --passages",
        )
