"""Lists of entries and of topics, a page at a time, each on a button."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from bot.answering.snapshot import entry_key
from bot.language.normal import fold
from bot.telegram.messages.headings import TITLE_LIMIT, heading, written_date
from bot.telegram.messages.html import clip, escape
from bot.telegram.messages.message import BUTTON_TEXT_LIMIT, TEXT_LIMIT, Action, Message, Press

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.knowledge.entry import Entry
    from bot.telegram.messages.message import Rows
    from bot.words.catalogue import Catalogue

ENTRIES_ON_A_PAGE: Final = 6
TOPICS_ON_A_PAGE: Final = 12
TIMELINE_LIMIT: Final = 20
"""The most entries on a timeline; the newest are kept."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic and how many entries of it the viewer may see."""

    name: str
    count: int


def topic_key(name: str) -> str:
    """The short name of a topic on buttons: 16 hexadecimal digits, the same for "Viễn thông" and "viễn thông"."""
    return blake2b(fold(name).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def entries_message(title: str, entries: Sequence[Entry], page: int, turn: Action, words: Catalogue) -> Message:
    """A page of entries, each with its byline and a number on a button that opens it.

    Args:
        title: the list's name, plain text.
        entries: all of them.
        page: which page, from 0.
        turn: what the arrows ask for; the page's number is put behind its arguments.
        words: the person's language.
    """
    first, pages = _bounds(len(entries), page, ENTRIES_ON_A_PAGE)
    shown = entries[first : first + ENTRIES_ON_A_PAGE]
    lines = [f"{number}. {heading(entry, words)}" for number, entry in enumerate(shown, first + 1)]
    if not shown:
        lines = [escape(words.say("telegram-list-empty"))]
    buttons = tuple(
        Press(str(number), Action("open", (entry_key(entry.id),))) for number, entry in enumerate(shown, first + 1)
    )
    rows: Rows = (buttons,) if buttons else ()
    html = "\n\n".join((f"<b>{escape(clip(title, TITLE_LIMIT))}</b>", *lines))
    return Message(html, rows + _arrows(first // ENTRIES_ON_A_PAGE, pages, turn))


def topics_message(topics: Sequence[Topic], page: int, words: Catalogue) -> Message:
    """A page of topics, each on a button with its number of entries."""
    first, pages = _bounds(len(topics), page, TOPICS_ON_A_PAGE)
    buttons = [
        Press(
            f"{clip(topic.name, BUTTON_TEXT_LIMIT // 2)} · {topic.count}", Action("topic", (topic_key(topic.name), "0"))
        )
        for topic in topics[first : first + TOPICS_ON_A_PAGE]
    ]
    rows = tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
    told = words.say("telegram-topics", count=len(topics)) if topics else words.say("telegram-list-empty")
    return Message(escape(told), rows + _arrows(first // TOPICS_ON_A_PAGE, pages, Action("topics")))


def timeline_message(title: str, entries: Sequence[Entry], words: Catalogue) -> Message:
    """Dated entries, oldest first: a line each, as many of the newest as fit into one message."""
    dated = sorted(
        (entry for entry in entries if entry.date is not None),
        key=lambda entry: entry.date.first.toordinal() if entry.date else 0,
    )[-TIMELINE_LIMIT:]
    if not dated:
        return Message(escape(words.say("telegram-list-empty")))
    lines = [
        f"<b>{written_date(entry.date)}</b> · {escape(clip(' '.join(entry.title.split()), 120))}"
        for entry in dated
        if entry.date
    ]
    while sum(map(len, lines)) > TEXT_LIMIT - TITLE_LIMIT - 200:
        del lines[0], dated[0]
    lines = [f"{number}. {line}" for number, line in enumerate(lines, 1)]
    buttons = [Press(str(number), Action("open", (entry_key(entry.id),))) for number, entry in enumerate(dated, 1)]
    rows = tuple(tuple(buttons[start : start + 5]) for start in range(0, len(buttons), 5))
    return Message("\n".join((f"<b>{escape(clip(title, TITLE_LIMIT))}</b>\n", *lines)), rows)


def _bounds(count: int, page: int, size: int) -> tuple[int, int]:
    pages = max(1, -(-count // size))
    return min(max(page, 0), pages - 1) * size, pages


def _arrows(page: int, pages: int, turn: Action) -> Rows:
    if pages < 2:
        return ()
    row = [Press(f"{page + 1}/{pages}", Action("stay"))]
    if page > 0:
        row.insert(0, Press("◀", Action(turn.verb, (*turn.arguments, str(page - 1)))))
    if page + 1 < pages:
        row.append(Press("▶", Action(turn.verb, (*turn.arguments, str(page + 1)))))
    return (tuple(row),)
