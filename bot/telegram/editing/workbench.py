"""Between chats and the knowledge's files: takes content in, reviews it, and finds what a button names."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.answering.review import review, without
from bot.answering.snapshot import entry_key
from bot.errors import KnowledgeError
from bot.importing.drafts import as_yaml, draft_path, entry_id
from bot.importing.extra import need_readers
from bot.knowledge.desk import VERSION_LENGTH, Desk
from bot.knowledge.editing import open_for_edit
from bot.language.normal import normalise
from bot.telegram.messages.editing import card_message, draft_rows
from bot.usage.replay import recent_questions

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from bot.answering.preview import Change
    from bot.answering.review import Review
    from bot.importing.fetching import Fetcher
    from bot.importing.understanding import Draft
    from bot.knowledge.editing import Opened
    from bot.knowledge.entry import Entry, Visibility
    from bot.storage.exchanges import Exchanges
    from bot.storage.times import Clock
    from bot.telegram.asking.asker import Asker
    from bot.telegram.messages.message import Message
    from bot.words.catalogue import Catalogue

_LINK: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_GUESSED: Final = frozenset(("title", "date", "kind", "source", "meeting"))
"""The keys of a draft that may be guessed; each has its text ``edit-field-KEY``."""


@dataclass(frozen=True, slots=True)
class Content:
    """What an editor sent: the bytes of a file with its name, or a text, which may be a link."""

    text: str = ""
    file: bytes | None = None
    name: str = ""

    @property
    def is_link(self) -> bool:
        """Whether it is nothing but a link."""
        return is_link(self.text)


def is_link(text: str) -> bool:
    """Whether a text is one link and nothing else."""
    return _LINK.fullmatch(text.strip()) is not None


class Workbench:
    """Takes content in and reviews edits.

    Args:
        desk: the files.
        asker: what is served.
        exchanges: what people asked.
        clock: the present moment.
        zone: of the installation.
        fetcher: makes the fetcher for links.
    """

    def __init__(
        self,
        desk: Desk,
        asker: Asker,
        exchanges: Exchanges,
        *,
        clock: Clock,
        zone: ZoneInfo,
        fetcher: Callable[[], Fetcher],
    ) -> None:
        self.desk = desk
        self._asker = asker
        self._exchanges = exchanges
        self._clock = clock
        self._zone = zone
        self._fetcher = fetcher

    async def take(self, content: Content, viewer: Visibility) -> Opened | Entry:
        """The new draft of what was sent; the entry or draft that has it already, where there is one.

        Raises:
            HoiboError: it could not be fetched, or holds no article.
        """
        return await asyncio.to_thread(self._take, content, viewer)

    def _take(self, content: Content, viewer: Visibility) -> Opened | Entry:
        need_readers()
        from bot.importing import taking  # noqa: PLC0415 - an optional extra

        if content.file is not None:
            draft = taking.take_bytes(content.file, content.name)
        elif content.is_link:
            with self._fetcher() as fetcher:
                draft = taking.take_link(content.text.strip(), fetcher)
        else:
            draft = taking.take_text(content.text)
        held = [entry for entry in self._asker.snapshot.knowledge.entries if viewer.sees(entry.visibility)]
        return self.keep(draft, held)

    def keep(self, draft: Draft, held: list[Entry], *, dropped: bool = False) -> Opened | Entry:
        """Writes a draft unless one of the entries, or another draft, has its link or text; call it in a thread.

        Args:
            draft: what was taken.
            held: the served entries that it is compared with.
            dropped: whether it is compared with drafts that were put aside as well.
        """
        from bot.importing import taking  # noqa: PLC0415 - an optional extra

        drafted = list(self.desk.drafted(dropped=dropped))
        if (same := taking.known_as(draft, [*held, *drafted])) is not None:
            return same
        taken = {entry.id for entry in (*self._asker.snapshot.knowledge.entries, *drafted)}
        taken |= {file.stem for file in self.desk.draft_files()}
        name = entry_id(draft.title, taken)
        return self.desk.keep(draft_path(self.desk.drafts.parent, name), as_yaml(draft, name))

    async def draft(self, key: str) -> Opened:
        """The draft that a button names.

        Raises:
            KnowledgeError: it is gone.
        """
        return await asyncio.to_thread(self._draft, key)

    def _draft(self, key: str) -> Opened:
        for file in self.desk.draft_files():
            if entry_key(file.stem) == key:
                return open_for_edit(file)
        raise KnowledgeError("the draft is gone", where=str(self.desk.drafts))

    def served(self, words: str, viewer: Visibility) -> Entry | None:
        """The served entry of that id; None where there is none that the viewer may see."""
        return self._asker.snapshot.entry(entry_key(words.strip()), viewer)

    def by_key(self, key: str, viewer: Visibility) -> Entry | None:
        """The served entry that a button names; None where there is none that the viewer may see."""
        return self._asker.snapshot.entry(key, viewer)

    async def like(self, words: str, viewer: Visibility) -> list[Entry]:
        """The entries that words may mean, best first."""
        answer = (await self._asker.ask(normalise(words), viewer)).answer
        return [result.entry for result in answer.results[:5]]

    async def review(self, opened: Opened, entry: str) -> Review:
        """What the opened text makes of an entry, tried on what people asked lately."""
        today = self._clock().astimezone(self._zone).date()
        asked = await recent_questions(self._exchanges, today)
        snapshot = self._asker.snapshot
        return await asyncio.to_thread(
            review, opened.text, opened.file.name, entry, served=snapshot, questions=asked, today=today
        )

    async def without(self, entry: str) -> tuple[Change, ...]:
        """Whose answers change when an entry is withdrawn."""
        today = self._clock().astimezone(self._zone).date()
        asked = await recent_questions(self._exchanges, today)
        return await asyncio.to_thread(without, entry, served=self._asker.snapshot, questions=asked, today=today)

    async def draft_card(self, opened: Opened, words: Catalogue, *, title: str = "edit-draft") -> Message:
        """A draft with its review, and Đăng, Sửa, Bỏ."""
        found = await self.review(opened, opened.file.stem)
        rows = draft_rows(entry_key(opened.file.stem), opened.version[:VERSION_LENGTH], words)
        return card_message(words.say(title), found, rows, words, note=_note(opened.text, words))


def _note(text: str, words: Catalogue) -> str:
    """The comment above a draft; keys that were guessed are named in the editor's language."""
    first = text.split("\n", 1)[0]
    keys = first.rpartition(": ")[2].split(", ")
    if not first.startswith("# ") or not all(key in _GUESSED for key in keys):
        return first.removeprefix("# ") if first.startswith("# ") else ""
    return words.say("edit-guessed", fields=", ".join(words.say(f"edit-field-{key}").lower() for key in keys))
