"""Who is signed in to the admins' page: by a link that works once, for a short time, on any replica."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from typing import TYPE_CHECKING, Final

from bot.storage.times import to_milliseconds

if TYPE_CHECKING:
    from bot.storage.database import Database
    from bot.storage.times import Clock

LINK_LASTS: Final = dt.timedelta(minutes=5)
"""So long a link may be opened."""
IDLE: Final = dt.timedelta(minutes=30)
"""A session ends after so long without a page."""
SESSION_LASTS: Final = dt.timedelta(hours=8)
"""A session ends after so long in any case."""
_BYTES: Final = 32
_SEEN_AGAIN: Final = dt.timedelta(minutes=1)
"""That somebody is there is written down so often at most."""


class Sessions:
    """The links that were given out and the sessions that they began; only digests are kept."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def offer(self, person: int) -> str:
        """A new code for a link that signs the person in once. What is past is cleared away with it."""
        code, now = secrets.token_urlsafe(_BYTES), self._clock()
        async with self._database.write() as transaction:
            await transaction.execute("DELETE FROM sign_ins WHERE ends_at <= ?", to_milliseconds(now))
            await transaction.execute("DELETE FROM sessions WHERE ends_at <= ?", to_milliseconds(now))
            await transaction.execute(
                "INSERT INTO sign_ins (code, person, ends_at) VALUES (?, ?, ?)",
                _digest(code),
                person,
                to_milliseconds(now + LINK_LASTS),
            )
        return code

    async def enter(self, code: str) -> str | None:
        """Uses a code up and begins a session. Returns its cookie; None where the code is unknown, used or past."""
        cookie, now = secrets.token_urlsafe(_BYTES), self._clock()
        async with self._database.write() as transaction:
            row = await transaction.fetch_one(
                "DELETE FROM sign_ins WHERE code = ? RETURNING person, ends_at", _digest(code)
            )
            if row is None or row[1] <= to_milliseconds(now):
                return None
            await transaction.execute(
                "INSERT INTO sessions (cookie, person, seen_at, ends_at) VALUES (?, ?, ?, ?)",
                _digest(cookie),
                row[0],
                to_milliseconds(now),
                to_milliseconds(now + SESSION_LASTS),
            )
        return cookie

    async def person(self, cookie: str) -> int | None:
        """The Telegram id of who is signed in with that cookie; None where nobody is (any more)."""
        now = self._clock()
        row = await self._database.look_up(
            "SELECT person, seen_at FROM sessions WHERE cookie = ? AND ends_at > ? AND seen_at > ?",
            _digest(cookie),
            to_milliseconds(now),
            to_milliseconds(now - IDLE),
        )
        if row is None:
            return None
        if row[1] <= to_milliseconds(now - _SEEN_AGAIN):
            async with self._database.write() as transaction:
                await transaction.execute(
                    "UPDATE sessions SET seen_at = ? WHERE cookie = ?", to_milliseconds(now), _digest(cookie)
                )
        return int(row[0])

    async def leave(self, cookie: str) -> None:
        """Ends the session of that cookie."""
        async with self._database.write() as transaction:
            await transaction.execute("DELETE FROM sessions WHERE cookie = ?", _digest(cookie))


def _digest(secret: str) -> str:
    """What is kept of a secret that has 256 bits of chance in it, so that a plain digest cannot be guessed back."""
    return hashlib.sha256(secret.encode()).hexdigest()
