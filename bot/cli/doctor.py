"""``hoibo doctor``: looks the installation over and says what to do."""

from __future__ import annotations

import asyncio
import sys
from typing import Final

import click

from bot.application.doctor import Outcome, look_over
from bot.settings import Settings, read_settings
from bot.storage.times import wall_clock
from bot.words.catalogue import Language, catalogue

_MARKS: Final = {Outcome.GOOD: "✓", Outcome.BAD: "✗", Outcome.UNKNOWN: "–"}


@click.command()
@click.option("--language", type=click.Choice([*map(str, Language)]), default="vi", show_default=True)
def command(language: str) -> None:
    """Khám cài đặt: token, mạng, đồng hồ, ổ đĩa, kho tri thức, dữ liệu. Looks the installation over.

    Example: hoibo doctor --language en

    Changes nothing. Exit code 0 fine, 1 something does not work.
    """
    sys.exit(asyncio.run(_told(read_settings(), Language(language))))


async def _told(settings: Settings, language: Language) -> int:
    say, code = catalogue(language).say, 0
    async for sign in look_over(settings, wall_clock):
        click.echo(f"{_MARKS[sign.outcome]} {say(sign.words, **sign.values)}")
        if sign.outcome is Outcome.BAD:
            click.echo(f"  → {say(f'{sign.words}-mend', **sign.values)}")
            code = 1
    return code
