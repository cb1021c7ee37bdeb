"""The questions of some days as a table to leaf through: newest first, by how they went, where, and words in them."""

from __future__ import annotations

import json
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.language.normal import fold, normalise
from bot.storage.exchanges import RECORDED, ChatKind, as_recorded
from bot.storage.times import bounds, to_milliseconds

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import AsyncGenerator, Sequence
    from zoneinfo import ZoneInfo

    from bot.answering.answer import Status
    from bot.storage.database import Database, Row, Transaction, Value
    from bot.storage.exchanges import Recorded

PAGE: Final = 50
"""Questions on one page of the table."""
_READ_AT_ONCE: Final = 500
_NEWEST_FIRST: Final = "ORDER BY e.asked_at DESC, e.reference DESC"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which questions: those that fit in every respect; None and "" stand for any.

    Attributes:
        first: the first day.
        days: how many.
        status: how the question went.
        chat: where it was asked.
        liked: True for answers that somebody found good, False for those that somebody found wanting.
        words: stands in the question or in the id of an entry shown; accents and capitals do not matter.
    """

    first: dt.date
    days: int
    status: Status | None = None
    chat: ChatKind | None = None
    liked: bool | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Some questions, newest first, and where the next page begins (None: there are no more)."""

    rows: tuple[Recorded, ...]
    next: str | None


async def page_of(database: Database, wanted: Wanted, zone: ZoneInfo, *, after: str = "", size: int = PAGE) -> Page:
    """One page of the questions.

    Words are looked for in the questions of the days, newest first, until the page is full: in 0.5 s of the processor
    through 100,000 that hold none.

    Args:
        database: where they are kept.
        wanted: which.
        zone: in which days begin and end.
        after: the ``next`` of the page before; "" for the first. What cannot be read as one gives the first page.
        size: the most rows.
    """
    words = fold(normalise(wanted.words)).strip()
    fitting, values = _fitting(wanted, zone, _place(after))
    async with database.read() as transaction:
        if words:
            references = await _holding(transaction, words, fitting, values, size + 1)
            if not references:
                return Page((), None)
            places = ", ".join("?" * len(references))
            fitting, values = f"e.reference IN ({places})", references
        found = await transaction.fetch_all(
            f"{RECORDED} WHERE {fitting} {_NEWEST_FIRST} LIMIT ?",
            *values,
            size + 1,
        )
    rows = [as_recorded(row) for row in found]
    last = rows[size - 1].exchange if len(rows) > size else None
    return Page(tuple(rows[:size]), f"{to_milliseconds(last.asked_at)}.{last.reference}" if last else None)


def _fitting(wanted: Wanted, zone: ZoneInfo, after: tuple[int, str] | None) -> tuple[str, list[Value]]:
    """The condition on an exchange ``e`` but for the words, and its values."""
    conditions = ["e.asked_at >= ?", "e.asked_at < ?"]
    values: list[Value] = [*bounds(wanted.first, wanted.days, zone)]
    if wanted.status is not None:
        conditions.append("e.status = ?")
        values.append(wanted.status.value)
    if wanted.chat is not None:
        conditions.append("e.chat = ?")
        values.append(wanted.chat.value)
    if wanted.liked is not None:
        conditions.append("EXISTS (SELECT 1 FROM feedback f WHERE f.reference = e.reference AND f.good = ?)")
        values.append(int(wanted.liked))
    if after is not None:
        conditions.append("(e.asked_at < ? OR (e.asked_at = ? AND e.reference < ?))")
        values += [after[0], after[0], after[1]]
    return " AND ".join(conditions), values


async def _holding(
    transaction: Transaction, words: str, fitting: str, values: Sequence[Value], most: int
) -> list[Value]:
    """The references of the newest exchanges that fit and hold the folded words, at most so many."""
    references: list[Value] = []
    rows = transaction.stream(
        f"SELECT e.reference, e.question, e.entries FROM exchanges e WHERE {fitting} {_NEWEST_FIRST}",  # noqa: S608
        *values,
    )
    async with aclosing(rows):  # whoever stops early ends the cursor before its transaction
        async for some in _by_many(rows):
            if not _may_hold(some, words):
                continue
            references.extend(reference for reference, *texts in some if _holds(words, *texts))
            if len(references) >= most:
                break
    return references[:most]


async def _by_many(rows: AsyncGenerator[Row]) -> AsyncGenerator[list[Row]]:
    some: list[Row] = []
    async for row in rows:
        some.append(row)
        if len(some) == _READ_AT_ONCE:
            yield some
            some = []
    yield some


def _may_hold(rows: Sequence[Row], words: str) -> bool:
    """False where none of the rows holds the words. Folding five hundred in one text takes a fifth of the time."""
    questions = fold(normalise("\n".join(question for _, question, _ in rows)))
    entries = "\n".join(entries for _, _, entries in rows)
    # As JSON writes them; an escape may be any letter.
    return words in questions or "\\" in entries or words in entries.replace('", "', " ")


def _holds(words: str, question: str, entries: str) -> bool:
    return words in fold(normalise(question)) or words in " ".join(json.loads(entries))


def _place(after: str) -> tuple[int, str] | None:
    moment, _, reference = after.partition(".")
    # A moment beyond what the column holds is nobody's next page.
    return (int(moment), reference) if moment.isascii() and moment.isdecimal() and len(moment) < 16 else None
