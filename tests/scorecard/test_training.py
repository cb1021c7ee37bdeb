"""The models are learned from what tells right from wrong."""

from __future__ import annotations

import numpy as np

from bot.scorecard.training import learn_confidence, learn_excerpt, learn_ranking

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
    weights, bias = learn_confidence(found, np.ones(300, np.bool_), foreign)
    assert ((found @ weights + bias > 0).mean(), (foreign @ weights + bias < 0).mean()) > (0.95, 0.95)


def test_an_excerpt_is_chosen_by_the_sign_that_goes_with_answers() -> None:
    samples = []
    for _ in range(60):
        table = CHANCE.random((8, 3))
        holds = table[:, 2] >= np.sort(table[:, 2])[-2]
        samples.append((table, holds))
    assert np.argmax(learn_excerpt(samples)) == 2
