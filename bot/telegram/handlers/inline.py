"""Inline questions: "@bot chuyển đổi số" in any chat offers entries to send there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from telegram import InlineQueryResultArticle, InlineQueryResultsButton, InputTextMessageContent
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.answering.snapshot import entry_key
from bot.telegram.asking.asker import has_words
from bot.telegram.messages.answers import shared_message
from bot.telegram.messages.headings import byline
from bot.telegram.messages.html import clip
from bot.telegram.messages.openings import opening
from bot.telegram.transport.sending import NO_PREVIEW

if TYPE_CHECKING:
    import telegram

    from bot.answering.answer import Result
    from bot.knowledge.entry import Visibility
    from bot.telegram.access.limits import Allowance
    from bot.telegram.access.visitors import Reception, Visitor
    from bot.telegram.asking.asker import Asker
    from bot.telegram.transport.sending import Sender
    from bot.words.catalogue import Catalogue

CACHE_SECONDS: Final = 30
"""How long Telegram may give the same person the same results; so long at most does a removal take to reach them."""

_NEWEST: Final = 10


class Inline:
    """Offers entries that everyone may see."""

    def __init__(self, reception: Reception, asker: Asker, sender: Sender, allowance: Allowance) -> None:
        self._reception = reception
        self._asker = asker
        self._sender = sender
        self._allowance = allowance

    async def query(self, update: telegram.Update, _context: object) -> None:
        """Answers what has been typed so far; with nothing typed, the newest entries."""
        query = update.inline_query
        if query is None:
            return
        visitor = await self._reception.visitor(query.from_user, None)
        if visitor.viewer is None:
            await self._refuse(query, visitor)
            return
        if self._allowance.take(visitor.id):
            return
        results = await self._results(query.query, visitor.viewer)
        articles = [self._article(result, visitor.words) for result in results]
        await _answer(query, articles, cache_time=CACHE_SECONDS)

    async def _results(self, text: str, viewer: Visibility) -> list[Result]:
        if has_words(text):
            return list((await self._asker.ask(text, viewer)).answer.results)
        entries = [entry for entry in self._asker.snapshot.knowledge.entries if viewer.sees(entry.visibility)]
        entries.sort(key=lambda entry: entry.date.last.toordinal() if entry.date else 0, reverse=True)
        return [opening(entry) for entry in entries[:_NEWEST]]

    def _article(self, result: Result, words: Catalogue) -> InlineQueryResultArticle:
        message = shared_message(result, words)
        return InlineQueryResultArticle(
            entry_key(result.entry.id),
            clip(result.entry.title, 120),
            InputTextMessageContent(message.html, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW),
            description=clip(f"{byline(result.entry, words)}\n{result.excerpt.text}", 240),
            reply_markup=self._sender.markup(message.rows),
        )

    async def _refuse(self, query: telegram.InlineQuery, visitor: Visitor) -> None:
        button = InlineQueryResultsButton(visitor.words.say("telegram-inline-not-invited"), start_parameter="inline")
        await _answer(query, [], cache_time=0, button=button)


async def _answer(
    query: telegram.InlineQuery,
    articles: list[InlineQueryResultArticle],
    *,
    cache_time: int,
    button: InlineQueryResultsButton | None = None,
) -> None:
    """Offers results to one person, unless they were asked for so long ago that nobody waits for them."""
    try:
        await query.answer(articles, cache_time=cache_time, is_personal=True, button=button)
    except BadRequest as late:
        if "query is too old" not in str(late).lower():
            raise
