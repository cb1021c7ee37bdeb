"""What a rule put behind the first result is no rival of it, and makes nobody less sure."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from bot.answering.confidence import beside_rivals
from bot.search.searcher import Search


@pytest.mark.parametrize(
    ("scores", "left"),
    [
        ((9.0, 8.0, 3.0), (9.0, 8.0, 3.0)),
        ((9.0, 10.0, 3.0), (9.0, 3.0)),  # an event of another year, say
        ((5.0, 10.0, 3.0), (5.0, 10.0, 3.0)),  # the first is but what was left
        ((), ()),
    ],
)
def test_what_a_rule_put_behind_is_no_rival(scores: tuple[float, ...], left: tuple[float, ...]) -> None:
    found = tuple(SimpleNamespace(score=score) for score in scores)
    assert tuple(one.score for one in beside_rivals(Search(SimpleNamespace(), found, 1)).found) == left
