"""``hoibo run``: the bot."""

from __future__ import annotations

from pathlib import Path

import click

from bot.settings import read_settings


@click.command()
@click.option(
    "--knowledge",
    type=click.Path(path_type=Path),
    help="Thư mục kho tri thức (mặc định: knowledge). The folder of entries.",
)
@click.option("--port", default=8081, show_default=True, help="The chat page's port, where there is no token.")
def command(knowledge: Path | None, port: int) -> None:
    """Chạy bot; không có HOIBO_TOKEN thì chạy ngay trên máy này, có trang chat. The bot.

    Without HOIBO_TOKEN it runs on a Bot API server of this machine, with a chat page on 127.0.0.1.

    Example: HOIBO_TOKEN_FILE=/etc/hoibo/token hoibo run
    """
    from bot.application.process import run  # noqa: PLC0415  # the help must not wait for all of Telegram

    run(read_settings(knowledge=knowledge), port=port)
