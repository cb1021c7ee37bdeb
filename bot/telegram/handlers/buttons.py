"""Pressed buttons: opened, checked, and handed to whoever knows their verb."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

import telegram
from telegram.error import BadRequest

from bot.telegram.access.gate import Role

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.knowledge.entry import Visibility
    from bot.telegram.access.limits import Allowance
    from bot.telegram.access.visitors import Reception, Visitor
    from bot.telegram.messages.message import Action
    from bot.telegram.transport.signing import Signer

_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button of ours that somebody pressed.

    Attributes:
        visitor: who pressed.
        username: their public name, None where they have none.
        action: what the button asks for.
        message: the message it stands under.
    """

    visitor: Visitor
    username: str | None
    action: Action
    message: telegram.Message


Verb: TypeAlias = "Callable[[Pressed], Awaitable[str]]"
"""What a button does; it returns a short notice for the person, or an empty text."""


def for_readers(run: Callable[[Pressed, Visibility], Awaitable[str]]) -> Verb:
    """A verb for those who may ask at the moment of the press, with what they may see then; the others are told so."""

    async def checked(pressed: Pressed) -> str:
        viewer = pressed.visitor.viewer
        return pressed.visitor.words.say("telegram-not-invited") if viewer is None else await run(pressed, viewer)

    return checked


def for_editors(run: Verb) -> Verb:
    """A verb for those who are editors or admins at the moment of the press; the others are told so."""

    async def checked(pressed: Pressed) -> str:
        if not pressed.visitor.role.at_least(Role.EDITOR):
            return pressed.visitor.words.say("edit-not-allowed")
        return await run(pressed)

    return checked


class Buttons:
    """Hands each press to the handler of its verb; one that we did not seal does nothing.

    Args:
        reception: tells who presses.
        signer: opens what is on the button.
        allowance: how fast one person may press.
        verbs: what each does.
    """

    def __init__(
        self,
        reception: Reception,
        signer: Signer,
        allowance: Allowance,
        verbs: Mapping[str, Verb],
    ) -> None:
        self._reception = reception
        self._signer = signer
        self._allowance = allowance
        self._verbs = verbs

    async def press(self, update: telegram.Update, _context: object) -> None:
        """Does what the button asks for, and always ends the little clock on it."""
        query = update.callback_query
        if query is None:
            return
        notice = ""
        try:
            notice = await self._notice(query)
        finally:
            await _acknowledge(query, notice)

    async def _notice(self, query: telegram.CallbackQuery) -> str:
        action = self._signer.open(query.data or "")
        chat = query.message.chat if query.message else None
        visitor = await self._reception.visitor(query.from_user, chat)
        if wait := self._allowance.take(visitor.id):
            return visitor.words.say("telegram-slow-down", seconds=str(wait))
        handle = self._verbs.get(action.verb) if action else None
        if action is None or handle is None or not isinstance(query.message, telegram.Message):
            return visitor.words.say("telegram-question-gone")
        return await handle(Pressed(visitor, query.from_user.username, action, query.message))


async def _acknowledge(query: telegram.CallbackQuery, notice: str) -> None:
    try:
        await query.answer(notice or None)
    except BadRequest as late:  # pressed too long ago; there is no clock left to end
        _LOG.info("a press was not acknowledged: %s", late)
