"""The meaning part on the command line, with progress where vectors are made."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from bot.application.meaning import knowing_meanings

if TYPE_CHECKING:
    from bot.answering.answerer import Answerer
    from bot.settings import Settings


def with_meanings(answerer: Answerer, settings: Settings, *, make: bool) -> Answerer:
    """See ``knowing_meanings``; shows how far it is while it makes vectors."""
    if not make:
        return knowing_meanings(answerer, settings, make=False)
    with click.progressbar(length=answerer.size, label="vectors", file=sys.stderr) as bar:
        return knowing_meanings(answerer, settings, lambda done: bar.update(done - bar.pos), make=True)
