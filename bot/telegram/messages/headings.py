"""How an entry is named: its title, kind, date and source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.telegram.messages.html import clip, escape

if TYPE_CHECKING:
    from bot.knowledge.entry import Entry, Period
    from bot.words.catalogue import Catalogue

TITLE_LIMIT = 300
"""The most UTF-16 units of a title in a message."""

SOURCE_LIMIT = 80
"""The most UTF-16 units of a source's name in a message."""


def written_date(period: Period) -> str:
    """The date as people write it: "8/5/2009", "1–5/9/2009", "28/8/2009–5/9/2009"."""
    first, last = period.first, period.last
    end = f"{last.day}/{last.month}/{last.year}"
    if period.is_day:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    return f"{first.day}/{first.month}/{first.year}–{end}"


def byline(entry: Entry, words: Catalogue) -> str:
    """One line of plain text: kind, date where known, source: "Cuộc họp · 8/5/2009 · Mic.gov.vn"."""
    parts = [words.say(f"telegram-kind-{entry.kind.value}")]
    if entry.date is not None:
        parts.append(written_date(entry.date))
    parts.append(clip(entry.source.name, SOURCE_LIMIT))
    return " · ".join(parts)


def heading(entry: Entry, words: Catalogue) -> str:
    """Two lines of HTML: the title in bold, and the byline."""
    return f"<b>{escape(clip(flat(entry.title), TITLE_LIMIT))}</b>\n{escape(byline(entry, words))}"


def flat(text: str) -> str:
    """The text on one line; "…" where there is none."""
    return " ".join(text.split()) or "…"
