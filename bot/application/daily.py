"""What is done once a day, over restarts and replicas: the morning's news, the report to admins, letting words go."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from bot.errors import HoiboError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Awaitable, Callable, Mapping

    from bot.storage.jobs import Jobs

_LOG: Final = logging.getLogger(__name__)

_LONGEST_SLEEP: Final = 60.0
"""Clocks are set, and machines sleep: so often is it looked at again."""


async def every_morning(jobs: Jobs, work: Mapping[str, Callable[[dt.date], Awaitable[object]]], at: dt.time) -> None:
    """Does each piece of work once a day from a time of the day on, for ever; cancel to stop.

    Args:
        jobs: knows what was done already, here or elsewhere.
        work: by its name what to do, with the day that it is done on. What fails is told and tried again in a minute.
        at: when it comes due, by the clocks of the installation.
    """
    for name in work:
        await jobs.begin(name, at)
    while True:
        day = jobs.due(at)
        for name, do in work.items():
            await _once(jobs, name, day, do)
        await asyncio.sleep(min(_LONGEST_SLEEP, max(1.0, jobs.seconds_until(at))))


async def _once(jobs: Jobs, name: str, day: dt.date, do: Callable[[dt.date], Awaitable[object]]) -> None:
    try:
        async with jobs.daily(name, day) as mine:
            if mine:
                _LOG.info("%s of %s: %s", name, day, await do(day))
    except HoiboError as failed:
        _LOG.error("%s of %s failed and will be tried again: %s", name, day, failed)
    except Exception:  # noqa: BLE001  # the other work of the day is done all the same
        _LOG.exception("%s of %s failed and will be tried again", name, day)
