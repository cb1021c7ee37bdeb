"""The questions of some days as a table to leaf through: newest first, by how they went, where, and words in them."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.language.normal import fold, normalise
from bot.storage.exchanges import ChatKind, recorded_newest_first
from bot.storage.times import to_milliseconds

if TYPE_CHECKING:
    import datetime as dt
    from zoneinfo import ZoneInfo

    from bot.answering.answer import Status
    from bot.storage.database import Database
    from bot.storage.exchanges import Recorded

PAGE: Final = 50
"""Questions on one page of the table."""


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

    Args:
        database: where they are kept.
        wanted: which.
        zone: in which days begin and end.
        after: the ``next`` of the page before; "" for the first. What cannot be read as one gives the first page.
        size: the most rows.
    """
    words = fold(normalise(wanted.words)).strip()
    rows: list[Recorded] = []
    stream = recorded_newest_first(
        database, wanted.first, wanted.days, zone, status=wanted.status, chat=wanted.chat, before=_place(after)
    )
    async with aclosing(stream):
        async for one in stream:
            if wanted.liked is not None and not (one.liked if wanted.liked else one.disliked):
                continue
            if (
                words
                and words not in fold(normalise(one.exchange.question))
                and words not in " ".join(one.exchange.entries)
            ):
                continue
            rows.append(one)
            if len(rows) > size:
                break
    last = rows[size - 1].exchange if len(rows) > size else None
    return Page(tuple(rows[:size]), f"{to_milliseconds(last.asked_at)}.{last.reference}" if last else None)


def _place(after: str) -> tuple[int, str] | None:
    moment, _, reference = after.partition(".")
    # A moment beyond what the column holds is nobody's next page.
    return (int(moment), reference) if moment.isascii() and moment.isdecimal() and len(moment) < 16 else None
