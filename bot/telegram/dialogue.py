"""What an editor is in the middle of: kept in the store, so that a restart loses nothing, and let go after a while."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from bot.knowledge.desk import VERSION_LENGTH

if TYPE_CHECKING:
    from bot.storage.chats import Chats

PATIENCE: Final = dt.timedelta(hours=1)
"""So long the bot waits for a value; after that a text is a question again."""
KEPT: Final = dt.timedelta(days=1)
"""So long an edit that was not published is kept."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """What the next text of an editor is: the value of a field, or (without one) a new article.

    ``target`` is "d" for a draft, "s" for a served entry, "r" for the edit at work; ``version`` is the one seen.
    """

    target: str = ""
    key: str = ""
    version: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """An edit of a served entry that is not published: the file as it would be, and the version it was made on."""

    entry: str
    file: str
    version: str
    text: str

    @property
    def mark(self) -> str:
        """Tells this state of the edit from all others."""
        return sha256(self.text.encode("utf-8", "replace")).hexdigest()[:VERSION_LENGTH]


class Dialogues:
    """What each editor's private chat is in the middle of."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats

    async def awaited(self, chat: int) -> Awaited | None:
        """What the next text is; None where it is a question."""
        kept = await self._chats.get(chat, "awaited", within=PATIENCE)
        return None if kept is None else Awaited(**json.loads(kept))

    async def wait_for(self, chat: int, awaited: Awaited | None) -> None:
        """Takes the next text for that; None ends the waiting."""
        await self._chats.put(chat, "awaited", None if awaited is None else json.dumps(asdict(awaited)))

    async def revision(self, chat: int) -> Revision | None:
        """The edit at work; None where there is none."""
        kept = await self._chats.get(chat, "revision", within=KEPT)
        return None if kept is None else Revision(**json.loads(kept))

    async def keep(self, chat: int, revision: Revision | None) -> None:
        """Keeps the edit at work; None lets it go."""
        await self._chats.put(chat, "revision", None if revision is None else json.dumps(asdict(revision)))
