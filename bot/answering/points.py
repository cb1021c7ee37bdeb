"""Which point of minutes a question asks for by its number, and which section by its heading.

"kết luận số 3 là gì", "mục 4.2", "chỉ đạo thứ hai của Phó Thủ tướng"; "vướng mắc là gì", "có những kiến nghị gì".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from bot.answering.answer import EXCERPT_LIMIT, Excerpt
from bot.answering.order import led_by_holder
from bot.language.calendar_words import number_in_words
from bot.language.function_words import FUNCTION_SYLLABLES
from bot.language.outline import outline, plain_number
from bot.language.sentences import sentences
from bot.language.syllables import folded_in, is_accented, tokens
from bot.language.wanted import Wanted, wanted

if TYPE_CHECKING:
    from bot.knowledge.entry import Entry
    from bot.language.outline import Heading, Point
    from bot.search.searcher import Search

_NOUNS: Final = (
    "ket luan", "kl", "chi dao", "yeu cau", "kien nghi", "de xuat", "de nghi", "bai hoc", "giai phap", "nhiem vu",
    "nguyen nhan", "phan cong", "quyet nghi", "dieu", "giao viec", "i kien", "noi dung", "muc", "diem", "viec", "i",
    "phan",
)  # fmt: skip
"""What points are called, folded; the last few of any."""
_ANY: Final = frozenset(("noi dung", "muc", "diem", "viec", "i", "phan"))
_SHORT: Final = {"kl": "ket luan"}
_ASKED: Final = re.compile(
    rf"(?<!\w)({'|'.join(_NOUNS)})(?: chi dao| cua \w+| muc| diem| i)?(?: (so|thu|muc|diem))? "
    r"(?:(\d{1,2}(?: \d{1,2})*)|(nhat|hai|ba|bon|tu|nam|sau|bay|tam|chin|muoi)|(?<=diem )([a-z]))(?!\w)"
    r"(?! (?:nam|thang|ngay|tuan|gio|qui(?! dinh)|lan|nguoi|don|ti|trieu|nghin|tinh|xa|huyen|phuong|du(?! thao)|dong|"
    r"phan|vu|ho|ha|km)(?!\w))"
)
_AFTER_A_NUMBER: Final = FUNCTION_SYLLABLES | frozenset(
    "noi qui neu ghi yeu giao du bao phien hoi hop cuoc buoi".split()
)
"""What may follow a number that is not called one: "điều 12 quy định gì", "kết luận 3 phiên tháng 4"."""
_DOTTED: Final = re.compile(r"(?<![\w.,/])\d{1,2}(?:\.\d{1,2}){1,3}(?![\w/]|[.,]\d)")
_IN_REACH: Final = 0.8
"""A result with this share of the best one's score may take its place where only it has the point."""
_LEAST: Final = 2
"""So many numbered points make a list in which a number that is asked for may be missing."""
_OFTEN: Final = 3
"""A word that so many sentences have is the text's own theme."""


@dataclass(frozen=True, slots=True)
class PointAsked:
    """``noun`` is what the point is called, folded; empty where its number alone says it."""

    noun: str
    number: str


def point_asked(question: str) -> PointAsked | None:
    """The point that a question in normal form asks for by number; None where it asks for none.

    >>> point_asked("kết luận số 3 là gì"), point_asked("mục 4.2 nói gì"), point_asked("kết luận ra sao")
    (PointAsked(noun='ket luan', number='3'), PointAsked(noun='muc', number='4.2'), None)
    """
    words = " ".join(token.folded for token in tokens(question))
    match = _ASKED.search(words)
    dotted = _DOTTED.search(question)
    if dotted is not None:
        noun = match.group(1) if match else ""
        return PointAsked(_SHORT.get(noun, noun), plain_number(dotted.group())) if noun else None
    if match is None:
        return None
    noun, ordinal, figures, spelled, letter = match.groups()
    if spelled and ordinal != "thu":
        return None
    after = words[match.end() :].split()
    if figures and ordinal is None and after and after[0] not in _AFTER_A_NUMBER:
        return None  # "yêu cầu 5 cục" counts
    number = letter or (figures or "").partition(" ")[0] or str(number_in_words({"nhat": "mot"}.get(spelled, spelled)))
    return PointAsked(_SHORT.get(noun, noun), plain_number(number))


def point_words(question: str) -> frozenset[str]:
    """The words, folded, by which a question asks for a point; none where it asks for none."""
    match = _ASKED.search(" ".join(token.folded for token in tokens(question)))
    return frozenset(match.group().split()) if match else frozenset()


def pointing_first(search: Search, question: str) -> Search:
    """The search with the best entry first that has the point asked for; as it was where none within reach has."""
    return search if point_asked(question) is None else led_by_holder(search, _IN_REACH, partial(has_point, question))


def lacks_point(question: str, entry: Entry) -> bool:
    """Whether a question asks for a point by a number that an entry's list of such points has not."""
    asked = point_asked(question)
    if asked is None or (asked.noun in _ANY and "." not in asked.number):
        return False
    points = [one for one in outline(entry.body).points if one.number and _is_called(one, asked)]
    return len(points) >= _LEAST and all(one.number != asked.number for one in points)


def has_point(question: str, entry: Entry) -> bool:
    """Whether an entry has the point that a question asks for by number, or a section with the heading it asks for."""
    asked = point_asked(question)
    if asked is None:
        return _section_asked(question, entry) is not None
    return any(one.number == asked.number and _is_called(one, asked) for one in outline(entry.body).points)


def point_excerpt(question: str, entry: Entry, shown: Excerpt) -> Excerpt | None:
    """The point that a question asks for by number, or the beginning of the section whose heading it names.

    None where it asks for neither, the body has none, or ``shown`` is from that section.
    """
    asked = point_asked(question)
    if asked is not None:
        points = [one for one in outline(entry.body).points if one.number == asked.number and _is_called(one, asked)]
        if not points:
            return None
        words = folded_in(question) - FUNCTION_SYLLABLES
        best = max(points, key=lambda one: len(words & _all(one)))
        return _from(entry.body, best.line, best.end)
    heading = _heading_asked(question, entry, shown)
    return _from(entry.body, heading.start, heading.end) if heading else None


def _is_called(point: Point, asked: PointAsked) -> bool:
    """Whether a point stands below what the question calls it, or bears that name."""
    if asked.noun in _ANY or not asked.noun:
        return True
    return any(_stands(asked.noun, words) for words in point.above)


def _all(point: Point) -> frozenset[str]:
    return frozenset(word for words in point.above for word in words)


def _stands(phrase: str, words: tuple[str, ...]) -> bool:
    return f" {phrase} " in f" {' '.join(words)} "


def _heading_asked(question: str, entry: Entry, shown: Excerpt) -> Heading | None:
    """The section that a question asks for by its heading, where the excerpt has nothing of it.

    Nor of what else is asked, beside what the whole text is about, that the section has not.
    """
    heading = _section_asked(question, entry)
    if heading is None or _overlaps(shown, heading):
        return None
    body, asked = entry.body, folded_in(question)
    beside = asked - frozenset(heading.words) - FUNCTION_SYLLABLES - folded_in(entry.title) - _theme(body)
    return heading if beside & folded_in(shown.text) <= folded_in(body[heading.start : heading.end]) else None


def _section_asked(question: str, entry: Entry) -> Heading | None:
    """The section by whose heading, or how that begins, a question calls what it asks for."""
    found = tokens(question)
    kind = wanted([(token.folded, token.key) for token in found], accented=is_accented(question))
    if kind not in (Wanted.ANYTHING, Wanted.REASON):
        return None
    text, titled = f" {' '.join(token.folded for token in found)} ", folded_in(entry.title)
    named = [(_named(one, text, titled), one) for one in outline(entry.body).headings]
    count, heading = max(named, key=lambda one: one[0], default=(0, None))
    return heading if count else None


def _named(heading: Heading, text: str, titled: frozenset[str]) -> int:
    """How many syllables from a heading's beginning a question holds; 0 where that is not enough to name it."""
    words = heading.words
    for count in range(len(words), 1, -1):
        if f" {' '.join(words[:count])} " in text:
            return 0 if titled.issuperset(words[:count]) else count
    return 0


def _theme(body: str) -> frozenset[str]:
    """The words that many sentences of a text have."""
    counts: dict[str, int] = {}
    for one in sentences(body):
        for word in folded_in(body[one.start : one.end]):
            counts[word] = counts.get(word, 0) + 1
    return frozenset(word for word, count in counts.items() if count >= _OFTEN)


def _overlaps(shown: Excerpt, heading: Heading) -> bool:
    return shown.start < heading.end and heading.start + 1 < shown.start + len(shown.text)


def _from(body: str, start: int, end: int) -> Excerpt | None:
    """What of ``body[start:end]`` fits in whole sentences; of a first sentence that is too long, what fits in words."""
    while start < end and body[start].isspace():
        start += 1
    stop = start
    for one in sentences(body):
        if one.end > start and one.end - start <= EXCERPT_LIMIT and one.end <= end:
            stop = one.end
    if stop == start:
        stop = min(end, start + EXCERPT_LIMIT)
        if stop < end:
            stop = max(body.rfind(" ", start, stop), start + 1)
    return Excerpt(body[start:stop], start) if stop > start else None
