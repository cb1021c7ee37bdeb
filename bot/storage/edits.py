"""What was edited in the knowledge, by whom and when, with the texts before and after, so that it can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot.storage.times import from_milliseconds, to_milliseconds

if TYPE_CHECKING:
    import datetime as dt

    from bot.storage.database import Database, Row
    from bot.storage.times import Clock

_COLUMNS: Final = "number, entry, file, who, what, text_before, text_after, made_at"


class Deed(StrEnum):
    """What an edit did."""

    PUBLISHED = "published"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit of a file of the knowledge.

    Attributes:
        number: tells it from all others; later ones are greater.
        entry: the id of the entry that it was about.
        file: the file, seen from the knowledge's folder.
        who: the name of the person who made it.
        what: what it did.
        before: the file's text before; None where it was not there.
        after: the file's text after; None where it was gone.
        made_at: when.
    """

    number: int
    entry: str
    file: str
    who: str
    what: Deed
    before: str | None
    after: str | None
    made_at: dt.datetime


def _edit(row: Row) -> Edit:
    number, entry, file, who, what, before, after, made_at = row
    return Edit(number, entry, file, who, Deed(what), before, after, from_milliseconds(made_at))


class Edits:
    """The history of edits."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def add(self, entry: str, *, file: str, who: str, what: Deed, before: str | None, after: str | None) -> int:
        """Keeps an edit that was made; returns its number."""
        async with self._database.write() as transaction:
            row = await transaction.fetch_one(
                "INSERT INTO edits (entry, file, who, what, text_before, text_after, made_at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING number",
                entry,
                file,
                who,
                what.value,
                before,
                after,
                to_milliseconds(self._clock()),
            )
        if row is None:
            raise AssertionError("an insert that returns its row gave none")
        return int(row[0])

    async def of(self, entry: str, *, most: int = 10) -> tuple[Edit, ...]:
        """The edits of an entry, the newest first."""
        async with self._database.read() as transaction:
            rows = await transaction.fetch_all(
                f"SELECT {_COLUMNS} FROM edits WHERE entry = ? ORDER BY number DESC LIMIT ?",  # noqa: S608  # a constant
                entry,
                most,
            )
        return tuple(map(_edit, rows))

    async def find(self, number: int) -> Edit | None:
        """The edit of that number; None where there is none."""
        row = await self._database.look_up(
            f"SELECT {_COLUMNS} FROM edits WHERE number = ?",  # noqa: S608  # a constant
            number,
        )
        return None if row is None else _edit(row)
