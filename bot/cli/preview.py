"""``hoibo preview``: what the edited knowledge would change for the questions that people really asked."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import io
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.answering.answer import Status
from bot.answering.answerer import Answerer
from bot.answering.preview import Change, Difference, changes
from bot.errors import HoiboError
from bot.knowledge.entry import Visibility
from bot.knowledge.loading import load
from bot.scorecard.golden import read_golden
from bot.settings import read_settings
from bot.storage.connecting import open_database
from bot.storage.exchanges import recorded
from bot.storage.migrations import migrate
from bot.storage.times import wall_clock
from bot.words.catalogue import Language, catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.answering.answer import Answer
    from bot.settings import Settings


class PreviewError(HoiboError):
    """There is nothing to compare the edited knowledge with."""


@click.command()
@click.option(
    "--knowledge", type=click.Path(path_type=Path), help="Thư mục đã sửa (mặc định: knowledge). The edited folder."
)
@click.option(
    "--served",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="So với thư mục này. What it is compared with.",
)
@click.option("--commit", default="HEAD", show_default=True, help="The Git commit compared with, without --served.")
@click.option(
    "--questions",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="More: one a line, JSONL, or a golden set in YAML.",
)
@click.option(
    "--days", type=click.IntRange(0, 3660), default=30, show_default=True, help="Of so many days of real use."
)
@click.option("--database", help="The database's address; the setting where left out.")
@click.option("--viewer", type=click.Choice(list(Visibility)), default=Visibility.STAFF, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="An object a line for each change.")
def command(
    knowledge: Path | None,
    served: Path | None,
    commit: str,
    questions: Path | None,
    days: int,
    database: str | None,
    viewer: Visibility,
    *,
    as_json: bool,
) -> None:
    """Sửa đổi này làm thay đổi câu trả lời nào? What an edit would change, before it is published.

    Replays the questions of the entries, of --questions, and of the last --days. Exit code 1 where an answer would
    be lost or become ambiguous.

    Example: hoibo preview --questions tests/golden/questions.yaml
    """
    settings = read_settings(knowledge=knowledge, database=database)
    edited = load(settings.knowledge)
    with contextlib.ExitStack() as held:
        before = load(served or held.enter_context(_committed(settings.knowledge, commit)))
    asked = [question for entry in (*before.entries, *edited.entries) for question in entry.questions]
    asked += _read(questions) if questions else []
    asked += asyncio.run(_asked(settings, days)) if days else []
    today = wall_clock().astimezone(settings.zone).date()
    answerers = [Answerer.build(state.entries, glossary=state.glossary) for state in (before, edited)]
    found = changes(asked, answerers[0], answerers[1], viewer=viewer, today=today)
    _print(found, len(dict.fromkeys(asked)), as_json=as_json)
    if any(change.difference in (Difference.LOST, Difference.AMBIGUOUS) for change in found):
        sys.exit(1)


@contextlib.contextmanager
def _committed(folder: Path, commit: str) -> Iterator[Path]:
    """A folder as it is in a Git commit, in a place of its own."""
    if commit.startswith("-"):
        raise click.UsageError("--commit names a commit")
    packed = subprocess.run(  # noqa: S603 - fixed words but the commit, which cannot be an option
        ["git", "-C", str(folder), "archive", "--format=tar", commit, "."],  # noqa: S607 - the machine's git
        capture_output=True,
        check=False,
    )
    if packed.returncode:
        raise PreviewError(
            packed.stderr.decode(errors="replace").strip() or "no such commit",
            where=str(folder),
            mend="keep the knowledge in Git, or name the folder that is served with --served",
        )
    with tempfile.TemporaryDirectory() as place, tarfile.open(fileobj=io.BytesIO(packed.stdout)) as tar:
        tar.extractall(place, filter="data")
        yield Path(place)


def _read(file: Path) -> list[str]:
    if file.suffix in (".yaml", ".yml"):
        return [one.ask for one in read_golden(file)]
    lines = [line.strip() for line in file.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    return [str(json.loads(line)["question"]) if line.startswith("{") else line for line in lines]


async def _asked(settings: Settings, days: int) -> list[str]:
    database = await open_database(settings.database.get_secret_value())
    try:
        await migrate(database, wall_clock)
        first = wall_clock().astimezone(settings.zone).date() - dt.timedelta(days=days - 1)
        return [one.exchange.question async for one in recorded(database, first, days, settings.zone)]
    finally:
        await database.close()


def _print(found: Sequence[Change], asked: int, *, as_json: bool) -> None:
    if as_json:
        for change in found:
            held = {
                "question": change.question,
                "difference": change.difference.value,
                "served": _first(change.served),
                "edited": _first(change.edited),
            }
            click.echo(json.dumps(held, ensure_ascii=False))
        return
    say = catalogue(Language.VIETNAMESE).say
    for change in found:
        click.echo(f"{click.style(say(f'preview-{change.difference}'), bold=True)}: {change.question}")
        begins = _differ_at(_quoted(change.served), _quoted(change.edited))
        for name, answer in (("served", change.served), ("edited", change.edited)):
            click.echo(f"  {say(f'preview-{name}')}: {_line(answer, begins)}")
    click.echo(say("preview-sum", asked=asked, changed=len(found)))


def _first(answer: Answer) -> dict[str, str]:
    if not answer.results:
        return {"status": answer.status.value}
    best = answer.results[0]
    return {"status": answer.status.value, "entry": best.entry.id, "excerpt": best.excerpt.text}


def _quoted(answer: Answer) -> str:
    return _first(answer).get("excerpt", "")


_SHOWN = 120
"""Characters of an excerpt that a line shows."""
_BEFORE = 40
"""Characters before the first difference that it shows as well."""


def _differ_at(one: str, other: str) -> int:
    """Where what is shown of two excerpts begins, so that their first difference is in it."""
    first = next((place for place, pair in enumerate(zip(one, other, strict=False)) if len({*pair}) > 1), 0)
    return max(0, first - _BEFORE) if first + _BEFORE > _SHOWN else 0


def _line(answer: Answer, begins: int) -> str:
    """What would be answered: the entry and its excerpt from there on, or what is said instead."""
    if answer.status is not Status.ANSWER:
        name = "asked-back" if answer.status is Status.AMBIGUOUS else answer.status.value.replace("_", "-")
        said = catalogue(Language.VIETNAMESE).say(f"preview-{name}")
        return " · ".join(part for part in (said, _first(answer).get("entry")) if part)
    quoted = _quoted(answer)
    return f"{answer.results[0].entry.id} · {'…' if begins else ''}{quoted[begins : begins + _SHOWN]}"
