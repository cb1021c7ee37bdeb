"""Who is to do what by when: a unit's tasks, as minutes give them at the beginning of a point or behind "giao".

"Sở Nội vụ phải làm gì?" is answered by "- Sở Nội vụ: hoàn thiện …" and "4.4. Giao Sở Nội vụ giải quyết …" alone, not by
what else names that office; "ai phải báo cáo trước 30/11?" by the task that is due on that very day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bot.answering.answer import EXCERPT_LIMIT, Excerpt
from bot.answering.guard import conflicts
from bot.answering.order import entries_in_reach, led_by_entry
from bot.answering.units import PASSED_OVER, name_of
from bot.language.dates import times_in
from bot.language.legal_syllables import is_legal_folded
from bot.language.normal import fold
from bot.language.outline import outline
from bot.language.reading import Unit
from bot.language.sentences import sentences
from bot.language.syllables import folded_in, tokens

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from bot.answering.duty_questions import DutyAsked
    from bot.answering.guard import FixedByQuestion
    from bot.knowledge.entry import Entry
    from bot.language.dates import TimePhrase
    from bot.language.outline import Point
    from bot.language.sentences import Sentence
    from bot.language.syllables import Token
    from bot.search.searcher import Search

_LEADS: Final = re.compile(r"(?<!\w)(?:giao(?: nhiem vu)?(?: cho)?|yeu cau|de nghi|phan cong(?: cho)?) $")
_MUST: Final = r"duoc giao|chiu trach nhiem|co trach nhiem|co nhiem vu|phai"
_FOLLOWS: Final = re.compile(rf"(?:\w+ ){{0,5}}?(?:{_MUST})(?!\w)")
_FOLLOWS_IN_LISTS: Final = re.compile(rf"(?:\w+ ){{0,5}}?(?:{_MUST}|chu tri|phoi hop)(?!\w)")
"""In a report "chủ trì" and "phối hợp" tell what was done; where tasks are given, what is to be done."""
_TELLING: Final = re.compile(
    r"(?<!\w)(?:vuong mac|ton tai|han che|kho khan|ket qua|tinh hinh|nguyen nhan|i kien|thao luan|kien nghi|tham luan|"
    r"de xuat|dien bien|thanh phan)(?!\w)"
)
"""Headings of sections that tell what is, not what is to be done, folded."""
_GIVING: Final = re.compile(
    r"(?<!\w)(?:ket luan|phan cong|giao viec|nhiem vu|chi dao|yeu cau|viec phai|phai lam|tiep theo|to chuc thuc hien|"
    r"cong viec)(?!\w)|giao$"
)
_BY_WHEN: Final = re.compile(r"\b(?:truoc|xong|cham nhat|muon nhat|thoi han|han chot)\b")
_DUE: Final = re.compile(r"(?<!\w)(?:truoc|xong|cham nhat|muon nhat|han|giao|hoan thanh|phai|trinh|bao cao)(?!\w)")
_ENOUGH: Final = 3
"""Syllables of a unit's name by which it is known; one of fewer has to stand there whole."""
_MINISTRY: Final = "bo"
_IN_REACH: Final = 0.4
"""A result with this share of the best one's score may take its place where only it gives the task."""


@dataclass(frozen=True, slots=True)
class _Task:
    """``body[start:end]`` that gives a task, or may do so, where in it the unit stands, and how well it fits."""

    start: int
    end: int
    place: tuple[int, int]
    rank: tuple[bool, bool, int, int, bool]

    @property
    def is_sure(self) -> bool:
        """Whether it is a point of a list, or stands below a heading or in words that give tasks."""
        return self.rank[0]

    @property
    def is_dated(self) -> bool:
        """Whether it is due on the day that the question names."""
        return self.rank[1]


@dataclass(frozen=True, slots=True)
class _Given:
    """Where in a sentence a unit stands, by how many syllables, and whether words say that it has a task."""

    place: tuple[int, int]
    count: int
    in_words: bool


def _best_task(duty: DutyAsked, entry: Entry) -> _Task | None:
    """The sentence of an entry's body that gives the unit its task, or gives one by that day; None without one."""
    return _best_in(duty, entry.body, entry.date.last if entry.date else None)


@lru_cache(maxsize=32)
def _best_in(duty: DutyAsked, body: str, base: dt.date | None) -> _Task | None:
    """The same of a body, remembered: whether it leads, answers and lacks nothing is asked one after another."""
    points, following = outline(body).points, 0
    best: _Task | None = None
    for sentence in sentences(body):
        text = body[sentence.start : sentence.end]
        said = tokens(text)
        while following < len(points) and points[following].line <= sentence.start:
            following += 1
        point = points[following - 1] if following else None
        begins, is_sure = _begins(sentence, text, point)
        given = _given(said, duty.unit, begins, in_list=is_sure) if duty.unit else _Given((0, 0), 0, in_words=True)
        if given is None:
            continue
        has_due = bool(_DUE.search(" ".join(token.folded for token in said)))
        may_be_dated = base is not None and bool(duty.days) and (has_due or bool(duty.unit))
        dated = base is not None and may_be_dated and _is_due(duty, times_in(text, base))
        if not duty.unit and not (dated and has_due):
            continue
        is_sure = is_sure or given.in_words
        shared = len(duty.beside[1].intersection(token.folded for token in said))
        rank = (is_sure, dated, given.count, shared, has_due)
        if best is None or rank > best.rank:
            best = _Task(sentence.start, sentence.end, given.place, rank)
    return best


def _is_due(duty: DutyAsked, times: Iterable[TimePhrase]) -> bool:
    """Whether one of some times begins or ends on a day that the question names, of any year where it names none."""
    ends = {day for time in times for day in (time.first, time.last)}
    return any(
        (end.month, end.day) == (month, day) and year in (0, end.year) for end in ends for year, month, day in duty.days
    )


def _begins(sentence: Sentence, text: str, point: Point | None) -> tuple[int | None, bool]:
    """From where on a unit that a sentence begins with may be given a task, and whether it surely is.

    None where it only tells of that unit.
    """
    if point is None:
        return 0, False
    above = [" ".join(words) for words in point.above]
    if _only_tells(point):
        return None, False
    own = point.start - sentence.start if sentence.start <= point.start < sentence.end else 0
    gives = point.is_item or any(_GIVING.search(heading) for heading in above)
    return own, gives or bool(not above and _BY_WHEN.search(fold(text)))


def _only_tells(point: Point) -> bool:
    """Whether a point stands below a heading that tells what is, not what is to be done."""
    return any(_TELLING.search(" ".join(words)) for words in point.above[:1])


def _given(said: Sequence[Token], unit: tuple[str, ...], begins: int | None, *, in_list: bool) -> _Given | None:
    """Where a sentence names the unit as whose task follows; None where it does not.

    At ``begins`` the name alone will do; ``in_list`` tells whether tasks are given there.
    """
    follows = _FOLLOWS_IN_LISTS if in_list else _FOLLOWS
    kept = [token for token in said if token.folded not in PASSED_OVER]
    words = [token.folded for token in kept]
    first = next((place for place, token in enumerate(kept) if begins is not None and token.start >= begins), None)
    for place, word in enumerate(words):
        if word != unit[0]:
            continue
        count = 1
        while count < len(unit) and words[place + count : place + count + 1] == [unit[count]]:
            count += 1
        if count < len(unit) and count < _ENOUGH:
            continue
        in_words = bool(
            _LEADS.search(" ".join((*words[max(0, place - 4) : place], "")))
            or follows.match(" ".join(words[place + count : place + count + 8]))
        )
        if place == first or in_words:
            return _Given((kept[place].start, kept[place + count - 1].end), count, in_words=in_words)
    return None


def duty_excerpt(duty: DutyAsked, entry: Entry) -> Excerpt | None:
    """The sentence of an entry's body that gives the task asked for; None where none does."""
    task = _best_task(duty, entry)
    if task is None or not task.is_sure:
        return None
    start, end, body = task.start, task.end, entry.body
    if end - start > EXCERPT_LIMIT:
        end = min(start + EXCERPT_LIMIT, max(body.rfind(" ", start, start + EXCERPT_LIMIT), start + task.place[1]))
    marked = (task.place,) if task.place[1] else ()
    return Excerpt(body[start:end], start, marked)


def gives(duty: DutyAsked, entry: Entry) -> bool:
    """Whether an entry gives the task asked for, by the day that is named, and is about what else the question says.

    That is so where it has half of the question's other pairs of words, or, where there are none, all its words.
    """
    task = _best_task(duty, entry)
    if task is None or not task.is_sure or (duty.days and not task.is_dated):
        return False
    pairs, content = duty.beside
    if not duty.unit:
        return True
    return 2 * len(pairs & _pairs_of(entry)) >= len(pairs) if pairs else content <= _words_of(entry)


def lacks_duty(duty: DutyAsked, entry: Entry) -> bool:
    """Whether an entry cannot tell what a question says was given to a unit, or that it must do.

    That is so where it is about nothing else that the question says; and where no sentence gives the unit a task, if
    no item of its lists, or without a list no word of it, names the unit, or nothing but what was given is asked.
    """
    if not duty.is_given:
        return False
    pairs, content = duty.beside
    if _best_task(duty, entry) is not None:
        return bool(pairs and pairs.isdisjoint(_pairs_of(entry)))
    listed = [one for one in outline(entry.body).points if one.is_item]
    items = [entry.body[one.start : one.end] for one in listed if not _only_tells(one)]
    if not listed and duty.was_given and not content:
        return True
    return not any(_names(text, duty.unit) for text in (items if listed else [f"{entry.title} . {entry.body}"]))


def _names(text: str, unit: tuple[str, ...]) -> bool:
    """Whether a text has the syllables by which a unit is known side by side, or an abbreviation that may be of them.

    That is one of its initials, perhaps behind its first syllable: "VP UBND tỉnh", "Sở GD&ĐT". A ministry is rather
    written "Bộ".
    """
    words = name_of([token.folded for token in tokens(text)])
    if f" {' '.join(unit[:_ENOUGH])} " in f" {' '.join(words)} " or (unit[0] == _MINISTRY and _MINISTRY in words):
        return True
    initials = "".join(word[0] for word in unit)
    return any(
        len(word) > 1
        and not is_legal_folded(word)
        and (initials.startswith(word) or (before == unit[0] and initials.startswith(word, 1)))
        for before, word in pairwise(("", *words))
    )


def _words_of(entry: Entry) -> frozenset[str]:
    return folded_in(f"{entry.title} . {entry.body}")


def _pairs_of(entry: Entry) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(token.folded for token in tokens(f"{entry.title} . {entry.body}")))


def giving_first(search: Search, duty: DutyAsked, fixed: FixedByQuestion) -> Search:
    """The search with the best entry first that gives the task and has what else is asked.

    As it was where the first does, or none within reach.
    """
    if duty.days:
        fixed = replace(fixed, periods=tuple(one for one in fixed.periods if one.unit is not Unit.SPAN))
    best: tuple[int, Entry] | None = None
    for entry in entries_in_reach(search, _IN_REACH):
        task = _best_task(duty, entry)
        if task is None or not gives(duty, entry) or conflicts(fixed, entry):
            continue
        shared = 0 if duty.unit else task.rank[3]
        if best is None or shared > best[0]:
            best = (shared, entry)
        if duty.unit:
            break
    return search if best is None else led_by_entry(search, best[1])
