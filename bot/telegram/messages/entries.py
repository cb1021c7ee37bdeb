"""A whole entry on pages, and a piece of it in the form in which officials cite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.answering.snapshot import entry_key
from bot.telegram.messages.answers import source_row
from bot.telegram.messages.headings import TITLE_LIMIT, heading, written_date
from bot.telegram.messages.html import clip, escape, linkable, pieces
from bot.telegram.messages.message import Action, Message, Press

if TYPE_CHECKING:
    from bot.answering.answer import Result
    from bot.knowledge.entry import Entry
    from bot.words.catalogue import Catalogue

PAGE_LIMIT: Final = 3000
"""The most UTF-16 units of body on a page: with heading and buttons well inside a message, and two thumbs long."""


def entry_page(entry: Entry, number: int, words: Catalogue) -> Message | None:
    """A page of the body, word for word, with a button to the next; None where there is no such page.

    Args:
        entry: the entry.
        number: which page, from 0.
        words: the person's language.
    """
    pages = list(pieces(entry.body, PAGE_LIMIT))
    if not 0 <= number < len(pages):
        return None
    where = f"\n{escape(words.say('telegram-page', page=number + 1, pages=len(pages)))}" if len(pages) > 1 else ""
    html = f"{heading(entry, words)}{where}\n<blockquote>{escape(pages[number])}</blockquote>"
    rows = source_row(entry, words)
    if number + 1 < len(pages):
        following = Action("more", (entry_key(entry.id), str(number + 1)))
        rows = (*rows, (Press(words.say("telegram-read-on"), following),))
    return Message(html, rows)


def citation_message(result: Result, words: Catalogue) -> Message:
    """The quotation as it goes into a document: "Theo Mic.gov.vn, ngày 8/5/2009: “…” (title, link)"."""
    entry = result.entry
    name = clip(entry.source.name, TITLE_LIMIT)
    if entry.date is None:
        opening = words.say("telegram-cite-undated", source=name)
    else:
        opening = words.say("telegram-cite", source=name, date=written_date(entry.date))
    url = entry.source.url
    place = f"{clip(entry.title, TITLE_LIMIT)}, {url}" if url and linkable(url) else clip(entry.title, TITLE_LIMIT)
    return Message(f"{escape(opening)}: “{escape(result.excerpt.text.strip())}” ({escape(place)}).")
