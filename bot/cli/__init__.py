"""Every command, one module each: ``bot/cli/NAME.py`` holds ``command``, loaded only when it is called."""

from __future__ import annotations

import pkgutil
import sys
from importlib import import_module

import click

from bot import __version__
from bot.errors import HoiboError


class _CommandsByModule(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return sorted(
            module.name.replace("_", "-")
            for module in pkgutil.iter_modules(__path__)
            if not module.name.startswith("_")
        )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command = import_module(f"{__name__}.{cmd_name.replace('-', '_')}").command
        if not isinstance(command, click.Command):
            raise TypeError(f"bot/cli/{cmd_name}.py: command is no click command")
        return command


@click.group(cls=_CommandsByModule, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="hoibo")
def hoibo() -> None:
    """Hỏi Bộ: trả lời bằng trích dẫn nguyên văn, có ngày và liên kết nguồn.

    Answers about the ministry, word for word, dated and linked.
    """


def main() -> None:
    """Runs the command line. Exit code 0 fine, 1 a finding or an error, 2 wrong usage."""
    try:
        hoibo.main(prog_name="hoibo", standalone_mode=True)
    except HoiboError as error:
        click.echo(_told(error), err=True)
        sys.exit(1)


_MOST_TOLD = 10
"""So many findings are told where a command cannot go on for them; ``hoibo check`` tells all."""


def _told(error: HoiboError) -> str:
    """What an error says: what is wrong with the knowledge in Vietnamese, and where all of it is told."""
    from bot.knowledge.finding import FoundError  # noqa: PLC0415 - loaded only where something failed
    from bot.knowledge.loading import BrokenKnowledgeError  # noqa: PLC0415 - as above
    from bot.words.catalogue import Language, catalogue  # noqa: PLC0415 - as above

    found = error.findings if isinstance(error, BrokenKnowledgeError) else (error,)
    lines = [
        f"{one.where}: {one.finding.cause()} → {one.finding.mend()}" if isinstance(one, FoundError) else str(one)
        for one in found[:_MOST_TOLD]
    ]
    if isinstance(error, BrokenKnowledgeError):
        lines.append(catalogue(Language.VIETNAMESE).say("check-see-all", count=len(found)))
    return "\n".join(lines)
