"""How sure an answer is: the calibrated probability that the first result is right."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace
from importlib import resources
from typing import TYPE_CHECKING, Final

import numpy as np

from bot.answering.signs import signs
from bot.search.evidence import SCALE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from bot.search.index import Index
    from bot.search.searcher import Found, Search

_SURE_ALIAS = 0.6
"""An alias question this like the one asked (see ``Index.alias_likeness``) is an admin's word that the entry fits."""
_SUREST = 30.0
_NEARLY_AS_GOOD: Final = 0.8
"""The share of a score from which on what agrees with the question is the better answer, not the next best one."""


@dataclass(frozen=True, slots=True)
class Trees:
    """Decision trees whose leaves add up to log-odds, all their nodes in one row of each array.

    Attributes:
        roots: the number of each tree's first node.
        sign: the place, among the signs, of what a node looks at; 0 for a leaf.
        threshold: a sign up to this goes left, a larger one right.
        below: the numbers of the nodes to the left and to the right of each node, one after the other; a leaf's are
            its own.
        value: what a leaf adds.
        depth: how many steps there are at most from a root to a leaf.
    """

    roots: NDArray[np.int64]
    sign: NDArray[np.int64]
    threshold: NDArray[np.float64]
    below: NDArray[np.int64]
    value: NDArray[np.float64]
    depth: int

    @classmethod
    def of(cls, kept: Sequence[Sequence[Sequence[float]]]) -> Trees:
        """Trees from lists: for each tree its nodes, the first one its root.

        A node is ``[sign, threshold, left, right]``, the last two counted within the tree; a leaf is ``[value]``.
        """
        roots = np.cumsum([0, *(len(tree) for tree in kept[:-1])])
        rows = [
            (int(node[0]), node[1], root + int(node[2]), root + int(node[3]), 0.0)
            if len(node) > 1
            else (0, 0.0, root + place, root + place, node[0])
            for root, tree in zip(roots.tolist(), kept, strict=True)
            for place, node in enumerate(tree)
        ]
        sign, threshold, left, right, value = zip(*rows, strict=True)
        return cls(
            roots.astype(np.int64),
            np.array(sign, np.int64),
            np.array(threshold),
            np.array([left, right], np.int64).T.reshape(-1),
            np.array(value),
            max(map(_depth, kept)),
        )

    def total(self, held: NDArray[np.float64]) -> float:
        """The sum over all trees for one row of signs."""
        at = self.roots
        for _ in range(self.depth):
            at = self.below[2 * at + (held[self.sign[at]] > self.threshold[at])]
        return float(self.value[at].sum())


def _depth(tree: Sequence[Sequence[float]], place: int = 0) -> int:
    """How many steps the longest way from a node to a leaf has."""
    node = tree[place]
    return 1 + max(_depth(tree, int(node[2])), _depth(tree, int(node[3]))) if len(node) > 1 else 0


@dataclass(frozen=True, slots=True)
class ConfidenceModel:
    """A logistic model over ``signs`` and trees over the same, their log-odds mixed, and two thresholds.

    The straight line holds up on knowledge that it has not seen, the trees are finer; together they are both.

    Attributes:
        weights: of the line, by sign.
        bias: of the line.
        trees: the trees.
        tree_share: what the trees count, 0 to 1; the line counts the rest.
        answers_from: the probability from which on a question is answered.
        asks_from: the same for being asked back; below it there is no answer.
    """

    weights: Mapping[str, float]
    bias: float
    trees: Trees
    tree_share: float
    answers_from: float
    asks_from: float

    def probability(self, search: Search, index: Index) -> float:
        """0 to 1: how likely the first result answers the question; 0 where nothing was found or nothing was asked."""
        if not search.found or not any(term.is_content for term in search.terms.terms):
            return 0.0
        held = signs(search, index)
        line = self.bias + sum(weight * held[sign] for sign, weight in self.weights.items())
        row = np.array([held[sign] for sign in self.weights])
        total = (1 - self.tree_share) * line + self.tree_share * self.trees.total(row)
        return max(1 / (1 + math.exp(-max(-_SUREST, min(_SUREST, total)))), _by_alias(search.found[0]))


def _by_alias(first: Found) -> float:
    likeness = first.figure("alias") / SCALE
    return likeness if likeness >= _SURE_ALIAS else 0.0


def learned_confidence() -> ConfidenceModel:
    """The model that ``bot/answering/confidence.json`` and ``confidence_trees.json`` hold."""
    folder = resources.files("bot.answering")
    held = json.loads((folder / "confidence.json").read_text("utf-8"))
    trees = json.loads((folder / "confidence_trees.json").read_text("utf-8"))
    return ConfidenceModel(
        held["weights"], held["bias"], Trees.of(trees), held["tree_share"], held["answers_from"], held["asks_from"]
    )


def beside_rivals(search: Search) -> Search:
    """The search without what stands behind the first result though it scored higher: a rule told that it is no rival.

    How far the first leads the others tells how sure it is; an event of another year, say, leaves no doubt about it.
    Where it scored far less than those, it is but what was left, and they stay.
    """
    first = search.found[0].score if search.found else 0.0
    found = (one for one in search.found if one.score <= first or first < _NEARLY_AS_GOOD * one.score)
    return replace(search, found=tuple(found))
