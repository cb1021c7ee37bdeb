"""``hoibo check``: every problem of the knowledge, with its place, its cause and its mend."""

from __future__ import annotations

import datetime as dt
import gc
import json
import sys
import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from bot.answering.answer import Status
from bot.answering.answerer import Answerer
from bot.importing.fetching import Fetcher
from bot.importing.links import find_dead_links
from bot.knowledge.checks.everything import MOST_QUESTIONS, check
from bot.knowledge.entry import Visibility
from bot.knowledge.finding import Severity
from bot.knowledge.loading import read_folder
from bot.settings import read_settings
from bot.words.catalogue import Language, catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.knowledge.entry import Entry
    from bot.knowledge.finding import Finding
    from bot.knowledge.written import Written

MOST_ENTRIES: Final = 5_000
"""Entries up to which questions are tried where nobody says how many."""


class Form(StrEnum):
    """For whom the findings are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


@click.command()
@click.option(
    "--knowledge",
    type=click.Path(path_type=Path),
    help="Thư mục kho tri thức (mặc định: knowledge). The folder of entries.",
)
@click.option("--format", "form", type=click.Choice([*map(str, Form)]), default=Form.TEXT.value, show_default=True)
@click.option("--language", type=click.Choice([*map(str, Language)]), default="vi", show_default=True)
@click.option("--strict", is_flag=True, help="Có lưu ý cũng coi là chưa đạt. Warnings too make the exit code 1.")
@click.option(
    "--questions",
    type=click.IntRange(0),
    help=f"Try so many questions, evenly spread, whether they find their entry. [default: {MOST_QUESTIONS}, "
    f"and 0 above {MOST_ENTRIES} entries, whose index takes long]",
)
@click.option("--links", is_flag=True, help="Ask each source link whether it is still there (needs the network).")
def command(
    knowledge: Path | None, form: str, language: str, questions: int | None, *, strict: bool, links: bool
) -> None:
    """Tìm mọi lỗi trong kho tri thức: ở đâu, vì sao, sửa thế nào. Every problem of the knowledge.

    Exit code 0 fine, 1 at least one error, 2 wrong usage.

    Example: hoibo check --format github
    """
    settings = read_settings(knowledge=knowledge)
    today = dt.datetime.now(settings.zone).date()
    survey = read_folder(settings.knowledge)
    gc.freeze()  # what was read stays to the end, and need not be walked in search of cycles
    if questions is None:
        questions = MOST_QUESTIONS if len(survey.written) <= MOST_ENTRIES else 0
    findings = check(survey, today, lambda entries: _finder(entries, survey.glossary, today), questions)
    if links:
        findings = (*findings, *_dead_links(survey.written))
    _print(findings, len(survey.written), Form(form), Language(language))
    if (strict and findings) or any(finding.severity is Severity.ERROR for finding in findings):
        sys.exit(1)


def _finder(
    entries: tuple[Entry, ...], glossary: Mapping[str, tuple[str, ...]], today: dt.date
) -> Callable[[str], list[str]]:
    answerer = Answerer.build(entries, glossary=glossary)

    def finds(question: str) -> list[str]:
        answer = answerer.answer(question, viewer=Visibility.ADMIN, today=today)
        return [] if answer.status is Status.NOT_FOUND else [result.entry.id for result in answer.results]

    return finds


def _dead_links(written: Sequence[Written]) -> list[Finding]:
    total = sum(one.entry.source.url is not None for one in written)
    with Fetcher() as fetcher, click.progressbar(length=total, label="links", file=sys.stderr) as bar:
        return list(find_dead_links(written, fetcher, time.sleep, lambda: bar.update(1)))


def _print(findings: Sequence[Finding], entries: int, form: Form, language: Language) -> None:
    if form is Form.JSON:
        for finding in findings:
            click.echo(json.dumps(_as_json(finding, language), ensure_ascii=False))
        return
    if form is Form.GITHUB:
        for finding in findings:
            click.echo(_as_command(finding, language))
        return
    say = catalogue(language).say
    for finding in findings:
        mark = say(f"check-{finding.severity}")
        colour = "red" if finding.severity is Severity.ERROR else "yellow"
        click.echo(f"{finding.position}: {click.style(mark, fg=colour)}: {finding.cause(language)} [{finding.code}]")
        click.echo(f"    → {finding.mend(language)}")
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    click.echo(say("check-sum", entries=entries, errors=errors, warnings=len(findings) - errors))


def _as_json(finding: Finding, language: Language) -> dict[str, str | int]:
    place = finding.position
    return {
        "file": str(place.file), "line": place.line, "column": place.column, "severity": finding.severity.value,
        "code": finding.code, "cause": finding.cause(language), "mend": finding.mend(language),
    }  # fmt: skip


def _as_command(finding: Finding, language: Language) -> str:
    """A workflow command, shown beside the line of a change; %, line ends and separators are escaped as it asks."""
    place = finding.position
    text = f"{finding.cause(language)} → {finding.mend(language)}"
    for sign, escaped in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        text = text.replace(sign, escaped)
    file = str(place.file).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    at = f"file={file},line={place.line or 1}" + (f",col={place.column}" if place.column else "")
    return f"::{finding.severity.value} {at},title={finding.code}::{text}"
