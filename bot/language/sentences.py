"""Sentences of Vietnamese official prose, which is full of abbreviations, numbered points and lists parted by ``;``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_ABBREVIATIONS: Final = frozenset(
    (
        "tp ts ths pgs gs tt tx q p mr mrs ms dr st vd v.v vv tr stt ks bs cn ths cs đ/c đc tl kt tm ttg no nxb ubnd ls"
    ).split()
)
_BREAK: Final = re.compile(r"(?P<stop>[.!?…]+[\"”’')\]]*)(?=\s|$|[\"“(]?[A-ZÀ-Ỹ])|(?P<line>\n+)|(?P<part>;)(?=\s|$)")
_MAY_BREAK: Final = re.compile(r"[.!?…\n;]")
"""What every break begins with: looked for by itself, since that is several times as fast."""
_WORD_BEFORE: Final = re.compile(r"([\w/.\-]+)$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A piece of a text: ``text[start:end]``, without white space at either end.

    ``whole`` is False for an item of a list parted by ``;``: it may stand alone in an excerpt, yet is no sentence.
    """

    start: int
    end: int
    whole: bool = True


def _goes_on(text: str, stop: re.Match[str]) -> bool:
    """Whether a full stop ends an abbreviation, an initial, a number or a domain rather than a sentence."""
    begin, end = stop.span("stop")
    if set(stop.group("stop")) - {"."}:
        # An ellipsis followed by a small letter goes on; ! and ? end.
        return "…" in stop.group("stop") and _following(text, stop.end()).islower()
    following = _following(text, end)
    if following.islower():
        return True
    if following and not text[end].isspace():
        word = _word_before(text, begin)
        return not (following.isupper() and len(word) > 2 and "." not in word)
    word = _word_before(text, begin)
    if word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isupper()):
        return True
    if not word.isdigit() or len(word) > 2:
        return False
    starts_line = text.rfind("\n", 0, begin) + 1
    return not text[starts_line : begin - len(word)].strip()


def _following(text: str, start: int) -> str:
    """The first character from there on that is no white space; "" at the end."""
    while text[start : start + 1].isspace():
        start += 1
    return text[start : start + 1]


def _word_before(text: str, end: int) -> str:
    piece = text[max(0, end - 24) : end]
    word = piece[piece.rfind(" ") + 1 :]
    if word.isalpha():  # as nearly always
        return word
    found = _WORD_BEFORE.search(piece)
    return found.group(1) if found else ""


def sentences(text: str) -> list[Sentence]:
    """The sentences and list items of a text in order, apart from each other, together holding all but white space.

    >>> [text[s.start:s.end] for text in ["Ông A. đến TP. HCM. Họp xong."] for s in sentences(text)]
    ['Ông A. đến TP. HCM.', 'Họp xong.']
    """
    found: list[Sentence] = []
    start = 0
    for stop in _breaks(text):
        if stop.group("stop") and _goes_on(text, stop):
            continue
        _add(found, text, start, stop.end(), whole=not stop.group("part"))
        start = stop.end()
    _add(found, text, start, len(text), whole=True)
    return found


def _breaks(text: str) -> Iterator[re.Match[str]]:
    place = 0
    while sign := _MAY_BREAK.search(text, place):
        stop = _BREAK.match(text, sign.start())
        place = stop.end() if stop else sign.end()
        if stop:
            yield stop


def _add(found: list[Sentence], text: str, start: int, end: int, *, whole: bool) -> None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Sentence(start, end, whole))
