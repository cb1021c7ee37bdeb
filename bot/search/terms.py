"""A question as the index sees it: its syllables and pairs, how rare each is, and what each may have been meant as."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from bot.language.function_words import FUNCTION_KEYS, FUNCTION_SYLLABLES, asking_places
from bot.language.legal_syllables import is_legal_folded
from bot.language.numerals import numbers_otherwise
from bot.language.syllables import is_accented, tokens
from bot.language.synonyms import other_words
from bot.language.wanted import Wanted, asking_place, wanted
from bot.search.slips import Spelling
from bot.search.spelled import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.language.syllables import Token
    from bot.search.index import Index
    from bot.search.slips import Slips

SMALLEST = 200
"""Passages that rarities are reckoned from at least."""
AS_SYNONYM = 0.4
"""What a match by another word for the same counts."""
_COMPOUND_FROM = 3
"""In so many passages two syllables stand side by side at least to be taken for a word."""
FUNCTION_WEIGHT = 0.35
"""What a syllable of grammar counts beside one of content when candidates are looked for."""


class Term(NamedTuple):  # made for every syllable, in a third of the time that a dataclass takes
    """One distinct syllable of a question.

    ``rarity`` is its inverse document frequency (natural logarithm) as the rarest spelling has it; ``key_number`` and
    ``key_rarity`` are None and 0 where it was typed without accents in a question that has none.
    """

    folded: str
    written: str
    spellings: tuple[Spelling, ...]
    rarity: float
    is_content: bool
    is_name: bool
    is_number: bool
    key: str
    key_number: int | None
    key_rarity: float


@dataclass(frozen=True)
class QuestionTerms:
    """All distinct terms, and the order they came in as indexes into ``terms``."""

    text: str
    terms: tuple[Term, ...]
    order: tuple[int, ...]
    pairs: tuple[tuple[int, int], ...]
    pair_rarities: tuple[float, ...]
    wanted: Wanted = Wanted.ANYTHING
    shorts: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """Abbreviations (folded) that stand for a phrase of the question, with the places of its syllables in ``terms``."""
    asks_at: int | None = None
    """Where in ``order`` the asking word stands ("ai", "nào", "nhiêu"); None where there is none."""

    @cached_property
    def syllables(self) -> frozenset[str]:
        """The folded content syllables, each as the knowledge most likely spells it."""
        return frozenset(
            term.spellings[0].folded if term.spellings else term.folded for term in self.terms if term.is_content
        )

    @cached_property
    def weight(self) -> float:
        """The summed rarity of all content terms (of all terms, where there is no content): never below 1."""
        content = sum(term.rarity for term in self.terms if term.is_content)
        return max(1.0, content or sum(term.rarity for term in self.terms))


def rarity(count: int, size: int) -> float:
    """Robertson's inverse document frequency, in the form that is never negative: ln(1 + (N − n + ½) / (n + ½)).

    A knowledge of a few entries says little about which syllables are rare, so N is never less than ``SMALLEST``.

    >>> round(rarity(1, 1000), 2), round(rarity(900, 1000), 2)
    (6.5, 0.11)
    """
    return math.log(1 + (max(size, SMALLEST) - count + 0.5) / (count + 0.5))


def rarest_of_all(size: int) -> float:
    """About what ``rarity`` gives a syllable that no passage has: the unit that makes sums of rarity comparable."""
    return math.log(max(size, SMALLEST) + 1)


def read_terms(question: str, index: Index, slips: Slips) -> QuestionTerms:
    """The terms of a question in normal form. Unknown syllables get their nearest known spellings from ``slips``."""
    found = tokens(question)
    accented = is_accented(question)
    places: dict[str, int] = {}
    firsts: list[Token] = []
    for token in found:
        if token.folded not in places:
            places[token.folded] = len(firsts)
            firsts.append(token)
    others = other_words(found, accented=accented)
    by_folded = {found[at].folded: words for at, words in others.items()}
    otherwise = numbers_otherwise(found, index.pair_count, accented=accented)
    if accented:
        otherwise |= _slips_in_compounds(found, index, slips)
    meant = {found[at].folded: other for at, other in otherwise.items()}
    asking = {found[at].folded for at in asking_places([token.folded for token in found])}
    terms = tuple(
        term._replace(is_content=False) if term.folded in asking else term
        for term in (
            _term(
                token,
                question,
                index,
                slips,
                by_folded.get(token.folded, frozenset()),
                meant.get(token.folded),
                accented=accented,
            )
            for token in firsts
        )
    )
    order = tuple(places[token.folded] for token in found)
    syllables = [(token.folded, token.key) for token in found]
    pairs = tuple(dict.fromkeys(pair for pair in pairwise(order)))
    return QuestionTerms(
        question,
        terms,
        order,
        pairs,
        tuple(_pair_rarity(terms, pair, index) for pair in pairs),
        wanted(syllables, accented=accented),
        tuple(_shorts(found, places, index)),
        asking_place(syllables, accented=accented),
    )


def _slips_in_compounds(found: Sequence[Token], index: Index, slips: Slips) -> dict[int, str]:
    """For the places of words that the knowledge has with other accents only, what they are but a slip away from.

    "Quết định" is "quyết định": the neighbour seldom stands without that, and never beside "quét".
    """
    meant: dict[int, str] = {}
    for place, token in enumerate(found):
        if not index.syllables.get(token.folded) or index.key_count(number_of(token.key)):
            continue
        before = found[place - 1].folded if place else ""
        after = found[place + 1].folded if place + 1 < len(found) else ""
        if index.pair_count(f"{before}_{token.folded}") or index.pair_count(f"{token.folded}_{after}"):
            continue
        others = sorted({spelling.folded for spelling in slips.spellings(token.folded)} - {token.folded})
        beside = [(f"{before}_{other}", before, other) for other in others if before]
        beside += [(f"{other}_{after}", after, other) for other in others if after]
        counts = [
            (index.pair_count(pair), index.syllables.get(neighbour, 0), other) for pair, neighbour, other in beside
        ]
        count, alone, other = max(counts, default=(0, 0, ""))
        if count >= _COMPOUND_FROM and 2 * count >= min(alone, index.syllables.get(other, 0)):
            meant[place] = other
    return meant


def _shorts(found: Sequence[Token], places: Mapping[str, int], index: Index) -> Iterator[tuple[str, tuple[int, ...]]]:
    text = f" {' '.join(token.folded for token in found)} "
    by_first = index.abbreviations.phrases_by_first
    for short, phrase in (pair for first in places for pair in by_first.get(first, ())):
        if f" {phrase} " in text:
            yield short, tuple(places[syllable] for syllable in phrase.split() if syllable in places)


def _term(
    token: Token,
    question: str,
    index: Index,
    slips: Slips,
    others: frozenset[str],
    otherwise: str | None,
    *,
    accented: bool,
) -> Term:
    count = index.syllables.get(token.folded, 0)
    spellings: tuple[Spelling, ...] = (Spelling(token.folded, 1.0),)
    if not count:
        spellings = slips.spellings(token.folded)
        count = max((index.syllables.get(spelling.folded, 0) for spelling in spellings), default=0)
    if otherwise is not None:
        spellings = (Spelling(otherwise, 1.0), *spellings)
        count = max(count, index.syllables.get(otherwise, 0))
    known = {spelling.folded for spelling in spellings}
    spellings += tuple(Spelling(other, AS_SYNONYM) for other in sorted(others - known) if other in index.syllables)
    written = question[token.start : token.end]
    number = number_of(token.key) if accented else None
    return Term(
        folded=token.folded,
        written=written,
        spellings=spellings,
        rarity=rarity(count, index.size),
        is_content=not (token.key in FUNCTION_KEYS if accented else token.folded in FUNCTION_SYLLABLES),
        is_name=(token.start > 0 and written[:1].isupper()) or _is_foreign(spellings, index),
        is_number=written[:1].isdigit(),
        key=token.key,
        key_number=number,
        key_rarity=rarity(index.key_count(number), index.size) if number is not None else 0.0,
    )


def _is_foreign(spellings: Sequence[Spelling], index: Index) -> bool:
    """Whether what a word is read as is no Vietnamese syllable, and the knowledge has it: then it names something.

    Capitals tell names apart only inside of a sentence, and are seldom typed at all.
    """
    known = next((spelling.folded for spelling in spellings if spelling.folded in index.syllables), "")
    return len(known) > 1 and known.isalpha() and not is_legal_folded(known)


def _pair_rarity(terms: Sequence[Term], pair: tuple[int, int], index: Index) -> float:
    first, second = (terms[place] for place in pair)
    count = max(
        (
            index.pair_count(f"{one.folded}_{other.folded}")
            for one in first.spellings[:3]
            for other in second.spellings[:3]
        ),
        default=0,
    )
    return rarity(count, index.size)
