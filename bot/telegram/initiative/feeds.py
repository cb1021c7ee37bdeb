"""Feeds of other people's sites, read each morning into drafts that admins are asked about."""

from __future__ import annotations

import asyncio
import logging
from itertools import islice
from typing import TYPE_CHECKING, Final

from telegram.error import TelegramError

from bot.answering.snapshot import entry_key
from bot.errors import HoiboError
from bot.importing.document import ImportingError
from bot.importing.extra import need_readers
from bot.knowledge.editing import Opened
from bot.telegram.handlers.drafting import reason
from bot.telegram.messages.greetings import plain_message
from bot.telegram.messages.html import clip
from bot.words.catalogue import Language, catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from bot.importing.fetching import Fetcher
    from bot.storage.opening import Storage
    from bot.telegram.access.gate import KeptGate
    from bot.telegram.asking.asker import Asker
    from bot.telegram.editing.workbench import Workbench
    from bot.telegram.messages.message import Message
    from bot.telegram.transport.sending import Sender

_LOG: Final = logging.getLogger(__name__)

MOST_TAKEN: Final = 10
"""New articles of one feed on one day."""
MOST_FETCHED: Final = 30
"""Articles of one feed that are looked at on one day."""
MOST_SHOWN: Final = 10
"""Drafts that an admin is asked about on one morning; the rest waits for the next, and under /nhap."""


class Feeds:
    """Reads feeds and asks about what came.

    Args:
        links: of the feeds.
        bench: keeps drafts.
        asker: what is served.
        storage: who was asked about what.
        gate: knows the admins.
        sender: sends.
        fetcher: makes the fetcher.
    """

    def __init__(
        self,
        links: Sequence[str],
        bench: Workbench,
        asker: Asker,
        storage: Storage,
        gate: KeptGate,
        sender: Sender,
        *,
        fetcher: Callable[[], Fetcher],
    ) -> None:
        self._links = links
        self._bench = bench
        self._asker = asker
        self._storage = storage
        self._gate = gate
        self._sender = sender
        self._fetcher = fetcher

    async def morning(self) -> int:
        """Takes in what is new and asks each admin once about each draft that waits. Returns how many are new.

        After a crash in the middle nothing is taken twice, and whoever was not asked is.
        """
        if not self._links:
            return 0
        taken, failed = await asyncio.to_thread(self._read)
        files = await asyncio.to_thread(self._bench.desk.draft_files)
        cards: dict[tuple[Language, str], Message] = {}
        for admin in sorted(await self._gate.admins()):
            chosen = await self._storage.chats.language(admin)
            language = Language(chosen) if chosen else Language.VIETNAMESE
            try:
                await self._ask(admin, language, files, failed, cards)
            except TelegramError as refused:  # one who never started the bot, or blocked it
                _LOG.warning("admin %d could not be asked about drafts: %s", admin, refused)
        return taken

    async def _ask(
        self,
        admin: int,
        language: Language,
        files: Sequence[Path],
        failed: Mapping[str, HoiboError],
        cards: dict[tuple[Language, str], Message],
    ) -> None:
        words, told = catalogue(language), self._storage.subscriptions
        for feed, refused in failed.items():
            why = reason(refused, words)
            await self._sender.send(admin, plain_message(words, "edit-feed-failed", feed=clip(feed, 200), reason=why))
        subjects = {f"draft:{file.stem}": file for file in files}
        for subject in (await told.untold(admin, subjects))[:MOST_SHOWN]:
            name = subjects[subject].stem
            if (language, name) not in cards:
                try:
                    opened = await self._bench.draft(entry_key(name))
                except HoiboError:  # decided by another admin meanwhile
                    continue
                cards[language, name] = await self._bench.draft_card(opened, words, title="edit-from-feed")
            await self._sender.send(admin, cards[language, name])
            await told.told(admin, [subject])

    def _read(self) -> tuple[int, dict[str, HoiboError]]:
        """How many drafts came of all feeds, and why a feed could not be read. Waits for the net."""
        taken, failed = 0, dict[str, HoiboError]()
        with self._fetcher() as fetcher:
            for feed in self._links:
                try:
                    need_readers()
                    links = self._new(feed, fetcher)
                    taken += sum(islice((1 for link in links if self._kept(link, fetcher)), MOST_TAKEN))
                except HoiboError as refused:
                    _LOG.warning("the feed %s was not read: %s", feed, refused)
                    failed[feed] = refused
        return taken, failed

    def _new(self, feed: str, fetcher: Fetcher) -> Iterator[str]:
        from bot.importing.feeds import is_feed  # noqa: PLC0415 - an optional extra
        from bot.importing.taking import new_items  # noqa: PLC0415 - the same

        got = fetcher.fetch(feed)
        if not is_feed(got.content):
            raise ImportingError("this is no RSS or Atom feed", where=feed, mend="open the link and look for its RSS")
        known = [*self._asker.snapshot.knowledge.entries, *self._bench.desk.drafted(dropped=True)]
        links = dict.fromkeys(new_items(got.content, feed, known))
        return iter(list(links)[:MOST_FETCHED])

    def _kept(self, link: str, fetcher: Fetcher) -> bool:
        """Whether an article became a draft; one that cannot be read is told in the log, and tried again tomorrow."""
        from bot.importing.taking import take_link  # noqa: PLC0415 - an optional extra

        try:
            draft = take_link(link, fetcher)
        except HoiboError as refused:
            _LOG.warning("an article of a feed was not taken: %s", refused)
            return False
        kept = self._bench.keep(draft, list(self._asker.snapshot.knowledge.entries), dropped=True)
        return isinstance(kept, Opened)
