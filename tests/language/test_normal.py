import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.normal import fold, normalise
from bot.language.syllables import key, tokens


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Hô\u0323i nghi\u0323", "Hội nghị"),
        ("e\u0301\u0302", "ế"),
        ("o\u0301\u031b", "ớ"),
        ("Ðảng", "Đảng"),
        ("Bộ\u00a0trưởng", "Bộ trưởng"),
        ("hội\u200bnghị", "hộinghị"),
        ("\u202ehội", "hội"),
        ("ha\u0341", "há"),
    ],
)
def test_one_normal_form_for_many_ways_of_writing(written, meant):
    assert normalise(written) == meant


@given(st.one_of(st.text(), st.text("aeo\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")))
def test_normalising_twice_changes_nothing_more(text):
    assert normalise(normalise(text)) == normalise(text)


@given(st.text())
def test_folding_never_changes_length(text):
    assert len(fold(text)) == len(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà", "hòa"), ("hoạt", "họat"), ("kỹ", "kĩ"), ("quý", "quí"), ("thuỵ", "thụy"), ("lý", "lí"), ("uỷ", "ủy")],
)
def test_spelling_habits_share_a_key(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("ma", "má"), ("tai", "tay"), ("đường", "dương"), ("thuy", "thui"), ("ngành", "ngánh")]
)
def test_different_syllables_keep_different_keys(one, other):
    assert key(one) != key(other)


@given(st.text())
def test_a_token_is_where_it_says(text):
    text = normalise(text)
    for token in tokens(text):
        assert text[token.start : token.end].isalnum() or text[token.start : token.end]
        assert token.start < token.end
