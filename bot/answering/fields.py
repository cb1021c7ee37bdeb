"""What a question asks of a meeting's fields: its chair, place, whom a task was given, by when, its conclusions.

The field is never quoted itself: it tells which sentence of the text says so, and that is quoted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot.answering.answer import EXCERPT_LIMIT, Excerpt
from bot.language.dates import times_in
from bot.language.function_words import FUNCTION_SYLLABLES
from bot.language.normal import fold
from bot.language.reading import Unit
from bot.language.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.knowledge.entry import Entry
    from bot.language.sentences import Sentence


class Field(StrEnum):
    """A field of a meeting that can be asked for. The values end the names of what is said where it is missing."""

    CHAIR = "chair"
    PLACE = "place"
    UNIT = "unit"
    DUE = "due"


_ASKED: Final = {
    Field.CHAIR: re.compile(
        r"\b(?:ai|do ai|nguoi nao|(?:ong|ba|thu truong|bo truong|lanh dao|dong chi) nao)"
        r"(?: (?:la|da|se|duoc giao|dung ra|nguoi))* (?:chu tri|chu toa|dieu hanh)\b"
    ),
    Field.DUE: re.compile(
        r"\b(?:thoi han|han chot|han cuoi|han (?:nop|bao cao|hoan thanh|xong|trinh|la|den|khi|ngay|nao)|"
        r"(?:truoc|muon nhat|cham nhat) (?:la )?(?:ngay|khi|thang) nao|(?:khi nao|bao gio|ngay nao) phai)\b"
    ),
    Field.UNIT: re.compile(
        r"\b(?:giao (?:nhiem vu )?(?:cho )?(?:don vi|co quan|cuc|vu|ban) nao|giao (?:nhiem vu )?(?:cho )?ai|"
        r"(?:don vi|co quan|cuc|vu|ai) (?:nao )?(?:duoc giao|phu trach|lam dau moi|chiu trach nhiem|phai lam))\b"
    ),
    Field.PLACE: re.compile(r"\b(?:(?:hop|hoi nghi|to chuc|dien ra|khai mac)\b.*\b)?(?:o dau|tai dau|dia diem nao)\b"),
}
_CUES: Final = {
    Field.CHAIR: re.compile(r"\b(?:chu tri|chu toa|dieu hanh)\b"),
    Field.DUE: re.compile(r"\b(?:truoc (?:ngay|thang|het)|thoi han|han chot|het han|cham nhat|muon nhat|han)\b"),
    Field.UNIT: re.compile(r"\b(?:giao|phan cong|yeu cau|de nghi|chi dao)\b"),
    Field.PLACE: re.compile(r"\b(?:tai|o|diem cau)\b"),
}
"""By what a sentence says such a thing, folded."""
_CLAUSE: Final = re.compile(r"[,;:–]\s")


@dataclass(frozen=True, slots=True)
class _Value:
    """Words, folded, that the sentence looked for holds, and those that only help to choose among several."""

    words: str
    beside: frozenset[str] = frozenset()


def field_asked(question: str) -> Field | None:
    """The field that a question in normal form asks for; None for anything else.

    >>> field_asked("ai chủ trì hội nghị giao ban?"), field_asked("hội nghị bàn gì")
    (<Field.CHAIR: 'chair'>, None)
    """
    folded = fold(question)
    return next((field for field, pattern in _ASKED.items() if pattern.search(folded)), None)


def field_excerpt(field: Field, question: str, entry: Entry) -> Excerpt | None:
    """The sentence of an entry's body that says the field, its value marked; None where the entry does not have it."""
    folded, asked = fold(entry.body), _content(question)
    best: tuple[tuple[int, int, int], Sentence, tuple[int, int]] | None = None
    for value in _values(field, entry):
        for sentence in sentences(entry.body):
            place = _place(field, value, entry, folded, sentence)
            if place is None:
                continue
            said = folded[sentence.start : sentence.end]
            words = set(re.findall(r"\w+", said))
            says_so = bool(_CUES[field].search(said)) + len(words & value.beside)
            rank = (len(asked & value.beside), says_so, len(words & asked))
            if best is None or rank > best[0]:
                best = (rank, sentence, place)
        if best and field is Field.PLACE:
            break  # the whole address says more than its town
    return _excerpt(entry.body, best[1], best[2]) if best else None


def says_nothing_of(field: Field, entry: Entry) -> bool:
    """Whether an entry has neither the field nor a sentence that could say it."""
    return not any(True for _ in _values(field, entry)) and not _CUES[field].search(fold(entry.body))


def tells_no_day(entry: Entry) -> bool:
    """Whether an entry's body has no words for a term and no day but its own, so that nothing in it can be due."""
    if not says_nothing_of(Field.DUE, entry):
        return False
    date = entry.date
    return date is None or not any(
        time.unit is Unit.DAY and not date.first <= time.first <= date.last for time in times_in(entry.body, date.last)
    )


def _values(field: Field, entry: Entry) -> Iterator[_Value]:
    meeting = entry.meeting
    if meeting is None:
        return
    if field is Field.CHAIR and meeting.chair:
        yield _Value(fold(meeting.chair))
    elif field is Field.PLACE and meeting.place:
        yield _Value(fold(meeting.place))
        yield from (_Value(part.strip()) for part in reversed(fold(meeting.place).split(",")))
    for task in meeting.tasks:
        beside = _content(task.task)
        if field is Field.UNIT and task.unit:
            yield _Value(fold(task.unit), beside)
        elif field is Field.DUE and task.due:
            yield _Value(task.due.isoformat(), beside)


def _place(field: Field, value: _Value, entry: Entry, folded: str, sentence: Sentence) -> tuple[int, int] | None:
    """Where in the body a sentence holds the value."""
    if field is Field.DUE:
        base = entry.date.last if entry.date else None
        times = times_in(entry.body[sentence.start : sentence.end], base) if base else ()
        return next(
            (
                (sentence.start + time.start, sentence.start + time.end)
                for time in times
                if time.first.isoformat() == value.words or time.last.isoformat() == value.words
            ),
            None,
        )
    found = re.search(rf"\b{re.escape(value.words)}\b", folded[sentence.start : sentence.end])
    return (sentence.start + found.start(), sentence.start + found.end()) if found else None


def _content(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", fold(text)) if word not in FUNCTION_SYLLABLES)


def _excerpt(body: str, sentence: Sentence, value: tuple[int, int]) -> Excerpt:
    """The sentence with the value marked; of one that is too long the clauses around the value."""
    start, end = sentence.start, sentence.end
    if end - start > EXCERPT_LIMIT:
        stops = [start, *(start + stop.end() for stop in _CLAUSE.finditer(body[start:end]))]
        start = max(stop for stop in stops if stop <= value[0])
        early = [stop for stop in stops if value[1] - EXCERPT_LIMIT <= stop <= start]
        start = min(early, default=start)
        end = min(end, start + EXCERPT_LIMIT)
        if end < sentence.end:
            end = max(body.rfind(" ", start, end), value[1])
        end = min(end, start + EXCERPT_LIMIT)
    return Excerpt(body[start:end], start, ((value[0] - start, min(value[1], end) - start),))
