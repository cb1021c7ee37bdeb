"""Puts accents back into text typed without: the likeliest spelling by what a knowledge writes, pair by pair."""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final

from bot.language.normal import normalise
from bot.language.syllables import folded_syllable, is_accented, key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TypeAlias

    Slips: TypeAlias = Callable[[str], Iterable[tuple[str, float]]]

_WORD: Final = re.compile(r"[^\W_]+")
_OF_QUESTIONS: Final = (
    "ai là gì ở đâu khi nào bao nhiêu bao giờ như thế nào vì sao tại sao mấy lần làm sao có những ai của cái gì "
    "là bao nhiêu có bao nhiêu là ai là gì vào năm nào vào lúc nào ngày nào người nào nơi nào thế nào điều gì việc gì"
).split()
_WEIGHT_OF_QUESTIONS: Final = 5
"""How often the phrases of questions count: news hardly ever asks."""
_MOST_SPELLINGS: Final = 10
_MOST_SPELLINGS_OF_A_SLIP: Final = 6
_BY_PAIR: Final = 0.8
"""The share of a spelling's probability that the one before it decides; the rest is how common it is by itself."""
_UNSEEN: Final = 0.1
"""What a spelling counts that no text holds."""


class Accents:
    """Spellings and pairs of spellings counted in some texts, with their capitals. Never changes once made.

    Args:
        texts: with their accents, in any order.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._counts: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        for words in chain((_WORD.findall(normalise(text)) for text in texts), [_OF_QUESTIONS] * _WEIGHT_OF_QUESTIONS):
            self._counts.update(words)
            self._pairs.update(pairwise(words))
        self._total = self._counts.total()
        self._lower = frozenset(word.lower() for word in self._counts)
        self._spellings: dict[str, list[str]] = {}
        for word, _ in self._counts.most_common():
            spellings = self._spellings.setdefault(folded_syllable(word), [])
            if len(spellings) < _MOST_SPELLINGS:
                spellings.append(word)

    def put_back(self, text: str, slips: Slips = lambda _: ()) -> str:
        """A text in normal form as the texts would write it; a word that none holds stays as it is.

        The best path through all spellings (Viterbi), scored by how often each stands after the one before. In a text
        that was typed with accents, words that have them and words that the texts hold stay as well; only the
        tone marks' places are those of the texts.

        Args:
            text: as typed.
            slips: the folded syllables that a folded one which no text holds may stand for, with how likely that is.

        >>> Accents(["Bộ họp về chuyển đổi số"]).put_back("bo hop ve chuyen doi so khi nao")
        'Bộ họp về chuyển đổi số khi nào'
        """
        words = list(_WORD.finditer(text))
        accented = is_accented(text)
        path = self._likeliest([self._column(word.group(), slips, accented=accented) for word in words])
        written, at = "", 0
        for word, spelling in zip(words, path, strict=True):
            written += text[at : word.start()] + spelling
            at = word.end()
        return written + text[at:]

    def _column(self, word: str, slips: Slips, *, accented: bool) -> list[tuple[str, float]]:
        """What a word may have been meant as, each with the logarithm of how likely the slip is."""
        folded = folded_syllable(word)
        known = folded in self._spellings
        if accented and known and word.lower() in self._lower:
            return [(word, 0.0)]
        if accented and known and is_accented(word):
            same = [spelling for spelling in self._spellings[folded] if key(spelling) == key(word)]
            return [(spelling, 0.0) for spelling in same or (word,)]  # "hoà" where the texts write "hòa"
        if known:
            return [(spelling, 0.0) for spelling in self._spellings[folded]]
        return [
            (spelling, math.log(likelihood))
            for known, likelihood in slips(folded)
            for spelling in self._spellings.get(known, ())[:_MOST_SPELLINGS_OF_A_SLIP]
        ] or [(word, 0.0)]

    def _likeliest(self, columns: Sequence[Sequence[tuple[str, float]]]) -> tuple[str, ...]:
        if not columns:
            return ()
        paths: list[tuple[float, tuple[str, ...]]] = [
            (math.log(self._alone(spelling)) + slip, (spelling,)) for spelling, slip in columns[0]
        ]
        for column in columns[1:]:
            paths = [
                max((score + slip + self._after(path[-1], spelling), (*path, spelling)) for score, path in paths)
                for spelling, slip in column
            ]
        return max(paths)[1]

    def _alone(self, spelling: str) -> float:
        return (self._counts[spelling] + _UNSEEN) / self._total

    def _after(self, before: str, spelling: str) -> float:
        by_pair = self._pairs[before, spelling] / max(1, self._counts[before])
        return math.log(_BY_PAIR * by_pair + (1 - _BY_PAIR) * self._alone(spelling))
