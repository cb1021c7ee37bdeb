"""SQLite's statements where they run: many in one change of threads, and those that take less than one, in none.

A statement on a row takes 10 µs, handing it to a thread and its result back 100 to 200.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import aiosqlite

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import AsyncGenerator, Callable, Coroutine, Iterable, Sequence

    from bot.storage.database import Row, Value, Work

T = TypeVar("T")


class Connection(aiosqlite.Connection):
    """A connection that also lends itself to a whole piece of work in its thread."""

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What the work returns; it runs in the connection's thread, after all that was asked for before."""
        result: T = await self._execute(lambda: work(self._conn))  # type: ignore[no-untyped-call]  # aiosqlite's is
        return result


class _Statements:
    """A transaction's statements, each run at once in the thread that asks for it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.told: list[str] = []

    async def execute(self, sql: str, *values: Value) -> int:
        return self._connection.execute(sql, values).rowcount

    async def execute_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        self._connection.executemany(sql, rows)

    async def fetch_all(self, sql: str, *values: Value) -> list[Row]:
        return self._connection.execute(sql, values).fetchall()

    async def fetch_one(self, sql: str, *values: Value) -> Row | None:
        rows = await self.fetch_all(sql, *values)
        return rows[0] if rows else None

    async def stream(self, sql: str, *values: Value) -> AsyncGenerator[Row]:
        for row in self._connection.execute(sql, values):
            yield row

    async def lock(self, number: int) -> None:
        """The transaction itself is the lock: there is one writer."""

    async def tell(self, channel: str) -> None:
        self.told.append(channel)


def together(connection: sqlite3.Connection, works: Sequence[Work[Any]]) -> tuple[list[Any], list[str]]:
    """The results of pieces of work in one transaction, and the channels that are to be told.

    Raises:
        Exception: what the first of them raised that failed; nothing of any is kept then.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        statements = _Statements(connection)
        results = [_done(work(statements)) for work in works]
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    return results, statements.told


def _done(work: Coroutine[Any, Any, T]) -> T:
    """What a coroutine returns that waits for nothing."""
    try:
        work.send(None)
    except StopIteration as ended:
        result: T = ended.value
        return result
    work.close()
    raise RuntimeError("work on a transaction waited for something other than its statements")
