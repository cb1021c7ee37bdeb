"""The beginning of an entry, for where it is shown outside a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.answer import EXCERPT_LIMIT, Excerpt, Result
from bot.telegram.messages.html import clip

if TYPE_CHECKING:
    from bot.knowledge.entry import Entry


def opening(entry: Entry) -> Result:
    """The first words of the body as a result, verbatim. Its score is 0."""
    start = len(entry.body) - len(entry.body.lstrip())
    text = clip(entry.body[start:].split("\n\n", 1)[0], EXCERPT_LIMIT).removesuffix("…")
    return Result(entry, Excerpt(text, start), 0.0)
