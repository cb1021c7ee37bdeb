"""The usage of whole days for admins: a message, a picture and a spreadsheet."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from telegram.error import TelegramError

from bot.telegram.messages.greetings import plain_message
from bot.telegram.messages.report import report_message
from bot.usage.asked_days import days_asked
from bot.usage.chart import chart
from bot.usage.export import as_csv
from bot.usage.misses import Meanings, gather_misses
from bot.usage.report import make_report
from bot.words.catalogue import Language, catalogue

if TYPE_CHECKING:
    import datetime as dt
    from zoneinfo import ZoneInfo

    from bot.storage.opening import Storage
    from bot.storage.times import Clock
    from bot.telegram.access.gate import KeptGate
    from bot.telegram.asking.asker import Asker
    from bot.telegram.handlers.commands import Called
    from bot.telegram.transport.sending import Sender
    from bot.usage.gaps import Gaps
    from bot.words.catalogue import Catalogue

_LOG: Final = logging.getLogger(__name__)


class Reports:
    """Makes reports and sends them to admins."""

    def __init__(
        self,
        storage: Storage,
        gaps: Gaps,
        asker: Asker,
        sender: Sender,
        gate: KeptGate,
        *,
        clock: Clock,
        zone: ZoneInfo,
    ) -> None:
        self._storage = storage
        self._gaps = gaps
        self._asker = asker
        self._sender = sender
        self._gate = gate
        self._clock = clock
        self._zone = zone

    async def asked_for(self, called: Called) -> None:
        """/thongke: today so far; or the days that are named behind it, as "hôm qua", "tuần" or "1/7"."""
        today = self._clock().astimezone(self._zone).date()
        wanted = days_asked(called.arguments, today)
        if wanted is None:
            await self._sender.reply(called.message, plain_message(called.visitor.words, "telegram-report-usage"))
            return
        await self.send(called.message.chat_id, *wanted, called.visitor.words)

    async def send(self, chat: int, first: dt.date, days: int, words: Catalogue) -> None:
        """Sends the report on ``days`` days from ``first`` on to a chat."""
        snapshot, database = self._asker.snapshot, self._storage.database
        report = await make_report(database, snapshot.knowledge.entries, first, days, self._zone)
        missed = await gather_misses(self._storage.exchanges.missed(first, days), Meanings(snapshot.answerer.read))
        misses = await self._gaps.not_ignored(missed)
        await self._sender.send(chat, report_message(report, misses, words))
        if not report.now.asked:
            return
        await self._sender.send_picture(chat, await asyncio.to_thread(chart, report, words))
        lines = [line async for line in as_csv(self._storage.exchanges.of_days(first, days), self._zone)]
        name = f"hoibo-{first.isoformat()}.csv" if days == 1 else f"hoibo-{first.isoformat()}-{days}.csv"
        # The mark tells spreadsheets that the file is UTF-8.
        await self._sender.send_file(chat, name, ("\ufeff" + "".join(lines)).encode())

    async def to_admins(self, day: dt.date) -> int:
        """Sends every admin the report of one day. Returns how many got it."""
        sent = 0
        for admin in sorted(await self._gate.admins()):
            chosen = await self._storage.chats.language(admin)
            words = catalogue(Language(chosen) if chosen else Language.VIETNAMESE)
            try:
                await self.send(admin, day, 1, words)
                sent += 1
            except TelegramError as refused:  # one who never started the bot, or blocked it
                _LOG.warning("the report did not reach admin %d: %s", admin, refused)
        return sent
