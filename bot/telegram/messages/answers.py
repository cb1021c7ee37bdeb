"""An `Answer` as a message: the excerpt quoted word for word, its title, date and kind, the source and the rest."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from bot.answering.answer import Status
from bot.telegram.messages.html import clip, escape, linkable, marked
from bot.telegram.messages.message import BUTTON_TEXT_LIMIT, Action, Button, Link, Message, Press

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.answer import Answer, Result
    from bot.knowledge.entry import Entry, Period
    from bot.words.catalogue import Catalogue

TITLE_LIMIT = 300
"""The most UTF-16 units of a title in a message."""

SOURCE_LIMIT = 80
"""The most UTF-16 units of a source's name in a message."""

OTHERS_SHOWN = 3
"""How many of the other results get a button with their title."""

CHOICES = 3
"""How many entries are offered when several fit about equally."""


def entry_key(entry_id: str) -> str:
    """The short name of an entry on buttons: 16 hexadecimal digits, the same after a restart."""
    return blake2b(entry_id.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


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


def answer_message(answer: Answer, words: Catalogue, *, examples: Sequence[str] = ()) -> Message:
    """What the bot replies to a question.

    Args:
        answer: what the core said.
        words: the person's language.
        examples: questions that the loaded knowledge does answer, offered when this one was not.
    """
    if answer.status is Status.ANSWER and answer.results:
        return result_message(answer.results, 0, words)
    if answer.status is Status.AMBIGUOUS and answer.results:
        return _choice_message(answer.results, words)
    return not_found_message(answer.results, words, examples=examples)


def result_message(results: Sequence[Result], shown: int, words: Catalogue) -> Message:
    """The result at index ``shown``, with buttons to its source and to the others."""
    result = results[shown]
    entry = result.entry
    html = "\n".join(
        (
            f"<b>{escape(clip(entry.title, TITLE_LIMIT))}</b>",
            escape(byline(entry, words)),
            f"<blockquote>{marked(result.excerpt.text, result.excerpt.highlights)}</blockquote>",
        )
    )
    others = [other for index, other in enumerate(results) if index != shown][:OTHERS_SHOWN]
    return Message(html, (*source_row(entry, words), *((title_button(other.entry),) for other in others)))


def source_row(entry: Entry, words: Catalogue) -> tuple[tuple[Button, ...], ...]:
    """The row with the link to the source; no row where there is no address that Telegram takes."""
    url = entry.source.url
    if url is None or not linkable(url):
        return ()
    name = clip(entry.source.name, BUTTON_TEXT_LIMIT // 2)
    return ((Link(words.say("telegram-open-source", source=name), url),),)


def title_button(entry: Entry) -> Press:
    """A button that shows an entry, with its title on it."""
    return Press(clip(" ".join(entry.title.split()) or entry.id, BUTTON_TEXT_LIMIT), Action("show", (entry_key(entry.id),)))


def not_found_message(near: Sequence[Result], words: Catalogue, *, examples: Sequence[str]) -> Message:
    """Says plainly that the knowledge has no answer, what lies nearest, and what can be asked."""
    parts = [escape(words.say("telegram-not-found"))]
    nearest = near[:CHOICES]
    if nearest:
        parts.append(escape(words.say("telegram-nearest")))
    if examples:
        parts.append(examples_html(examples, words))
    return Message("\n\n".join(parts), tuple((title_button(result.entry),) for result in nearest))


def examples_html(examples: Sequence[str], words: Catalogue) -> str:
    """A few questions that work, each on its line and copied by a tap."""
    lines = [f"• <code>{escape(clip(' '.join(example.split()), 200))}</code>" for example in examples]
    return "\n".join((escape(words.say("telegram-ask-for-example")), *lines))


def _choice_message(results: Sequence[Result], words: Catalogue) -> Message:
    choices = results[:CHOICES]
    lines = [
        f"{number}. <b>{escape(clip(result.entry.title, TITLE_LIMIT))}</b>\n{escape(byline(result.entry, words))}"
        for number, result in enumerate(choices, 1)
    ]
    html = "\n\n".join((escape(words.say("telegram-did-you-mean")), *lines))
    return Message(html, tuple((title_button(result.entry),) for result in choices))
