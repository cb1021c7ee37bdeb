"""SQLite: one file, one process, one writer and a few readers beside it.

Write-ahead log and full synchronisation: a commit that was acknowledged survives a killed process and a lost power
supply; the price of the synchronisation is paid once a group of writes (see ``group_commit``).
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from bot.storage.database import Database, Dialect
from bot.storage.errors import (
    BusyError,
    ConflictError,
    CorruptError,
    DiskFullError,
    StorageError,
    UnreachableError,
)
from bot.storage.sqlite_thread import Connection, together

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable, Sequence

    import aiosqlite

    from bot.storage.database import Row, Transaction, Value, Work

_BUSY_SECONDS = 5.0
_READERS = 2
_ROWS_A_FETCH = 500
_PRIMARY_CODE = 0xFF  # the lower byte of an extended result code names its kind


def sqlite_path(url: str) -> Path:
    """The file of ``sqlite:///path``; four slashes begin an absolute path.

    Raises:
        StorageError: the address names no file.

    >>> sqlite_path("sqlite:///var/hoibo.db"), sqlite_path("sqlite:////var/lib/hoibo.db")
    (PosixPath('var/hoibo.db'), PosixPath('/var/lib/hoibo.db'))
    """
    prefix = "sqlite:///"
    path = unquote(url.removeprefix(prefix))
    if not url.startswith(prefix) or not path:
        raise StorageError("the address names no file", where="HOIBO_DATABASE", mend="write sqlite:///var/hoibo.db")
    return Path(path)


def named(error: sqlite3.Error, path: Path) -> StorageError:
    """The error of ours that says what SQLite's error means."""
    code = getattr(error, "sqlite_errorcode", None)
    where = str(path)
    kind = None if code is None else code & _PRIMARY_CODE
    match kind:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return BusyError(
                f"the database is held by another process ({error})", where=where, mend="run one hoibo on one file"
            )
        case sqlite3.SQLITE_FULL:
            return DiskFullError(f"the disk is full ({error})", where=where, mend="make room; nothing else is needed")
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return CorruptError(f"the file is damaged ({error})", where=where, mend="hoibo restore the newest backup")
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return UnreachableError(
                f"the file cannot be read or written ({error})",
                where=where,
                mend="check the disk, its free space and that hoibo's user may write the folder",
            )
        case sqlite3.SQLITE_CONSTRAINT:
            return ConflictError(f"a rule of the tables is broken ({error})", where=where)
        case _:
            return StorageError(f"the database refused: {error}", where=where)


class _SqliteTransaction:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self.told: list[str] = []

    async def execute(self, sql: str, *values: Value) -> int:
        # Left to the garbage collector: the statement has run to its end, and closing it would cost another change of
        # threads, which is most of what a small write takes.
        return (await self._connection.execute(sql, values)).rowcount

    async def execute_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        await self._connection.executemany(sql, rows)

    async def fetch_all(self, sql: str, *values: Value) -> list[Row]:
        return [tuple(row) for row in await self._connection.execute_fetchall(sql, values)]

    async def fetch_one(self, sql: str, *values: Value) -> Row | None:
        rows = await self.fetch_all(sql, *values)
        return rows[0] if rows else None

    async def stream(self, sql: str, *values: Value) -> AsyncGenerator[Row]:
        async with self._connection.execute(sql, values) as cursor:
            while rows := await cursor.fetchmany(_ROWS_A_FETCH):
                for row in rows:
                    yield tuple(row)

    async def lock(self, number: int) -> None:
        """The transaction itself is the lock: there is one writer."""

    async def tell(self, channel: str) -> None:
        self.told.append(channel)


class SqliteDatabase(Database):
    """An open SQLite file."""

    dialect = Dialect.SQLITE

    def __init__(self, path: Path, writer: Connection, here: sqlite3.Connection) -> None:
        self.path = path
        self._writer = writer
        self._here = here
        self._writing = asyncio.Lock()
        self._idle_readers: list[aiosqlite.Connection] = []
        self._reading = asyncio.Semaphore(_READERS)
        self._listeners: dict[str, set[asyncio.Event]] = {}
        self._closed = False

    @classmethod
    async def open(cls, path: Path) -> SqliteDatabase:
        """Opens the file, or makes it, readable by its owner only."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as refused:
            raise UnreachableError(
                f"the file cannot be opened ({refused.strerror})",
                where=str(path),
                mend="check that hoibo's user may write the folder",
            ) from refused
        writer = await _connect(path, "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL")
        here = sqlite3.connect(path, timeout=0, isolation_level=None)
        here.execute("PRAGMA query_only = ON")
        return cls(path, writer, here)

    @asynccontextmanager
    async def write(self) -> AsyncGenerator[Transaction]:
        """The one writing transaction."""
        async with self._writing:
            transaction = _SqliteTransaction(self._writer)
            async with self._transaction(self._writer, "BEGIN IMMEDIATE"):
                yield transaction
        self._wake(transaction.told)

    def _wake(self, told: Iterable[str]) -> None:
        for channel in told:
            for event in self._listeners.get(channel, ()):
                event.set()

    async def together(self, works: Sequence[Work[Any]]) -> list[Any]:
        """The pieces of work in one transaction, and in one change of threads."""
        async with self._writing:
            self._refuse_if_closed()
            try:
                results, told = await self._writer.run(partial(together, works=works))
            except sqlite3.Error as failed:
                raise named(failed, self.path) from failed
        self._wake(told)
        return results

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[Transaction]:
        """A transaction on one of a few connections that cannot write."""
        async with self._reader() as reader, self._transaction(reader, "BEGIN"):
            yield _SqliteTransaction(reader)

    async def look_up(self, sql: str, *values: Value) -> Row | None:
        """Here and now, in 10 µs, where a change of threads would take ten times as long; one statement sees one state.

        A database that is busy is waited for in a thread.
        """
        self._refuse_if_closed()
        try:
            row = self._here.execute(sql, values).fetchone()
        except sqlite3.Error as failed:
            if not isinstance(trouble := named(failed, self.path), BusyError):
                raise trouble from failed
            return await super().look_up(sql, *values)
        return None if row is None else tuple(row)

    @asynccontextmanager
    async def _reader(self) -> AsyncGenerator[aiosqlite.Connection]:
        async with self._reading:
            self._refuse_if_closed()
            if not self._idle_readers:
                self._idle_readers.append(await _connect(self.path, "PRAGMA query_only = ON"))
            reader = self._idle_readers.pop()
            try:
                yield reader
            finally:
                if self._closed:
                    await asyncio.shield(reader.close())
                else:
                    self._idle_readers.append(reader)

    @asynccontextmanager
    async def _transaction(self, connection: aiosqlite.Connection, begin: str) -> AsyncGenerator[None]:
        self._refuse_if_closed()
        try:
            try:
                await connection.execute(begin)
                yield
                await connection.commit()
            except BaseException:
                # The connection's thread works in order, so this comes after whatever a cancelled task had begun.
                await asyncio.shield(connection.rollback())
                raise
        except sqlite3.Error as failed:
            raise named(failed, self.path) from failed

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise StorageError("the database is closed", where=str(self.path))

    @asynccontextmanager
    async def listen(self, channel: str) -> AsyncGenerator[AsyncIterator[None]]:
        """Hears this process."""
        event = asyncio.Event()
        listeners = self._listeners.setdefault(channel, set())
        listeners.add(event)

        async def heard() -> AsyncGenerator[None]:
            while True:
                await event.wait()
                event.clear()
                yield

        try:
            yield heard()
        finally:
            listeners.discard(event)

    @asynccontextmanager
    async def presence(self, number: int) -> AsyncGenerator[Callable[[], Awaitable[int]]]:
        """This process alone."""
        del number

        async def alone() -> int:
            return 1

        yield alone

    async def close(self) -> None:
        """Waits for the transaction that is writing, and closes the file."""
        if self._closed:
            return
        async with self._writing:
            self._closed = True
            self._here.close()
            try:
                await self._writer.close()
            finally:  # a thread that is left over would keep the process from ending
                for reader in self._idle_readers:
                    await asyncio.shield(reader.close())


async def _connect(path: Path, *pragmas: str) -> Connection:
    connection = Connection(partial(sqlite3.connect, path, timeout=_BUSY_SECONDS, isolation_level=None), _ROWS_A_FETCH)
    try:
        await connection
        for pragma in ("PRAGMA foreign_keys = ON", *pragmas):
            async with connection.execute(pragma):
                pass
    except sqlite3.Error as refused:
        await connection.close()
        raise named(refused, path) from refused
    except asyncio.CancelledError:
        await asyncio.shield(connection.close())  # its thread would keep the process from ending
        raise
    return connection
