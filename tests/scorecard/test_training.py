"""The models are learned from what tells right from wrong."""

from __future__ import annotations

import numpy as np

from bot.answering.confidence import Trees
from bot.scorecard.training import Judged, learn_confidence, learn_excerpt, learn_ranking, learn_trees

CHANCE = np.random.default_rng(7)


def test_a_figure_that_tells_the_right_passage_gets_the_weight() -> None:
    samples = []
    for _ in range(80):
        table = CHANCE.random((10, 3))
        right = int(CHANCE.integers(10))
        table[right, 1] += 1
        samples.append((table, right))
    weights = learn_ranking(samples)
    assert np.argmax(weights) == 1
    assert weights[1] > 2 * np.abs(weights[[0, 2]]).max()


def test_confidence_separates_what_is_known_from_what_is_foreign() -> None:
    found, foreign = CHANCE.normal(1, 0.5, (300, 2)), CHANCE.normal(-1, 0.5, (300, 2))
    weights, bias = learn_confidence(Judged.of(found, np.ones(300, np.bool_), foreign))
    assert (found @ weights + bias > 0).mean() > 0.95
    assert (foreign @ weights + bias < 0).mean() > 0.95


def test_trees_tell_what_no_line_can_and_are_read_back_as_they_were_learned() -> None:
    """Known where both signs are large or both small: no line parts these from the rest."""
    rows = CHANCE.uniform(-1, 1, (1200, 2))
    known = rows[:, 0] * rows[:, 1] > 0
    kept = learn_trees(Judged.of(rows[known], np.ones(int(known.sum()), np.bool_), rows[~known]))
    trees = Trees.of(kept)
    totals = np.array([trees.total(row) for row in rows])
    assert ((totals > 0) == known).mean() > 0.9


def test_an_excerpt_is_chosen_by_the_sign_that_goes_with_answers() -> None:
    samples = []
    for _ in range(60):
        table = CHANCE.random((8, 3))
        holds = table[:, 2] >= np.sort(table[:, 2])[-2]
        samples.append((table, holds))
    assert np.argmax(learn_excerpt(samples)) == 2
