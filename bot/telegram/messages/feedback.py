"""Buttons for opinions, and the question why an answer did not help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.telegram.messages.html import escape
from bot.telegram.messages.message import Action, Message, Press

if TYPE_CHECKING:
    from bot.words.catalogue import Catalogue

REASONS: Final = ("wrong", "old", "partial", "other")
"""Why an answer did not help, as it is kept; each has its text ``telegram-reason-NAME``."""


def opinion_row(reference: str, words: Catalogue) -> tuple[Press, ...]:
    """The buttons under an answer for an opinion, and for why it was found. ``reference`` is the exchange's."""
    return (
        Press("👍", Action("good", (reference,))),
        Press("👎", Action("bad", (reference,))),
        Press(words.say("telegram-matched-button"), Action("matched")),
    )


def reasons_message(reference: str, words: Catalogue) -> Message:
    """Asks why an answer did not help."""
    buttons = [Press(words.say(f"telegram-reason-{reason}"), Action("why", (reference, reason))) for reason in REASONS]
    return Message(escape(words.say("telegram-why-bad")), (tuple(buttons[:2]), tuple(buttons[2:])))
