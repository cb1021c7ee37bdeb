"""How the bot itself is, apart from what people ask: knowledge, database, inbox, backup."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.storage.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.answering.snapshot import Snapshot
    from bot.storage.opening import Storage


@dataclass(frozen=True, slots=True)
class Condition:
    """The state of this moment.

    Attributes:
        entries: how many are served.
        passages: how many are searched.
        database: "sqlite" or "postgresql".
        waiting: updates that are not finished; None where the database does not tell.
        backup: when the newest backup was made; None where there is none here.
        connected: whether the Bot API was reached.
    """

    entries: int
    passages: int
    database: str
    waiting: int | None
    backup: dt.datetime | None
    connected: bool


@dataclass(frozen=True, slots=True)
class Conditions:
    """Tells the state.

    Attributes:
        storage: asked how much waits.
        snapshot: gives what is served now.
        backups: where they are kept.
        connected: whether the Bot API was reached.
    """

    storage: Storage
    snapshot: Callable[[], Snapshot]
    backups: Path
    connected: Callable[[], bool]

    async def now(self) -> Condition:
        """The state of this moment."""
        snapshot = self.snapshot()
        try:
            waiting: int | None = await self.storage.updates.open_count()
        except StorageError:
            waiting = None  # shown as such: the page is where an admin looks when the database is in trouble
        return Condition(
            entries=len(snapshot.knowledge.entries),
            passages=snapshot.answerer.size,
            database=self.storage.database.dialect.value,
            waiting=waiting,
            backup=await asyncio.to_thread(_newest, self.backups),
            connected=self.connected(),
        )


def _newest(folder: Path) -> dt.datetime | None:
    try:
        made = [file.stat().st_mtime for file in folder.iterdir() if file.is_file()]
    except OSError:
        return None
    return dt.datetime.fromtimestamp(max(made), dt.UTC) if made else None
