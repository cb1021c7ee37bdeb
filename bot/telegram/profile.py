"""What the bot shows of itself in Telegram: its commands and descriptions. All optional: the bot works without."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Final

from telegram import BotCommand
from telegram.error import TelegramError

from bot.words.catalogue import Language, catalogue

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    import telegram

_LOG: Final = logging.getLogger(__name__)

COMMANDS: Final = ("start", "help")
"""The commands in everybody's menu, in order; each has its text ``telegram-command-NAME``."""


async def present(bot: telegram.Bot) -> tuple[str, ...]:
    """Sets commands and descriptions in both languages. Returns the calls that failed, by name; each is logged."""
    failed: list[str] = []
    for name, call in _calls(bot):
        try:
            await call()
        except TelegramError as refused:
            _LOG.warning("optional call %s failed: %s", name, refused)
            failed.append(name)
    return tuple(failed)


def _calls(bot: telegram.Bot) -> Iterator[tuple[str, Callable[[], Awaitable[object]]]]:
    for language in Language:
        say = catalogue(language).say
        # Vietnamese stands for every language that has no texts of its own.
        code = None if language is Language.VIETNAMESE else language.value
        commands = [BotCommand(name, say(f"telegram-command-{name}")) for name in COMMANDS]
        about, short = say("telegram-description"), say("telegram-short-description")
        yield "setMyCommands", partial(bot.set_my_commands, commands, language_code=code)
        yield "setMyDescription", partial(bot.set_my_description, about, language_code=code)
        yield "setMyShortDescription", partial(bot.set_my_short_description, short, language_code=code)
