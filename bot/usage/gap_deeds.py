"""What is done about a gap: its question is added to an entry, a draft is begun, somebody is asked, or it is left.

Each deed is done once: it is decided in the database first, on the state that was looked at, and only then written.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.answering.answer import Status
from bot.answering.preview import changes
from bot.answering.review import read_text
from bot.errors import HoiboError, KnowledgeError
from bot.importing.drafts import as_yaml, draft_path, entry_id, quoted
from bot.importing.understanding import Draft
from bot.knowledge.editing import ChangedMeanwhileError, Opened, add_question, open_for_edit, save
from bot.knowledge.entry import UNKNOWN_SOURCE, Kind, Visibility
from bot.knowledge.finding import FoundError
from bot.knowledge.schema import commented_entry
from bot.language.normal import normalise
from bot.storage.edits import Deed
from bot.storage.gaps import GapState, Verdict
from bot.usage.gaps import SettledError
from bot.usage.replay import recent_questions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.answering.preview import Change
    from bot.knowledge.desk import Desk
    from bot.knowledge.entry import Entry
    from bot.storage.gaps import GapDecision
    from bot.storage.opening import Storage
    from bot.usage.gaps import Gap, Gaps

MOST_OWN: Final = 150
"""So many of the questions that the entries themselves hold are tried on an edit."""
_LONGEST_TITLE: Final = 100


class UnfoundError(HoiboError):
    """The question would not find the entry even if it were added to it."""


class UnreachedError(HoiboError):
    """Somebody could not be asked about a gap, which is as it was."""


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides: a name, and the Telegram id where it is done in Telegram."""

    name: str
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """What would come of adding a gap's question to an entry; nothing is written yet.

    Attributes:
        entry: the entry as it is served.
        question: the words that would be added.
        version: of the entry's file.
        finds: whether the question would then be answered by the entry.
        changes: the other questions, asked lately or held by entries, whose answers would change; the worst first.
    """

    entry: Entry
    question: str
    version: str
    finds: bool
    changes: tuple[Change, ...]


class GapDeeds:
    """Does something about gaps.

    Args:
        gaps: where they stand.
        desk: the knowledge's files.
        storage: the decisions, the history of edits, and what people asked.
    """

    def __init__(self, gaps: Gaps, desk: Desk, storage: Storage) -> None:
        self._gaps = gaps
        self._desk = desk
        self._storage = storage

    async def try_alias(self, gap: Gap, entry: str, viewer: Visibility) -> Trial:
        """What adding the gap's question to an entry would change. Takes seconds on large knowledge.

        Raises:
            KnowledgeError: there is no such entry that the viewer may see, or its file cannot be read.
        """
        asked = await recent_questions(self._storage.exchanges, self._gaps.today)
        return (await self._tried(gap, entry, viewer, asked))[0]

    async def add_alias(self, gap: Gap, entry: str, viewer: Visibility, who: Decider, *, version: str = "") -> Trial:
        """Adds the gap's question to an entry, if it then finds it.

        Args:
            gap: as it was looked at.
            entry: the entry's id.
            viewer: what the decider may see.
            who: decides.
            version: how the version of the entry's file begins that was looked at; any where left out.

        Returns:
            what was done, without its changes for others.

        Raises:
            UnfoundError: the question would not find the entry even so.
            SettledError: something else was decided in the meantime.
            ChangedMeanwhileError: the entry's file was changed in the meantime.
            KnowledgeError: there is no such entry, or it cannot be written.
        """
        trial, opened, text = await self._tried(gap, entry, viewer, None)
        if not trial.version.startswith(version):
            raise ChangedMeanwhileError("somebody changed the entry", where=entry, mend="look at it again")
        if not trial.finds:
            raise UnfoundError("the question would not find the entry", where=entry, mend="choose another entry")
        decision = await self._decide(gap, GapState.ALIASED, who, entry=entry)
        try:
            done = await asyncio.to_thread(self._desk.change, opened, text, who=who.name)
        except KnowledgeError:
            await self._take_back(gap, decision, who)
            raise
        place = await asyncio.to_thread(self._desk.relative, done.file)
        await self._storage.edits.add(
            entry, file=place, who=who.name, what=Deed.CHANGED, before=done.before, after=done.after
        )
        return trial

    async def make_draft(self, gap: Gap, who: Decider) -> Opened:
        """Begins a draft: every key with its meaning beside it, the gap's question filled in, the text still to come.

        Raises:
            SettledError: something else was decided in the meantime.
            KnowledgeError: it cannot be written.
        """
        question = normalise(gap.miss.question)
        title = question.rstrip("?！？!. ") or question
        name = await asyncio.to_thread(self._free_name, title)
        given = {
            "source": f'source: {{name: "{UNKNOWN_SOURCE}"}}',
            "questions": f"questions:\n  - {quoted(question)}",
            "body": 'body: ""',
        }
        text = commented_entry(quoted(title), name, given=given)
        return await self._drafted(gap, name, text, who)

    async def ignore(self, gap: Gap, who: Decider) -> GapDecision:
        """Leaves the gap, until it grows clearly or that is taken back.

        Raises:
            SettledError: something else was decided in the meantime.
        """
        return await self._decide(gap, GapState.IGNORED, who)

    async def reopen(self, gap: Gap, who: Decider) -> GapDecision:
        """Takes back what was decided about the gap; what was written stays.

        Raises:
            SettledError: something else was decided in the meantime.
        """
        return await self._decide(gap, GapState.OPEN, who)

    async def assign(self, gap: Gap, expert: int, name: str, who: Decider) -> GapDecision:
        """Gives the gap to somebody to answer; whoever calls this asks them.

        Raises:
            SettledError: something else was decided in the meantime.
        """
        return await self._decide(gap, GapState.ASSIGNED, who, expert=expert, expert_name=name)

    async def replied(self, gap: Gap, text: str, who: Decider) -> Opened:
        """The new draft of what somebody wrote as the answer to the gap's question.

        Raises:
            SettledError: something else was decided in the meantime.
            KnowledgeError: it cannot be written.
        """
        question = normalise(gap.miss.question)
        body = "\n".join(line.rstrip() for line in normalise(text).strip().split("\n"))
        title = question.rstrip("?！？!. ") or body.split("\n", 1)[0][:_LONGEST_TITLE]
        draft = Draft(
            title, Kind.NEWS, normalise(who.name) or UNKNOWN_SOURCE, body, guessed=("title", "date", "source")
        )
        name = await asyncio.to_thread(self._free_name, title)
        written = Opened(draft_path(self._desk.drafts.parent, name), as_yaml(draft, name), "")
        return await self._drafted(gap, name, add_question(written, name, question) if question else written.text, who)

    async def adopt(self, gap: Gap, draft: Opened, who: Decider) -> Opened:
        """Lets a draft that there is answer the gap: its question goes into it.

        Raises:
            SettledError: something else was decided in the meantime.
            ChangedMeanwhileError: somebody changed the draft.
            KnowledgeError: it cannot be written.
        """
        name = draft.file.stem
        question = normalise(gap.miss.question)
        text = await asyncio.to_thread(add_question, draft, name, question) if question else draft.text
        decision = await self._decide(gap, GapState.DRAFTED, who, entry=name)
        try:
            await asyncio.to_thread(save, draft, text)
        except KnowledgeError:
            await self._take_back(gap, decision, who)
            raise
        return await asyncio.to_thread(open_for_edit, draft.file)

    async def _drafted(self, gap: Gap, name: str, text: str, who: Decider) -> Opened:
        decision = await self._decide(gap, GapState.DRAFTED, who, entry=name)
        try:
            return await asyncio.to_thread(self._desk.keep, draft_path(self._desk.drafts.parent, name), text)
        except KnowledgeError:
            await self._take_back(gap, decision, who)
            raise

    async def _decide(
        self,
        gap: Gap,
        state: GapState,
        who: Decider,
        *,
        entry: str = "",
        expert: int | None = None,
        expert_name: str = "",
    ) -> GapDecision:
        miss = gap.miss
        verdict = Verdict(state, miss.question, miss.count, miss.disliked, who.name, who.id, entry, expert, expert_name)
        number = gap.decision.number if gap.decision else None
        decision = await self._storage.gaps.decide(sorted(gap.marks), verdict, number=number, turn=gap.turn)
        if decision is None:
            raise SettledError("something else was decided about these questions", where=gap.key)
        return decision

    async def _take_back(self, gap: Gap, decision: GapDecision, who: Decider) -> None:
        """After a failed write: the gap is open again, unless somebody has decided already."""
        miss = gap.miss
        verdict = Verdict(GapState.OPEN, miss.question, miss.count, miss.disliked, who.name, who.id)
        await self._storage.gaps.decide([], verdict, number=decision.number, turn=decision.turn)

    async def _tried(
        self, gap: Gap, entry: str, viewer: Visibility, asked: Iterable[str] | None
    ) -> tuple[Trial, Opened, str]:
        """The trial on what was asked and what entries hold; with None it is only looked whether the entry is found."""
        served = self._gaps.snapshot.knowledge.entry(entry)
        if served is None or not viewer.sees(served.visibility):
            raise KnowledgeError(f"there is no entry {entry!r}", mend="look at the questions again")
        return await asyncio.to_thread(self._try, gap, served, viewer, asked)

    def _try(
        self, gap: Gap, entry: Entry, viewer: Visibility, asked: Iterable[str] | None
    ) -> tuple[Trial, Opened, str]:
        snapshot, today, question = self._gaps.snapshot, self._gaps.today, normalise(gap.miss.question)
        opened = open_for_edit(entry.position.file)
        text = add_question(opened, entry.id, question)
        written, broken = read_text(text, opened.file.name)
        if broken:
            raise FoundError(broken[0])
        own = next(one.entry for one in written if one.entry.id == entry.id)
        others = [held for held in snapshot.knowledge.entries if held.id != entry.id]
        edited = snapshot.answerer.edited((*others, own), snapshot.knowledge.glossary)
        # Staff are to find it; what only admins may see is tried as an admin.
        asker = Visibility.STAFF if Visibility.STAFF.sees(own.visibility) else viewer
        answer = edited.answer(question, viewer=asker, today=today)
        finds = answer.status is Status.ANSWER and answer.results[0].entry.id == entry.id
        if asked is None:
            return Trial(entry, question, opened.version, finds, ()), opened, text
        golden = [held for one in snapshot.knowledge.entries if viewer.sees(one.visibility) for held in one.questions]
        others_asked = [one for one in (*asked, *golden[:MOST_OWN]) if one not in {question, *gap.miss.wordings}]
        found = changes(others_asked, snapshot.answerer, edited, viewer=Visibility.STAFF, today=today)
        return Trial(entry, question, opened.version, finds, found), opened, text

    def _free_name(self, title: str) -> str:
        taken = {entry.id for entry in self._gaps.snapshot.knowledge.entries}
        taken |= {entry.id for entry in self._desk.drafted(dropped=True)}
        taken |= {file.stem for file in self._desk.draft_files()}
        return entry_id(title[:_LONGEST_TITLE], taken)
