"""What an address of the admins' page asks for, read strictly: whatever cannot be read is as if it were not there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeVar
from urllib.parse import urlencode

from bot.answering.answer import Status
from bot.storage.asked import Wanted
from bot.storage.exchanges import ChatKind

if TYPE_CHECKING:
    from collections.abc import Mapping

E = TypeVar("E", bound=StrEnum)

MOST_DAYS: Final = 366
LONGEST_WORDS: Final = 200
PERIODS: Final = (1, 7, 30)
"""The lengths that the page offers, in days, up to today."""


@dataclass(frozen=True, slots=True)
class View:
    """The days that are looked at, and which of their questions.

    Attributes:
        wanted: the days and the filter.
        after: where the page of the table begins.
    """

    wanted: Wanted
    after: str = ""

    def address(self, path: str, **changes: str) -> str:
        """The address under which the same is looked at on another page, with some keys changed ("" drops one)."""
        wanted = self.wanted
        liked = {True: "1", False: "0", None: ""}[wanted.liked]
        keys = {
            "tu": wanted.first.isoformat(),
            "ngay": str(wanted.days),
            "ketqua": wanted.status.value if wanted.status else "",
            "o": wanted.chat.value if wanted.chat else "",
            "thich": liked,
            "tim": wanted.words,
        } | changes
        return f"{path}?{urlencode({key: value for key, value in keys.items() if value})}"

    def of_days(self, first: dt.date, days: int) -> View:
        """The same for other days."""
        return View(replace(self.wanted, first=first, days=days))


def read_view(query: Mapping[str, str], today: dt.date) -> View:
    """What a query asks for; without days the last seven, to today."""
    try:
        days = min(max(int(query.get("ngay", "7")), 1), MOST_DAYS)
    except ValueError:
        days = 7
    try:
        first = dt.date.fromisoformat(query.get("tu", ""))
    except ValueError:
        first = today - dt.timedelta(days=days - 1)
    if not dt.date(2000, 1, 1) <= first <= today:
        first = today - dt.timedelta(days=days - 1)
    liked = {"1": True, "0": False}.get(query.get("thich", ""))
    return View(
        Wanted(
            first,
            days,
            _member(Status, query.get("ketqua", "")),
            _member(ChatKind, query.get("o", "")),
            liked,
            query.get("tim", "")[:LONGEST_WORDS],
        ),
        query.get("sau", "")[:LONGEST_WORDS],
    )


def _member(kind: type[E], value: str) -> E | None:
    try:
        return kind(value)
    except ValueError:
        return None
