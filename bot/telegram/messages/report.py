"""The report of some days as a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.telegram.messages.gaps import report_rows
from bot.telegram.messages.html import clip, escape
from bot.telegram.messages.message import TEXT_LIMIT, Message
from bot.usage.report_text import sections

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.usage.misses import Miss
    from bot.usage.report import Report
    from bot.words.catalogue import Catalogue

LINE_LIMIT = 160
"""The most UTF-16 units of a line; a title or a question may be longer."""


def report_message(report: Report, misses: Sequence[Miss], words: Catalogue) -> Message:
    """The report with its headings in bold; the last sections are left out where there is no room for them."""
    html, room = "", TEXT_LIMIT
    for section in sections(report, misses, words):
        lines = [clip(" ".join(line.split()), LINE_LIMIT) for line in (section.heading, *section.lines)]
        room -= sum(len(line.encode("utf-16-le")) // 2 + 1 for line in lines) + 1
        if room < 0:
            break
        part = "\n".join((f"<b>{escape(lines[0])}</b>", *map(escape, lines[1:])))
        html = f"{html}\n\n{part}" if html else part
    return Message(html, report_rows(words) if misses else ())
