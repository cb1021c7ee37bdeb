"""What was decided about a gap, a group of questions without an answer, and who is to be told once it has one.

A gap is known by the marks of the questions that it held, so that the same group is recognised on another day though
other questions have joined it. A mark leads back to no words without the installation's key.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot.storage.times import from_milliseconds, to_milliseconds

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from bot.storage.database import Database, Row, Transaction
    from bot.storage.pseudonyms import Pseudonyms
    from bot.storage.times import Clock

_COLUMNS: Final = (
    "number, turn, state, question, entry, asked, disliked, decided_by, who, expert, expert_name, message, "
    "decided_at, answered_at"
)
_LOCK: Final = 0x676170  # "gap": whoever holds it decides


class GapState(StrEnum):
    """What was decided about a gap."""

    OPEN = "open"
    """Nothing, or it was taken back."""
    ALIASED = "aliased"
    """Its question was added to an entry."""
    DRAFTED = "drafted"
    """A draft was begun for it."""
    ASSIGNED = "assigned"
    """Somebody was asked to answer it."""
    IGNORED = "ignored"
    """It is not to be answered."""


@dataclass(frozen=True, slots=True)
class GapDecision:
    """The last decision about one gap.

    Attributes:
        number: tells the gap from all others.
        turn: how often something was decided about it; a decision names the turn that it was made on.
        state: what was decided.
        question: the words that stood for it then; empty once they are let go.
        entry: the id of the entry or draft that is to answer it; empty where there is none.
        asked: how often it had been asked then.
        disliked: how many of those had an answer that somebody found wanting.
        decided_by: the Telegram id of who decided, None where it was not in Telegram.
        who: their name.
        expert: the Telegram id of who was asked to answer it last, also where it was decided otherwise since.
        expert_name: their name.
        message: the number of the message that asked them.
        decided_at: when.
        answered_at: since when the knowledge answers it; None until then.
    """

    number: int
    turn: int
    state: GapState
    question: str
    entry: str
    asked: int
    disliked: int
    decided_by: int | None
    who: str
    expert: int | None
    expert_name: str
    message: int | None
    decided_at: dt.datetime
    answered_at: dt.datetime | None

    @property
    def waits(self) -> bool:
        """Whether it was decided that it is to be answered, and it is not yet."""
        return self.answered_at is None and self.state in {GapState.ALIASED, GapState.DRAFTED, GapState.ASSIGNED}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision to be made: see `GapDecision` for its parts."""

    state: GapState
    question: str
    asked: int
    disliked: int
    who: str
    decided_by: int | None = None
    entry: str = ""
    expert: int | None = None
    expert_name: str = ""


def _decision(row: Row) -> GapDecision:
    *kept, decided_at, answered_at = row
    number, turn, state, question, entry, asked, disliked, decided_by, who, expert, expert_name, message = kept
    return GapDecision(
        number,
        turn,
        GapState(state),
        question,
        entry,
        asked,
        disliked,
        decided_by,
        who,
        expert,
        expert_name,
        message,
        from_milliseconds(decided_at),
        None if answered_at is None else from_milliseconds(answered_at),
    )


class GapDecisions:
    """The decisions, the marks of the questions that they are about, and who is still to be told."""

    def __init__(self, database: Database, pseudonyms: Pseudonyms, clock: Clock) -> None:
        self._database = database
        self._pseudonyms = pseudonyms
        self._clock = clock

    def mark(self, normalised: str) -> str:
        """The mark of a question's normalised words."""
        return self._pseudonyms.of_words(normalised)

    async def all(self) -> tuple[tuple[GapDecision, frozenset[str]], ...]:
        """Every decision with the marks of its gap, oldest gap first."""
        async with self._database.read() as transaction:
            rows = await transaction.fetch_all(f"SELECT {_COLUMNS} FROM gaps ORDER BY number")  # noqa: S608
            marks = await transaction.fetch_all("SELECT gap, mark FROM gap_marks")
        held: dict[int, set[str]] = {}
        for gap, mark in marks:
            held.setdefault(gap, set()).add(mark)
        return tuple((_decision(row), frozenset(held.get(row[0], ()))) for row in rows)

    async def find(self, number: int) -> GapDecision | None:
        """The decision about the gap of that number; None where there is none."""
        row = await self._database.look_up(f"SELECT {_COLUMNS} FROM gaps WHERE number = ?", number)  # noqa: S608
        return None if row is None else _decision(row)

    async def asked_in(self, expert: int, message: int) -> GapDecision | None:
        """The gap that an expert was asked about in that message; None where it was none."""
        row = await self._database.look_up(
            f"SELECT {_COLUMNS} FROM gaps WHERE expert = ? AND message = ?",  # noqa: S608
            expert,
            message,
        )
        return None if row is None else _decision(row)

    async def decide(
        self, marks: Iterable[str], verdict: Verdict, *, number: int | None = None, turn: int = 0
    ) -> GapDecision | None:
        """Decides about a gap, once: of several who decide on what they all looked at one does.

        Args:
            marks: of all questions of the gap.
            verdict: the new decision.
            number: the gap's; None where nothing was ever decided about it.
            turn: of the decision that was looked at.

        Returns:
            the decision; None where another was made in the meantime.
        """
        marks = tuple(dict.fromkeys(marks))
        async with self._database.write() as transaction:
            await transaction.lock(_LOCK)
            held = await _held(transaction, marks)
            if number is not None:
                row = await self._turn(transaction, number, turn, verdict)
            else:
                row = None if held else await self._begin(transaction, verdict)
            if row is None:
                return None
            await _put_marks(transaction, row[0], marks)
        return _decision(row)

    async def _begin(self, transaction: Transaction, verdict: Verdict) -> Row | None:
        return await transaction.fetch_one(
            "INSERT INTO gaps (turn, state, question, entry, asked, disliked, decided_by, who, expert, expert_name, "  # noqa: S608
            f"decided_at) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING {_COLUMNS}",
            *_values(verdict),
            to_milliseconds(self._clock()),
        )

    async def _turn(self, transaction: Transaction, number: int, turn: int, verdict: Verdict) -> Row | None:
        return await transaction.fetch_one(
            "UPDATE gaps SET turn = turn + 1, state = ?, question = ?, entry = ?, asked = ?, disliked = ?, "  # noqa: S608
            "decided_by = ?, who = ?, message = CASE WHEN CAST(? AS BIGINT) IS NULL THEN message END, "
            "expert = COALESCE(?, expert), expert_name = COALESCE(NULLIF(?, ''), expert_name), "
            "decided_at = ?, answered_at = NULL "
            f"WHERE number = ? AND turn = ? RETURNING {_COLUMNS}",
            *_values(verdict)[:-2],
            verdict.expert,
            *_values(verdict)[-2:],
            to_milliseconds(self._clock()),
            number,
            turn,
        )

    async def learn(self, joined: Mapping[int, Iterable[str]]) -> None:
        """Remembers questions that joined gaps since they were decided about, by the gaps' numbers."""
        async with self._database.write() as transaction:
            for number, marks in joined.items():
                await _put_marks(transaction, number, marks)

    async def sent(self, number: int, turn: int, message: int) -> None:
        """Remembers the message that asked the expert, unless something else was decided since."""
        async with self._database.write() as transaction:
            await transaction.execute(
                "UPDATE gaps SET message = ? WHERE number = ? AND turn = ?", message, number, turn
            )

    async def answered(self, number: int, turn: int, askers: Mapping[int, str]) -> bool:
        """Remembers, once, that the gap is answered, and whom to tell: by their chat what each of them had asked.

        Who was told of this gap before is not told again. Returns whether this was the first to notice.
        """
        now = to_milliseconds(self._clock())
        async with self._database.write() as transaction:
            first = await transaction.execute(
                "UPDATE gaps SET answered_at = ? WHERE number = ? AND turn = ? AND answered_at IS NULL",
                now,
                number,
                turn,
            )
            if first:
                await transaction.execute_many(
                    "INSERT INTO gap_askers (gap, chat, question, ordered_at) VALUES (?, ?, ?, ?) "
                    "ON CONFLICT (gap, chat) DO NOTHING",
                    [(number, chat, question, now) for chat, question in sorted(askers.items())],
                )
        return first > 0


async def forget_wordings(transaction: Transaction, pseudonyms: Pseudonyms, person: str) -> None:
    """Lets go the words of every gap in which a person, by their pseudonym, had asked."""
    asked = await transaction.fetch_all(
        "SELECT DISTINCT normalised FROM exchanges WHERE person = ? AND normalised <> ''", person
    )
    held = await _held(transaction, tuple(pseudonyms.of_words(words) for (words,) in asked))
    for number in set(held.values()):
        await transaction.execute("UPDATE gaps SET question = '' WHERE number = ?", number)


async def let_go(transaction: Transaction, words_from: int, longest_ago: int) -> None:
    """Lets words go that are older than the first moment, and decisions older than the second (milliseconds)."""
    await transaction.execute("UPDATE gaps SET question = '' WHERE decided_at < ?", words_from)
    await transaction.execute(
        "UPDATE gap_askers SET question = '', told_at = ordered_at WHERE ordered_at < ? AND told_at IS NULL", words_from
    )
    await transaction.execute("DELETE FROM gaps WHERE decided_at < ?", longest_ago)
    for table in ("gap_marks", "gap_askers"):
        await transaction.execute(f"DELETE FROM {table} WHERE gap NOT IN (SELECT number FROM gaps)")  # noqa: S608  # the names above


def _values(verdict: Verdict) -> tuple[str | int | None, ...]:
    return (
        verdict.state.value,
        verdict.question,
        verdict.entry,
        verdict.asked,
        verdict.disliked,
        verdict.decided_by,
        verdict.who,
        verdict.expert,
        verdict.expert_name,
    )


async def _held(transaction: Transaction, marks: tuple[str, ...]) -> dict[str, int]:
    """Which of the marks belong to a gap, and to which."""
    held: dict[str, int] = {}
    for start in range(0, len(marks), 500):
        some = marks[start : start + 500]
        places = ", ".join("?" * len(some))
        rows = await transaction.fetch_all(f"SELECT mark, gap FROM gap_marks WHERE mark IN ({places})", *some)  # noqa: S608
        held.update(dict(rows))
    return held


async def _put_marks(transaction: Transaction, number: int, marks: Iterable[str]) -> None:
    await transaction.execute_many(
        "INSERT INTO gap_marks (mark, gap) VALUES (?, ?) ON CONFLICT (mark) DO NOTHING",
        [(mark, number) for mark in marks],
    )
