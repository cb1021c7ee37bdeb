"""What should be said beside an entry that may no longer hold: it was replaced, its review is due, it is old."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot.language.normal import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from bot.knowledge.entry import Entry, Visibility

OLD_DAYS: Final = 180
"""From this age on it is said how old the source is, where the present state was asked for."""
_PRESENT: Final = re.compile(
    r"\b(?:moi nhat|hien nay|hien tai|hien gio|gan day nhat|gan nhat|bay gio|luc nay|den nay|"
    r"gio (?:thuoc|do|la|con|ai|ra sao|the nao)|(?:con|dang) (?:hieu luc|ap dung))\b"
)


class Doubt(StrEnum):
    """Why an entry may not hold. The values end the names of what is said of it."""

    REPLACED = "replaced"
    REVIEW = "review"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class Caveat:
    """A doubt about an entry: the entry that replaces it, or the day of its review, or its own last day."""

    doubt: Doubt
    by: Entry | None = None
    day: dt.date | None = None


def asks_for_present(text: str) -> bool:
    """Whether a question in normal form asks for the present state: "hiện nay", "mới nhất"."""
    return bool(_PRESENT.search(fold(text)))


def caveats_of(
    entry: Entry, replacements: Mapping[str, Entry], viewer: Visibility, today: dt.date, *, present: bool
) -> tuple[Caveat, ...]:
    """The doubts about an entry; a replacement that the viewer may not see is not told of.

    Args:
        entry: which.
        replacements: by the id of what each replaces.
        viewer: who is told.
        today: the day of the question.
        present: whether it asks for the present state.
    """
    found: list[Caveat] = []
    newer = replacements.get(entry.id)
    if newer is not None and viewer.sees(newer.visibility):
        found.append(Caveat(Doubt.REPLACED, by=newer))
    if entry.review_by is not None and entry.review_by < today:
        found.append(Caveat(Doubt.REVIEW, day=entry.review_by))
    if present and entry.date is not None and (today - entry.date.last).days >= OLD_DAYS:
        found.append(Caveat(Doubt.OLD, day=entry.date.last))
    return tuple(found)
