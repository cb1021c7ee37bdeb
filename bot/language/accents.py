"""Puts accents back into text typed without: the likeliest spelling by what a knowledge writes, pair by pair."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from bot.language.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD: Final = re.compile(r"[^\W_]+")
_OF_QUESTIONS: Final = (
    "ai là gì ở đâu khi nào bao nhiêu bao giờ như thế nào vì sao tại sao mấy lần làm sao có những ai của cái gì "
    "là bao nhiêu có bao nhiêu là ai là gì vào năm nào vào lúc nào ngày nào người nào nơi nào thế nào điều gì việc gì"
).split()
_WEIGHT_OF_QUESTIONS: Final = 20
"""How often the phrases of questions count: news hardly ever asks."""
_MOST_SPELLINGS: Final = 8
_START: Final = ""


class Accents:
    """Spellings and pairs of spellings counted in some texts. Never changes once made."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._spellings: dict[str, Counter[str]] = {}
        self._pairs: Counter[tuple[str, str]] = Counter()
        for text in texts:
            self._count(_WORD.findall(text.lower()), 1)
        self._count(_OF_QUESTIONS, _WEIGHT_OF_QUESTIONS)

    def _count(self, words: Iterable[str], times: int) -> None:
        before = _START
        for word in words:
            self._spellings.setdefault(fold(word), Counter())[word] += times
            self._pairs[before, word] += times
            before = word

    def put_back(self, text: str) -> str:
        """A text typed without accents with the likeliest ones; a word that no text holds stays as it is.

        The best path through all spellings (Viterbi), scored by how often each stands after the one before.

        >>> Accents(["Bộ họp về chuyển đổi số"]).put_back("bo hop ve chuyen doi so khi nao")
        'bộ họp về chuyển đổi số khi nào'
        """
        paths: dict[str, tuple[float, tuple[str, ...]]] = {_START: (0.0, ())}
        for word in _WORD.findall(text.lower()):
            paths = self._longer(paths, word)
        spelled = iter(max(paths.values())[1])
        return _WORD.sub(lambda match: _as_written(match.group(), next(spelled)), text)

    def _longer(
        self, paths: dict[str, tuple[float, tuple[str, ...]]], word: str
    ) -> dict[str, tuple[float, tuple[str, ...]]]:
        known = self._spellings.get(word, Counter({word: 1}))
        total = known.total()
        longer: dict[str, tuple[float, tuple[str, ...]]] = {}
        for spelling, count in known.most_common(_MOST_SPELLINGS):
            for before, (score, path) in paths.items():
                follows = self._pairs[before, spelling] / (1 + self._seen(before))
                reached = score + math.log(0.25 * count / total + 3 * follows + 1e-6)
                if spelling not in longer or reached > longer[spelling][0]:
                    longer[spelling] = (reached, (*path, spelling))
        return longer

    def _seen(self, spelling: str) -> int:
        return self._spellings.get(fold(spelling), Counter())[spelling]


def _as_written(typed: str, spelled: str) -> str:
    return spelled.capitalize() if typed[:1].isupper() and not typed.isupper() else spelled
