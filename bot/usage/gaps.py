"""Gaps and where they stand: what went unanswered, what was decided about it, and whether it is answered by now.

For every way in alike, in Telegram or on a page. What is done about a gap is in `bot.usage.gap_deeds`.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot.answering.answer import Status
from bot.errors import HoiboError
from bot.knowledge.entry import Visibility
from bot.storage.gaps import GapState
from bot.usage.misses import Meanings, Miss, gather_misses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from zoneinfo import ZoneInfo

    from bot.answering.snapshot import Snapshot
    from bot.knowledge.desk import Desk
    from bot.knowledge.entry import Entry
    from bot.storage.gaps import GapDecision
    from bot.storage.opening import Storage
    from bot.storage.times import Clock

DAYS: Final = 30
"""Gaps are gathered from the questions of so many days."""
NEAREST: Final = 3
"""The most entries that a gap's question may be added to."""
KEY_LENGTH: Final = 12
"""Hexadecimal digits that name a gap on a button."""
GROWN_TIMES: Final = 2
GROWN_BY: Final = 3
"""An ignored gap comes back once it is asked twice as often as then, and at least so many times more."""
UNDER_WAY: Final = dt.timedelta(minutes=10)
"""So long after a decision it is carried out; where it is not, a process ended in between, and the gap is open."""


MOST_TRIED: Final = 100
"""Once so many gaps stand open, the lesser ones that nothing was decided about are taken to be open without asking them
again: thousands were asked for each page, and nobody gets that far down."""


class SettledError(HoiboError):
    """The gap is gone, or something else was decided about it than what was looked at."""


class Standing(StrEnum):
    """Where a gap stands."""

    OPEN = "open"
    """Something is to be done."""
    ALIASED = "aliased"
    """Its question was just added to an entry."""
    DRAFTED = "drafted"
    """A draft waits for its editor."""
    ASSIGNED = "assigned"
    """Somebody was asked to answer it."""
    IGNORED = "ignored"
    """It was decided to leave it."""
    ANSWERED = "answered"
    """The knowledge answers it by now."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that mean the same and had no good answer, and where that stands.

    Attributes:
        key: names it on buttons and in links, for as long as one of its questions is kept.
        miss: the questions.
        standing: where it stands.
        marks: of all its questions.
        decision: what was decided last; None where nothing ever was.
    """

    key: str
    miss: Miss
    standing: Standing
    marks: frozenset[str]
    decision: GapDecision | None

    @property
    def turn(self) -> int:
        """How often something was decided about it: a deed names the turn that was looked at."""
        return self.decision.turn if self.decision else 0


class Gaps:
    """The gaps of the last days.

    Args:
        desk: the knowledge's files.
        snapshot: gives what is served now.
        storage: what was asked, and what was decided.
        clock: the present moment.
        zone: of the installation.
    """

    def __init__(
        self, desk: Desk, snapshot: Callable[[], Snapshot], storage: Storage, *, clock: Clock, zone: ZoneInfo
    ) -> None:
        self._desk = desk
        self._snapshot = snapshot
        self._storage = storage
        self._clock = clock
        self._zone = zone
        self._known: dict[tuple[str, str, str], bool] = {}
        self._known_from: tuple[Snapshot, dt.date] | None = None
        self._gathered: tuple[Snapshot, tuple[int, ...], tuple[Miss, ...]] | None = None
        self._meanings: tuple[Snapshot, Meanings] | None = None

    @property
    def snapshot(self) -> Snapshot:
        """What is served now."""
        return self._snapshot()

    @property
    def today(self) -> dt.date:
        """The day by the clocks of the installation."""
        return self._clock().astimezone(self._zone).date()

    async def groups(self) -> tuple[Gap, ...]:
        """Every gap of the last days, the one that most people met first, whatever it stands at."""
        misses = await self._misses()
        decided = await self._storage.gaps.all()
        found = await asyncio.to_thread(self._stand, misses, decided)
        joined = {
            gap.decision.number: new
            for gap in found
            if gap.decision is not None and (new := gap.marks - _marks_of(gap.decision.number, decided))
        }
        if joined:
            await self._storage.gaps.learn(joined)
        return found

    async def _misses(self) -> tuple[Miss, ...]:
        """The gaps as they were asked about, gathered anew only where something was asked, rated, deleted or served."""
        snapshot, first = self.snapshot, self.today - dt.timedelta(days=DAYS - 1)
        state = (first.toordinal(), *await self._storage.exchanges.missed_state(first, DAYS))
        if self._gathered is None or self._gathered[0] is not snapshot or self._gathered[1] != state:
            missed = self._storage.exchanges.missed(first, DAYS)
            self._gathered = (snapshot, state, await gather_misses(missed, self._meanings_in(snapshot)))
        return self._gathered[2]

    def _meanings_in(self, snapshot: Snapshot) -> Meanings:
        """What is known of questions' meanings by that snapshot, kept until another is served."""
        if self._meanings is None or self._meanings[0] is not snapshot:
            self._meanings = (snapshot, Meanings(snapshot.answerer.read))
        return self._meanings[1]

    async def not_ignored(self, misses: Sequence[Miss]) -> tuple[Miss, ...]:
        """The same misses without those that it was decided to leave, and that did not grow clearly since."""
        decided = await self._storage.gaps.all()
        left = {mark for decision, marks in decided if decision.state is GapState.IGNORED for mark in marks}
        if not left:
            return tuple(misses)  # nothing has to be gathered
        for gap in await self.groups():
            left = left | gap.marks if gap.standing is Standing.IGNORED else left - gap.marks
        mark = self._storage.gaps.mark
        return tuple(miss for miss in misses if not all(mark(words) in left for words in miss.normalised))

    async def find(self, key: str) -> Gap | None:
        """The gap of that key; None where it is gone."""
        groups = await self.groups()
        return next((gap for gap in groups if any(mark.startswith(key) for mark in gap.marks)), None) if key else None

    async def seen(self, key: str, turn: int) -> Gap:
        """The gap of that key as it was looked at.

        Raises:
            SettledError: it is gone, or something was decided since.
        """
        gap = await self.find(key)
        if gap is None or gap.turn != turn:
            raise SettledError("something else was decided about these questions", where=key, mend="look at them again")
        return gap

    async def of(self, decision: GapDecision) -> Gap:
        """The gap that a decision is about, also where none of its questions is kept any more."""
        found = next(
            (gap for gap in await self.groups() if gap.decision and gap.decision.number == decision.number), None
        )
        if found is not None:
            return replace(found, decision=decision)
        miss = Miss(decision.question, decision.asked, 0, (), None, decision.disliked, decision.decided_at)
        return Gap("", miss, Standing(decision.state.value), frozenset(), decision)

    def nearest(self, gap: Gap, viewer: Visibility) -> tuple[Entry, ...]:
        """The entries that questions of the gap find, which the viewer may see, nearest first. Call it in a thread."""
        answerer = self.snapshot.answerer
        found: dict[str, Entry] = {}
        for question in dict.fromkeys((gap.miss.question, *gap.miss.wordings)):
            for result in answerer.answer(question, viewer=viewer, today=self.today).results:
                found.setdefault(result.entry.id, result.entry)
                if len(found) == NEAREST:
                    return tuple(found.values())
        return tuple(found.values())

    def answers(self, question: str, decision: GapDecision | None) -> bool:
        """Whether what is served answers the question. Call it in a thread.

        Where people found an earlier answer wanting, only the entry counts that was chosen since.
        """
        wanted = decision.entry if decision is not None else ""
        needed = wanted if decision is not None and decision.disliked else ""
        snapshot, today = self.snapshot, self.today
        if self._known_from is None or self._known_from[0] is not snapshot or self._known_from[1] != today:
            self._known, self._known_from = {}, (snapshot, today)
        known, key = self._known, (question, wanted, needed)
        if key not in known:
            entry = snapshot.knowledge.entry(wanted) if wanted else None
            viewer = max(Visibility.STAFF, entry.visibility if entry else Visibility.STAFF, key=lambda one: one.level)
            answer = snapshot.answerer.answer(question, viewer=viewer, today=today)
            good = answer.status is Status.ANSWER and (not needed or answer.results[0].entry.id == needed)
            known[key] = good or (not needed and answer.status is Status.LIST)
        return known[key]

    def _stand(self, misses: Iterable[Miss], decided: Sequence[tuple[GapDecision, frozenset[str]]]) -> tuple[Gap, ...]:
        by_mark = {mark: decision for decision, marks in decided for mark in marks}
        drafts = {file.stem for file in self._desk.draft_files()}
        found = []
        tried_open = 0
        for miss in misses:
            marks = [self._storage.gaps.mark(words) for words in miss.normalised]
            held = [by_mark[mark] for mark in marks if mark in by_mark]
            decision = max(held, key=lambda one: (held.count(one), one.number), default=None)
            if decision is None and tried_open >= MOST_TRIED:
                standing = Standing.OPEN
            else:
                standing = self._standing(miss, decision, drafts)
                tried_open += decision is None and standing is Standing.OPEN
            found.append(Gap(marks[0][:KEY_LENGTH], miss, standing, frozenset(marks), decision))
        return tuple(found)

    def _standing(self, miss: Miss, decision: GapDecision | None, drafts: set[str]) -> Standing:
        if decision is None or decision.state is GapState.OPEN:
            return Standing.ANSWERED if not miss.disliked and self.answers(miss.question, None) else Standing.OPEN
        if decision.state is GapState.IGNORED:
            grown = miss.count >= max(GROWN_TIMES * decision.asked, decision.asked + GROWN_BY)
            return Standing.OPEN if grown else Standing.IGNORED
        answered = self.answers(miss.question, decision)
        if decision.answered_at is not None:  # until it is found wanting again, or what answered it is gone
            answered = answered and not (miss.disliked and miss.latest > decision.answered_at)
            return Standing.ANSWERED if answered else Standing.OPEN
        if answered:
            return Standing.ANSWERED
        late = self._clock() - decision.decided_at > UNDER_WAY
        came_to_nothing = {
            GapState.ALIASED: late,
            GapState.ASSIGNED: late and decision.message is None,  # the process ended before the expert was asked
            GapState.DRAFTED: decision.entry not in drafts,  # dropped; or published, and does not answer the question
        }
        return Standing.OPEN if came_to_nothing.get(decision.state) else Standing(decision.state.value)


def _marks_of(number: int, decided: Iterable[tuple[GapDecision, frozenset[str]]]) -> frozenset[str]:
    return next((marks for decision, marks in decided if decision.number == number), frozenset())
