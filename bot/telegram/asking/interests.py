"""Which entries a subscription means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.answering.answer import Status
from bot.language.normal import fold
from bot.storage.subscriptions import Interest

if TYPE_CHECKING:
    from bot.answering.snapshot import Snapshot
    from bot.knowledge.entry import Entry, Visibility

NEAR: Final = 0.6
"""A search means the entries whose score reaches this share of the best one's."""


def interest_of(words: str, snapshot: Snapshot, viewer: Visibility) -> tuple[Interest, str]:
    """What the words name, in the knowledge's own spelling: a topic, a person, or else something to search for."""
    wanted = fold(" ".join(words.split()))
    for entry in snapshot.knowledge.entries:
        if not viewer.sees(entry.visibility):
            continue
        for interest, names in ((Interest.TOPIC, entry.topics), (Interest.PERSON, people_of(entry))):
            for name in names:
                if fold(name) == wanted:
                    return interest, name
    return Interest.SEARCH, " ".join(words.split())


def meant(interest: Interest, words: str, snapshot: Snapshot, viewer: Visibility) -> list[Entry]:
    """The entries in the viewer's sight that are meant, newest first."""
    if interest is Interest.SEARCH:
        answer = snapshot.answerer.answer(words, viewer=viewer)
        if answer.status is Status.NOT_FOUND:
            return []
        best = answer.results[0].score
        found = [result.entry for result in answer.results if result.score >= NEAR * best]
    else:
        names = (lambda entry: entry.topics) if interest is Interest.TOPIC else people_of
        found = [
            entry
            for entry in snapshot.knowledge.entries
            if viewer.sees(entry.visibility) and fold(words) in map(fold, names(entry))
        ]
    return sorted(found, key=lambda entry: entry.date.last.toordinal() if entry.date else 0, reverse=True)


def people_of(entry: Entry) -> tuple[str, ...]:
    """The people an entry names, the chair of a meeting among them."""
    chair = entry.meeting.chair if entry.meeting else None
    return (*entry.people, chair) if chair else entry.people
