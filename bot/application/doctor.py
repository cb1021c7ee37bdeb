"""Looks an installation over without changing it: what works, what does not, and what to do."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import httpx

from bot.errors import HoiboError
from bot.knowledge.loading import load
from bot.storage.connecting import open_database
from bot.storage.sqlite import sqlite_path

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping

    from bot.settings import Settings
    from bot.storage.times import Clock

TELEGRAM: Final = "https://api.telegram.org"
CLOCK_SECONDS: Final = 30
"""How far the clock may be off before dates and limits go wrong."""
FREE_MEGABYTES: Final = 200
"""Less room than this does not last until somebody looks again."""
RECENT_SECONDS: Final = 3600
"""How long an error of the webhook counts."""


class Outcome(StrEnum):
    """How a check went."""

    GOOD = "good"
    BAD = "bad"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing looked at. ``words`` names the text; a bad one has a second text, ``words`` + "-mend"."""

    outcome: Outcome
    words: str
    values: Mapping[str, str] = field(default_factory=dict)


def _good(words: str, **values: str) -> Sign:
    return Sign(Outcome.GOOD, words, values)


def _bad(words: str, **values: str) -> Sign:
    return Sign(Outcome.BAD, words, values)


async def look_over(settings: Settings, clock: Clock) -> AsyncIterator[Sign]:
    """The signs one by one: token, Bot API, clock, webhook, folders, knowledge, database."""
    if settings.token is None:
        yield _bad("doctor-no-token")
    else:
        async for sign in _telegram(settings, settings.token.get_secret_value(), clock):
            yield sign
    for sign in _folders(settings):
        yield sign
    yield _knowledge(settings.knowledge)
    if settings.knowledge.is_dir() and not os.access(settings.knowledge, os.W_OK | os.X_OK):
        yield Sign(Outcome.UNKNOWN, "doctor-knowledge-closed", {"folder": str(settings.knowledge)})
    yield await _database(settings.database.get_secret_value())


async def _telegram(settings: Settings, token: str, clock: Clock) -> AsyncIterator[Sign]:
    root = (settings.bot_api_url or TELEGRAM).rstrip("/")
    host = urlsplit(root).netloc
    proxy = settings.proxy.get_secret_value() if settings.proxy else None
    try:
        async with httpx.AsyncClient(timeout=15, proxy=proxy) as client:
            answer = await client.get(f"{root}/bot{token}/getMe")
            about = await client.get(f"{root}/bot{token}/getWebhookInfo")
            me, hook = _result(answer), _result(about)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as unreachable:
        # The error's own text may hold the address, and with it the token.
        yield _bad("doctor-unreachable", host=host, why=type(unreachable).__name__)
        return
    yield _good("doctor-reached", host=host)
    if me is None:
        yield _bad("doctor-token", code=str(answer.status_code))
        return
    yield _good("doctor-bot", username=str(me.get("username", "")))
    yield clock_sign(answer.headers.get("date", ""), clock())
    if hook is not None:
        yield webhook_sign(hook, settings.webhook_url, clock())


def _result(answer: httpx.Response) -> dict[str, Any] | None:
    """What the Bot API gave; None where it refused.

    Raises:
        ValueError: what answered is no Bot API server.
    """
    told = answer.json()
    if not isinstance(told, dict) or "ok" not in told:
        raise ValueError("no Bot API")
    result = told.get("result")
    return result if told["ok"] is True and isinstance(result, dict) else None


def clock_sign(date: str, now: dt.datetime) -> Sign:
    """How this machine's clock compares with a ``Date`` header (RFC 9110, 6.6.1)."""
    try:
        there = parsedate_to_datetime(date)
    except ValueError:
        return Sign(Outcome.UNKNOWN, "doctor-clock-unknown")
    if there.tzinfo is None:
        there = there.replace(tzinfo=dt.UTC)
    off = round((now - there).total_seconds())
    words = "doctor-clock" if abs(off) <= CLOCK_SECONDS else "doctor-clock-off"
    return _good(words, seconds=str(off)) if abs(off) <= CLOCK_SECONDS else _bad(words, seconds=str(off))


def webhook_sign(told: Mapping[str, Any], wanted: str | None, now: dt.datetime) -> Sign:
    """Whether what ``getWebhookInfo`` told fits the settings."""
    url, waiting = str(told.get("url", "")), str(told.get("pending_update_count", 0))
    if wanted is None:
        return _bad("doctor-hook-left", url=url) if url else _good("doctor-polling", waiting=waiting)
    if url != wanted:
        return Sign(Outcome.UNKNOWN, "doctor-hook-unset")
    if now.timestamp() - float(told.get("last_error_date", 0)) < RECENT_SECONDS:
        return _bad("doctor-hook-error", why=str(told.get("last_error_message", "")), waiting=waiting)
    return _good("doctor-hook", waiting=waiting)


def _folders(settings: Settings) -> Iterator[Sign]:
    url = settings.database.get_secret_value()
    kept = sqlite_path(url).parent if urlsplit(url).scheme == "sqlite" else Path("var")
    for folder in dict.fromkeys((kept, settings.backups)):
        # What is missing is made at the start, in the nearest folder that is there.
        there = next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())
        if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
            yield _bad("doctor-folder", folder=str(folder))
            continue
        free = shutil.disk_usage(there).free // 1_000_000
        if free < FREE_MEGABYTES:
            yield _bad("doctor-disk", folder=str(folder), free=str(free))
        else:
            yield _good("doctor-room", folder=str(folder), free=str(free))


def _knowledge(folder: Path) -> Sign:
    try:
        entries = len(load(folder).entries)
    except HoiboError as wrong:
        return _bad("doctor-knowledge-bad", why=str(wrong).splitlines()[0])
    if not entries:
        return _bad("doctor-knowledge-empty", folder=str(folder))
    return _good("doctor-knowledge", entries=str(entries))


async def _database(url: str) -> Sign:
    if urlsplit(url).scheme == "sqlite" and not sqlite_path(url).exists():
        return _good("doctor-database-new")
    try:
        database = await open_database(url)
        try:
            async with database.write() as transaction:
                await transaction.fetch_one("SELECT 1")
        finally:
            await database.close()
    except HoiboError as refused:
        return _bad("doctor-database-bad", why=str(refused))
    return _good("doctor-database")
