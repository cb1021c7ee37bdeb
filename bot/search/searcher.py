"""From a question to ranked passages: candidates by the index, evidence for each, a score by the model."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import compress, islice, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from bot.language.joined import KnownText, space_out
from bot.language.keystrokes import turn_back
from bot.language.normal import normalise
from bot.language.syllables import folded_syllable, key, tokens
from bot.search.evidence import FIGURES, gather
from bot.search.meaning import DENSE_CANDIDATES, WEIGHT
from bot.search.ranking import learned_model
from bot.search.slips import Slips
from bot.search.spelled import number_of
from bot.search.terms import FUNCTION_WEIGHT, rarity, read_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from bot.knowledge.entry import Entry
    from bot.language.abbreviations import Ambiguity
    from bot.search.evidence import Evidence
    from bot.search.index import Index, Located
    from bot.search.meaning import Meaning
    from bot.search.ranking import RankingModel
    from bot.search.terms import QuestionTerms, Term

CANDIDATES: Final = 32
"""How many passages are weighed for one question; docs/decisions.md tells what more of them bring."""
LARGE: Final = 5_000
"""From so many passages on, the commonest syllables cost more time than they tell."""
_SHORTEST: Final = 2
"""Letters of an abbreviation that needs a neighbour to bear it out, where it is not in capitals."""
COMMON: Final = 0.2
"""The share of passages from which on a syllable is common."""
LONGEST_QUESTION: Final = 600
"""Characters of a question that are read; more than any real question has."""


class Found(NamedTuple):  # made for every candidate, in less than half of the time that a dataclass takes
    """A passage with its score, and the evidence that the score was made from (in the order of ``FIGURES``)."""

    number: int
    located: Located
    score: float
    figures: NDArray[np.float64]
    missing: float

    def figure(self, name: str) -> float:
        """One of the figures, by its name."""
        return float(self.figures[FIGURES.index(name)])


@dataclass(frozen=True, slots=True)
class Search:
    """What one question found among ``size`` passages: its terms as they were read, and passages, best first.

    ``cut_by`` are the terms that excerpts are cut by where those are others: a fragment's own, which the title of what
    was spoken of was only added to for the search.
    """

    terms: QuestionTerms
    found: tuple[Found, ...]
    size: int
    cut_by: QuestionTerms | None = None


def by_words(search: Search) -> Search:
    """The same passages in the order of their scores, which words alone make: likeness in meaning proves nothing."""
    return replace(search, found=tuple(sorted(search.found, key=lambda found: -found.score)))


class Searcher:
    """Finds passages in one index. Holds nothing that changes, so that threads may share it."""

    def __init__(self, index: Index, model: RankingModel | None = None, meaning: Meaning | None = None) -> None:
        self.index = index
        self._meaning_part = meaning
        self._slips = Slips(index.syllables)
        self._known = KnownText(
            lambda syllable: index.syllables.get(syllable, 0),
            lambda written: index.key_count(number_of(written)),
            index.pair_count,
        )
        self._model = model or learned_model()

    def as_meant(self, text: str) -> str:
        """A text in normal form as its writer meant it, cut to what is read.

        Raw Telex and VNI keystrokes are turned back, abbreviations written out, and syllables run together parted.
        """
        turned = turn_back(text[:LONGEST_QUESTION], self.index.syllables.__contains__)
        return self.index.abbreviations.write_out(space_out(turned, self._known), self._meaning)

    def _meaning(self, short: Ambiguity) -> str | None:
        """The meaning that goes with its neighbours, else the commonest; None where the word as it stands says more.

        A text that has the abbreviation is found by its meaning too, so the meaning finds more; but a name that is
        hardly ever written out (``ITU``) is the better sign. What the knowledge does not hold is chat shorthand, whose
        usual meaning comes first, but before a number what the knowledge numbers: "gđ 1" is "giai đoạn 1".
        """
        if not short.is_written:
            numbered = (one for one in short.meanings if short.after.isdecimal() and self._beside(short, one))
            return next(numbered, short.meanings[0])
        counts = {meaning: self._phrase_count(meaning) for meaning in short.meanings}
        best = max(short.meanings, key=lambda meaning: (self._beside(short, meaning), counts[meaning]))
        if short.word.islower() and len(short.word) == _SHORTEST and not self._beside(short, best):
            return None  # a slip of the finger as likely as an abbreviation
        as_it_stands = self.index.key_count(number_of(key(short.word)))
        return best if counts[best] and 2 * counts[best] >= 3 * as_it_stands else None

    def _beside(self, short: Ambiguity, meaning: str) -> int:
        """How often the meaning's first and last syllables stand beside the neighbours."""
        folded = [token.folded for token in tokens(meaning)]
        return self.index.pair_count(f"{folded_syllable(short.before)}_{folded[0]}") + self.index.pair_count(
            f"{folded[-1]}_{folded_syllable(short.after)}"
        )

    def _phrase_count(self, phrase: str) -> int:
        """In how many passages its rarest pair of neighbours stands; for a single syllable, that."""
        folded = [token.folded for token in tokens(phrase)]
        if len(folded) == 1:
            return self.index.syllables.get(folded[0], 0)
        return min(self.index.pair_count(f"{one}_{other}") for one, other in pairwise(folded))

    def read(self, question: str) -> QuestionTerms:
        """The question in normal form, as it was meant, as terms."""
        return self._read_as_meant(self.as_meant(normalise(question)))

    def _read_as_meant(self, text: str) -> QuestionTerms:
        return read_terms(text, self.index, self._slips)

    def search(self, question: str, may_see: Callable[[Entry], bool] = lambda _: True) -> Search:
        """The passages that the asker may see and that share most with the question, best first."""
        return self._find(self.read(question), may_see)

    def search_as_meant(self, text: str, may_see: Callable[[Entry], bool] = lambda _: True) -> Search:
        """The same for what ``as_meant`` gave, perhaps with something left out since."""
        return self._find(self._read_as_meant(text), may_see)

    def _find(self, terms: QuestionTerms, may_see: Callable[[Entry], bool]) -> Search:
        numbers = self.candidates(terms)
        located = self.index.all_located(numbers)
        if not all(seen := [may_see(one.entry) for one in located]):
            numbers, located = list(compress(numbers, seen)), list(compress(located, seen))
        if not numbers:
            return Search(terms, (), self.index.size)
        likeness = self._meaning_part.likeness(terms.text, self._slips) if self._meaning_part else None
        if likeness is not None:
            alike = self._alike(likeness, numbers, may_see)
            numbers, located = numbers + alike, located + self.index.all_located(alike)
        evidence = gather(terms, self.index, numbers)
        scores = self._model.scores(evidence)
        standing = scores if likeness is None else scores + WEIGHT * likeness[numbers]
        rows = list(zip(numbers, located, scores.tolist(), evidence.figures, evidence.missing.tolist(), strict=True))
        order = np.argsort(-standing, kind="stable").tolist()
        return Search(terms, tuple([Found(*rows[place]) for place in order]), self.index.size)

    @property
    def reads_meaning(self) -> bool:
        """Whether it ranks by meaning as well."""
        return self._meaning_part is not None

    def with_meaning(self, meaning: Meaning) -> Searcher:
        """The same searcher, ranking by meaning as well."""
        return Searcher(self.index, self._model, meaning)

    def _alike(
        self, likeness: NDArray[np.float64], numbers: Sequence[int], may_see: Callable[[Entry], bool]
    ) -> list[int]:
        """The passages nearest in meaning that are not candidates yet."""
        nearest = np.argsort(-likeness)[: DENSE_CANDIDATES + len(numbers)]
        others = (int(n) for n in nearest if n not in numbers and may_see(self.index.entry(n)))
        return list(islice(others, DENSE_CANDIDATES))

    def candidates(self, terms: QuestionTerms) -> list[int]:
        """Numbers of the passages worth weighing."""
        telling = self._telling(terms)
        syllables = [
            (spelling.folded, spelling.likelihood * (1.0 if term.is_content else FUNCTION_WEIGHT))
            for term in telling
            for spelling in term.spellings
        ]
        pairs = [
            (f"{one.folded}_{other.folded}", one.likelihood * other.likelihood)
            for first, second in self._telling_pairs(terms)
            for one in terms.terms[first].spellings[:3]
            for other in terms.terms[second].spellings[:3]
        ]
        return self.index.candidates(syllables, pairs, CANDIDATES)

    def _telling(self, terms: QuestionTerms) -> Sequence[Term]:
        """The terms worth looking up: in a large index not those of every fifth passage, where others remain."""
        if self.index.size < LARGE:
            return terms.terms
        most = COMMON * self.index.size
        telling = [
            t
            for t in terms.terms
            if max((self.index.syllables.get(s.folded, 0) for s in t.spellings), default=0) < most
        ]
        return telling if len(telling) > 1 else terms.terms

    def _telling_pairs(self, terms: QuestionTerms) -> Sequence[tuple[int, int]]:
        """The same of pairs; most of the engine's time went into those that stand everywhere."""
        if self.index.size < LARGE:
            return terms.pairs
        least = rarity(int(COMMON * self.index.size), self.index.size)
        telling = [pair for pair, rare in zip(terms.pairs, terms.pair_rarities, strict=True) if rare > least]
        return telling or terms.pairs

    def evidence(self, question: str) -> tuple[list[int], Evidence | None]:
        """The candidates' numbers and the evidence for them, for training the model."""
        terms = self.read(question)
        numbers = self.candidates(terms)
        return numbers, gather(terms, self.index, numbers) if numbers else None
