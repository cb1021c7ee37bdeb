"""What the knowledge is made of: entries, as immutable values. The YAML they come from is the loader's affair."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt

    from bot.errors import Position


UNKNOWN_SOURCE: Final = "chưa rõ"
"""The name of a draft's source that nobody has said yet."""


class Kind(StrEnum):
    """What an entry is made from."""

    NEWS = "news"
    MEETING = "meeting"


class Visibility(StrEnum):
    """Who may see an entry, from most open to most closed."""

    PUBLIC = "public"
    STAFF = "staff"
    ADMIN = "admin"

    @property
    def level(self) -> int:
        """0 for public, 1 for staff, 2 for admin: a viewer sees entries of its own level and below."""
        return list(Visibility).index(self)

    def sees(self, other: Visibility) -> bool:
        """Whether a viewer of this level may see an entry of the other."""
        # By what they are rather than by their levels: this is asked of every entry at each reload.
        return other is self or other is Visibility.PUBLIC or self is Visibility.ADMIN


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole days from ``first`` to ``last``, both included. A single day has both equal."""

    first: dt.date
    last: dt.date

    @property
    def is_day(self) -> bool:
        """Whether the period is one day."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Source:
    """Where an entry's text comes from: the publication's name, and its link where there is one."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """What a meeting gave somebody to do."""

    task: str
    unit: str | None = None
    due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """The facts of a meeting, as far as its summary gives them."""

    chair: str | None = None
    place: str | None = None
    conclusions: tuple[str, ...] = ()
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One news article or meeting summary. ``body`` is NFC text; every excerpt is a piece of it."""

    id: str
    kind: Kind
    title: str
    source: Source
    body: str
    position: Position
    date: Period | None = None
    topics: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    visibility: Visibility = Visibility.STAFF
    replaces: str | None = None
    review_by: dt.date | None = None
    meeting: Meeting | None = None
