"""A person's own: everything that is kept of them, to be shown to them and deleted at their word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.storage.gaps import forget_wordings
from bot.storage.times import from_milliseconds

if TYPE_CHECKING:
    import datetime as dt

    from bot.storage.database import Database
    from bot.storage.people import Member, People
    from bot.storage.pseudonyms import Pseudonyms
    from bot.storage.subscriptions import Subscription, Subscriptions, Wait, Waiting


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A question of the person, as it was kept."""

    asked_at: dt.datetime
    question: str


@dataclass(frozen=True, slots=True)
class OwnData:
    """All that is kept of one person. ``questions`` are the newest first, ``question_count`` is of all of them."""

    member: Member | None
    question_count: int
    questions: tuple[OwnQuestion, ...]
    feedback_count: int
    subscriptions: tuple[Subscription, ...]
    waiting: tuple[Wait, ...]
    settings: tuple[tuple[str, str], ...]


class Owners:
    """Shows and deletes what is kept of a person. Their private chat has their id."""

    def __init__(
        self,
        database: Database,
        pseudonyms: Pseudonyms,
        *,
        people: People,
        subscriptions: Subscriptions,
        waiting: Waiting,
    ) -> None:
        self._database = database
        self._pseudonyms = pseudonyms
        self._people = people
        self._subscriptions = subscriptions
        self._waiting = waiting

    async def show(self, person: int, *, questions: int = 20) -> OwnData:
        """What is kept of the person, with the newest of their questions."""
        pseudonym = self._pseudonyms.of(person)
        async with self._database.read() as transaction:
            asked = await transaction.fetch_one("SELECT COUNT(*) FROM exchanges WHERE person = ?", pseudonym)
            rated = await transaction.fetch_one("SELECT COUNT(*) FROM feedback WHERE person = ?", pseudonym)
            newest = await transaction.fetch_all(
                "SELECT asked_at, question FROM exchanges WHERE person = ? ORDER BY asked_at DESC LIMIT ?",
                pseudonym,
                questions,
            )
            settings = await transaction.fetch_all(
                "SELECT name, value FROM chat_settings WHERE chat = ? ORDER BY name", person
            )
        return OwnData(
            member=await self._people.member(person),
            question_count=asked[0] if asked else 0,
            questions=tuple(OwnQuestion(from_milliseconds(at), question) for at, question in newest),
            feedback_count=rated[0] if rated else 0,
            subscriptions=await self._subscriptions.of(person),
            waiting=await self._waiting.of(person),
            settings=tuple((name, value) for name, value in settings),
        )

    async def delete(self, person: int) -> int:
        """Deletes all of it but the membership, which lets them ask; returns the number of questions it was.

        What stays of a question is when it was asked and how it went, of nobody and without its words.
        """
        pseudonym = self._pseudonyms.of(person)
        async with self._database.write() as transaction:
            await forget_wordings(transaction, self._pseudonyms, pseudonym)
            questions = await transaction.execute(
                "UPDATE exchanges SET person = '', question = '', normalised = '' WHERE person = ?", pseudonym
            )
            await transaction.execute("DELETE FROM feedback WHERE person = ?", pseudonym)
            for table in ("subscriptions", "told", "waiting", "chat_settings", "correction_readers", "gap_askers"):
                await transaction.execute(f"DELETE FROM {table} WHERE chat = ?", person)  # noqa: S608  # the names above
            await transaction.execute("DELETE FROM requests WHERE person = ?", person)
        return questions
