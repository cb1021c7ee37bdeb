"""How sure an answer is: the calibrated probability that the first result is right."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from bot.search.evidence import FIGURES, SCALE
from bot.search.terms import rarest_of_all

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.search.searcher import Found, Search

_SURE_ALIAS = 0.6
"""An alias question this like the one asked (see ``Index.alias_likeness``) is an admin's word that the entry fits."""


@dataclass(frozen=True, slots=True)
class ConfidenceModel:
    """A logistic model over ``signs``, and the two thresholds that make the three states."""

    weights: Mapping[str, float]
    bias: float
    answers_from: float
    asks_from: float

    def probability(self, search: Search) -> float:
        """0 to 1: how likely the first result answers the question; 0 where nothing was found or nothing was asked."""
        if not search.found or not any(term.is_content for term in search.terms.terms):
            return 0.0
        held = signs(search)
        total = self.bias + sum(weight * held[sign] for sign, weight in self.weights.items())
        return max(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), _by_alias(search.found[0]))


def _by_alias(first: Found) -> float:
    likeness = first.figure("alias") / SCALE
    return likeness if likeness >= _SURE_ALIAS else 0.0


def signs(search: Search) -> dict[str, float]:
    """What the model looks at, by name: shares are 0 to 1, and sums of rarity are counted in the rarest term's.

    A share says how much of the question was found; a sum says how much there was to be found. Five matched words of
    which one is rare prove more than one matched word that is all there was.
    """
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
    figure = dict(zip(FIGURES, first.figures * (terms.weight / SCALE), strict=True))
    table = np.array([found.figures for found in search.found])
    coverage = np.sort(table[:, FIGURES.index("content_coverage")])[::-1]
    found_content, found_pairs = figure["content_coverage"], figure["pair_coverage"]
    held = {
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
    return {name: float(value) for name, value in held.items()}


def learned_confidence() -> ConfidenceModel:
    """The model that ``bot/answering/confidence.json`` holds."""
    held = json.loads((resources.files("bot.answering") / "confidence.json").read_text("utf-8"))
    return ConfidenceModel(held["weights"], held["bias"], held["answers_from"], held["asks_from"])
