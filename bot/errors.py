"""The tree of named errors. Each says what happened, where, and what to do; only the edges turn them into words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class HoiboError(Exception):
    """The base of every error that hoibo raises on purpose.

    Args:
        what: what happened, in one sentence.
        where: the file, setting, update or address it happened at; empty where there is none.
        mend: what the person can do about it; empty where nothing helps.
    """

    def __init__(self, what: str, *, where: str = "", mend: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.mend = mend

    def __str__(self) -> str:
        located = f"{self.where}: {self.what}" if self.where else self.what
        return f"{located} → {self.mend}" if self.mend else located


class SettingsError(HoiboError):
    """A setting is missing, contradicts another, or cannot be read."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a text file: the file, the line and the column, both counted from 1 (0 where unknown)."""

    file: Path
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [str(self.file), *(str(number) for number in (self.line, self.column) if number)]
        return ":".join(parts)


class KnowledgeError(HoiboError):
    """The knowledge cannot be served as it stands. ``where`` is ``file:line:column``."""
