"""An edited entry is held only against those that share runs of its words; what is found is the same as by all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.alike import others_holding
from bot.errors import Position
from bot.knowledge.checks.doubles import find_double_of, find_doubles, runs_of
from bot.knowledge.loading import load
from bot.knowledge.reading import Node
from bot.knowledge.written import Written
from bot.search.index import Index
from tests.search.test_edits import WORDS, an_entry

SENTENCE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
BODY = st.lists(SENTENCE, min_size=1, max_size=9)


def said_of(own, others):
    own = replace(own, position=Position(Path("own.yaml")))
    all_written = [Written(entry, Node({}, entry.position)) for entry in (*others, own)]
    by_all = [found for found in find_doubles(all_written) if found.position == own.position]
    index = Index.build([*others, own])
    return by_all, list(find_double_of(all_written[-1], others_holding(own, index)))


@settings(max_examples=60, deadline=None)
@given(st.lists(BODY, min_size=1, max_size=6), st.data())
def test_what_is_nearly_the_same_is_found_as_by_comparing_all(bodies, data):
    others = [an_entry(number, "Bài", ". ".join(body), (), ()) for number, body in enumerate(bodies)]
    taken = list(data.draw(st.sampled_from(bodies)))
    taken.insert(data.draw(st.integers(0, len(taken))), data.draw(SENTENCE))
    own = an_entry(99, "Bài", data.draw(st.sampled_from([". ", "; ", "! ", "\n"])).join(taken), (), ())
    by_all, by_runs = said_of(own, others)
    assert by_all == by_runs


@pytest.mark.parametrize("changed", [lambda body: body, str.upper, lambda body: body.replace(". ", ".\n\n")])
def test_an_article_taken_in_twice_is_told_whatever_its_case_and_breaks(changed):
    entries = list(load(Path("knowledge")).entries)
    for original in entries[::40]:
        own = an_entry(99, "Bài khác", changed(original.body), (), ())
        by_all, by_runs = said_of(own, entries)
        assert by_runs == by_all
        assert by_runs


def test_most_others_are_left_out():
    entries = list(load(Path("knowledge")).entries)
    holding = others_holding(entries[5], Index.build(entries))
    assert max(len(list(holding(run))) for run in runs_of(entries[5].body)) < len(entries) / 2
