"""What is said of a correction: to the admin who decides, and to the people who were shown what was wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.telegram.messages.headings import heading
from bot.telegram.messages.html import clip, escape
from bot.telegram.messages.message import Action, Message, Press
from bot.words.catalogue import Language, catalogue

if TYPE_CHECKING:
    from bot.knowledge.entry import Entry
    from bot.storage.corrections import Correction
    from bot.words.catalogue import Catalogue

PIECE_LIMIT: Final = 900
"""The most UTF-16 units of what was or is said."""

_SENTENCES: Final = re.compile(r"(?<=[.!?…;])\s+|\n+")


def tell_message(number: int, readers: int, days: int, words: Catalogue) -> Message:
    """Asks an admin whether so many people are to be told."""
    row = (
        Press(words.say("edit-tell-yes"), Action("tell", (str(number), "1"))),
        Press(words.say("edit-tell-no"), Action("tell", (str(number), "0"))),
    )
    return Message(escape(words.say("edit-tell-question", count=readers, days=days)), (row,))


def correction_message(correction: Correction, words: Catalogue) -> Message:
    """Tells a person what they were shown and what holds now."""
    if not correction.after:
        return Message(f"{escape(words.say('edit-retracted'))}\n\n{correction.before}")
    return Message(
        f"{escape(words.say('edit-corrected'))}\n\n{escape(words.say('edit-was'))}\n{correction.before}\n\n"
        f"{escape(words.say('edit-is'))}\n{correction.after}"
    )


def piece_html(entry: Entry, other: Entry | None) -> str:
    """The heading of an entry and, word for word, the sentences of its body that the other state of it has not.

    ``other`` is None where there is no other state: then it is the beginning of the body.
    """
    theirs = set() if other is None else set(_sentences(other.body))
    own = [sentence for sentence in _sentences(entry.body) if sentence not in theirs]
    html = heading(entry, catalogue(Language.VIETNAMESE))
    return f"{html}\n<blockquote>{escape(clip(chr(10).join(own), PIECE_LIMIT))}</blockquote>" if own else html


def _sentences(body: str) -> list[str]:
    return [clean for part in _SENTENCES.split(body) if (clean := part.strip())]
