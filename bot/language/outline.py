"""The outline of minutes and reports: headings, and the points below them with their numbers.

"IV. KẾT LUẬN", below it "3. Tất cả bệnh viện …", "Kết luận số 3. …", "b) …", "Hai là, …", "- Thanh tra Sở: …".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.language.normal import fold
from bot.language.syllables import tokens

LONGEST_HEADING: Final = 90
"""Characters that a line may have that only names what follows it."""
_LONGEST_LEAD: Final = 400
"""Characters that a line may have that leads to a list: "Sau khi nghe các ý kiến, Phó Chủ tịch kết luận như sau:"."""
_ENDS: Final = ".;!?…,"
_ORDINALS: Final = {
    "mot": "1", "nhat": "1", "hai": "2", "ba": "3", "bon": "4", "tu": "4", "nam": "5", "sau": "6", "bay": "7",
    "tam": "8", "chin": "9", "muoi": "10",
}  # fmt: skip
_MARK: Final = re.compile(
    r"(?P<roman>[IVX]+)[.)/] |(?P<capital>[A-Z])[.)/] |(?P<number>\d{1,2}(?=[.)/])(?:\.\d{1,2}){0,3})[.)/]? |"
    r"(?P<letter>[a-zđ])[.)] |\((?P<inside>\d{1,2}|[a-zđ])\) |"
    r"(?P<label>[^\W\d_]+(?: [^\W\d_]+){0,2}) (?P<labelled>\d{1,2})[.:)] |"
    r"(?P<bullet>[-–+•*|]) |(?P<word>[^\W\d_]+ [^\W\d_]+), "
)
_UNMARKED: Final = ("none", "capitals", "leads")
_BULLETED: Final = re.compile(r"[-–+•*] ")
_SPELLED: Final = re.compile(r"(?:thu (\w+)|(\w+) la)")


@dataclass(frozen=True, slots=True)
class Point:
    """A line of a body, ``body[start:end]``, that says something.

    Attributes:
        start: where what it says begins, behind its mark.
        end: where it ends; for a heading, where what stands below it ends.
        line: where the line itself begins.
        number: "3", "4.2", "b"; empty where it has none, or a Roman figure or a capital.
        above: what it stands below, the nearest first, before these what it calls itself ("Kết luận số"), folded.
        is_item: whether it has a mark or a bullet and is no heading.
    """

    start: int
    end: int
    line: int
    number: str
    above: tuple[tuple[str, ...], ...]
    is_item: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that only names what stands below it, as folded syllables: ``body[start:end]`` is that."""

    words: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The points and headings of a body, each in order."""

    points: tuple[Point, ...]
    headings: tuple[Heading, ...]


@dataclass(slots=True)
class _Open:
    style: str
    number: str
    label: tuple[str, ...]
    words: tuple[str, ...]
    line: int
    start: int


@lru_cache(maxsize=512)
def outline(body: str) -> Outline:
    r"""The outline of a text with one paragraph, heading or item a line.

    >>> made = outline("Kết luận\n1. Họp tiếp.\n2. Giao Sở A báo cáo.")
    >>> [(one.number, one.above) for one in made.points]
    [('1', (('ket', 'luan'),)), ('2', (('ket', 'luan'),))]
    """
    points: list[Point] = []
    headings: list[Heading] = []
    opened: list[_Open] = []
    lines = list(re.finditer(r"[^\n]+", body))
    for place, line in enumerate(lines):
        written = line.group().strip()
        if not written:
            continue
        begin = line.start() + len(line.group()) - len(line.group().lstrip())
        end = begin + len(written)
        style, number, label, start = _marked(body, begin, end)
        is_last = place == len(lines) - 1
        if written[-1] == ":" and style == "none":
            style = "leads"
        following = lines[place + 1].group().strip() if not is_last else ""
        if style == "bullet":
            style = f"bullet{written[0]}"
        names = _only_names(written)
        if names and style.startswith("bullet"):  # only above other bullets
            names = _BULLETED.match(following) is not None and following[0] != written[0]
        is_heading_here = names and not is_last
        if is_heading_here or style not in _UNMARKED:  # what is marked alike stands beside it, not below
            while any(one.style == style for one in opened):
                _close(opened.pop(), begin, opened, points, headings)
        if is_heading_here:
            opened.append(_Open(style, number, label, _words(body[start:end]), begin, end))
            continue
        above = tuple(one.words for one in reversed(opened))
        points.append(
            Point(
                start,
                end,
                begin,
                number,
                (label, *above) if label else above,
                style not in _UNMARKED,
            )
        )
    while opened:
        _close(opened.pop(), len(body.rstrip()), opened, points, headings)
    points.sort(key=lambda one: one.line)
    headings.sort(key=lambda one: one.start)
    return Outline(tuple(points), tuple(headings))


def _close(one: _Open, end: int, outer: list[_Open], points: list[Point], headings: list[Heading]) -> None:
    headings.append(Heading(one.words, one.start, end))
    if one.number:
        above = tuple(above.words for above in reversed(outer))
        points.append(
            Point(one.line, end, one.line, one.number, (one.label, *above) if one.label else above, is_item=False)
        )


def is_heading(body: str, start: int, end: int) -> bool:
    """Whether ``body[start:end]`` is a line that only names what follows it: no item with a bullet, no row, no lead."""
    return (
        end - start <= LONGEST_HEADING
        and body[end : end + 1] == "\n"
        and (start == 0 or body[start - 1] == "\n")
        and body[start].isalnum()
        and "|" not in body[start:end]
        and body[end - 1] != ":"
        and _only_names(body[start:end])
        and not body[end:].isspace()
    )


def _only_names(line: str) -> bool:
    """Whether a line is a heading, or leads to a list: it ends with a colon, or is short and no whole sentence."""
    if line[-1] == ":":
        return len(line) <= _LONGEST_LEAD
    return len(line) <= LONGEST_HEADING and line[-1] not in _ENDS and (": " not in line or line.isupper())


def _marked(body: str, begin: int, end: int) -> tuple[str, str, tuple[str, ...], int]:
    """How a line is marked, its number, what it calls itself, and where behind that it begins."""
    mark = _MARK.match(body, begin, end)
    if mark is None:
        return ("capitals" if body[begin:end].isupper() else "none"), "", (), begin
    style = str(mark.lastgroup)
    if style == "word":
        spelled = _SPELLED.fullmatch(fold(mark.group("word")))
        number = _ORDINALS.get((spelled.group(1) or spelled.group(2)) if spelled else "", "")
        return ("spelled", number, (), mark.end()) if number else ("none", "", (), begin)
    if style == "bullet":
        return "bullet", "", (), mark.end()
    if style == "labelled":
        return "labelled", plain_number(mark.group("labelled")), _words(mark.group("label")), mark.end()
    number = plain_number(mark.group(style))
    depth = number.count(".") if style == "number" else 0
    return f"{style}{depth}", "" if style in ("roman", "capital") else number, (), mark.end()


def plain_number(written: str) -> str:
    """A point's number without zeros before its parts: "03" is 3, "4.02" is 4.2; letters as they are.

    >>> plain_number("04.02"), plain_number("b")
    ('4.2', 'b')
    """
    return ".".join(part.lstrip("0") or part for part in written.split("."))


def _words(text: str) -> tuple[str, ...]:
    return tuple(token.folded for token in tokens(text))
