"""An `Answer` as a message: the excerpt quoted word for word, its title, date and kind, the source and the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.answer import Status
from bot.answering.intent import Intent
from bot.answering.period_name import period_name
from bot.answering.snapshot import entry_key
from bot.telegram.messages.feedback import opinion_row
from bot.telegram.messages.headings import TITLE_LIMIT, flat, heading
from bot.telegram.messages.html import clip, escape, linkable, marked
from bot.telegram.messages.lists import ENTRIES_ON_A_PAGE, entries_message
from bot.telegram.messages.message import BUTTON_TEXT_LIMIT, Action, Button, Link, Message, Press, Share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.answer import Answer, Result
    from bot.answering.caveats import Caveat
    from bot.knowledge.entry import Entry
    from bot.telegram.messages.message import Rows
    from bot.words.catalogue import Catalogue

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


def answer_message(answer: Answer, words: Catalogue, *, examples: Sequence[str] = (), reference: str = "") -> Message:
    """What the bot replies to a question.

    Args:
        answer: what the core said.
        words: the person's language.
        examples: questions that the loaded knowledge does answer, offered when this one was not.
        reference: of the exchange, to which an opinion belongs; without one none is asked for.
    """
    match answer.status:
        case Status.ANSWER if answer.results:
            message = result_message(answer.results, 0, words, reference=reference)
        case Status.AMBIGUOUS if answer.results:
            message = _choice_message(answer.results, words)
        case Status.LIST if answer.results:
            return list_message(answer, 0, words)
        case Status.SMALL_TALK | Status.REFUSED:
            said = escape(words.say(f"intent-{answer.intent.value}"))
            return Message("\n\n".join((said, examples_html(examples, words)) if examples else (said,)))
        case _:
            message = not_found_message(answer.results, words, examples=examples, listed=_wants_list(answer))
    return with_understood(answer, message, words)


def with_understood(answer: Answer, message: Message, words: Catalogue) -> Message:
    """The message with what was read out of the question above it."""
    return Message("\n\n".join((*understood_html(answer, words), message.html)), message.rows)


def with_more_in_private(message: Message, words: Catalogue) -> Message:
    """The message with the word that a group is shown less than the person who asks; whether or not there is more."""
    return Message(f"{message.html}\n\n<i>{escape(words.say('telegram-more-in-private'))}</i>", message.rows)


def understood_html(answer: Answer, words: Catalogue) -> tuple[str, ...]:
    """What was read out of the question: the whole of a fragment, its periods, and what no entry agrees with."""
    understood, lines = answer.understood, []
    if understood.asked:
        lines.append(words.say("telegram-read-as", question=clip(flat(understood.asked), EXAMPLE_LIMIT)))
    # A year that stands in the question needs no reading back, unless that is what nothing was found for.
    told = [
        period
        for period in understood.periods
        if answer.status in (Status.LIST, Status.NOT_FOUND) or str(period.last.year) not in answer.question
    ]
    if told:
        names = ", ".join(period_name(period, words.language) for period in told)
        lines.append(words.say("telegram-period", period=names))
    if understood.people:
        lines.append(words.say("telegram-person", names=", ".join(understood.people)))
    lines.extend(
        words.say("telegram-conflict", asked=conflict.asked, held=clip(", ".join(conflict.held), TITLE_LIMIT))
        if conflict.held
        else words.say("telegram-conflict-absent", asked=conflict.asked)
        for conflict in understood.conflicts
    )
    if understood.unsaid and answer.status is Status.ANSWER:
        lines.append(words.say(f"telegram-unsaid-{understood.unsaid}"))
    html = escape(clip("\n".join(lines), PASSAGE_LIMIT))
    return (f"<i>{html}</i>",) if html else ()


def list_message(answer: Answer, page: int, words: Catalogue) -> Message:
    """A page of the entries that a request for a list asked for."""
    entries = [result.entry for result in answer.results]
    title = words.say("telegram-list", count=len(entries))
    listed = entries_message(title, entries, page, Action("list"), words)
    as_file = (Press(words.say("telegram-list-file"), Action("file")),)
    return Message("\n\n".join((*understood_html(answer, words), listed.html)), (*listed.rows, as_file))


def shown_results(answer: Answer) -> int:
    """How many of its results `answer_message` shows at once, by excerpt or by title."""
    most = {Status.ANSWER: 1, Status.LIST: ENTRIES_ON_A_PAGE}.get(answer.status, CHOICES)
    return min(len(answer.results), most)


def result_message(results: Sequence[Result], shown: int, words: Catalogue, *, reference: str = "") -> Message:
    """The result at index ``shown``, with buttons to its source, to its neighbours, and for an opinion."""
    result = results[shown]
    entry = result.entry
    opinions = (opinion_row(reference, words),) if reference else ()
    quotation = f"<blockquote>{marked(result.excerpt.text, result.excerpt.highlights)}</blockquote>"
    html = "\n".join((*_caveats_html(result, words), heading(entry, words), quotation, *_passage_html(result, words)))
    newer = tuple((title_button(caveat.by),) for caveat in result.caveats if caveat.by is not None)
    return Message(
        html, (*newer, *source_row(entry, words), *_pager_row(results, shown), _reading_row(entry, words), *opinions)
    )


def _caveats_html(result: Result, words: Catalogue) -> tuple[str, ...]:
    """Why the entry may no longer hold, a line for each reason."""
    return tuple(
        f"⚠ <i>{escape(words.say(f'telegram-caveat-{caveat.doubt.value}', what=_what(caveat)))}</i>"
        for caveat in result.caveats
    )


def _what(caveat: Caveat) -> str:
    if caveat.by is not None:
        return clip(flat(caveat.by.title), SHARED_LIMIT)
    return f"{caveat.day.day}/{caveat.day.month}/{caveat.day.year}" if caveat.day else ""


def shared_message(result: Result, words: Catalogue) -> Message:
    """A result as it is put into another chat: the quotation and the source, nothing that only its finder can use."""
    entry = result.entry
    quotation = f"<blockquote>{marked(result.excerpt.text, result.excerpt.highlights)}</blockquote>"
    return Message(f"{heading(entry, words)}\n{quotation}", source_row(entry, words))


def source_row(entry: Entry, words: Catalogue) -> Rows:
    """The row with the link to the source; no row where there is no address that Telegram takes."""
    url = entry.source.url
    if url is None or not linkable(url):
        return ()
    name = clip(entry.source.name, BUTTON_TEXT_LIMIT // 2)
    return ((Link(words.say("telegram-open-source", source=name), url),),)


def title_button(entry: Entry) -> Press:
    """A button that shows an entry, with its title on it."""
    return Press(clip(flat(entry.title), BUTTON_TEXT_LIMIT), show(entry))


def show(entry: Entry) -> Action:
    """Asks for an entry, within the results of the question that the message answers."""
    return Action("show", (entry_key(entry.id),))


def _wants_list(answer: Answer) -> bool:
    return answer.intent in (Intent.LIST, Intent.TIMELINE)


def not_found_message(
    near: Sequence[Result], words: Catalogue, *, examples: Sequence[str], listed: bool = False
) -> Message:
    """Says plainly that the knowledge has no answer, what lies nearest, and what can be asked.

    ``listed`` where a list was asked for: then nothing is unknown, there is just nothing of the kind.
    """
    nearest = near[:CHOICES]
    parts = [escape(words.say("telegram-nothing-listed" if listed else "telegram-not-found"))]
    if examples and not listed:
        parts.append(examples_html(examples, words))
    if nearest:
        parts.append(escape(words.say("telegram-nearest")))
    rows: Rows = tuple((title_button(result.entry),) for result in nearest)
    return Message("\n\n".join(parts), (*rows, (Press(words.say("telegram-tell-me"), Action("wait")),)))


def examples_html(examples: Sequence[str], words: Catalogue) -> str:
    """A few questions that work, each on its line and copied by a tap."""
    lines = [f"• <code>{escape(clip(flat(example), EXAMPLE_LIMIT))}</code>" for example in examples]
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
        Share(words.say("telegram-share"), clip(flat(entry.title), SHARED_LIMIT), entry.visibility),
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
