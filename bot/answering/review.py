"""An edit of one entry before it is published: the entry, what the linter says of it, and which answers it changes."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.answering.answer import Status
from bot.answering.preview import Change, changes, promised
from bot.knowledge.checks.days import find_in_days
from bot.knowledge.checks.doubles import find_double_of
from bot.knowledge.checks.relations import find_in_relations
from bot.knowledge.checks.self_finding import find_unfound
from bot.knowledge.checks.spelling import find_in_spelling
from bot.knowledge.checks.text import find_in_text
from bot.knowledge.entry import Visibility
from bot.knowledge.loading import read_file
from bot.knowledge.reading import Node
from bot.knowledge.written import Written

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from bot.answering.answerer import Answerer
    from bot.answering.snapshot import Snapshot
    from bot.knowledge.entry import Entry
    from bot.knowledge.finding import Finding

_MOST_QUESTIONS: Final = 20
"""The entry's own questions that are tried."""


@dataclass(frozen=True, slots=True)
class Review:
    """What is to be said of an edit.

    Attributes:
        entry: as it would be served; None where it could not be.
        findings: the linter's, errors first; positions are lines of the edited text.
        changes: the questions that would be answered otherwise, the worst first.
    """

    entry: Entry | None
    findings: tuple[Finding, ...]
    changes: tuple[Change, ...] = ()


def read_text(text: str, name: str) -> tuple[tuple[Written, ...], tuple[Finding, ...]]:
    """The entries of a knowledge file's text, and what keeps the others from being served.

    Args:
        text: the YAML.
        name: the file's name, whose stem is the id of an entry without one.
    """
    with tempfile.TemporaryDirectory() as beside:
        trial = Path(beside) / name
        trial.write_bytes(text.encode("utf-8", "replace"))
        return read_file(trial)


def review(
    text: str, name: str, entry_id: str, *, served: Snapshot, questions: Iterable[str], today: dt.date
) -> Review:
    """What the text would make of an entry, beside what is served. Takes seconds on large knowledge: call in a thread.

    Args:
        text: the whole file as it would be.
        name: the file's name.
        entry_id: which of its entries was edited.
        served: what people are answered from now.
        questions: what people asked; the entry's own questions are tried besides, and those that others promise to
            answer.
        today: the day from which dates are in the future.
    """
    written, broken = read_text(text, name)
    own = next((one for one in written if one.entry.id == entry_id), None)
    if own is None or broken:
        return Review(own.entry if own else None, broken)
    others = [entry for entry in served.knowledge.entries if entry.id != entry_id]
    edited = served.answerer.edited((*others, own.entry), served.knowledge.glossary)
    findings = tuple(_findings(own, others, edited, today))
    before = served.knowledge.entry(entry_id)
    asked = [*questions, *own.entry.questions, *(before.questions if before else ())]
    asked += promised(others, Visibility.STAFF)
    return Review(own.entry, findings, changes(asked, served.answerer, edited, viewer=Visibility.STAFF, today=today))


def without(entry_id: str, *, served: Snapshot, questions: Iterable[str], today: dt.date) -> tuple[Change, ...]:
    """The questions that would be answered otherwise if the entry were withdrawn."""
    gone = served.knowledge.entry(entry_id)
    others = [entry for entry in served.knowledge.entries if entry.id != entry_id]
    edited = served.answerer.edited(others, served.knowledge.glossary)
    asked = [*questions, *(gone.questions if gone else ()), *promised(others, Visibility.STAFF)]
    return changes(asked, served.answerer, edited, viewer=Visibility.STAFF, today=today)


def _findings(own: Written, others: list[Entry], edited: Answerer, today: dt.date) -> Iterator[Finding]:
    yield from find_in_days(own, today)
    yield from find_in_spelling(own)
    yield from find_in_text(own)
    # The others stand first, so that what the two share is said of the edited one.
    every = [*(Written(entry, Node({}, entry.position)) for entry in others), own]
    for finding in (*find_in_relations(every), *find_double_of(own, edited.others_holding(own.entry))):
        if finding.position.file == own.entry.position.file:
            yield finding

    def finds(question: str) -> list[str]:
        answer = edited.answer(question, viewer=Visibility.ADMIN, today=today)
        return [] if answer.status is Status.NOT_FOUND else [result.entry.id for result in answer.results]

    yield from find_unfound((own,), finds, _MOST_QUESTIONS)
