"""PostgreSQL, for several replicas on one state: psycopg's pool behind the same small interface."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from functools import cache
from typing import TYPE_CHECKING, Final

import psycopg
from psycopg import errors as pg
from psycopg_pool import AsyncConnectionPool, PoolClosed, PoolTimeout, TooManyRequests

from bot.storage.database import Database, Dialect
from bot.storage.errors import (
    BusyError,
    ConflictError,
    CorruptError,
    DiskFullError,
    StorageError,
    UnreachableError,
)

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable, Sequence
    from typing import LiteralString

    from bot.storage.database import Row, Transaction, Value

_CONNECTIONS = 8
_OPEN_SECONDS = 10.0
_ROWS_A_FETCH = 1000
_WHERE = "HOIBO_DATABASE"

# A machine that vanished is noticed within a minute, not after the system's two hours.
_QUICK_TO_NOTICE: Final = (
    "SET tcp_keepalives_idle = 30",
    "SET tcp_keepalives_interval = 10",
    "SET tcp_keepalives_count = 3",
)
_PRESENT: Final = """SELECT count(*) FROM pg_locks
    WHERE locktype = 'advisory' AND granted AND objsubid = 1
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND (CAST(classid AS BIGINT) << 32) | CAST(objid AS BIGINT) = %s"""


@cache
def _translated(sql: str) -> LiteralString:
    """Our SQL as psycopg wants it. Every statement is a constant of the program; no value is ever in it."""
    return sql.replace("%", "%%").replace("?", "%s")


def _named(error: psycopg.Error) -> StorageError:
    said = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    match error:
        case pg.SerializationFailure() | pg.DeadlockDetected() | pg.LockNotAvailable() | TooManyRequests():
            named: StorageError = BusyError(f"two transactions stood in each other's way ({said})", where=_WHERE)
        case pg.DiskFull():
            named = DiskFullError(f"the server's disk is full ({said})", where=_WHERE, mend="make room on the server")
        case pg.DataCorrupted() | pg.IndexCorrupted():
            named = CorruptError(f"the database is damaged ({said})", where=_WHERE, mend="restore the newest backup")
        case psycopg.IntegrityError():
            named = ConflictError(f"a rule of the tables is broken ({said})", where=_WHERE)
        case PoolClosed():
            named = StorageError("the database is closed", where=_WHERE)
        case psycopg.OperationalError() | psycopg.InterfaceError() | PoolTimeout():
            named = UnreachableError(
                f"the server does not answer ({said})", where=_WHERE, mend="check that it runs and lets hoibo in"
            )
        case _:
            named = StorageError(f"the database refused: {said}", where=_WHERE)
    return named


class _PostgresqlTransaction:
    def __init__(self, connection: psycopg.AsyncConnection[Row]) -> None:
        self._connection = connection

    async def execute(self, sql: str, *values: Value) -> int:
        async with self._connection.cursor() as cursor:
            await cursor.execute(_translated(sql), values)
            return cursor.rowcount

    async def execute_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        async with self._connection.cursor() as cursor:
            await cursor.executemany(_translated(sql), rows)

    async def fetch_all(self, sql: str, *values: Value) -> list[Row]:
        async with self._connection.cursor() as cursor:
            await cursor.execute(_translated(sql), values)
            return await cursor.fetchall()

    async def fetch_one(self, sql: str, *values: Value) -> Row | None:
        async with self._connection.cursor() as cursor:
            await cursor.execute(_translated(sql), values)
            return await cursor.fetchone()

    async def stream(self, sql: str, *values: Value) -> AsyncGenerator[Row]:
        async with self._connection.cursor(name="hoibo_stream") as cursor:
            cursor.itersize = _ROWS_A_FETCH
            await cursor.execute(_translated(sql), values)
            async for row in cursor:
                yield row

    async def lock(self, number: int) -> None:
        await self.execute("SELECT pg_advisory_xact_lock(?)", number)

    async def tell(self, channel: str) -> None:
        await self.execute("SELECT pg_notify(?, '')", channel)


class PostgresqlDatabase(Database):
    """A pool of connections to one PostgreSQL database."""

    dialect = Dialect.POSTGRESQL

    def __init__(self, pool: AsyncConnectionPool[psycopg.AsyncConnection[Row]], url: str) -> None:
        self._pool = pool
        self._url = url

    @classmethod
    async def open(cls, url: str) -> PostgresqlDatabase:
        """Connects, and fails after ten seconds if the server does not answer."""
        pool: AsyncConnectionPool[psycopg.AsyncConnection[Row]] = AsyncConnectionPool(
            url, min_size=1, max_size=_CONNECTIONS, open=False, timeout=_OPEN_SECONDS, name="hoibo"
        )
        try:
            await pool.open(wait=True, timeout=_OPEN_SECONDS)
        except psycopg.Error as refused:
            await pool.close()
            raise _named(refused) from None  # the cause's text may hold the address
        return cls(pool, url)

    @asynccontextmanager
    async def write(self) -> AsyncGenerator[Transaction]:
        """A transaction in a connection of its own."""
        try:
            async with self._pool.connection() as connection, connection.transaction():
                yield _PostgresqlTransaction(connection)
        except psycopg.Error as failed:
            raise _named(failed) from failed

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[Transaction]:
        """A read-only transaction on one snapshot."""
        try:
            async with self._pool.connection() as connection, connection.transaction():
                await connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                yield _PostgresqlTransaction(connection)
        except psycopg.Error as failed:
            raise _named(failed) from failed

    @asynccontextmanager
    async def listen(self, channel: str) -> AsyncGenerator[AsyncIterator[None]]:
        """Hears ``NOTIFY`` in a connection of its own."""
        try:
            connection = await psycopg.AsyncConnection.connect(self._url, autocommit=True)
        except psycopg.Error as refused:
            raise _named(refused) from refused

        async def heard() -> AsyncGenerator[None]:
            try:
                async for _ in connection.notifies():
                    yield
            except psycopg.Error as failed:
                raise _named(failed) from failed

        try:
            await connection.execute(psycopg.sql.SQL("LISTEN {}").format(psycopg.sql.Identifier(channel)))
            yield heard()
        finally:
            await asyncio.shield(connection.close())

    @asynccontextmanager
    async def presence(self, number: int) -> AsyncGenerator[Callable[[], Awaitable[int]]]:
        """Each process holds a shared lock in a connection of its own, which the server ends with the process."""
        try:
            connection = await psycopg.AsyncConnection.connect(self._url, autocommit=True)
        except psycopg.Error as refused:
            raise _named(refused) from refused

        async def counted() -> int:
            try:
                row = await (await connection.execute(_PRESENT, (number,))).fetchone()
            except psycopg.Error as failed:
                raise _named(failed) from failed
            return int(row[0]) if row else 0

        try:
            for setting in _QUICK_TO_NOTICE:
                await connection.execute(setting)
            await connection.execute("SELECT pg_advisory_lock_shared(%s)", (number,))
            yield counted
        except psycopg.Error as failed:
            raise _named(failed) from failed
        finally:
            await asyncio.shield(connection.close())

    async def close(self) -> None:
        """Closes every connection."""
        await self._pool.close()
