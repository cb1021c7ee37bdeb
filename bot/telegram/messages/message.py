"""A message ready for Telegram, as a value: HTML and rows of buttons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.knowledge.entry import Visibility

TEXT_LIMIT = 4096
"""The most UTF-16 units that a message may have once its HTML is parsed (Bot API, sendMessage)."""

BUTTON_TEXT_LIMIT = 60
"""The most characters on a button that a phone shows without cutting."""


@dataclass(frozen=True, slots=True)
class Action:
    """What pressing a button asks for: a verb and its arguments, all short ASCII without a colon.

    >>> Action("show", ("a1", "2")).encoded
    'show:a1:2'
    """

    verb: str
    arguments: tuple[str, ...] = ()

    @property
    def encoded(self) -> str:
        """The action in one line, as `decode` reads it."""
        return ":".join((self.verb, *self.arguments))

    @classmethod
    def decode(cls, encoded: str) -> Action:
        """The action that was encoded; any text gives some action, whose verb may be unknown."""
        verb, *arguments = encoded.split(":")
        return cls(verb, tuple(arguments))


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens an address."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Press:
    """A button that asks the bot for something."""

    text: str
    action: Action


@dataclass(frozen=True, slots=True)
class Share:
    """A button that lets the person choose a chat and puts ``query`` there as an inline question.

    It is for an entry of that ``visibility``: it is left out where others are not shown such entries, since the
    question would offer something else there, or nothing, and tell its title.
    """

    text: str
    query: str
    visibility: Visibility


Button = Link | Press | Share
Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """One message: Telegram HTML of at most `TEXT_LIMIT` units once parsed, and the buttons under it."""

    html: str
    rows: Rows = ()
