"""``hoibo usage``: what was asked on a day, for people and for other programs."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.answering.answerer import Answerer
from bot.errors import KnowledgeError
from bot.knowledge.loading import load
from bot.settings import read_settings
from bot.storage.connecting import open_database
from bot.storage.exchanges import recorded
from bot.storage.migrations import migrate
from bot.storage.tallies import tally
from bot.storage.times import wall_clock
from bot.usage.export import Format, as_csv, as_json, as_table
from bot.usage.misses import Meanings, gather_misses
from bot.usage.report import make_report
from bot.usage.report_text import plain
from bot.words.catalogue import Language, catalogue

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import AsyncGenerator

    from bot.knowledge.entry import Entry
    from bot.settings import Settings
    from bot.storage.database import Database


@click.command()
@click.option(
    "--date",
    "first",
    type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
    help="Ngày đầu; để trống là hôm nay. The first day; today where left out.",
)
@click.option(
    "--days", type=click.IntRange(1, 3660), default=1, show_default=True, help="Bao nhiêu ngày. How many days."
)
@click.option("--format", "form", type=click.Choice([*map(str, Format)]), default=Format.TABLE.value, show_default=True)
@click.option("--database", help="The database's address; the setting where left out.")
@click.option("--knowledge", type=click.Path(path_type=Path), help="For titles and topics; the setting where left out.")
def command(first: dt.datetime | None, days: int, form: str, database: str | None, knowledge: Path | None) -> None:
    """Cán bộ đã hỏi gì, trả lời ra sao: báo cáo ngày và từng câu hỏi. What was asked, and how it went.

    As a table the report and each question; as CSV or JSON each question alone.

    Example: hoibo usage --date 2026-07-01 --days 7 --format csv > week.csv
    """
    settings = read_settings(database=database, knowledge=knowledge)
    day = first.date() if first else wall_clock().astimezone(settings.zone).date()
    asyncio.run(_print(settings, day, days, Format(form)))


async def _print(settings: Settings, first: dt.date, days: int, form: Format) -> None:
    database = await open_database(settings.database.get_secret_value())
    try:
        await migrate(database, wall_clock)
        if form is Format.TABLE:
            click.echo(await _report(database, settings, first, days), nl=False)
        async for text in _text(database, settings, first, days, form):
            click.echo(text, nl=False)
    finally:
        await database.close()


async def _report(database: Database, settings: Settings, first: dt.date, days: int) -> str:
    """The report and the gaps, above the questions; nothing where there were none."""
    if not (await tally(database, first, days, settings.zone)).asked:
        return ""
    entries = _entries(settings)
    report = await make_report(database, entries, first, days, settings.zone)
    read = Answerer.build(entries).read
    misses = await gather_misses(recorded(database, first, days, settings.zone, missed=True), Meanings(read))
    return plain(report, misses, catalogue(Language.VIETNAMESE)) + "\n\n"


def _entries(settings: Settings) -> tuple[Entry, ...]:
    try:
        return load(settings.knowledge).entries
    except KnowledgeError as broken:
        click.echo(str(broken), err=True)  # the report has ids in the place of titles
        return ()


def _text(database: Database, settings: Settings, first: dt.date, days: int, form: Format) -> AsyncGenerator[str]:
    exchanges = recorded(database, first, days, settings.zone)
    match form:
        case Format.CSV:
            return as_csv(exchanges, settings.zone)
        case Format.JSON:
            return as_json(exchanges, settings.zone)
        case Format.TABLE:
            return as_table(exchanges, settings.zone, catalogue(Language.VIETNAMESE))
