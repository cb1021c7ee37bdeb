"""From a question to ranked passages: candidates by the index, evidence for each, a score by the model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bot.language.keystrokes import turn_back
from bot.language.normal import normalise
from bot.search.evidence import FIGURES, gather
from bot.search.ranking import learned_model
from bot.search.slips import Slips
from bot.search.terms import FUNCTION_WEIGHT, read_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from bot.knowledge.entry import Entry
    from bot.search.evidence import Evidence
    from bot.search.index import Index, Located
    from bot.search.ranking import RankingModel
    from bot.search.terms import QuestionTerms, Term

CANDIDATES: Final = 48
"""How many passages are weighed for one question."""
LARGE: Final = 5_000
"""From so many passages on, the commonest syllables cost more time than they tell."""
COMMON: Final = 0.2
"""The share of passages from which on a syllable is common."""
LONGEST_QUESTION: Final = 600
"""Characters of a question that are read; more than any real question has."""


@dataclass(frozen=True, slots=True)
class Found:
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
    """What one question found among ``size`` passages: its terms as they were read, and passages, best first."""

    terms: QuestionTerms
    found: tuple[Found, ...]
    size: int


class Searcher:
    """Finds passages in one index. Holds nothing that changes, so that threads may share it."""

    def __init__(self, index: Index, model: RankingModel | None = None) -> None:
        self.index = index
        self._slips = Slips(index.syllables)
        self._model = model or learned_model()

    def as_typed(self, text: str) -> str:
        """A text in normal form with its raw Telex and VNI keystrokes turned back, cut to what is read."""
        return turn_back(text[:LONGEST_QUESTION], self.index.syllables.__contains__)

    def read(self, question: str) -> QuestionTerms:
        """The question in normal form, its keystrokes turned back, as terms."""
        return read_terms(self.as_typed(normalise(question)), self.index, self._slips)

    def search(self, question: str, may_see: Callable[[Entry], bool] = lambda _: True) -> Search:
        """The passages that the asker may see and that share most with the question, best first."""
        terms = self.read(question)
        numbers = [n for n in self.candidates(terms) if may_see(self.index.passages[n].entry)]
        if not numbers:
            return Search(terms, (), self.index.size)
        evidence = gather(terms, self.index, numbers)
        scores = self._model.scores(evidence)
        return Search(
            terms,
            tuple(
                Found(
                    numbers[place],
                    self.index.passages[numbers[place]],
                    float(scores[place]),
                    evidence.figures[place],
                    float(evidence.missing[place]),
                )
                for place in np.argsort(-scores, kind="stable")
            ),
            self.index.size,
        )

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
            for first, second in terms.pairs
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

    def evidence(self, question: str) -> tuple[list[int], Evidence | None]:
        """The candidates' numbers and the evidence for them, for training the model."""
        terms = self.read(question)
        numbers = self.candidates(terms)
        return numbers, gather(terms, self.index, numbers) if numbers else None
