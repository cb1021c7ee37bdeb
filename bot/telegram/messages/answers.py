"""An `Answer` as a message: the excerpt quoted word for word, its title, date and kind, the source and the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.answer import Status
from bot.answering.snapshot import entry_key
from bot.telegram.messages.feedback import opinion_row
from bot.telegram.messages.html import clip, escape, linkable, marked
from bot.telegram.messages.message import BUTTON_TEXT_LIMIT, Action, Button, Link, Message, Press, Share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.answer import Answer, Result
    from bot.knowledge.entry import Entry, Period
    from bot.telegram.messages.message import Rows
    from bot.words.catalogue import Catalogue

TITLE_LIMIT = 300
"""The most UTF-16 units of a title in a message."""

SOURCE_LIMIT = 80
"""The most UTF-16 units of a source's name in a message."""

EXAMPLE_LIMIT = 200
"""The most UTF-16 units of a question offered as an example."""

PASSAGE_LIMIT = 1500
"""The most UTF-16 units of the passage around an excerpt."""

PASSAGE_GAIN = 80
"""How many characters more than the excerpt a passage must have to be shown beside it."""

SHARED_LIMIT = 120
"""The most UTF-16 units of a title that is put into another chat as an inline question (Telegram allows 256)."""

CHOICES = 3
"""How many entries are offered when several fit about equally, or when none does."""


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


def answer_message(answer: Answer, words: Catalogue, *, examples: Sequence[str] = (), reference: str = "") -> Message:
    """What the bot replies to a question.

    Args:
        answer: what the core said.
        words: the person's language.
        examples: questions that the loaded knowledge does answer, offered when this one was not.
        reference: of the exchange, to which an opinion belongs; without one none is asked for.
    """
    if answer.status is Status.ANSWER and answer.results:
        return result_message(answer.results, 0, words, reference=reference)
    if answer.status is Status.AMBIGUOUS and answer.results:
        return _choice_message(answer.results, words)
    return not_found_message(answer.results, words, examples=examples)


def shown_results(answer: Answer) -> int:
    """How many of its results `answer_message` shows at once, by excerpt or by title."""
    return min(len(answer.results), 1 if answer.status is Status.ANSWER else CHOICES)


def result_message(results: Sequence[Result], shown: int, words: Catalogue, *, reference: str = "") -> Message:
    """The result at index ``shown``, with buttons to its source, to its neighbours, and for an opinion."""
    result = results[shown]
    entry = result.entry
    opinions = (opinion_row(reference),) if reference else ()
    quotation = f"<blockquote>{marked(result.excerpt.text, result.excerpt.highlights)}</blockquote>"
    html = "\n".join((heading(entry, words), quotation, *_passage_html(result, words)))
    return Message(
        html, (*source_row(entry, words), *_pager_row(results, shown), _reading_row(entry, words), *opinions)
    )


def shared_message(result: Result, words: Catalogue) -> Message:
    """A result as it is put into another chat: the quotation and the source, nothing that only its finder can use."""
    entry = result.entry
    quotation = f"<blockquote>{marked(result.excerpt.text, result.excerpt.highlights)}</blockquote>"
    return Message(f"{heading(entry, words)}\n{quotation}", source_row(entry, words))


def heading(entry: Entry, words: Catalogue) -> str:
    """Two lines of HTML: the title in bold, and the byline."""
    return f"<b>{escape(clip(_flat(entry.title), TITLE_LIMIT))}</b>\n{escape(byline(entry, words))}"


def source_row(entry: Entry, words: Catalogue) -> Rows:
    """The row with the link to the source; no row where there is no address that Telegram takes."""
    url = entry.source.url
    if url is None or not linkable(url):
        return ()
    name = clip(entry.source.name, BUTTON_TEXT_LIMIT // 2)
    return ((Link(words.say("telegram-open-source", source=name), url),),)


def title_button(entry: Entry) -> Press:
    """A button that shows an entry, with its title on it."""
    return Press(clip(_flat(entry.title), BUTTON_TEXT_LIMIT), show(entry))


def show(entry: Entry) -> Action:
    """Asks for an entry, within the results of the question that the message answers."""
    return Action("show", (entry_key(entry.id),))


def not_found_message(near: Sequence[Result], words: Catalogue, *, examples: Sequence[str]) -> Message:
    """Says plainly that the knowledge has no answer, what lies nearest, and what can be asked."""
    nearest = near[:CHOICES]
    parts = [escape(words.say("telegram-not-found"))]
    if examples:
        parts.append(examples_html(examples, words))
    if nearest:
        parts.append(escape(words.say("telegram-nearest")))
    rows: Rows = tuple((title_button(result.entry),) for result in nearest)
    return Message("\n\n".join(parts), (*rows, (Press(words.say("telegram-tell-me"), Action("wait")),)))


def examples_html(examples: Sequence[str], words: Catalogue) -> str:
    """A few questions that work, each on its line and copied by a tap."""
    lines = [f"• <code>{escape(clip(_flat(example), EXAMPLE_LIMIT))}</code>" for example in examples]
    return "\n".join((escape(words.say("telegram-ask-for-example")), *lines))


def _choice_message(results: Sequence[Result], words: Catalogue) -> Message:
    choices = results[:CHOICES]
    lines = [f"{number}. {heading(result.entry, words)}" for number, result in enumerate(choices, 1)]
    html = "\n\n".join((escape(words.say("telegram-did-you-mean")), *lines))
    return Message(html, tuple((title_button(result.entry),) for result in choices))


def _passage_html(result: Result, words: Catalogue) -> tuple[str, ...]:
    """The paragraphs around the excerpt, folded up, where they say clearly more than it does."""
    excerpt, body = result.excerpt, result.entry.body
    end = excerpt.start + len(excerpt.text)
    first = body.rfind("\n\n", 0, excerpt.start)
    last = body.find("\n\n", end)
    passage = body[max(first, 0) : len(body) if last < 0 else last].strip()
    if len(passage) < len(excerpt.text) + PASSAGE_GAIN:
        return ()
    shown = clip(passage, PASSAGE_LIMIT)
    return (escape(words.say("telegram-passage")), f"<blockquote expandable>{escape(shown)}</blockquote>")


def _reading_row(entry: Entry, words: Catalogue) -> tuple[Button, ...]:
    key = entry_key(entry.id)
    return (
        Press(words.say("telegram-read-all"), Action("more", (key, "0"))),
        Press(words.say("telegram-cite-button"), Action("cite", (key,))),
        Share(words.say("telegram-share"), clip(_flat(entry.title), SHARED_LIMIT)),
    )


def _pager_row(results: Sequence[Result], shown: int) -> Rows:
    if len(results) < 2:
        return ()
    row: list[Button] = []
    if shown > 0:
        row.append(Press("◀", show(results[shown - 1].entry)))
    row.append(Press(f"{shown + 1}/{len(results)}", Action("stay")))
    if shown + 1 < len(results):
        row.append(Press("▶", show(results[shown + 1].entry)))
    return (tuple(row),)


def _flat(text: str) -> str:
    return " ".join(text.split()) or "…"
