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

import telegram
from telegram.error import InvalidToken, TelegramError

from bot.application.daily import every_morning
from bot.application.freshness import keep_fresh
from bot.errors import HoiboError, SettingsError
from bot.knowledge.entry import Visibility
from bot.storage.backup import back_up
from bot.storage.retention import sweep
from bot.storage.times import wall_clock
from bot.storage.worker import Worker
from bot.telegram.access import KeptGate
from bot.telegram.asking import Asker
from bot.telegram.dispatch import Parts, add_handlers, connect
from bot.telegram.limits import Pace
from bot.telegram.profile import present
from bot.telegram.receiving import Polling
from bot.telegram.recording import Diary
from bot.telegram.signing import Signer
from bot.telegram.visitors import Reception

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine

    from bot.answering.snapshot import Served
    from bot.settings import Settings
    from bot.storage.opening import Storage
    from bot.storage.times import Clock
    from bot.storage.updates import Claimed
    from bot.telegram.dispatch import AnyApplication

_LOG: Final = logging.getLogger(__name__)


class GivenUpError(HoiboError):
    """An update was begun several times and never finished: the process ended each time."""


LONGEST_WAIT: Final = 30.0
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
        key: seals buttons and links.
        ticks: seconds, by which it is measured how fast people go.
        clock: the present moment.

    Raises:
        SettingsError: the Bot API does not know the token.
    """
    proxy = settings.proxy.get_secret_value() if settings.proxy else None
    application = connect(token, api_url=api_url, proxy=proxy)
    await _reach(application.bot)
    gate = KeptGate(storage.people, admins=settings.admins, staff=settings.staff, access=settings.access)
    own = add_handlers(
        application,
        Parts(
            gate=gate,
            reception=Reception(gate, Visibility(settings.shared.value), storage.chats),
            asker=Asker(served, lambda: clock().astimezone(settings.zone).date()),
            signer=Signer(key),
            diary=Diary(storage.recorder, clock, storage.pseudonyms.of),
            storage=storage,
            pace=Pace(ticks),
            clock=clock,
            zone=settings.zone,
        ),
    )
    async with application:
        worker = Worker(storage.updates, partial(_handle, application), give_up=partial(_give_up, application))
        polling = Polling(application.bot, worker)
        beside = _beside(
            _presented(application.bot, settings),
            keep_fresh(served, settings.knowledge, own.news.come_true),
            every_morning(
                storage.jobs,
                {
                    "news": lambda _: own.news.morning(),
                    "answers": lambda _: own.news.come_true(),
                    "report": lambda day: own.reports.to_admins(day - dt.timedelta(days=1)),
                    "backup": lambda _: asyncio.to_thread(
                        back_up,
                        settings.database.get_secret_value(),
                        settings.backups,
                        clock().astimezone(settings.zone),
                    ),
                    "sweep": lambda day: sweep(
                        storage.database, storage.updates, today=day, keep_days=settings.keep_days, zone=settings.zone
                    ),
                },
            ),
        )
        async with worker.running(), beside:
            fetching = asyncio.create_task(polling.run())
            try:
                yield fetching
            finally:
                await _ended(fetching)
                await polling.acknowledge()


async def _handle(application: AnyApplication, claimed: Claimed) -> None:
    await application.process_update(telegram.Update.de_json(json.loads(claimed.payload), application.bot))


async def _give_up(application: AnyApplication, claimed: Claimed) -> None:
    """Lets an update go that has ended the process again and again, and says so to its sender."""
    error = GivenUpError(f"not handled in {claimed.attempt - 1} attempts", where=f"update {claimed.update_id}")
    update = telegram.Update.de_json(json.loads(claimed.payload), application.bot)
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


async def _presented(bot: telegram.Bot, settings: Settings) -> None:
    if failed := await present(bot, settings.admins):
        _LOG.warning("serving without these optional calls: %s", ", ".join(failed))


@contextlib.asynccontextmanager
async def _beside(*work: Coroutine[object, object, None]) -> AsyncIterator[None]:
    """Runs the work while the block runs; an error of it goes to the log and stops nothing else."""
    tasks = [asyncio.create_task(one) for one in work]
    for task in tasks:
        task.add_done_callback(_tell)
    try:
        yield
    finally:
        for task in tasks:
            await _ended(task)


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait([task])


def _tell(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        _LOG.error("something beside the answering ended", exc_info=error)
