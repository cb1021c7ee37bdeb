"""A finding: one thing about the knowledge that an admin should know, with its place, its cause and its mend."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.errors import KnowledgeError
from bot.words.catalogue import Language, catalogue

if TYPE_CHECKING:
    from bot.errors import Position


class Severity(StrEnum):
    """What a finding does: an error keeps the knowledge from being served, a warning asks for a look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    Attributes:
        code: its name, as ``unknown-key``; the texts are ``check-CODE`` and ``check-CODE-mend`` in both languages.
        position: where to look.
        values: what the texts put in, by name.
        severity: whether it keeps the knowledge from being served.
    """

    code: str
    position: Position
    values: tuple[tuple[str, str], ...] = ()
    severity: Severity = Severity.ERROR

    def cause(self, language: Language = Language.VIETNAMESE) -> str:
        """What is wrong, in one sentence without its place."""
        return catalogue(language).say(f"check-{self.code}", **dict(self.values))

    def mend(self, language: Language = Language.VIETNAMESE) -> str:
        """What to do about it."""
        return catalogue(language).say(f"check-{self.code}-mend", **dict(self.values))


class FoundError(KnowledgeError):
    """A finding that keeps the knowledge from being served; ``finding`` says it in either language."""

    def __init__(self, finding: Finding) -> None:
        english = Language.ENGLISH
        super().__init__(finding.cause(english), where=str(finding.position), mend=finding.mend(english))
        self.finding = finding


def problem(code: str, position: Position, **values: str) -> FoundError:
    """The error of that code at that place, ready to be raised or gathered."""
    return FoundError(Finding(code, position, tuple(values.items())))


def warning(code: str, position: Position, **values: str) -> Finding:
    """The warning of that code at that place."""
    return Finding(code, position, tuple(values.items()), Severity.WARNING)
