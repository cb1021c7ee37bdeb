"""The webhook: updates posted to the bot, again and again until it says 2xx, those of one chat one after another.

So does Telegram's own server (``WebhookActor.cpp`` in https://github.com/tdlib/telegram-bot-api): it posts side by
side, up to ``max_connections``, but never two updates of one queue, and a message's queue is its chat.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx

from bot.local.refusal import bad_request

if TYPE_CHECKING:
    from bot.local.parameters import Parameters
    from bot.local.world import World

Json = dict[str, Any]

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LONGEST_WAIT = 60.0

Queue = tuple[str, int]
"""What Telegram keeps in order: messages of a chat, a person's other doings, or one update by itself."""


@dataclass(slots=True)
class Webhook:
    """Where updates are posted to, and how it went. ``first_wait`` is the pause after a first failure, in seconds."""

    world: World
    first_wait: float = 1.0
    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error: str = ""
    last_error_date: int = 0
    _task: asyncio.Task[None] | None = None
    _in_flight: set[Queue] = field(default_factory=set)

    def set(self, parameters: Parameters) -> bool:
        """``setWebhook``; an empty address removes it.

        Raises:
            RefusalError: the address is not one that this server may post to: HTTPS, or HTTP on loopback.
        """
        url = parameters.text("url")
        if not url:
            return self.delete(parameters)
        _check_address(url)
        secret = parameters.text("secret_token")
        if secret and not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        connections = parameters.integer("max_connections", 40)
        allow(self.world, parameters)
        self.url, self.secret, self.max_connections = url, secret, min(max(connections, 1), 100)
        self.last_error, self.last_error_date = "", 0
        if parameters.flag("drop_pending_updates"):
            self.world.updates.pending.clear()
        self.world.updates.poller += 1
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._deliver())
        self.world.wake()
        return True

    def delete(self, parameters: Parameters) -> bool:
        """``deleteWebhook``."""
        self.url = ""
        if parameters.flag("drop_pending_updates"):
            self.world.updates.pending.clear()
        self.world.wake()
        return True

    def about(self) -> Json:
        """``getWebhookInfo``."""
        told: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.world.updates.pending),
        }
        if self.url:
            told["max_connections"] = self.max_connections
            told["allowed_updates"] = sorted(self.world.updates.allowed)
        if self.last_error:
            told |= {"last_error_date": self.last_error_date, "last_error_message": self.last_error}
        return told

    async def close(self) -> None:
        """Stops posting."""
        self.url = ""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _deliver(self) -> None:
        wait = self.first_wait
        # The environment's proxies are not asked: the address is on this machine or the test's own.
        async with httpx.AsyncClient(timeout=60, trust_env=False) as client, asyncio.TaskGroup() as posting:
            while self.url and not self.world.closing:
                for update in list(self.world.updates.pending):
                    if len(self._in_flight) >= self.max_connections:
                        break
                    if (queue := queue_of(update)) not in self._in_flight:
                        self._in_flight.add(queue)
                        posting.create_task(self._post(client, update, wait))
                await self.world.change(_LONGEST_WAIT)

    async def _post(self, client: httpx.AsyncClient, update: Json, wait: float) -> None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        try:
            while self.url and update in self.world.updates.pending:
                problem = await _posted(client, self.url, update, headers)
                if not problem:
                    if update in self.world.updates.pending:
                        self.world.updates.pending.remove(update)
                    return
                self.last_error, self.last_error_date = problem, self.world.now()
                await asyncio.sleep(wait)
                wait = min(wait * 2, _LONGEST_WAIT)
        finally:
            self._in_flight.discard(queue_of(update))
            self.world.wake()


def queue_of(update: Json) -> Queue:
    """The queue that an update is posted from; the oldest of a queue has to be taken before the next is posted."""
    content = next((part for name, part in update.items() if name != "update_id" and isinstance(part, dict)), {})
    for kind, who in (("chat", content.get("chat")), ("person", content.get("from"))):
        if isinstance(who, dict) and isinstance(who.get("id"), int):
            return kind, who["id"]
    return "alone", int(update["update_id"])


async def _posted(client: httpx.AsyncClient, url: str, update: Json, headers: dict[str, str]) -> str:
    """Why it was not taken; empty where it was."""
    try:
        answer = await client.post(url, json=update, headers=headers)
    except (httpx.HTTPError, httpx.InvalidURL) as failed:
        return f"Connection failed: {type(failed).__name__}"
    if answer.is_success:
        return ""
    return f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"


def allow(world: World, parameters: Parameters) -> None:
    """Takes ``allowed_updates`` where it was given.

    Raises:
        RefusalError: it is no list of names.
    """
    kinds = parameters.json("allowed_updates", "allowed updates")
    if kinds is None:
        return
    if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
        raise bad_request("expected an Array of String as allowed updates")
    world.updates.allow(kinds)


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise bad_request("bad webhook: invalid webhook URL specified") from None
    if not host:
        raise bad_request("bad webhook: invalid webhook URL specified")
    if not is_loopback(host):
        raise bad_request("bad webhook: this server posts to loopback addresses only")
    if parts.scheme not in {"http", "https"}:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")


def is_loopback(host: str) -> bool:
    """Whether a host's name or address means this machine and no other.

    >>> is_loopback("127.0.0.1"), is_loopback("example.org")
    (True, False)
    """
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
