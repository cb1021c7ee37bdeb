"""How sure an answer is: the calibrated probability that the first result is right."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.search.searcher import Search

SIGNS = ("share", "pair_share", "score", "margin", "length", "unknown")
"""What the model looks at, in order. See ``signs``."""


@dataclass(frozen=True, slots=True)
class ConfidenceModel:
    """A logistic model over ``SIGNS``, and the two thresholds that make the three states."""

    weights: tuple[float, ...]
    bias: float
    answers_from: float
    asks_from: float

    def probability(self, search: Search) -> float:
        """0 to 1: how likely the first result answers the question; 0 where nothing was found."""
        if not search.found:
            return 0.0
        total = self.bias + sum(w * s for w, s in zip(self.weights, signs(search), strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def signs(search: Search) -> tuple[float, ...]:
    """The six signs of a search that found something: shares 0 to 1, scores as the ranking gives them."""
    first = search.found[0]
    rival = next((f.score for f in search.found if f.located.entry.id != first.located.entry.id), 0.0)
    content = [term for term in search.terms.terms if term.is_content]
    unknown = sum(not term.spellings or term.spellings[0].likelihood < 1 for term in content)
    return (
        first.share,
        first.pair_share,
        first.score / 10,
        min(5.0, first.score - rival) / 5,
        min(12, len(content)) / 12,
        unknown / max(1, len(content)),
    )


def learned_confidence() -> ConfidenceModel:
    """The model that ``bot/answering/confidence.json`` holds."""
    held = json.loads((resources.files("bot.answering") / "confidence.json").read_text("utf-8"))
    return ConfidenceModel(
        tuple(held["weights"][sign] for sign in SIGNS), held["bias"], held["answers_from"], held["asks_from"]
    )
