"""The pieces of a passage that an excerpt is put together from: sentences, and clauses of long ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bot.language.outline import is_heading

if TYPE_CHECKING:
    from bot.search.passages import Passage

LONGEST: Final = 320
"""Characters that an excerpt may have."""
_CLAUSE_END: Final = re.compile(r"[,;:–—)](?=\s)|\s[–—-](?=\s)")


@dataclass(frozen=True, slots=True)
class Piece:
    """``body[start:end]``, whether a sentence begins or ends there, and whether it is a heading of what follows."""

    start: int
    end: int
    begins_sentence: bool
    ends_sentence: bool
    is_heading: bool = False


def pieces_of(body: str, passage: Passage) -> list[Piece]:
    """Sentences, and clauses of those that are long; none longer than an excerpt."""
    pieces: list[Piece] = []
    for sentence in passage.sentences:
        if is_heading(body, sentence.start, sentence.end):
            pieces.append(Piece(*sentence[:2], begins_sentence=True, ends_sentence=True, is_heading=True))
            continue
        borders = [sentence.start]
        if sentence.end - sentence.start > LONGEST // 3:
            for mark in _CLAUSE_END.finditer(body, sentence.start, sentence.end):
                if mark.end() - borders[-1] >= 24 and sentence.end - mark.end() >= 12:
                    borders.append(mark.end())
        borders.append(sentence.end)
        for start, end in pairwise(borders):
            pieces.extend(_no_longer_than_an_excerpt(body, start, end, sentence.start, sentence.end))
    return pieces


def _no_longer_than_an_excerpt(body: str, start: int, end: int, first: int, last: int) -> list[Piece]:
    pieces: list[Piece] = []
    while start < end:
        while start < end and body[start].isspace():
            start += 1
        stop = end
        if end - start > LONGEST // 2:
            space = body.rfind(" ", start + 1, start + LONGEST // 2)
            stop = space if space > start else min(end, start + LONGEST)
        trimmed = stop
        while trimmed > start and body[trimmed - 1].isspace():
            trimmed -= 1
        if trimmed > start:
            pieces.append(Piece(start, trimmed, start == first, trimmed == last))
        start = stop
    return pieces
