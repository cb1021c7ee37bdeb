"""One small interface to the database, so that every store runs on SQLite and on PostgreSQL alike.

Stores write SQL that both understand: ``?`` for a value, ``ON CONFLICT``, ``RETURNING``, ``BIGINT``, ``TEXT`` and
``DOUBLE PRECISION``; moments are milliseconds in a ``BIGINT``. What has to differ is named by ``Dialect``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Iterable, Sequence
    from contextlib import AbstractAsyncContextManager

Value = str | int | float | bytes | None
"""What may stand for a ``?``."""

Row = tuple[Any, ...]
"""One row, in the order of the SELECT."""


T = TypeVar("T")


class Dialect(StrEnum):
    """The two databases, and the few words in which they differ."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"

    @property
    def identity(self) -> str:
        """A column that numbers its rows by itself, upwards, never twice."""
        if self is Dialect.SQLITE:
            return "INTEGER PRIMARY KEY AUTOINCREMENT"
        return "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"

    @property
    def now(self) -> str:
        """The moment by the database's own clock, in kept milliseconds: replicas whose clocks differ agree on it."""
        if self is Dialect.SQLITE:
            return "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"
        return "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)"

    @property
    def skip_locked(self) -> str:
        """Ends a SELECT of rows to work on: leaves out those that another worker is about to take.

        Empty on SQLite, where only one transaction writes at a time.
        """
        return "" if self is Dialect.SQLITE else "FOR UPDATE SKIP LOCKED"


class Transaction(Protocol):
    """Statements that take effect together or not at all."""

    async def execute(self, sql: str, *values: Value) -> int:
        """Runs one statement. Returns the number of rows that it changed."""

    async def execute_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Runs one statement once for each row of values."""

    async def fetch_all(self, sql: str, *values: Value) -> list[Row]:
        """Every row that a statement gives."""

    async def fetch_one(self, sql: str, *values: Value) -> Row | None:
        """The first row that a statement gives, None where it gives none."""

    def stream(self, sql: str, *values: Value) -> AsyncGenerator[Row]:
        """The rows of a SELECT one by one, in constant memory."""

    async def lock(self, number: int) -> None:
        """Waits until no other process is inside a transaction that locked this number; held to the end of this one."""

    async def tell(self, channel: str) -> None:
        """Wakes, once this transaction is committed, everyone who listens to ``channel``, in any process."""


Work = Callable[[Transaction], Coroutine[Any, Any, T]]
"""What is done in a transaction. It waits for nothing but the transaction's statements."""


class Database(ABC):
    """An open database. Its errors are all ``StorageError``."""

    dialect: Dialect

    @abstractmethod
    def write(self) -> AbstractAsyncContextManager[Transaction]:
        """A transaction that may change things: committed at the end, rolled back on an exception.

        On SQLite one runs at a time; on PostgreSQL as many as the pool has connections.
        """

    async def together(self, works: Sequence[Work[Any]]) -> list[Any]:
        """The results of pieces of work, one after the other in one transaction."""
        async with self.write() as transaction:
            return [await work(transaction) for work in works]

    @abstractmethod
    def read(self) -> AbstractAsyncContextManager[Transaction]:
        """A transaction that sees one state of the database from beginning to end, and delays no writer."""

    async def look_up(self, sql: str, *values: Value) -> Row | None:
        """The first row that one statement gives, None where it gives none: a transaction of its own."""
        async with self.read() as transaction:
            return await transaction.fetch_one(sql, *values)

    @abstractmethod
    def listen(self, channel: str) -> AbstractAsyncContextManager[AsyncIterator[None]]:
        """Gives one item after each ``tell`` of the channel (several close together may be one), from entry on.

        On SQLite it hears this process only, which is the only one.
        """

    @abstractmethod
    def presence(self, number: int) -> AbstractAsyncContextManager[Callable[[], Awaitable[int]]]:
        """Counts this process among those inside such a block of the same number, until it leaves or dies.

        Gives what tells how many there are. On SQLite there is one.
        """

    @abstractmethod
    async def close(self) -> None:
        """Gives everything back. May be called twice."""
