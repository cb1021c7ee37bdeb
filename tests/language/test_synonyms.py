"""Other words for the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.normal import normalise
from bot.language.syllables import tokens
from bot.language.synonyms import other_words


def _others(question: str, *, accented: bool) -> dict[str, frozenset[str]]:
    found = tokens(question)
    return {found[at].folded: words for at, words in other_words(found, accented=accented).items()}


@pytest.mark.parametrize(
    ("question", "word", "stand_in"),
    [
        ("khi nào cắt sóng", "cat", "tat"),
        ("hoãn đến bao giờ", "hoan", "lui"),
        ("máy bàn đổi số", "may", "co"),
        ("máy bàn đổi số", "ban", "dinh"),
        ("khôi phục băng gốc", "khoi", "phuc"),
    ],
)
def test_a_synonym_stands_in_syllable_by_syllable(question: str, word: str, stand_in: str) -> None:
    assert stand_in in _others(question, accented=True)[word]


def test_without_accents_single_syllables_mean_too_many_things() -> None:
    assert _others("cat song o dau", accented=False) == {}
    assert "dinh" in _others("may ban doi so", accented=False)["ban"]


@given(st.text(max_size=200).map(normalise), st.booleans())
def test_no_text_breaks_it(text: str, accented: bool) -> None:  # noqa: FBT001 - given by Hypothesis
    found = tokens(text)
    others = other_words(found, accented=accented)
    assert all(found[at].folded not in words for at, words in others.items())
