"""The record of what was asked and how it went, kept under pseudonyms and without personal numbers."""

from __future__ import annotations

import json
from contextlib import aclosing
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot.answering.answer import Status
from bot.storage.masking import mask
from bot.storage.times import bounds, from_milliseconds, to_milliseconds

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import AsyncGenerator, Iterable
    from zoneinfo import ZoneInfo

    from bot.storage.database import Database, Row, Transaction, Value
    from bot.storage.group_commit import GroupCommit
    from bot.storage.pseudonyms import Pseudonyms


class ChatKind(StrEnum):
    """Where a question was asked."""

    PRIVATE = "private"
    GROUP = "group"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and how it went.

    Attributes:
        reference: tells this exchange from all others, and is the same when it is recorded again: for Telegram the
            number of the update.
        asked_at: when the question came, with a time zone.
        person: the pseudonym of who asked (see ``pseudonyms``); empty once it is forgotten.
        chat: where.
        language: "vi" or "en".
        question: the words as typed; personal numbers are masked before they are kept.
        normalised: the words as the search reads them; masked likewise.
        status: how it went.
        confidence: the probability that the first result answers the question.
        entries: the ids of the entries shown, best first.
        stages: the milliseconds that each stage took, by its name, in order.
        elapsed_ms: from the update's arrival to the sending of the answer.
        reply: the number, within the person's private chat, of the message that answered; 0 in chats that others share.
    """

    reference: str
    asked_at: dt.datetime
    person: str
    chat: ChatKind
    language: str
    question: str
    normalised: str
    status: Status
    confidence: float
    entries: tuple[str, ...]
    stages: tuple[tuple[str, float], ...]
    elapsed_ms: float
    reply: int = 0

    def masked(self) -> Exchange:
        """The same without the numbers and addresses that point to a person."""
        return replace(self, question=mask(self.question), normalised=mask(self.normalised))


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a person thought of an answer: good or not, and why in a word (empty where none was given)."""

    reference: str
    person: str
    good: bool
    reason: str
    given_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Recorded:
    """An exchange as it was kept, with the feedback that it had: how many found it good, how many not."""

    exchange: Exchange
    liked: int
    disliked: int


_COLUMNS = (
    "reference, asked_at, person, chat, language, question, normalised, status, confidence, entries, stages, "
    "elapsed_ms, reply"
)


def _row(exchange: Exchange) -> tuple[Value, ...]:
    return (
        exchange.reference,
        to_milliseconds(exchange.asked_at),
        exchange.person,
        exchange.chat.value,
        exchange.language,
        exchange.question,
        exchange.normalised,
        exchange.status.value,
        exchange.confidence,
        json.dumps(exchange.entries),
        json.dumps(dict(exchange.stages)),
        exchange.elapsed_ms,
        exchange.reply,
    )


def _exchange(row: Row) -> Exchange:
    (*front, confidence, entries, stages, ms, reply) = row
    reference, asked_at, person, chat, language, question, normalised, status = front
    return Exchange(
        reference=reference,
        asked_at=from_milliseconds(asked_at),
        person=person,
        chat=ChatKind(chat),
        language=language,
        question=question,
        normalised=normalised,
        status=Status(status),
        confidence=confidence,
        entries=tuple(json.loads(entries)),
        stages=tuple(json.loads(stages).items()),
        elapsed_ms=ms,
        reply=reply,
    )


async def put_exchanges(transaction: Transaction, exchanges: Iterable[Exchange]) -> None:
    """Keeps exchanges, masked; one whose reference is there already stays as it was."""
    kept = [exchange.masked() for exchange in exchanges]
    places = ", ".join("?" * 13)
    await transaction.execute_many(
        f"INSERT INTO exchanges ({_COLUMNS}) VALUES ({places}) ON CONFLICT (reference) DO NOTHING",  # noqa: S608
        [_row(exchange) for exchange in kept],
    )
    shown = [
        (exchange.reference, entry, place, to_milliseconds(exchange.asked_at))
        for exchange in kept
        if exchange.status is not Status.NOT_FOUND  # what was merely near answered nothing
        for place, entry in enumerate(exchange.entries)
    ]
    if shown:
        await transaction.execute_many(
            "INSERT INTO shown (reference, entry, place, asked_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", shown
        )


async def put_feedback(transaction: Transaction, feedback: Feedback) -> None:
    """Keeps what a person thought of an answer; a later word of the same person replaces the earlier."""
    await transaction.execute(
        "INSERT INTO feedback (reference, person, good, reason, given_at) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (reference, person) DO UPDATE SET good = excluded.good, reason = excluded.reason, "
        "given_at = excluded.given_at",
        feedback.reference,
        feedback.person,
        int(feedback.good),
        mask(feedback.reason),
        to_milliseconds(feedback.given_at),
    )


async def drop_feedback(transaction: Transaction, reference: str, person: str) -> None:
    """Forgets what a person thought of an answer, as if they had said nothing."""
    await transaction.execute("DELETE FROM feedback WHERE reference = ? AND person = ?", reference, person)


RECORDED: Final = (
    f"SELECT {', '.join(f'e.{column}' for column in _COLUMNS.split(', '))}, "  # noqa: S608  # the constant above
    "(SELECT COUNT(*) FROM feedback f WHERE f.reference = e.reference AND f.good = 1), "
    "(SELECT COUNT(*) FROM feedback f WHERE f.reference = e.reference AND f.good = 0) "
    "FROM exchanges e"
)
"""Begins a statement whose rows ``as_recorded`` reads; the exchange is ``e``."""


def as_recorded(row: Row) -> Recorded:
    """An exchange with its feedback, from a row that a statement beginning with ``RECORDED`` gave."""
    *exchange, liked, disliked = row
    return Recorded(_exchange(tuple(exchange)), liked, disliked)


_MISSED = (
    "AND (e.status = 'not_found' OR EXISTS (SELECT 1 FROM feedback f WHERE f.reference = e.reference AND f.good = 0)) "
)


async def recorded(
    database: Database, first: dt.date, days: int, zone: ZoneInfo, *, missed: bool = False
) -> AsyncGenerator[Recorded]:
    """The exchanges of whole days in ``zone`` from ``first`` on, in the order of asking, in constant memory.

    With ``missed`` those alone that had no answer, or one that somebody found wanting.
    """
    async with database.read() as transaction:
        rows = transaction.stream(
            f"{RECORDED} WHERE e.asked_at >= ? AND e.asked_at < ? {_MISSED if missed else ''}"
            "ORDER BY e.asked_at, e.reference",
            *bounds(first, days, zone),
        )
        async with aclosing(rows):  # whoever stops early ends the cursor before its transaction
            async for row in rows:
                yield as_recorded(row)


class Exchanges:
    """What was recorded, for those who read it or add their opinion; recording goes through the ``Recorder``."""

    def __init__(self, database: Database, writer: GroupCommit, pseudonyms: Pseudonyms, zone: ZoneInfo) -> None:
        self._database = database
        self._writer = writer
        self._pseudonyms = pseudonyms
        self._zone = zone

    async def rate(self, feedback: Feedback) -> None:
        """Keeps a person's opinion; a later one of theirs on the same answer replaces it."""
        await self._writer.submit(lambda transaction: put_feedback(transaction, feedback))

    async def take_back(self, reference: str, person: str) -> None:
        """Forgets a person's opinion of an answer."""
        await self._writer.submit(lambda transaction: drop_feedback(transaction, reference, person))

    async def answered_by(self, person: str, reply: int) -> str | None:
        """The reference of the latest exchange that a message of the bot in a person's private chat answers."""
        async with self._database.read() as transaction:
            row = await transaction.fetch_one(
                "SELECT reference FROM exchanges WHERE person = ? AND reply = ? AND reply <> 0 "
                "ORDER BY asked_at DESC LIMIT 1",
                person,
                reply,
            )
        return row[0] if row else None

    def of_days(self, first: dt.date, days: int = 1) -> AsyncGenerator[Recorded]:
        """The exchanges of whole days from ``first`` on, in the order of asking, in constant memory."""
        return recorded(self._database, first, days, self._zone)

    def missed(self, first: dt.date, days: int = 1) -> AsyncGenerator[Recorded]:
        """Those of whole days that had no answer, or one that somebody found wanting, in the order of asking."""
        return recorded(self._database, first, days, self._zone, missed=True)

    async def missed_state(self, first: dt.date, days: int = 1) -> tuple[int, ...]:
        """Figures that differ whenever what `missed` gives differs, found without reading it."""
        async with self._database.read() as transaction:
            asked = await transaction.fetch_one(
                "SELECT COUNT(*), MAX(asked_at), SUM(CASE WHEN person = '' THEN 1 ELSE 0 END) FROM exchanges "
                "WHERE asked_at >= ? AND asked_at < ? AND status = 'not_found'",
                *bounds(first, days, self._zone),
            )
            rated = await transaction.fetch_one("SELECT COUNT(*), MAX(given_at), SUM(good) FROM feedback")
        return tuple(int(figure or 0) for figure in (*(asked or ()), *(rated or ())))

    async def shown_to(self, entry: str, *, since: dt.datetime, among: Iterable[int]) -> tuple[int, ...]:
        """Those of the people ``among`` who were shown an entry since then, to tell them of a correction.

        The record knows pseudonyms only, so each of these people is looked up by theirs.
        """
        async with self._database.read() as transaction:
            rows = await transaction.fetch_all(
                "SELECT DISTINCT e.person FROM shown s JOIN exchanges e ON e.reference = s.reference "
                "WHERE s.entry = ? AND s.asked_at >= ?",
                entry,
                to_milliseconds(since),
            )
        saw = {person for (person,) in rows}
        return tuple(person for person in sorted(set(among)) if self._pseudonyms.of(person) in saw)
