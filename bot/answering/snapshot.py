"""One state of the knowledge, ready to be asked, and the holder that swaps it for the next."""

from __future__ import annotations

import gc
import heapq
import statistics
import threading
import time
from dataclasses import dataclass, replace
from hashlib import blake2b
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.answering.answer import Status
from bot.answering.answerer import Answerer
from bot.knowledge.entry import Visibility
from bot.knowledge.manners import uncollected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bot.answering.answer import Answer
    from bot.knowledge.entry import Entry
    from bot.knowledge.finding import Finding
    from bot.knowledge.loading import Knowledge
    from bot.search.kept import IndexFolder

EXAMPLES: Final = 3
"""How many questions are kept as examples for each kind of viewer."""

_LET_GO: Final = 1_000
"""So many entries that are served no more are let go of at once."""
_TRIALS: Final = 40
"""The most questions tried in search of examples."""


def entry_key(entry_id: str) -> str:
    """The short name of an entry on buttons: 16 hexadecimal digits, the same after a restart."""
    return blake2b(entry_id.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Knowledge and its answerer, which belong together. Never changes; threads may share it.

    Attributes:
        knowledge: what was loaded.
        answerer: answers from exactly that.
        examples: for each viewer a few questions that get the right answer, newest entries first.
        by_key: the entries by their ``entry_key``.
        typical_ms: the milliseconds that a question takes, the median of those tried; 0 where none was.
    """

    knowledge: Knowledge
    answerer: Answerer
    examples: Mapping[Visibility, tuple[str, ...]]
    by_key: Mapping[str, Entry]
    typical_ms: float

    @classmethod
    def build(cls, knowledge: Knowledge, before: Snapshot | None = None, folder: IndexFolder | None = None) -> Snapshot:
        """Indexes the knowledge and tries the questions that its entries hold.

        Args:
            knowledge: what was loaded.
            before: of much the same knowledge; what did not change since is taken over.
            folder: where the index is kept for the next start.
        """
        if before is None:
            answerer = Answerer.build(knowledge.entries, glossary=knowledge.glossary, folder=folder)
        else:
            answerer = before.answerer.edited(knowledge.entries, knowledge.glossary, folder)
        elapsed: list[float] = []
        examples = {viewer: tuple(_examples(knowledge, answerer, viewer, elapsed)) for viewer in Visibility}
        return cls(
            knowledge,
            answerer,
            MappingProxyType(examples),
            MappingProxyType({entry_key(entry.id): entry for entry in knowledge.entries}),
            statistics.median(elapsed) if elapsed else 0.0,
        )

    def entry(self, key: str, viewer: Visibility) -> Entry | None:
        """The entry with that ``entry_key``; None where there is none that the viewer may see."""
        entry = self.by_key.get(key)
        return entry if entry is not None and viewer.sees(entry.visibility) else None


class Served:
    """Holds the snapshot that is served, and swaps it for a new one. A load that fails changes nothing.

    Args:
        load: gives the knowledge as it is on the disk now, or raises KnowledgeError.
        folder: where the index is kept, so that the next start need not build it; nowhere where it is left out.
    """

    def __init__(self, load: Callable[[], Knowledge], folder: IndexFolder | None = None) -> None:
        self._load = load
        self._folder = folder
        self._swapping = threading.Lock()
        with uncollected():
            self._now = Snapshot.build(load(), folder=folder)
            gc.freeze()
        self._held_back = self._now.knowledge.held_back

    @property
    def now(self) -> Snapshot:
        """The last good snapshot."""
        return self._now

    @property
    def held_back(self) -> tuple[Finding, ...]:
        """Why files were served as they were before their last edit, at the last reload; empty where none was."""
        return self._held_back

    def reload(self) -> bool:
        """Serves what is on the disk now. Returns whether that differs from before. Takes a while: call in a thread.

        Raises:
            KnowledgeError: what is there cannot be served; the last good snapshot stays.
        """
        with uncollected():
            knowledge = self._load()
            self._held_back = knowledge.held_back
            if knowledge.version == self._now.knowledge.version:
                return False
            built = Snapshot.build(knowledge, self._now, self._folder)
            gc.freeze()  # a snapshot holds no cycles, and is let go of without being walked in search of some
        entries = list(self._now.knowledge.entries)
        with self._swapping:
            self._now = built
        while entries:  # piece by piece, so that other threads get their turn
            del entries[-_LET_GO:]
            time.sleep(0)
        return True

    def improve(self, better: Callable[[Answerer], Answerer | None]) -> bool:
        """Serves the same knowledge by a better answerer. Returns whether it does: not if it is None, or came too late.

        Takes as long as making it does: call in a thread.
        """
        before = self._now
        answerer = better(before.answerer)
        with self._swapping:
            if answerer is None or self._now is not before:
                return False
            self._now = replace(before, answerer=answerer)
        return True


def _examples(knowledge: Knowledge, answerer: Answerer, viewer: Visibility, elapsed: list[float]) -> Iterator[str]:
    found = 0
    for entry, question in _candidates(knowledge, viewer):
        answer = answerer.answer(question, viewer=viewer)
        elapsed.append(answer.elapsed_ms)
        if _is_answered_by(answer, entry):
            yield question
            found += 1
        if found == EXAMPLES:
            return


def _candidates(knowledge: Knowledge, viewer: Visibility) -> Iterator[tuple[Entry, str]]:
    seen = [entry for entry in knowledge.entries if entry.questions and viewer.sees(entry.visibility)]
    # In Python, piece by piece: sorting 20,000 at once would hold up every other thread.
    newest = heapq.nlargest(_TRIALS, seen, lambda entry: (entry.date.last.toordinal() if entry.date else 0, entry.id))
    return ((entry, entry.questions[0]) for entry in newest)


def _is_answered_by(answer: Answer, entry: Entry) -> bool:
    return answer.status is Status.ANSWER and answer.results[0].entry.id == entry.id
