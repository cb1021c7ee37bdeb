"""A short form of ``make fuzz``: no input of any kind breaks a door, is answered wrongly, or takes for ever."""

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.doors import DOORS, TEXTS

PIECES = [piece.encode() for text in TEXTS for piece in text.split(" ")]
BYTES = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(st.sampled_from(PIECES), max_size=30).map(b" ".join),
)


def altered(seeds):
    """Whole inputs in which a piece was replaced."""

    def replace(seed, start, length, new):
        place = start % (len(seed) + 1)
        return seed[:place] + new + seed[place + length :]

    return st.builds(
        replace, st.sampled_from(seeds), st.integers(0, 20_000), st.integers(0, 20), st.binary(max_size=20)
    )


@pytest.mark.parametrize("name", DOORS)
def test_nothing_breaks_a_door(name):
    door = DOORS[name]
    most = 20 if name in {"question", "html", "pdf", "docx"} else 150

    @settings(max_examples=most, deadline=None, database=None)
    @given(st.one_of(BYTES, altered(door.seeds)))
    def enter(raw):
        begun = time.process_time()
        with contextlib.suppress(*door.refusals):
            door.enter(raw[: door.longest])
        assert time.process_time() - begun < 10 * door.seconds

    enter()


@pytest.mark.parametrize("name", DOORS)
def test_the_seeds_are_let_in_or_refused_as_promised(name):
    for seed in DOORS[name].seeds:
        try:
            DOORS[name].enter(seed)
        except DOORS[name].refusals:
            assert name in {"html", "feed", "minutes"}
