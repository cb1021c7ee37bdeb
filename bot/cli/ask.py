"""``hoibo ask``: one answer in the terminal, or a JSON object a line for every question on standard input."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.answering.answer import Status
from bot.answering.answerer import Answerer
from bot.answering.json_form import as_json
from bot.knowledge.entry import Visibility
from bot.knowledge.loading import load
from bot.settings import read_settings
from bot.words.catalogue import Language, catalogue

if TYPE_CHECKING:
    from bot.answering.answer import Answer, Result


@click.command()
@click.argument("question", nargs=-1)
@click.option("--json", "as_lines", is_flag=True, help="A question a line on standard input, a JSON object a line out.")
@click.option("--knowledge", type=click.Path(path_type=Path), help="The folder of entries (default: knowledge).")
@click.option(
    "--viewer", type=click.Choice(list(Visibility)), default=Visibility.STAFF, show_default=True, help="Who is asking."
)
def command(question: tuple[str, ...], knowledge: Path | None, viewer: Visibility, *, as_lines: bool) -> None:
    """Hỏi một câu, nhận trích dẫn nguyên văn. One answer, word for word.

    Example: hoibo ask "ai chủ trì hội nghị Đảng ủy Bộ quý I/2009?"
    """
    if not question and not as_lines:
        raise click.UsageError("hỏi gì? (what is the question?)")
    answerer = Answerer.build(load(read_settings(knowledge=knowledge).knowledge).entries)
    if question:
        answer = answerer.answer(" ".join(question), viewer=viewer)
        click.echo(json.dumps(as_json(answer), ensure_ascii=False) if as_lines else _as_text(answer))
        return
    for line in sys.stdin:
        answer = answerer.answer(line.rstrip("\n"), viewer=viewer)
        click.echo(json.dumps(as_json(answer), ensure_ascii=False))


def _as_text(answer: Answer) -> str:
    say = catalogue(Language.VIETNAMESE).say
    head = {
        Status.ANSWER: "",
        Status.AMBIGUOUS: say("ask-ambiguous"),
        Status.NOT_FOUND: say("ask-not-found"),
    }[answer.status]
    shown = {Status.ANSWER: 1, Status.AMBIGUOUS: 3, Status.NOT_FOUND: 0}[answer.status]
    near = answer.results[:3] if answer.status is Status.NOT_FOUND else ()
    lines = [head] if head else []
    lines.extend(_result_text(result) for result in answer.results[:shown])
    if near:
        lines.append(say("ask-near"))
        lines.extend(f"  • {result.entry.title}" for result in near)
    return "\n\n".join(lines) if not near else "\n".join(lines)


def _result_text(result: Result) -> str:
    excerpt, marked = result.excerpt, ""
    before = 0
    for start, end in excerpt.highlights:
        marked += excerpt.text[before:start] + click.style(excerpt.text[start:end], bold=True)
        before = end
    marked += excerpt.text[before:]
    entry = result.entry
    when = entry.date.first.strftime("%d/%m/%Y") if entry.date else ""
    place = " · ".join(part for part in (when, entry.source.name, entry.source.url or "") if part)
    return f"{click.style(entry.title, bold=True)}\n  “{marked}”\n  {place}"
