"""Learns the three small models from question sets: the ranking, the confidence, and the choice of excerpts.

All but the trees are linear; numpy is enough for those. Deterministic: the same sets give the same weights.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Table = NDArray[np.float64]

_RIDGE: Final = 0.003
"""How strongly weights are pulled to nought, so that few questions cannot make a large one."""
_STEPS: Final = 25
_WRONG_IN_SET: Final = 0.6
"""How much of a question whose first result was wrong counts as one to answer; the rest as one not to."""
_SHARPNESS: Final = 5.0
"""Excerpts' signs are between 0 and 1; their differences are spread by this before they are compared."""


def learn_ranking(samples: Sequence[tuple[Table, int]]) -> Table:
    """A weight a figure, by multinomial logistic regression (softmax over a question's candidates), Newton's method.

    Args:
        samples: for each question the figures of its candidates (a row each) and the right one's row.
    """
    width = samples[0][0].shape[1]
    weights = np.full(width, 0.1)
    for _ in range(_STEPS):
        gradient = 2 * _RIDGE * len(samples) * weights
        curvature = 2 * _RIDGE * len(samples) * np.eye(width)
        for table, right in samples:
            shares = _softmax(table @ weights)
            mean = shares @ table
            gradient += mean - table[right]
            curvature += (table * shares[:, None]).T @ table - np.outer(mean, mean)
        step = np.linalg.solve(curvature, gradient)
        weights = weights - step
        if np.abs(step).max() < 1e-6:
            break
    return weights


@dataclass(frozen=True, slots=True)
class Judged:
    """Rows of signs, whether each is to be answered (1) or not (0), and how much it counts."""

    rows: Table
    truth: Table
    weight: Table

    @classmethod
    def of(cls, found: Table, right: NDArray[np.bool_], foreign: Table) -> Judged:
        """The judgement of three lots.

        Args:
            found: the signs of questions of the set, a row each.
            right: whether the first result was the right one.
            foreign: the signs of questions that the knowledge cannot answer.
        """
        return cls(
            np.vstack([found, found, foreign]),
            np.concatenate([np.ones(len(found)), np.zeros(len(found)), np.zeros(len(foreign))]),
            np.concatenate(
                [np.where(right, 1.0, _WRONG_IN_SET), np.where(right, 0.0, 1 - _WRONG_IN_SET), np.ones(len(foreign))]
            ),
        )


def learn_confidence(judged: Judged) -> tuple[Table, float]:
    """Weights and bias of a logistic model over signs, by iteratively reweighted least squares."""
    mean, spread = judged.rows.mean(axis=0), judged.rows.std(axis=0) + 1e-9
    table = np.column_stack([(judged.rows - mean) / spread, np.ones(len(judged.rows))])
    ridge = np.diag([3.3] * (table.shape[1] - 1) + [0.0])  # one third of a unit's variance on each standardised sign
    weights = np.zeros(table.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-table @ weights))
        gradient = table.T @ (judged.weight * (chance - judged.truth)) + ridge @ weights
        curvature = (table * (judged.weight * chance * (1 - chance))[:, None]).T @ table + ridge
        step = np.linalg.solve(curvature, gradient)
        weights = weights - step
        if np.abs(step).max() < 1e-6:
            break
    scaled = weights[:-1] / spread
    return scaled, float(weights[-1] - scaled @ mean)


def learn_trees(judged: Judged) -> list[list[list[float]]]:
    """Boosted trees over the same signs (scikit-learn's), each as a list of nodes, the first one its root.

    A node is ``[sign, threshold, left, right]``, a leaf ``[value]``; the sum of one leaf a tree is in log-odds. The
    first tree is a single leaf, with the odds of all rows together.
    """
    from sklearn.ensemble import GradientBoostingClassifier  # noqa: PLC0415  # for training only, 40 MB

    counted = judged.weight > 0
    truth, weight = judged.truth[counted], judged.weight[counted]
    model = GradientBoostingClassifier(
        n_estimators=200, learning_rate=0.05, max_leaf_nodes=8, max_depth=None, min_samples_leaf=60, max_features=0.3,
        subsample=0.7, random_state=0,
    ).fit(judged.rows[counted].astype(np.float32), truth, sample_weight=weight)  # fmt: skip
    share = float((truth * weight).sum() / weight.sum())
    trees: list[list[list[float]]] = [[[float(np.log(share / (1 - share)))]]]
    for (estimator,) in model.estimators_:
        tree = estimator.tree_
        nodes = zip(tree.feature, tree.threshold, tree.children_left, tree.children_right, tree.value, strict=True)
        trees.append(
            [
                [float(sign), float(limit), float(left), float(right)]
                if sign >= 0
                else [float(value[0, 0]) * model.learning_rate]
                for sign, limit, left, right, value in nodes
            ]
        )
    return trees


def learn_excerpt(samples: Sequence[tuple[Table, NDArray[np.bool_]]]) -> Table:
    """A weight a sign, by gradient steps (Adam) on the share that the runs with the answer get in a softmax.

    Args:
        samples: for each question the signs of the runs of its passage, and which runs hold the answer (at least one).
    """
    table = np.vstack([signs for signs, _ in samples])
    holds = np.concatenate([held for _, held in samples]).astype(np.float64)
    lengths = np.array([len(held) for _, held in samples])
    first = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    of = np.repeat(np.arange(len(samples)), lengths)
    width = table.shape[1]
    weights, mean, square = np.full(width, 0.1), np.zeros(width), np.zeros(width)
    for step in range(1, 801):
        scores = table @ weights * _SHARPNESS
        powers = np.exp(scores - np.maximum.reduceat(scores, first)[of])
        shares = powers / np.add.reduceat(powers, first)[of]
        held = shares * holds / np.maximum(1e-12, np.add.reduceat(shares * holds, first))[of]
        gradient = 0.002 * weights + _SHARPNESS * ((shares - held) @ table) / len(samples)
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient**2
        weights = weights - 0.02 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-9)
    return weights


def _softmax(scores: Table) -> Table:
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum())
