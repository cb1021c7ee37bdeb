"""The database, opened and brought up to date, with the one writer that everything shares."""

from __future__ import annotations

import contextlib
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.storage.database import open_database
from bot.storage.group_commit import GroupCommit
from bot.storage.journal import Journal
from bot.storage.migrations import migrate
from bot.storage.recorder import Recorder
from bot.storage.sqlite import sqlite_path

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.storage.database import Database
    from bot.storage.errors import StorageError
    from bot.storage.times import Clock

_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Store:
    """What the running bot keeps things in.

    Attributes:
        database: for reading, and for what has to be written alone.
        writer: for many small writes.
        recorder: for exchanges.
    """

    database: Database
    writer: GroupCommit
    recorder: Recorder


@contextlib.asynccontextmanager
async def opened(url: str, clock: Clock) -> AsyncIterator[Store]:
    """The store at a database address, inside the block; on leaving, everything begun is on the disk.

    Raises:
        StorageError: it cannot be opened.
    """
    database = await open_database(url)
    try:
        if applied := await migrate(database, clock):
            _LOG.info("database brought up to date: %s", ", ".join(applied))
        writer = GroupCommit(database, trouble=_tell)
        recorder = Recorder(writer, Journal(_journal_path(url)), trouble=_tell)
        try:
            if brought := await recorder.take_back():
                _LOG.info("%d exchanges brought back from the journal", brought)
            yield Store(database, writer, recorder)
        finally:
            await writer.close()
            await recorder.close()
    finally:
        await database.close()


def _journal_path(url: str) -> Path:
    beside = Path(sqlite_path(url)) if url.startswith("sqlite:") else Path("var/hoibo.db")
    beside.parent.mkdir(parents=True, exist_ok=True)
    return beside.with_suffix(".journal")


def _tell(error: StorageError | None) -> None:
    if error is None:
        _LOG.info("the database takes writes again")
    else:
        _LOG.warning("the database is in trouble: %s", error)
