"""Updates that fail because Telegram, the way to it or the database does not work are not done with: they wait."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import telegram
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter
from telegram.ext import Application

from bot.storage.errors import BusyError, UnreachableError
from bot.storage.worker import LaterError
from bot.telegram.transport.receiving import seconds_of

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Generator

    from telegram.ext import Job


class Postponing(Application[Any, Any, Any, Any, Any, Any]):
    """python-telegram-bot's application, but that an outage is no error of an update.

    Its own way is to hand every error to the error handlers and to take the update for handled, which loses what is
    asked while a proxy is down or a database server starts again.
    """

    __slots__ = ()

    async def process_error(
        self,
        update: object,
        error: Exception,
        job: Job[Any] | None = None,
        coroutine: Generator[asyncio.Future[object], None, Any] | Awaitable[Any] | None = None,
    ) -> bool:
        """Hands the error to the error handlers.

        Raises:
            LaterError: it is an outage, and the update is to be handled again.
        """
        if isinstance(update, telegram.Update) and (wait := wait_after(error)) is not None:
            raise LaterError(f"{type(error).__name__}: {error}", seconds=wait) from error
        return await super().process_error(update, error, job, coroutine)


def wait_after(error: Exception) -> float | None:
    """The least seconds to wait before an update that met this error is handled again; None where that is no use.

    >>> wait_after(NetworkError("the proxy is gone")), wait_after(BadRequest("Message is too long"))
    (0.0, None)
    >>> wait_after(UnreachableError("the database's server starts again"))
    0.0
    """
    match error:
        case RetryAfter():
            return seconds_of(error)
        case BadRequest():
            return None
        case NetworkError() | InvalidToken():  # a token that was revoked ends the fetching, and so the process
            return 0.0
        case BusyError() | UnreachableError():
            return 0.0
    return None
