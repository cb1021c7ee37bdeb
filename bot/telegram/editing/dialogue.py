"""What an editor is in the middle of: kept in the store, so that a restart loses nothing, and let go after a while."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from bot.knowledge.desk import VERSION_LENGTH

if TYPE_CHECKING:
    from bot.storage.chats import Chats

PATIENCE: Final = dt.timedelta(hours=1)
"""So long the bot waits for a value; after that a text is a question again."""
FULL: Final = 3000
"""From so many units on a message may be part of a longer text, which apps cut where a word ends if they can."""
MOST: Final = 4096
"""The units that go into one message."""
AT_ONCE: Final = 4.0
"""The seconds within which the next part was sent."""
LONGEST: Final = 200_000
"""The most characters that are put together."""
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


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text that was taken in a moment ago, and may go on: Telegram sends a long one as several messages.

    ``text`` is what came so far, ``last`` the length of its last part, ``sent_at`` when that was sent; ``draft`` and
    ``version`` name its draft (empty where none was made), ``card`` is the number of the message that shows it.
    """

    text: str
    last: int
    sent_at: float
    draft: str = ""
    version: str = ""
    card: int = 0

    def goes_on_with(self, sent_at: float) -> bool:
        """Whether a text of that moment is its next part: the last was about full, and this follows at once."""
        return self.last >= FULL and 0 <= sent_at - self.sent_at <= AT_ONCE and len(self.text) <= LONGEST

    def with_part(self, part: str, sent_at: float) -> Pasted:
        """The same with a part more. The blank or line's end is put back that was lost where it was cut."""
        lost = "\n" if self.text.rstrip().endswith(tuple('.!?:;…"”»)')) else " "
        between = "" if self.last == MOST else lost  # a message that is full to the last was cut within a word
        return replace(self, text=f"{self.text}{between}{part}", last=units(part), sent_at=sent_at)


def units(text: str) -> int:
    """The length of a text as Telegram counts it: in UTF-16 units.

    >>> units("a😀")
    3
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


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

    async def pasted(self, chat: int) -> Pasted | None:
        """The text taken in last; None where that was a while ago."""
        kept = await self._chats.get(chat, "pasted", within=PATIENCE)
        return None if kept is None else Pasted(**json.loads(kept))

    async def remember(self, chat: int, pasted: Pasted | None) -> None:
        """Keeps a text that may go on; None lets it go."""
        await self._chats.put(chat, "pasted", None if pasted is None else json.dumps(asdict(pasted)))
