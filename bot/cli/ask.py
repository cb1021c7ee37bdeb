"""``hoibo ask``: one answer in the terminal, or a JSON object a line for every question on standard input."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from bot.answering.answer import Status
from bot.answering.answerer import Answerer
from bot.answering.json_form import as_json
from bot.answering.period_name import period_name
from bot.cli._meaning import with_meanings
from bot.knowledge.entry import Visibility
from bot.knowledge.loading import load
from bot.settings import read_settings
from bot.words.catalogue import Language, catalogue

if TYPE_CHECKING:
    from bot.answering.answer import Answer, Result


@click.command()
@click.argument("question", nargs=-1)
@click.option("--json", "as_lines", is_flag=True, help="A question a line on standard input, a JSON object a line out.")
@click.option(
    "--knowledge",
    type=click.Path(path_type=Path),
    help="Thư mục kho tri thức (mặc định: knowledge). The folder of entries.",
)
@click.option(
    "--viewer",
    type=click.Choice(list(Visibility)),
    default=Visibility.STAFF,
    show_default=True,
    help="Ai đang hỏi. Who is asking.",
)
@click.option("--semantic", is_flag=True, help="Make the vectors of the meaning part first where they are missing.")
def command(
    question: tuple[str, ...], knowledge: Path | None, viewer: Visibility, *, as_lines: bool, semantic: bool
) -> None:
    """Hỏi một câu, nhận trích dẫn nguyên văn. One answer, word for word.

    Example: hoibo ask "ai chủ trì hội nghị Đảng ủy Bộ quý I/2009?"
    """
    if not question and not as_lines:
        raise click.UsageError("hỏi gì? (what is the question?)")
    settings = read_settings(knowledge=knowledge)
    held = load(settings.knowledge)
    answerer = Answerer.build(held.entries, glossary=held.glossary)
    answerer = with_meanings(answerer, settings, make=semantic)
    if question:
        answer = answerer.answer(" ".join(question), viewer=viewer)
        click.echo(json.dumps(as_json(answer), ensure_ascii=False) if as_lines else _as_text(answer))
        return
    for line in sys.stdin:
        answer = answerer.answer(line.rstrip("\n"), viewer=viewer)
        click.echo(json.dumps(as_json(answer), ensure_ascii=False))


_HEADS: Final = {Status.AMBIGUOUS: "ask-ambiguous", Status.NOT_FOUND: "ask-not-found", Status.LIST: "ask-list"}
_SHOWN: Final = {Status.ANSWER: 1, Status.AMBIGUOUS: 3}
_NEAR: Final = 3
_LISTED: Final = 20


def _as_text(answer: Answer) -> str:
    say = catalogue(Language.VIETNAMESE).say
    lines: list[str] = []
    if answer.understood.periods:
        lines.append(say("ask-period", period=", ".join(period_name(period) for period in answer.understood.periods)))
    lines.extend(
        say("ask-conflict", asked=conflict.asked, held=", ".join(conflict.held) or "-")
        for conflict in answer.understood.conflicts
    )
    if answer.status in (Status.SMALL_TALK, Status.REFUSED):
        lines.append(say(f"intent-{answer.intent.value}"))
    elif answer.status in _HEADS:
        lines.append(say(_HEADS[answer.status], count=len(answer.results)))
    if answer.status is Status.LIST:
        lines.extend(_line(result) for result in answer.results[:_LISTED])
    elif answer.status is Status.NOT_FOUND and answer.results:
        lines.append(say("ask-near"))
        lines.extend(_line(result) for result in answer.results[:_NEAR])
    else:
        lines.extend(f"\n{_result_text(result)}" for result in answer.results[: _SHOWN.get(answer.status, 0)])
    return "\n".join(lines).strip()


def _line(result: Result) -> str:
    when = result.entry.date.last.strftime("%d/%m/%Y · ") if result.entry.date else ""
    return f"  • {when}{result.entry.title}"


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
