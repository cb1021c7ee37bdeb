"""The running bot: knowledge, answering and Telegram put together, started, and stopped in order."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import json
import logging
import time
from functools import partial
from typing import TYPE_CHECKING, Final

from telegram.error import InvalidToken, TelegramError

from bot.application.administration import admin_site
from bot.application.arriving import admin_root, arriving, doors
from bot.application.daily import every_morning
from bot.application.freshness import Freshness
from bot.application.lasting import beside
from bot.application.meaning import read_meanings
from bot.application.update_log import UpdateLog
from bot.errors import HoiboError, SettingsError
from bot.importing.fetching import Fetcher
from bot.knowledge.entry import Visibility
from bot.storage.backup import back_up
from bot.storage.ending import end
from bot.storage.retention import sweep
from bot.storage.times import wall_clock
from bot.storage.worker import Worker
from bot.telegram.access.gate import KeptGate
from bot.telegram.access.limits import Pace
from bot.telegram.access.profile import present
from bot.telegram.access.staff_groups import StaffGroups
from bot.telegram.access.visitors import Reception
from bot.telegram.asking.asker import Asker
from bot.telegram.asking.recording import Diary
from bot.telegram.dispatch import Parts, add_handlers, connect
from bot.telegram.transport.receiving import read_update
from bot.telegram.transport.sharing import PER_SECOND, SharedPace
from bot.telegram.transport.signing import Signer
from bot.web.health import Condition, Health
from bot.web.metrics import Counting, Metrics
from bot.web.serving import listening

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    import telegram
    from starlette.applications import Starlette

    from bot.answering.snapshot import Served
    from bot.settings import Settings
    from bot.storage.opening import Storage
    from bot.storage.times import Clock
    from bot.storage.updates import Claimed
    from bot.telegram.dispatch import AnyApplication

_LOG: Final = logging.getLogger(__name__)


class GivenUpError(HoiboError):
    """An update was begun several times and never finished: the process ended each time."""


LONGEST_WAIT: Final = 10.0
"""The most seconds between two attempts to reach the Bot API at start."""


@contextlib.asynccontextmanager
async def running(
    settings: Settings,
    served: Served,
    storage: Storage,
    *,
    token: str,
    api_url: str | None,
    key: bytes,
    ticks: Callable[[], float] = time.monotonic,
    clock: Clock = wall_clock,
    per_second: float = PER_SECOND,
    fetcher: Callable[[], Fetcher] = Fetcher,
) -> AsyncIterator[asyncio.Task[None]]:
    """The bot, answering inside the block. Gives the task that fetches updates, which never ends but by an error.

    Edits of ``settings.knowledge`` are served as they come. On leaving, no more updates are fetched, and what was
    begun is finished.

    Args:
        settings: of this installation.
        served: the knowledge.
        storage: what is kept.
        token: the bot's.
        api_url: the root of another Bot API server than Telegram's.
        key: seals buttons and links, and makes the webhook's secret.
        ticks: seconds, by which it is measured how fast people go.
        clock: the present moment.
        per_second: how many messages all replicas together may send in a second; 0 for any number.
        fetcher: makes what follows links that editors send, and feeds.

    Raises:
        SettingsError: the Bot API does not know the token.
    """
    proxy = settings.proxy.get_secret_value() if settings.proxy else None
    sending = SharedPace(per_second)
    application = connect(token, api_url=api_url, proxy=proxy, pace=sending)
    condition, metrics = Condition(), Metrics()
    log = UpdateLog(Counting(storage.recorder, metrics))
    worker = Worker(storage.updates, partial(_handle, application, log), give_up=partial(_give_up, application, log))
    health = Health(condition, storage, lambda: len(served.now.knowledge.entries), metrics)
    groups = StaffGroups(application.bot, settings.staff_groups, ticks)
    gate = KeptGate(storage.people, groups, admins=settings.admins, staff=settings.staff, access=settings.access)
    site = admin_site(settings, served, storage, gate, condition, application.bot, key=key, clock=clock)
    async with _doors_open(doors(settings, worker, health, key, site), settings.listen):
        await _reach(application.bot)
        async with _answering(
            application,
            settings,
            served,
            storage,
            worker,
            metrics,
            log,
            gate,
            groups,
            sending,
            key=key,
            ticks=ticks,
            clock=clock,
            fetcher=fetcher,
        ) as fetching:
            condition.connected = True
            try:
                yield fetching
            finally:
                condition.stopping = True


@contextlib.asynccontextmanager
async def _answering(
    application: AnyApplication,
    settings: Settings,
    served: Served,
    storage: Storage,
    worker: Worker,
    metrics: Metrics,
    log: UpdateLog,
    gate: KeptGate,
    groups: StaffGroups,
    sending: SharedPace,
    *,
    key: bytes,
    ticks: Callable[[], float],
    clock: Clock,
    fetcher: Callable[[], Fetcher],
) -> AsyncIterator[asyncio.Task[None]]:
    """The handlers at work on the inbox, and what goes on beside. The bot must have been reached."""
    shared = Visibility(settings.shared.value)
    own = add_handlers(
        application,
        Parts(
            gate=gate,
            groups=groups,
            reception=Reception(gate, shared, storage.chats),
            shared=shared,
            asker=Asker(served, lambda: clock().astimezone(settings.zone).date()),
            signer=Signer(key),
            diary=Diary(log, clock, storage.pseudonyms.of),
            storage=storage,
            pace=Pace(ticks),
            clock=clock,
            zone=settings.zone,
            knowledge=settings.knowledge,
            fetcher=fetcher,
            feeds=settings.feeds,
            correction_days=settings.correction_days,
            keep_days=settings.keep_days,
            admin_root=admin_root(settings),
        ),
    )
    application.add_error_handler(partial(_count, metrics))
    application.add_error_handler(log.failed)
    async with application:
        coming = arriving(application.bot, worker, settings, key)
        fresh = Freshness(served, settings.knowledge, own.freshened, own.state, storage.database)
        day_by_day = {
            "news": lambda _: own.news.morning(),
            "answers": lambda _: own.news.come_true(),
            "report": lambda day: own.reports.to_admins(day - dt.timedelta(days=1)),
            "backup": lambda _: asyncio.to_thread(
                back_up, settings.database.get_secret_value(), settings.backups, clock().astimezone(settings.zone)
            ),
            "sweep": lambda day: sweep(
                storage.database, storage.updates, today=day, keep_days=settings.keep_days, zone=settings.zone
            ),
            # Last: other people's servers may be slow.
            "feeds": lambda _: own.feeds.morning(),
        }
        work = {
            "alarm": own.alarm.tell,
            "corrections": own.corrector.run,
            "gaps": own.gap_news.run,
            "share of the sending": lambda: sending.follow(storage.database),
            "profile": lambda: _presented(application.bot, gate),
            "meaning": lambda: read_meanings(served, settings),
            "freshness": fresh.watch,
            "others' edits": fresh.hear,
            "daily": lambda: every_morning(storage.jobs, day_by_day, settings.morning),
        }
        async with own.alarm.listening(), worker.running(), beside(work):
            fetching = asyncio.create_task(coming.run())
            try:
                yield fetching
            finally:
                await end([fetching])
                await coming.acknowledge()


async def _count(metrics: Metrics, _update: object, _context: object) -> None:
    metrics.failed()


@contextlib.asynccontextmanager
async def _doors_open(application: Starlette | None, listen: str) -> AsyncIterator[None]:
    if application is None:
        yield
        return
    async with listening(application, listen) as address:
        _LOG.info("health, figures and the admins' page at %s", address)
        yield


async def _handle(application: AnyApplication, log: UpdateLog, claimed: Claimed) -> None:
    raw = json.loads(claimed.payload)
    update = read_update(raw, application.bot)
    with log.line(raw, update, claimed.attempt):
        if update is not None:
            await application.process_update(update)


async def _give_up(application: AnyApplication, log: UpdateLog, claimed: Claimed) -> None:
    """Lets an update go that has ended the process again and again, and says so to its sender."""
    raw = json.loads(claimed.payload)
    update = read_update(raw, application.bot)
    error = GivenUpError("begun again and again, and never finished", where=f"update {claimed.update_id}")
    with log.line(raw, update, claimed.attempt):
        await application.process_error(update, error)


async def _reach(bot: telegram.Bot) -> None:
    """Waits for the Bot API, longer from attempt to attempt; only a wrong token ends it."""
    wait = 1.0
    while True:
        try:
            await bot.initialize()
        except InvalidToken:
            raise SettingsError(
                "the Bot API does not know this token", where="HOIBO_TOKEN", mend="ask @BotFather for it: /mybots"
            ) from None
        except TelegramError as unreachable:
            _LOG.warning("the Bot API cannot be reached (%s); trying again in %.0f s", unreachable, wait)
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)
        else:
            _LOG.info("connected as @%s", bot.username)
            return


async def _presented(bot: telegram.Bot, gate: KeptGate) -> None:
    if failed := await present(bot, await gate.admins(), await gate.editors()):
        _LOG.warning("serving without these optional calls: %s", ", ".join(failed))
