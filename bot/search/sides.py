"""On which side of the words that lead to the asking word the answer stands.

"Hội nghị do ai chủ trì?" has its answer where "ai" stands: after "do". What a question says before its asking word
leads to the answer in most texts too, so what follows those words is likelier to hold it than what goes before them.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.search.terms import QuestionTerms

NEW: Final = -1
"""In place of a term's number: a word of content that the question does not hold, which may be the answer."""
NEITHER: Final = -2
"""In place of a term's number: a word of grammar."""
_FADES: Final = math.exp(-1 / 4)
"""What a word's pull is worth a syllable further on in the text."""
_FADES_IN_QUESTION: Final = math.exp(-1 / 2)
"""The same for a word's distance to the asking word."""
_GRAMMAR: Final = 0.15
"""What a word of grammar pulls beside one of content."""


def leading(question: QuestionTerms) -> tuple[float, ...]:
    """What each term of a question pulls: its rarity, the less the further it stands before the asking word.

    Nought for what stands after it, and for all where nothing asks.
    """
    pull = [0.0] * len(question.terms)
    at = question.asks_at
    if at is None:
        return tuple(pull)
    nearest: dict[int, int] = {}
    for position, place in enumerate(question.order):
        if place not in nearest or abs(position - at) < abs(nearest[place] - at):
            nearest[place] = position
    for place, position in nearest.items():
        term = question.terms[place]
        if position < at:
            worth = term.rarity if term.is_content else _GRAMMAR * term.rarity
            pull[place] = worth * _FADES_IN_QUESTION ** (at - position)
    return tuple(pull)


def sides(
    words: Sequence[tuple[int, int, float]], pull: Sequence[float], pieces: int
) -> tuple[list[float], list[float]]:
    """For each piece of a text, which share of all that is pulled after, and before, the leading words lies in it.

    Args:
        words: of the text in order: its piece, the number of its term (else ``NEW`` or ``NEITHER``), and how likely it
            stands for that term, 0 to 1.
        pull: as ``leading`` gives it.
        pieces: how many there are.

    Returns:
        Two lists, each with a sum of 1, or 0 where nothing is pulled.
    """
    if not any(pull):
        return [0.0] * pieces, [0.0] * pieces
    often = Counter([place for _, place, _ in words])
    rooted = [math.sqrt(often[place]) for place in range(len(pull))]
    return _pulled(words, pull, rooted, pieces), _pulled(reversed(words), pull, rooted, pieces)


def _pulled(
    words: Iterable[tuple[int, int, float]], pull: Sequence[float], rooted: Sequence[float], pieces: int
) -> list[float]:
    held, strength = [0.0] * pieces, 0.0
    for piece, place, likelihood in words:
        strength *= _FADES
        if place == NEW:
            held[piece] += strength
        elif place >= 0:
            strength += pull[place] * likelihood / rooted[place]
    total = sum(held)
    return [share / total for share in held] if total else held
