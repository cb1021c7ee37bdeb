"""Days: missing, in the future, before there was a source, or past review."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from bot.knowledge.finding import warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.knowledge.finding import Finding
    from bot.knowledge.written import Written

_EARLIEST: Final = dt.date(1945, 8, 28)
"""The day of the government's first ministry of information; what is dated before it is a slip of the year."""


def find_in_days(written: Written, today: dt.date) -> Iterator[Finding]:
    """The warnings about an entry's days, seen from ``today``."""
    entry = written.entry
    if entry.date is None:
        yield warning("date-missing", entry.position)
    else:
        place = written.place_of("date")
        # A meeting may be announced before it is held; news of tomorrow there is not.
        if entry.date.first > today:
            yield warning("date-future", place, date=entry.date.first.isoformat())
        elif entry.date.first < _EARLIEST:
            yield warning("date-early", place, date=entry.date.first.isoformat())
    if entry.review_by is not None and entry.review_by < today:
        yield warning("review-past", written.place_of("review_by"), date=entry.review_by.isoformat())
