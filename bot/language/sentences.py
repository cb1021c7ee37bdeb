"""Sentences of Vietnamese official prose, which is full of abbreviations, numbered points and lists parted by ``;``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_ABBREVIATIONS: Final = frozenset(
    (
        "tp ts ths pgs gs tt tx q p mr mrs ms dr st vd v.v vv tr stt ks bs cn ths cs đ/c đc tl kt tm ttg no nxb ubnd ls"
    ).split()
)
_BREAK: Final = re.compile(r"(?P<stop>[.!?…]+[\"”’')\]]*)(?=\s|$|[\"“(]?[A-ZÀ-Ỹ])|(?P<line>\n+)|(?P<part>;)(?=\s|$)")
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
    if set(stop.group("stop")) - {"."}:
        # An ellipsis followed by a small letter goes on; ! and ? end.
        rest = text[stop.end() :].lstrip()
        return "…" in stop.group("stop") and rest[:1].islower()
    rest = text[stop.end() :]
    following = rest.lstrip()[:1]
    if following and following.islower():
        return True
    if not rest[:1].isspace() and rest:
        return not (
            following.isupper()
            and len(_word_before(text, stop.start())) > 2
            and "." not in _word_before(text, stop.start())
        )
    word = _word_before(text, stop.start())
    if word.lower() in _ABBREVIATIONS:
        return True
    if len(word) == 1 and word.isupper():
        return True
    starts_line = text.rfind("\n", 0, stop.start()) + 1
    return word.isdigit() and len(word) <= 2 and not text[starts_line : stop.start() - len(word)].strip()


def _word_before(text: str, end: int) -> str:
    found = _WORD_BEFORE.search(text[max(0, end - 24) : end])
    return found.group(1) if found else ""


def sentences(text: str) -> list[Sentence]:
    """The sentences and list items of a text in order, apart from each other, together holding all but white space.

    >>> [text[s.start:s.end] for text in ["Ông A. đến TP. HCM. Họp xong."] for s in sentences(text)]
    ['Ông A. đến TP. HCM.', 'Họp xong.']
    """
    found: list[Sentence] = []
    start = 0
    for stop in _BREAK.finditer(text):
        if stop.group("stop") and _goes_on(text, stop):
            continue
        _add(found, text, start, stop.end(), whole=not stop.group("part"))
        start = stop.end()
    _add(found, text, start, len(text), whole=True)
    return found


def _add(found: list[Sentence], text: str, start: int, end: int, *, whole: bool) -> None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Sentence(start, end, whole))
