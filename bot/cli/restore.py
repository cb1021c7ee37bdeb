"""``hoibo restore``: a backup in the place of the database."""

from __future__ import annotations

from pathlib import Path

import click

from bot.settings import read_settings
from bot.storage.backup import restore
from bot.storage.times import wall_clock
from bot.words.catalogue import Language, catalogue


@click.command()
@click.argument("backup", type=click.Path(path_type=Path))
@click.option("--database", help="The database's address; the setting where left out.")
@click.option("--yes", is_flag=True, help="Không hỏi lại. Do not ask.")
def command(backup: Path, database: str | None, *, yes: bool) -> None:
    """Khôi phục cơ sở dữ liệu từ bản sao lưu; dừng bot trước. Puts BACKUP in its place; stop the bot first.

    Example: hoibo restore var/backups/hoibo-20260701-030000.db
    """
    settings = read_settings(database=database)
    words = catalogue(Language.VIETNAMESE)
    if not yes:
        click.confirm(words.say("restore-sure"), abort=True)
    moment = wall_clock().astimezone(settings.zone)
    before = restore(settings.database.get_secret_value(), backup, moment)
    click.echo(words.say("restore-done", backup=str(backup)))
    if before is not None:
        click.echo(words.say("restore-before", before=str(before)))
