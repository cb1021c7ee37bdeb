"""After any edits an index answers as one built anew from the same entries, though it shares most with before."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.answerer import Answerer
from bot.errors import Position
from bot.knowledge.entry import Entry, Kind, Source
from bot.language.syllables import key
from bot.search.index import Index
from bot.search.searcher import Searcher
from bot.search.spelled import number_of

WORDS = (
    "Bộ trưởng Nguyễn Văn Hùng chủ trì hội nghị giao ban quý báo chí mạng viễn thông 2009 công nghệ thông tin CNTT "
    "(CNTT) chuyển đổi số (CĐS) CĐS TT&TT. Đài UBND; tỉnh Cà Mau họp. số 15/2020/NĐ-CP! quy hoạch"
).split()
TEXT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=24).map(" ".join)
QUESTION = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
LONG_TEXT = st.lists(TEXT, min_size=30, max_size=60).map(". ".join)
GLOSSARY = st.sampled_from([{}, {"CNTT": ("công ty nước",)}, {"TT&TT": ("Thông tin và Truyền thông",)}])


def an_entry(
    name: int, title: str, body: str, asked: tuple[str, ...], people: tuple[str, ...], topics: tuple[str, ...] = ()
) -> Entry:
    source, position = Source("nguồn"), Position(Path("e.yaml"))
    return Entry(f"e{name}", Kind.NEWS, title, source, body, position, questions=asked, people=people, topics=topics)


ENTRY = st.builds(
    an_entry,
    st.integers(0, 12),
    TEXT,
    st.one_of(TEXT, TEXT, LONG_TEXT),
    st.lists(QUESTION, max_size=2).map(tuple),
    st.lists(st.sampled_from(["Nguyễn Văn Hùng", "Trần Thị Mai"]), max_size=1).map(tuple),
)
STATE = st.lists(ENTRY, max_size=8, unique_by=lambda entry: entry.id)


def what_it_holds(index: Index) -> dict[str, object]:
    syllables = sorted(index.syllables)
    tokens, lengths = index.tokens_of(range(index.size))
    return {
        "passages": [(one.entry.id, one.passage) for one in index.passages],
        "syllables": dict(index.syllables),
        "pairs": {(a, b): index.pair_count(f"{a}_{b}") for a in syllables for b in syllables},
        "keys": {number: index.key_count(number) for number in np.unique(tokens.keys).tolist()},
        "tokens": [getattr(tokens, name).tolist() for name in ("folded", "keys", "sentence", "kinds", "owner")],
        "lengths": lengths.tolist(),
        "mean": index.mean_length,
        "abbreviations": (index.abbreviations.written, index.abbreviations.phrases),
        "holding": [index.holding(pair).tolist() for pair in pairwise(syllables)],
    }


def what_it_finds(index: Index, question: str) -> list[object]:
    search = Searcher(index).search(question)
    return [(found.number, round(found.score, 9), found.missing) for found in search.found]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(STATE, GLOSSARY), min_size=2, max_size=5), st.lists(QUESTION, min_size=1, max_size=3))
def test_after_any_edits_an_index_is_as_one_built_anew(states, questions):
    index = Index.build(states[0][0], glossary=states[0][1])
    for entries, glossary in states[1:]:
        index = Index.build(entries, glossary=glossary, like=index)
        anew = Index.build(entries, glossary=glossary)
        assert what_it_holds(index) == what_it_holds(anew)
        for question in questions:
            assert what_it_finds(index, question) == what_it_finds(anew, question)


@settings(max_examples=25, deadline=None)
@given(STATE, STATE, st.integers(0, 3))
def test_how_passages_begin_is_told_of_many_at_once(before, after, last):
    index = Index.build(after, like=Index.build(before))
    openings = index.openings_of(np.arange(index.size), last)
    for number in range(index.size):
        tokens, _ = index.tokens_of([number])
        begins, held = tokens.sentence <= last, openings.owner == number
        assert openings.folded[held].tolist() == tokens.folded[begins].tolist()
        assert openings.keys[held].tolist() == tokens.keys[begins].tolist()


@settings(max_examples=15, deadline=None)
@given(STATE, STATE, QUESTION)
def test_after_an_edit_questions_get_the_answers_of_a_fresh_build(before, after, question):
    edited = Answerer.build(before).edited(after, {}).answer(question)
    anew = Answerer.build(after).answer(question)
    assert edited.status == anew.status
    assert edited.confidence == pytest.approx(anew.confidence)
    assert [result.entry.id for result in edited.results] == [result.entry.id for result in anew.results]


def test_an_edit_takes_over_what_it_left_alone():
    entries = [an_entry(number, f"Bài {number}", "Bộ trưởng họp. " * 5, (), ()) for number in range(5)]
    before = Index.build(entries)
    changed = an_entry(3, "Bài mới", "Hội nghị giao ban quý.", (), ())
    after = Index.build([*entries[:3], changed, entries[4]], like=before)
    assert after.parts[0] is before.parts[0]
    assert after.parts[1].size == 1
    assert [one.entry.title for one in after.passages] == ["Bài 0", "Bài 1", "Bài 2", "Bài mới", "Bài 4"]
    assert after.key_count(number_of(key("quý"))) == 1


def test_an_abbreviation_that_a_text_introduces_is_found_in_the_others_at_once():
    entries = [
        an_entry(1, "Một", "Ứng dụng CĐS tại tỉnh.", (), ()),
        an_entry(2, "Hai", "Hội nghị giao ban.", (), ()),
    ]
    before = Index.build(entries)
    introducing = an_entry(2, "Hai", "Kế hoạch chuyển đổi số (CĐS) của tỉnh.", (), ())
    after = Index.build([entries[0], introducing], like=before)
    assert after.parts[0] is before.parts[0]
    assert after.holding(["chuyen", "doi", "so"]).tolist() == [0, 1]


def test_from_many_edits_on_everything_is_built_anew():
    entries = [an_entry(number, "Bài", f"Bộ trưởng họp lần {number}.", (), ()) for number in range(60)]
    before = Index.build(entries)
    half = [an_entry(number, "Khác", f"Hội nghị lần {number}.", (), ()) for number in range(30)]
    after = Index.build([*half, *entries[30:]], like=before)
    assert len(after.parts) == 1
    assert after.parts[0] is not before.parts[0]
