"""``hoibo backup``: a copy of everything that is kept, while the bot goes on."""

from __future__ import annotations

from pathlib import Path

import click

from bot.settings import read_settings
from bot.storage.backup import KEPT, back_up, backups
from bot.storage.times import wall_clock


@click.command()
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path),
    help="Thư mục để bản sao lưu. The folder; the setting where left out.",
)
@click.option(
    "--keep", type=click.IntRange(1), default=KEPT, show_default=True, help="Giữ bao nhiêu bản. How many backups stay."
)
@click.option("--list", "only_list", is_flag=True, help="Name the backups there are, newest first, and make none.")
@click.option("--database", help="The database's address; the setting where left out.")
def command(folder: Path | None, keep: int, *, only_list: bool, database: str | None) -> None:
    """Sao lưu cơ sở dữ liệu, không cần dừng bot. A backup of the database; the bot may be running.

    Example: hoibo backup --to /srv/backups
    """
    settings = read_settings(database=database, backups=folder)
    if only_list:
        for backup in backups(settings.backups):
            click.echo(backup)
        return
    moment = wall_clock().astimezone(settings.zone)
    click.echo(back_up(settings.database.get_secret_value(), settings.backups, moment, keep=keep))
