"""A bot in a process of its own, to be measured: KIND URL TOKEN FOLDER STAFF PER_SECOND.

KIND is echo, echo-like-ours, echo-by-our-way-out or hoibo.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from telegram.ext import Application, MessageHandler, filters

from bot.answering.snapshot import Served
from bot.application.service import running
from bot.knowledge.loading import load
from bot.settings import read_settings
from bot.storage.opening import open_storage
from bot.telegram.messages.answers import answer_message
from bot.telegram.transport.requesting import carrier
from bot.telegram.transport.sending import Sender
from bot.telegram.transport.signing import Signer
from bot.words.catalogue import Language, catalogue
from tests.load.measure import QUESTIONS

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
KEY = b"k" * 32


def echo(url, token, way_out=None):
    """The least that python-telegram-bot can do: every text comes back, as many at once as with us."""

    async def again(update, _context):
        await update.effective_message.reply_text(update.effective_message.text)

    _poll(url, token, again, way_out)


def echo_like_ours(url, token):
    """The same, but what comes back is one of our answers, made beforehand: with its HTML, quoting and buttons."""
    served = Served(lambda: load(KNOWLEDGE)).now
    answer = served.answerer.answer(QUESTIONS[0])
    shown = answer_message(answer, catalogue(Language.VIETNAMESE), examples=(), reference="HB-1")

    async def again(update, context):
        await Sender(Signer(KEY), context.bot).reply(update.effective_message, shown)

    _poll(url, token, again)


def _poll(url, token, again, way_out=None):
    builder = Application.builder().token(token).base_url(f"{url}/bot").concurrent_updates(32)
    builder = builder.request(way_out) if way_out else builder.connection_pool_size(64).pool_timeout(60)
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, again))
    application.run_polling(poll_interval=0)


async def hoibo(url, token, folder, staff, per_second):
    """The whole bot, as `hoibo run` puts it together."""
    settings = read_settings(database=f"sqlite:///{folder}/hoibo.db", staff=staff, knowledge=KNOWLEDGE)
    served = Served(lambda: load(KNOWLEDGE))
    async with (
        open_storage(settings, key=KEY) as storage,
        running(settings, served, storage, token=token, api_url=url, key=KEY, per_second=per_second) as fetching,
    ):
        await fetching


if __name__ == "__main__":
    kind, url, token, folder, staff, per_second = sys.argv[1:]
    if kind == "echo":
        echo(url, token)
    elif kind == "echo-by-our-way-out":
        echo(url, token, carrier(connections=64, read_seconds=20.0, proxy=None))
    elif kind == "echo-like-ours":
        echo_like_ours(url, token)
    else:
        asyncio.run(hoibo(url, token, folder, staff, float(per_second)))
