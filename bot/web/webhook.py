"""The webhook: takes updates that Telegram posts, and says 200 only once they are on a disk."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse, Response

from bot.errors import HoiboError
from bot.telegram.transport.receiving import place_of, to_keep

if TYPE_CHECKING:
    import telegram
    from starlette.requests import Request

    from bot.telegram.transport.receiving import Inbox
    from bot.web.metrics import Metrics

_LOG: Final = logging.getLogger(__name__)

HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
"""Carries the secret given to ``setWebhook`` (https://core.telegram.org/bots/api#setwebhook)."""

LARGEST: Final = 1_000_000
"""The most bytes of a post. Telegram's updates are a few thousand."""

PATIENCE: Final = 10.0
"""The seconds that a post may take to arrive."""


class PostError(HoiboError):
    """A post that is no update. ``code`` is the HTTP status it gets."""

    def __init__(self, what: str, code: int) -> None:
        super().__init__(what, where="webhook")
        self.code = code


@dataclass(frozen=True, slots=True)
class Webhook:
    """Takes posts. What it does not say 200 to, Telegram sends again.

    Attributes:
        secret: what the header must hold.
        inbox: takes updates over.
        metrics: counts the posts.
    """

    secret: str
    inbox: Inbox
    metrics: Metrics

    async def post(self, request: Request) -> Response:
        """200 taken over; 400 no update, 403 wrong secret, 408 too slow, 413 too large, 503 not kept."""
        try:
            await self._take(request)
        except PostError as refused:
            _LOG.warning("a post was refused with %d: %s", refused.code, refused.what)
            self.metrics.posted(refused.code)
            return PlainTextResponse(refused.what, refused.code)
        self.metrics.posted(200)
        return Response()

    async def _take(self, request: Request) -> None:
        given = request.headers.get(HEADER, "").encode("latin-1")
        if not hmac.compare_digest(given, self.secret.encode()):
            raise PostError("wrong secret", 403)
        payload, update = _read(await _body(request))
        try:
            await self.inbox.accept(update.update_id, place_of(update), payload)
        except Exception as refused:
            _LOG.exception("update %d was not taken over; Telegram will send it again", update.update_id)
            raise PostError("not kept, send it again", 503) from refused


async def _body(request: Request) -> bytes:
    """The whole body, never more of it in memory than `LARGEST` and one piece."""
    pieces = bytearray()
    try:
        async with asyncio.timeout(PATIENCE):
            async for piece in request.stream():
                pieces += piece
                if len(pieces) > LARGEST:
                    raise PostError(f"more than {LARGEST} bytes", 413)
    except TimeoutError:
        raise PostError("too slow", 408) from None
    except ClientDisconnect:
        raise PostError("cut short", 400) from None
    return bytes(pieces)


def _read(body: bytes) -> tuple[str, telegram.Update]:
    """The update as it is kept, and as the library reads it.

    Raises:
        PostError: it is no update.
    """
    try:
        read: Any = json.loads(body)
    except (ValueError, RecursionError):
        raise PostError("no JSON", 400) from None
    number = read.get("update_id") if isinstance(read, dict) else None
    if type(number) is not int or not 0 <= number < 2**63:
        raise PostError("no update", 400)
    # One that cannot be read is taken all the same, without its content: Telegram would send it again for a day.
    update, payload = to_keep(read)
    if not -(2**63) <= place_of(update) < 2**63:
        raise PostError("no update of a chat or person that there can be", 400)
    return payload, update
