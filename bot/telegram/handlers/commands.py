"""Commands in a private chat: who may call what, also typed with accents ("/chủ đề" is "/chude")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.language.normal import fold
from bot.telegram.access.gate import Role
from bot.telegram.messages.access import not_invited_message
from bot.telegram.messages.greetings import plain_message

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    import telegram

    from bot.telegram.access.limits import Pace
    from bot.telegram.access.visitors import Reception, Visitor
    from bot.telegram.transport.sending import Sender

_NAME_WORDS = 3
"""The most words that a command typed with accents and spaces has: "/theo dõi", "/dòng thời gian"."""


@dataclass(frozen=True, slots=True)
class Called:
    """A command that somebody called. ``arguments`` is what follows its name, without white space around."""

    update_id: int
    message: telegram.Message
    visitor: Visitor
    arguments: str


@dataclass(frozen=True, slots=True)
class Command:
    """What a command does, and the least role that may call it; for all below it does not exist."""

    run: Callable[[Called], Awaitable[None]]
    least: Role = Role.GUEST


class Commands:
    """Finds the command that a text calls.

    Args:
        reception: tells who calls.
        sender: sends.
        pace: how fast one person may call.
        table: the commands by their names.
        takes_requests: whether a stranger is offered to ask for admission.
    """

    def __init__(
        self,
        reception: Reception,
        sender: Sender,
        pace: Pace,
        table: Mapping[str, Command],
        *,
        takes_requests: bool,
    ) -> None:
        self._reception = reception
        self._sender = sender
        self._pace = pace
        self._table = table
        self._takes_requests = takes_requests

    async def call(self, update: telegram.Update, _context: object) -> None:
        """Runs the command, or says that there is none."""
        message, user = update.effective_message, update.effective_user
        if message is None or user is None or message.text is None:
            return
        visitor = await self._reception.visitor(user, message.chat)
        if self._pace.questions.take(visitor.id, update.update_id):
            return
        name, arguments = named(message.text, self._table)
        command = self._table.get(name)
        if command is not None and visitor.role.at_least(command.least):
            await command.run(Called(update.update_id, message, visitor, arguments))
        elif visitor.viewer is None:
            asks = self._takes_requests
            await self._sender.reply(message, not_invited_message(visitor.words, may_ask=asks))
        else:
            await self._sender.reply(message, plain_message(visitor.words, "telegram-unknown-command"))


def named(text: str, names: Mapping[str, object]) -> tuple[str, str]:
    """The name of the command that the text calls, and what follows it; an empty name where it calls none of them.

    >>> named("/chude@hoibo_bot viễn thông", {"chude": None})
    ('chude', 'viễn thông')
    >>> named("/Chủ đề viễn thông", {"chude": None})
    ('chude', 'viễn thông')
    >>> named("/mời người 5", {"moi": None, "moi_nguoi": None})
    ('moi_nguoi', '5')
    """
    spoken_names = {name.replace("_", ""): name for name in names}
    words = text.removeprefix("/").split()
    for count in range(min(_NAME_WORDS, len(words)), 0, -1):
        spoken = "".join(word.partition("@")[0] for word in words[:count])
        name = spoken_names.get(fold(spoken).replace("_", ""))
        if name is not None:
            return name, text.removeprefix("/").split(maxsplit=count)[count] if len(words) > count else ""
    return "", ""
