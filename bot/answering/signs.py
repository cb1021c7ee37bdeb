"""What tells whether the first result answers the question: numbers by name, for the confidence to be learned from.

A share says how much of the question was found; a sum says how much there was to be found. Five matched words of which
one is rare prove more than one matched word that is all there was. Shares are 0 to 1; rarities are counted in the
rarest term's, so that large and small knowledge can be told by one model.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final

import numpy as np

from bot.language.wanted import Wanted
from bot.search.evidence import FIGURES, SCALE
from bot.search.terms import rarest_of_all, rarity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from bot.search.index import Index
    from bot.search.searcher import Search
    from bot.search.terms import QuestionTerms

_RAREST: Final = 4
"""So many of the question's rarest terms are looked at one by one."""
_LEAD: Final = (
    "content_coverage", "sentence_content", "pair_coverage", "keys", "near_pairs", "content_syllables", "triples",
    "holds_what_is_wanted",
)  # fmt: skip
"""Figures in which the first result's lead over every other is looked at."""
_LEAD_COLUMNS: Final = [FIGURES.index(name) for name in _LEAD]
_CONTENT_COVERAGE: Final = FIGURES.index("content_coverage")
_WANTS: Final = {kind: f"wants_{kind.name.lower()}" for kind in Wanted if kind is not Wanted.REASON}
_HELD_FROM: Final = 0.5
"""A term is held by a passage that has a spelling at least this likely."""


def signs(search: Search, index: Index) -> Mapping[str, float]:
    """The signs of a search with at least one result and one term, by name, always in the same order."""
    table = np.array([found.figures for found in search.found])
    return _of_the_first(search, table) | _term_by_term(search, index) | _beside_the_others(search, table)


def _of_the_first(search: Search, table: NDArray[np.float64]) -> dict[str, float]:
    """How much of the question the first result holds."""
    first, terms = search.found[0], search.terms
    rival = next((f.score for f in search.found if f.located.entry.id != first.located.entry.id), 0.0)
    content = [term for term in terms.terms if term.is_content]
    most = rarest_of_all(search.size)
    content_sum = sum(term.rarity for term in content) or 1.0
    all_sum = sum(term.rarity for term in terms.terms) or 1.0
    known_sum = sum(term.rarity for term in content if term.spellings) or 1.0
    name_sum = sum(term.rarity for term in terms.terms if term.is_name)
    number_sum = sum(term.rarity for term in terms.terms if term.is_number)
    pair_sum = sum(terms.pair_rarities) or 1.0
    figure = dict(zip(FIGURES, (first.figures * (terms.weight / SCALE)).tolist(), strict=True))
    coverage = np.sort(table[:, _CONTENT_COVERAGE])[::-1]
    found_content, found_pairs = figure["content_coverage"], figure["pair_coverage"]
    return {
        "content_share": found_content / content_sum,
        "share": figure["coverage"] / all_sum,
        "pair_share": found_pairs / pair_sum,
        "known_share": found_content / known_sum,
        "sentence_content_share": figure["sentence_content"] / content_sum,
        "sentence_share": figure["sentence_coverage"] / all_sum,
        "sentence_key_share": figure["sentence_keys"] / all_sum,
        "rare_share": first.figure("rare_keys") / SCALE,
        "wanted_share": figure["holds_what_is_wanted"] / content_sum,
        "near_share": figure["near_pairs"] / pair_sum,
        "triple_share": figure["triples"] / pair_sum,
        "differing_share": figure["accents_differ"] / content_sum,
        "name_share": figure["names"] / name_sum if name_sum else 1.0,
        "number_share": figure["numbers"] / number_sum if number_sum else 1.0,
        "content_found": found_content / most / 5,
        "content_missing": (content_sum - found_content) / most / 5,
        "rarest_missing": first.missing / most,
        "pairs_found": found_pairs / most / 5,
        "triples_found": min(2.0, figure["triples"] / most / 5),
        "rarest": max((term.rarity for term in content), default=0.0) / most,
        "usual_rarity": content_sum / max(1, len(content)) / most,
        "content_terms": min(12, len(content)) / 12,
        "unknown_terms": sum(not t.spellings or t.spellings[0].likelihood < 1 for t in content) / max(1, len(content)),
        "saturated_share": figure["content_syllables"] / content_sum,
        "saturated_key_share": figure["keys"] / content_sum,
        "best_share_of_any": float(coverage[0]) * terms.weight / SCALE / content_sum,
        "coverage_gap": float(coverage[0] - coverage[min(3, len(coverage) - 1)]) / SCALE,
        "score": first.score / 10,
        "margin": min(1.0, (first.score - rival) / 5),
        "relative_margin": (first.score - rival) / max(1.0, first.score),
    }


def _term_by_term(search: Search, index: Index) -> dict[str, float]:
    """Which of the question's rarest terms the first result holds; −1 stands for terms that the question has not."""
    most = rarest_of_all(search.size)
    content = sorted((term for term in search.terms.terms if term.is_content), key=lambda term: -term.rarity)
    held_by_first = index.syllables_of(search.found[0].number)
    held = [max((s.likelihood for s in term.spellings if held_by_first(s.folded)), default=0.0) for term in content]
    made: dict[str, float] = {}
    for place in range(_RAREST):
        there = place < len(content)
        made[f"held_{place + 1}"] = held[place] if there else -1.0
        made[f"rarity_{place + 1}"] = content[place].rarity / most if there else -1.0
    missing = [term.rarity / most for term, likelihood in zip(content, held, strict=True) if likelihood < _HELD_FROM]
    rarest_held = sum(1 for _ in takewhile(lambda likelihood: likelihood >= _HELD_FROM, held))
    return made | {
        "rarest_held": rarest_held / max(1, len(content)),
        "missing_terms": float(len(missing)),
        "second_missing": missing[1] if len(missing) > 1 else 0.0,
    }


def _beside_the_others(search: Search, table: NDArray[np.float64]) -> dict[str, float]:
    """How far the first result leads the others, and what the question asks for."""
    terms, most = search.terms, rarest_of_all(search.size)
    of_none = rarity(0, search.size)
    known = [
        (own, own < of_none)  # whether the two stand side by side anywhere in the knowledge
        for (first, second), own in zip(terms.pairs, terms.pair_rarities, strict=True)
        if terms.terms[first].is_content and terms.terms[second].is_content
    ]
    pair_sum = sum(own for own, _ in known)
    made = {
        "known_pair_share": sum(own for own, is_known in known if is_known) / pair_sum if pair_sum else 0.0,
        "known_pairs": sum(is_known for _, is_known in known) / 5,
        "content_pair_sum": pair_sum / most / 5,
    }
    columns = table[:, _LEAD_COLUMNS]
    leads = columns[0] - columns[1:].max(axis=0, initial=0.0)
    made |= {f"lead_in_{name}": lead for name, lead in zip(_LEAD, leads.tolist(), strict=True)}
    coverage = table[:, _CONTENT_COVERAGE]
    scores = [found.score for found in search.found] + [0.0] * 5
    return made | {
        "as_good": int((coverage >= 0.9 * coverage.max()).sum()) / 10,
        "second_score": scores[1] / 10,
        "fifth_score": scores[4] / 10,
        "drop_to_fifth": (scores[0] - scores[4]) / 5,
        "names": sum(term.is_name for term in terms.terms) / 5,
        "numbers": sum(term.is_number for term in terms.terms) / 3,
        "terms": len(terms.terms) / 20,
        **_wanted(terms),
    }


def _wanted(terms: QuestionTerms) -> dict[str, float]:
    asked = Wanted.ANYTHING if terms.wanted is Wanted.REASON else terms.wanted  # as it was when this was learned
    return {sign: float(asked is kind) for kind, sign in _WANTS.items()}
