"""Questions that went unanswered, gathered by what they mean, the worst gap first."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.answering.answer import Status
from bot.language.syllables import is_accented

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import AsyncIterable, Callable, Collection, Mapping
    from typing import TypeAlias

    from bot.search.terms import QuestionTerms
    from bot.storage.exchanges import Recorded

    _Meaning: TypeAlias = tuple[dict[str, float], frozenset[str]]

ALIKE = 0.5
"""The share of two questions' weight that has to be common for them to mean the same."""

_PAIR_WEIGHT = 1.5  # two syllables side by side are the words of Vietnamese, so they say more than the same two apart
_MOST_WORDINGS = 10


@dataclass(frozen=True, slots=True)
class Miss:
    """A gap in the knowledge: questions that mean the same and had no good answer.

    Attributes:
        question: the wording to show: the most frequent, one typed with accents where there is one.
        count: how many times it was asked.
        people: how many different people asked.
        wordings: distinct wordings, most frequent first, at most ten.
        nearest: the entry most often shown as near; None where none ever was.
        disliked: how many times there was an answer that somebody found wanting.
        latest: when it was asked last.
        normalised: the words of every question, as the search reads them, most frequent first.
        asked_by: the pseudonyms of who asked, each with their last wording; without those who are forgotten.
    """

    question: str
    count: int
    people: int
    wordings: tuple[str, ...]
    nearest: str | None
    disliked: int
    latest: dt.datetime
    normalised: tuple[str, ...] = ()
    asked_by: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Gap:
    """A group in the making. The first question that came, the most frequent one, stands for what it means."""

    weights: dict[str, float]
    weight: float
    wordings: Counter[str] = field(default_factory=Counter)
    people: set[str] = field(default_factory=set)
    entries: Counter[str] = field(default_factory=Counter)
    disliked: int = 0
    latest: dt.datetime | None = None
    normalised: list[str] = field(default_factory=list)
    asked_by: dict[str, tuple[dt.datetime, str]] = field(default_factory=dict)

    def take(self, words: str, asked: _Asked) -> None:
        self.normalised.append(words)
        for person, last in asked.asked_by.items():
            self.asked_by[person] = max(last, self.asked_by.get(person, last))
        self.wordings.update(asked.wordings)
        self.people |= asked.people
        self.entries.update(asked.entries)
        self.disliked += asked.disliked
        if self.latest is None or asked.latest > self.latest:
            self.latest = asked.latest


@dataclass(slots=True)
class _Asked:
    """All that was asked in the same words, spelling habits apart."""

    latest: dt.datetime
    wordings: Counter[str] = field(default_factory=Counter)
    people: set[str] = field(default_factory=set)
    entries: Counter[str] = field(default_factory=Counter)
    disliked: int = 0
    asked_by: dict[str, tuple[dt.datetime, str]] = field(default_factory=dict)

    def add(self, recorded: Recorded) -> None:
        exchange = recorded.exchange
        if exchange.person:
            self.asked_by[exchange.person] = (exchange.asked_at, exchange.question)
        self.latest = max(self.latest, exchange.asked_at)
        self.wordings[" ".join(exchange.question.split())] += 1
        self.people.add(exchange.person or exchange.reference)
        self.entries.update(exchange.entries[:1])
        self.disliked += bool(recorded.disliked)


class Meanings:
    """What questions are about, read once for each wording: of ten thousand, reading takes most of the time.

    Args:
        read: the search's own reading of a question: slips and missing accents mended, syllables weighed by how rare
            they are.
    """

    def __init__(self, read: Callable[[str], QuestionTerms]) -> None:
        self._read = read
        self._known: dict[str, _Meaning] = {}

    def of(self, words: str) -> _Meaning:
        """What the words are about, weighed, and the numbers in them."""
        if (known := self._known.get(words)) is None:
            known = self._known[words] = _meaning(self._read(words))
        return known

    def forget_all_but(self, words: Collection[str]) -> None:
        """Lets every other wording go."""
        self._known = {asked: meaning for asked, meaning in self._known.items() if asked in words}


async def gather_misses(
    exchanges: AsyncIterable[Recorded], meanings: Meanings, *, alike: float = ALIKE
) -> tuple[Miss, ...]:
    """The gaps among the exchanges, the one that most people met first.

    A miss is a question without an answer, or with one that more people found wanting than good. Questions whose
    numbers differ never mean the same (tháng 8, tháng 9). ``meanings`` then knows the wordings of these exchanges.

    Memory grows with the number of different wordings, not of exchanges.
    """
    by_words: dict[str, _Asked] = {}
    async for recorded in exchanges:
        exchange = recorded.exchange
        if exchange.question and (exchange.status is Status.NOT_FOUND or recorded.disliked > recorded.liked):
            words = " ".join(exchange.normalised.split())
            by_words.setdefault(words, _Asked(exchange.asked_at)).add(recorded)
    return await asyncio.to_thread(_grouped, by_words, meanings, alike)


def _grouped(by_words: dict[str, _Asked], meanings: Meanings, alike: float) -> tuple[Miss, ...]:
    """The gaps, of what was asked by its words: the most frequent words first, each joins the nearest gap."""
    gaps: list[_Gap] = []
    holding: defaultdict[tuple[frozenset[str], str], list[_Gap]] = defaultdict(list)
    for words, asked in sorted(by_words.items(), key=lambda item: (-item[1].wordings.total(), item[0])):
        weights, numbers = meanings.of(words)
        gap = _nearest(weights, numbers, holding, alike)
        if gap is None:
            gap = _Gap(weights, sum(weights.values()))
            gaps.append(gap)
            for feature in weights:
                holding[numbers, feature].append(gap)
        gap.take(words, asked)
    meanings.forget_all_but(by_words)
    misses = [_miss(gap, gap.latest) for gap in gaps if gap.latest is not None]
    return tuple(sorted(misses, key=lambda miss: (-miss.people, -miss.count, -miss.latest.timestamp(), miss.question)))


def _meaning(terms: QuestionTerms) -> _Meaning:
    """What a question is about, weighed, and the numbers in it."""
    read_as = [term.spellings[0].folded if term.spellings else term.folded for term in terms.terms]
    weights = {read_as[place]: term.rarity for place, term in enumerate(terms.terms) if term.is_content}
    for first, second in terms.pairs:
        one, other = terms.terms[first], terms.terms[second]
        if one.is_content and other.is_content:
            weights[f"{read_as[first]} {read_as[second]}"] = _PAIR_WEIGHT * (one.rarity + other.rarity) / 2
    if not weights:
        weights = {read_as[place]: term.rarity for place, term in enumerate(terms.terms)}
    return weights, frozenset(read_as[place] for place, term in enumerate(terms.terms) if term.is_number)


def _nearest(
    weights: dict[str, float],
    numbers: frozenset[str],
    holding: Mapping[tuple[frozenset[str], str], list[_Gap]],
    alike: float,
) -> _Gap | None:
    """The gap with the same numbers that shares most with a question, None where none shares enough."""
    shared: defaultdict[int, float] = defaultdict(float)
    gaps: dict[int, _Gap] = {}
    for feature, weight in weights.items():
        for gap in holding.get((numbers, feature), ()):
            shared[id(gap)] += min(weight, gap.weights[feature])
            gaps[id(gap)] = gap
    own = sum(weights.values())
    best, likeness = None, alike
    for key, common in shared.items():
        gap = gaps[key]
        found = 2 * common / (own + gap.weight)
        if found >= likeness:
            best, likeness = gap, found
    return best


def _miss(gap: _Gap, latest: dt.datetime) -> Miss:
    ordered = sorted(gap.wordings.items(), key=lambda item: (-item[1], not is_accented(item[0]), item[0]))
    accented = next((words for words, _ in ordered if is_accented(words)), ordered[0][0])
    nearest = min(gap.entries.items(), key=lambda item: (-item[1], item[0]), default=(None, 0))[0]
    return Miss(
        question=accented,
        count=gap.wordings.total(),
        people=len(gap.people),
        wordings=tuple(words for words, _ in ordered[:_MOST_WORDINGS]),
        nearest=nearest,
        disliked=gap.disliked,
        latest=latest,
        normalised=tuple(gap.normalised),
        asked_by={person: question for person, (_, question) in gap.asked_by.items()},
    )
