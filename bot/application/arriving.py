"""How updates come: by polling, or posted by Telegram to the webhook."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.routing import Route
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.errors import SettingsError
from bot.telegram.transport.receiving import UPDATES_WANTED, Polling
from bot.web.webhook import Webhook

if TYPE_CHECKING:
    import telegram

    from bot.settings import Settings
    from bot.telegram.transport.receiving import Inbox
    from bot.web.admin.site import Site
    from bot.web.health import Health

_LOG: Final = logging.getLogger(__name__)
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")

LONGEST_WAIT: Final = 30.0
"""The most seconds between two attempts to set the webhook."""


@dataclass(frozen=True, slots=True)
class Hook:
    """Has Telegram post to an address.

    Attributes:
        bot: an initialised bot.
        url: the address as the world sees it.
        secret: what Telegram is to say with each post.
    """

    bot: telegram.Bot
    url: str
    secret: str

    async def run(self) -> None:
        """Sets the webhook, through outages of any length, and then waits for ever; cancel to stop.

        It stays set at the end: what comes meanwhile waits at Telegram or goes to the next process.

        Raises:
            SettingsError: Telegram will not post to this address.
        """
        wait = 1.0
        while True:
            try:
                await self.bot.set_webhook(self.url, secret_token=self.secret, allowed_updates=list(UPDATES_WANTED))
            except (BadRequest, InvalidToken) as refused:
                raise SettingsError(
                    f"Telegram does not take the webhook ({refused})",
                    where="HOIBO_WEBHOOK_URL",
                    mend="give a public HTTPS address on port 443, 80, 88 or 8443",
                ) from refused
            except TelegramError as unreachable:
                _LOG.warning("the webhook cannot be set (%s); trying again in %.0f s", unreachable, wait)
                await asyncio.sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT)
            else:
                _LOG.info("Telegram posts to the webhook")
                await asyncio.Event().wait()

    async def acknowledge(self) -> None:
        """Nothing: each post was acknowledged by its answer."""


def arriving(bot: telegram.Bot, inbox: Inbox, settings: Settings, key: bytes) -> Hook | Polling:
    """The way updates come by these settings."""
    if settings.webhook_url is None:
        return Polling(bot, inbox)
    return Hook(bot, settings.webhook_url, webhook_secret(settings, key))


def webhook_secret(settings: Settings, key: bytes) -> str:
    """What Telegram says with each post: the setting, or made from the installation's key, so alike in all replicas.

    Raises:
        SettingsError: the setting has characters that Telegram does not allow.
    """
    if settings.webhook_secret is None:
        return hashlib.blake2b(b"webhook", key=key[:64], digest_size=32).hexdigest()
    secret = settings.webhook_secret.get_secret_value()
    if not _SECRET.fullmatch(secret):
        raise SettingsError(
            "not 1 to 256 of A-Z, a-z, 0-9, _ and -",
            where="HOIBO_WEBHOOK_SECRET",
            mend="leave it out: one is made from the key",
        )
    return secret


def doors(settings: Settings, inbox: Inbox, health: Health, key: bytes, site: Site) -> Starlette | None:
    """What is served over HTTP: health, figures, the admins' page, the webhook; None where nothing was wanted.

    While polling it is served only where HOIBO_LISTEN or HOIBO_ADMIN_URL was given: two bots on one machine must not
    need two ports.

    Raises:
        SettingsError: the webhook's address or secret is wrong.
    """
    routes = [*health.routes(), *site.routes()]
    if settings.webhook_url is not None:
        webhook = Webhook(webhook_secret(settings, key), inbox, health.metrics)
        routes.append(Route(_path(settings.webhook_url), webhook.post, methods=["POST"]))
    elif not _listens(settings):
        return None
    return Starlette(routes=routes)


def admin_root(settings: Settings) -> str | None:
    """Where admins' browsers find the page, without ``/admin``; None where it is not served.

    Without HOIBO_ADMIN_URL that is where the webhook is, or where this process listens.
    """
    if settings.admin_url is not None:
        return settings.admin_url
    if settings.webhook_url is not None:
        parts = urlsplit(settings.webhook_url)
        return f"{parts.scheme}://{parts.netloc}"
    return f"http://{settings.listen}" if _listens(settings) else None


def _listens(settings: Settings) -> bool:
    return "listen" in settings.model_fields_set or settings.admin_url is not None


def _path(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"https", "http"} or not parts.hostname or "{" in parts.path:
        raise SettingsError("no address", where="HOIBO_WEBHOOK_URL", mend="write it as https://bot.example.vn/telegram")
    return parts.path or "/"
