"""Passages: the pieces of an entry's body that are found and quoted, cut at sentence borders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.language.sentences import sentences

if TYPE_CHECKING:
    from bot.language.sentences import Sentence

LONGEST: Final = 1_800
"""Characters that a passage may have before it is cut. A news article's usual length: most entries stay whole."""
USUAL: Final = 1_100
"""Characters that each piece of a longer body has, about."""


@dataclass(frozen=True, slots=True)
class Passage:
    """``body[start:end]`` and the sentences in it (their offsets count from the body's start)."""

    start: int
    end: int
    sentences: tuple[Sentence, ...]


def cut(body: str) -> list[Passage]:
    """The passages of a body in order. Neighbours share one sentence, so that no fact falls between them.

    >>> [(one.start, one.end, len(one.sentences)) for one in cut("Câu một. Câu hai.")]
    [(0, 17, 2)]
    """
    found = sentences(body)
    if len(body) <= LONGEST or len(found) < 2:
        return [_passage(found)] if found else []
    passages: list[Passage] = []
    first = 0
    while first < len(found):
        last = first
        while last + 1 < len(found) and found[last + 1].end - found[first].start <= USUAL:
            last += 1
        passages.append(_passage(found[first : last + 1]))
        if last + 1 >= len(found):
            break
        first = max(last, first + 1)
    return passages


def _passage(run: list[Sentence]) -> Passage:
    return Passage(run[0].start, run[-1].end, tuple(run))
