"""The ranking model: a weighted sum of the evidence, with weights learned once and kept beside this module."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from bot.search.evidence import FIGURES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.search.evidence import Evidence


@dataclass(frozen=True, slots=True)
class RankingModel:
    """One weight a figure, in the order of ``FIGURES``."""

    weights: NDArray[np.float64]

    def scores(self, evidence: Evidence) -> NDArray[np.float64]:
        """A score a candidate; only differences within one question mean anything."""
        return evidence.figures @ self.weights


def learned_model() -> RankingModel:
    """The model that ``bot/search/weights.json`` holds. A figure that it does not name weighs nothing."""
    by_name: dict[str, float] = json.loads((resources.files("bot.search") / "weights.json").read_text("utf-8"))
    return RankingModel(np.array([by_name.get(name, 0.0) for name in FIGURES]))
