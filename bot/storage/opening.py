"""Opens everything that is kept, in one block, and closes it in order."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.storage.alone import alone
from bot.storage.chats import Chats
from bot.storage.connecting import open_database
from bot.storage.corrections import Corrections
from bot.storage.database import Dialect
from bot.storage.edits import Edits
from bot.storage.ending import end
from bot.storage.errors import StorageError
from bot.storage.exchanges import Exchanges
from bot.storage.gap_askers import GapAskers
from bot.storage.gaps import GapDecisions
from bot.storage.group_commit import GroupCommit
from bot.storage.jobs import Jobs
from bot.storage.journal import Journal
from bot.storage.liveness import Identity, stay_alive
from bot.storage.migrations import migrate
from bot.storage.own_data import Owners
from bot.storage.people import People
from bot.storage.pseudonyms import Pseudonyms
from bot.storage.recorder import Recorder
from bot.storage.sessions import Sessions
from bot.storage.sqlite import sqlite_path
from bot.storage.subscriptions import Subscriptions, Waiting
from bot.storage.times import wall_clock
from bot.storage.updates import LEASE_SECONDS, Updates

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from bot.settings import Settings
    from bot.storage.database import Database
    from bot.storage.times import Clock

_LOG = logging.getLogger(__name__)
_JOURNAL_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Storage:
    """Everything that is kept, each part by what it is for (see the package's overview)."""

    database: Database
    recorder: Recorder
    exchanges: Exchanges
    updates: Updates
    people: People
    subscriptions: Subscriptions
    waiting: Waiting
    jobs: Jobs
    chats: Chats
    owners: Owners
    pseudonyms: Pseudonyms
    edits: Edits
    corrections: Corrections
    gaps: GapDecisions
    gap_askers: GapAskers
    sessions: Sessions


def _told_in_the_log(trouble: StorageError | None) -> None:
    if trouble is None:
        _LOG.info("the database works again")
    else:
        _LOG.error("the database is in trouble: %s", trouble)


@contextlib.asynccontextmanager
async def open_storage(
    settings: Settings,
    *,
    key: bytes,
    clock: Clock = wall_clock,
    trouble: Callable[[StorageError | None], None] = _told_in_the_log,
    lease_seconds: float = LEASE_SECONDS,
) -> AsyncGenerator[Storage]:
    """All of the storage, open and migrated, inside the block. On leaving, what was begun is written first.

    Args:
        settings: where the database is, and the time zone.
        key: the installation's secret, from which people's pseudonyms are made.
        clock: the present moment.
        trouble: told of each failed attempt to write and, with None, of the end of the trouble. It must not raise.
        lease_seconds: how long an update stays with a process that is silent.

    Raises:
        StorageError: the database cannot be opened or migrated; what to do is in the text.
    """
    url = settings.database.get_secret_value()
    async with contextlib.AsyncExitStack() as open_things:
        if urlsplit(url).scheme == "sqlite":
            open_things.enter_context(alone(sqlite_path(url)))
        database = await open_database(url)
        open_things.push_async_callback(database.close)
        await migrate(database, clock)
        writer = GroupCommit(database, trouble=trouble)
        recorder = Recorder(writer, Journal(_journal_path(url, database.dialect)), trouble=trouble)
        identity = Identity.new(f"{socket.gethostname()}:{os.getpid()}")
        updates = Updates(database, writer, holder=identity.holder, lease_seconds=lease_seconds)
        await updates.take_over()
        living = asyncio.create_task(
            stay_alive(database, identity, lease_seconds, freed=updates.arrived.set), name="sign of life"
        )
        homecoming = asyncio.create_task(_bring_home(recorder), name="journal")
        try:
            yield _parts(database, writer, recorder, updates, settings, key, clock)
        finally:
            await end([homecoming])
            await writer.close()
            await recorder.close()
            await end([living])


def _parts(
    database: Database,
    writer: GroupCommit,
    recorder: Recorder,
    updates: Updates,
    settings: Settings,
    key: bytes,
    clock: Clock,
) -> Storage:
    pseudonyms = Pseudonyms(key)
    people = People(database, clock)
    subscriptions = Subscriptions(database, clock)
    waiting = Waiting(database, clock)
    return Storage(
        database=database,
        recorder=recorder,
        exchanges=Exchanges(database, writer, pseudonyms, settings.zone),
        updates=updates,
        people=people,
        subscriptions=subscriptions,
        waiting=waiting,
        jobs=Jobs(database, clock, settings.zone),
        chats=Chats(database, clock),
        owners=Owners(database, pseudonyms, people=people, subscriptions=subscriptions, waiting=waiting),
        pseudonyms=pseudonyms,
        edits=Edits(database, clock),
        corrections=Corrections(database, clock),
        gaps=GapDecisions(database, pseudonyms, clock),
        gap_askers=GapAskers(database, clock),
        sessions=Sessions(database, clock),
    )


def _journal_path(url: str, dialect: Dialect) -> Path:
    """Beside the SQLite file; with PostgreSQL, where that file would be."""
    beside = sqlite_path(url) if dialect is Dialect.SQLITE else Path("var/hoibo.db")
    beside.parent.mkdir(parents=True, exist_ok=True)
    return beside.with_suffix(".journal")


async def _bring_home(recorder: Recorder) -> None:
    """Takes the journal back into the database now and then; what cannot be taken yet stays where it is."""
    while True:
        try:
            if taken := await recorder.take_back():
                _LOG.info("%d exchanges came home from the journal", taken)
        except StorageError as refused:
            _LOG.warning("the journal stays where it is: %s", refused)
        except Exception:  # noqa: BLE001  # whatever it was, it is logged and tried again
            _LOG.exception("the journal stays where it is")
        await asyncio.sleep(_JOURNAL_SECONDS)
