import re
import unicodedata
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.messages.html import clip, escape, linkable, marked, pieces, plain_name, units

TEXTS = st.text(alphabet=st.one_of(st.sampled_from("ạ ếđ\n.,;🗓\u0301\u200d<>&"), st.characters()))


@given(TEXTS)
def test_units_are_those_of_utf_16(text):
    assert units(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(TEXTS, st.integers(2, 40))
def test_a_clipped_text_fits_and_is_a_beginning(text, limit):
    clipped = clip(text, limit)
    assert units(clipped) <= limit
    assert clipped == text or text.startswith(clipped.removesuffix("…"))


@given(TEXTS, st.lists(st.tuples(st.integers(-3, 30), st.integers(-3, 30))))
def test_marking_never_changes_what_is_read(text, highlights):
    html = marked(text, highlights)
    assert unescape(re.sub("</?b>", "", html)) == unescape(escape(text))
    assert html.count("<b>") == html.count("</b>")


@given(TEXTS, st.integers(8, 60))
def test_pieces_fit_and_lose_only_white_space(text, limit):
    found = list(pieces(text, limit))
    assert all(piece and units(piece) <= limit for piece in found)
    assert "".join("".join(found).split()) == "".join(text.split())


def test_a_piece_never_begins_with_a_mark_that_belongs_to_the_last():
    text = unicodedata.normalize("NFD", "ế" * 200)
    assert not any(unicodedata.combining(piece[0]) for piece in pieces(text, 50))


def test_names_lose_direction_tricks_and_line_breaks():
    assert plain_name("Lan\n\u202e<i> Anh") == "Lan <i> Anh"


@pytest.mark.parametrize(
    ("url", "taken"),
    [
        ("https://mic.gov.vn/a?b=1", True),
        ("http://mic.gov.vn", True),
        ("ftp://mic.gov.vn", False),
        ("https://mic", False),
        ("https://[::1", False),
        (None, False),
        ("https://a.vn/" + "x" * 3000, False),
    ],
)
def test_only_addresses_that_telegram_takes_become_links(url, taken):
    assert linkable(url) is taken
