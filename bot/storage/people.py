"""Who may ask, by the admins' decisions: members, invitations and requests. Ids are kept plainly, to send messages."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.storage.times import from_milliseconds, to_milliseconds

if TYPE_CHECKING:
    import datetime as dt

    from bot.storage.database import Database, Row, Transaction
    from bot.storage.times import Clock

_CODE_BYTES = 12  # 96 bits nobody guesses; 16 letters in a Telegram deep link, which holds 64


class Rank(StrEnum):
    """What a member may do, from least to most."""

    STAFF = "staff"
    EDITOR = "editor"
    ADMIN = "admin"


class Refusal(StrEnum):
    """Why an invitation lets nobody in."""

    UNKNOWN = "unknown"
    EXPIRED = "expired"
    USED_UP = "used_up"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Member:
    """A person who was let in. ``let_in_by`` is the id of who did it, None where the settings did."""

    id: int
    name: str
    rank: Rank
    let_in_by: int | None
    let_in_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Invitation:
    """A code that lets in the next ``uses_left`` people who bring it before ``expires_at``."""

    code: str
    rank: Rank
    uses_left: int
    expires_at: dt.datetime
    made_by: int
    made_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Request:
    """Somebody who asks to be let in."""

    id: int
    name: str
    asked_at: dt.datetime


_MEMBER = "person, name, rank, let_in_by, let_in_at"
_INVITATION = "code, rank, uses_left, expires_at, made_by, made_at"


def _member(row: Row) -> Member:
    person, name, rank, let_in_by, let_in_at = row
    return Member(person, name, Rank(rank), let_in_by, from_milliseconds(let_in_at))


def _invitation(row: Row) -> Invitation:
    code, rank, uses_left, expires_at, made_by, made_at = row
    return Invitation(code, Rank(rank), uses_left, from_milliseconds(expires_at), made_by, from_milliseconds(made_at))


class People:
    """The members, the invitations and the requests. Every change is committed when its method returns."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def member(self, person: int) -> Member | None:
        """The member with that id; None for everyone else, also for who was removed."""
        row = await self._database.look_up(
            f"SELECT {_MEMBER} FROM people WHERE person = ? AND removed_at IS NULL",  # noqa: S608
            person,
        )
        return None if row is None else _member(row)

    async def members(self) -> tuple[Member, ...]:
        """Everyone who may ask, by name."""
        async with self._database.read() as transaction:
            rows = await transaction.fetch_all(
                f"SELECT {_MEMBER} FROM people WHERE removed_at IS NULL ORDER BY name, person"  # noqa: S608
            )
        return tuple(map(_member, rows))

    async def let_in(self, person: int, name: str, rank: Rank, *, by: int | None) -> Member:
        """Makes someone a member, or a member another rank or name. A request of theirs is thereby answered."""
        async with self._database.write() as transaction:
            return await self._let_in(transaction, person, name, rank, by)

    async def _let_in(self, transaction: Transaction, person: int, name: str, rank: Rank, by: int | None) -> Member:
        await transaction.execute("DELETE FROM requests WHERE person = ?", person)
        row = await transaction.fetch_one(
            f"INSERT INTO people ({_MEMBER}) VALUES (?, ?, ?, ?, ?) ON CONFLICT (person) DO UPDATE SET "  # noqa: S608
            "name = excluded.name, rank = excluded.rank, removed_by = NULL, removed_at = NULL, "
            "let_in_by = CASE WHEN people.removed_at IS NULL THEN people.let_in_by ELSE excluded.let_in_by END, "
            "let_in_at = CASE WHEN people.removed_at IS NULL THEN people.let_in_at ELSE excluded.let_in_at END "
            f"RETURNING {_MEMBER}",
            person,
            name,
            rank.value,
            by,
            to_milliseconds(self._clock()),
        )
        if row is None:
            raise AssertionError("an insert that returns its row gave none")
        return _member(row)

    async def remove(self, person: int, *, by: int) -> bool:
        """Takes someone's membership away, at once. Returns whether they were a member.

        An older invitation does not bring them back; a newer one, or ``let_in``, does.
        """
        async with self._database.write() as transaction:
            changed = await transaction.execute(
                "UPDATE people SET removed_by = ?, removed_at = ? WHERE person = ? AND removed_at IS NULL",
                by,
                to_milliseconds(self._clock()),
                person,
            )
        return changed > 0

    async def invite(self, *, by: int, rank: Rank, expires_at: dt.datetime, uses: int = 1) -> Invitation:
        """A new invitation with a code that nobody guesses: letters, digits, ``-`` and ``_``, fit for a deep link."""
        made_at = from_milliseconds(to_milliseconds(self._clock()))
        expires_at = from_milliseconds(to_milliseconds(expires_at))
        invitation = Invitation(secrets.token_urlsafe(_CODE_BYTES), rank, uses, expires_at, by, made_at)
        async with self._database.write() as transaction:
            await transaction.execute(
                f"INSERT INTO invitations ({_INVITATION}) VALUES (?, ?, ?, ?, ?, ?)",  # noqa: S608
                invitation.code,
                rank.value,
                uses,
                to_milliseconds(expires_at),
                by,
                to_milliseconds(made_at),
            )
        return invitation

    async def join(self, code: str, person: int, name: str) -> Member | Refusal:
        """Lets in who brings an invitation's code, or says why not.

        Of several who bring the last use at once exactly one comes in. Who is a member already stays what they are
        (or rises to the invitation's rank) and uses nothing up.
        """
        now = to_milliseconds(self._clock())
        async with self._database.write() as transaction:
            found = await transaction.fetch_one(
                f"SELECT {_INVITATION} FROM invitations WHERE code = ?",  # noqa: S608
                code,
            )
            if found is None:
                return Refusal.UNKNOWN
            invitation = _invitation(found)
            if to_milliseconds(invitation.expires_at) <= now:
                return Refusal.EXPIRED
            known = await transaction.fetch_one("SELECT rank, removed_at FROM people WHERE person = ?", person)
            rank = invitation.rank
            if known is not None:
                if known[1] is not None and known[1] >= to_milliseconds(invitation.made_at):
                    return Refusal.REMOVED
                if known[1] is None and list(Rank).index(Rank(known[0])) >= list(Rank).index(rank):
                    return await self._let_in(transaction, person, name, Rank(known[0]), None)
            used = await transaction.execute(
                "UPDATE invitations SET uses_left = uses_left - 1 WHERE code = ? AND uses_left > 0", code
            )
            if not used:
                return Refusal.USED_UP
            return await self._let_in(transaction, person, name, rank, invitation.made_by)

    async def invitations(self) -> tuple[Invitation, ...]:
        """The invitations that still let somebody in, newest first."""
        async with self._database.read() as transaction:
            rows = await transaction.fetch_all(
                f"SELECT {_INVITATION} FROM invitations WHERE uses_left > 0 AND expires_at > ? "  # noqa: S608
                "ORDER BY made_at DESC, code",
                to_milliseconds(self._clock()),
            )
        return tuple(map(_invitation, rows))

    async def withdraw(self, code: str) -> bool:
        """Makes an invitation worthless. Returns whether there was one."""
        async with self._database.write() as transaction:
            return await transaction.execute("DELETE FROM invitations WHERE code = ?", code) > 0

    async def request(self, person: int, name: str) -> bool:
        """Notes that someone asks to be let in. Returns whether that is news, so that admins are asked once."""
        async with self._database.write() as transaction:
            added = await transaction.execute(
                "INSERT INTO requests (person, name, asked_at) VALUES (?, ?, ?) ON CONFLICT (person) DO NOTHING",
                person,
                name,
                to_milliseconds(self._clock()),
            )
        return added > 0

    async def requests(self) -> tuple[Request, ...]:
        """Who waits to be let in, longest waiting first."""
        async with self._database.read() as transaction:
            rows = await transaction.fetch_all("SELECT person, name, asked_at FROM requests ORDER BY asked_at, person")
        return tuple(Request(person, name, from_milliseconds(asked_at)) for person, name, asked_at in rows)

    async def decline(self, person: int) -> bool:
        """Strikes a request off. Returns whether there was one; of two admins who decide at once, one hears True."""
        async with self._database.write() as transaction:
            return await transaction.execute("DELETE FROM requests WHERE person = ?", person) > 0
