"""What the bot shows of itself in Telegram: its commands and descriptions. All optional: the bot works without."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Final

from telegram import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError

from bot.telegram.access.gate import Role
from bot.words.catalogue import Language, catalogue

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence

    import telegram

_LOG: Final = logging.getLogger(__name__)

EVERYBODY: Final = ("start", "help")
PRIVATE: Final = (
    "help", "moi", "chude", "timkiem", "dongthoigian", "theodoi", "ngonngu", "baomat", "dulieucuatoi", "xoadulieu",
)  # fmt: skip
"""The commands in the menu of a private chat, in order; each has its text ``telegram-command-NAME``."""

EDITORS: Final = (*PRIVATE, "them", "nhap", "sua", "go", "lichsu", "chuatraloi")
"""The same for an editor's own chat."""
ADMINS: Final = (*EDITORS, "moi_nguoi", "nguoi", "thongke", "quantri")
"""The same for an admin's own chat."""
GROUPS: Final = ("hoi",)


async def present(bot: telegram.Bot, admins: Iterable[int], editors: Iterable[int] = ()) -> tuple[str, ...]:
    """Sets commands, by scope, and descriptions in both languages.

    Args:
        bot: an initialised bot.
        admins: the Telegram ids whose chats get the admins' menu.
        editors: those whose chats get the editors' menu.

    Returns:
        the calls that failed, by name; each is logged.
    """
    failed: list[str] = []
    for name, call in _calls(bot, {**dict.fromkeys(sorted(editors), EDITORS), **dict.fromkeys(sorted(admins), ADMINS)}):
        try:
            await call()
        except TelegramError as refused:
            _LOG.warning("optional call %s failed: %s", name, refused)
            failed.append(name)
    return tuple(failed)


async def present_to(bot: telegram.Bot, person: int, role: Role) -> None:
    """Gives the person's own chat their role's menu, or takes it away. A failure goes to the log: it is optional."""
    menu = {Role.ADMIN: ADMINS, Role.EDITOR: EDITORS}.get(role)
    scope = BotCommandScopeChat(person)
    try:
        for language in Language:
            code = None if language is Language.VIETNAMESE else language.value
            if menu:
                await bot.set_my_commands(_named(menu, language), scope=scope, language_code=code)
            else:
                await bot.delete_my_commands(scope=scope, language_code=code)
    except TelegramError as refused:
        _LOG.info("the menu of %d stays as it was: %s", person, refused)


def _named(names: Sequence[str], language: Language) -> list[BotCommand]:
    say = catalogue(language).say
    return [BotCommand(name, say(f"telegram-command-{name.replace('_', '-')}")) for name in names]


def _calls(
    bot: telegram.Bot, own: Mapping[int, Sequence[str]]
) -> Iterator[tuple[str, Callable[[], Awaitable[object]]]]:
    scopes: list[tuple[telegram.BotCommandScope, Sequence[str]]] = [
        (BotCommandScopeDefault(), EVERYBODY),
        (BotCommandScopeAllPrivateChats(), PRIVATE),
        (BotCommandScopeAllGroupChats(), GROUPS),
        *((BotCommandScopeChat(person), menu) for person, menu in own.items()),
    ]
    for language in Language:
        say = catalogue(language).say
        # Vietnamese stands for every language that has no texts of its own.
        code = None if language is Language.VIETNAMESE else language.value
        for scope, names in scopes:
            commands = _named(names, language)
            yield "setMyCommands", partial(bot.set_my_commands, commands, scope=scope, language_code=code)
        about, short = say("telegram-description"), say("telegram-short-description")
        yield "setMyDescription", partial(bot.set_my_description, about, language_code=code)
        yield "setMyShortDescription", partial(bot.set_my_short_description, short, language_code=code)
