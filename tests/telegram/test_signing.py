import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.messages.message import Action
from bot.telegram.transport.signing import Signer

SIGNER = Signer(b"k" * 32)


def test_what_was_sealed_opens_and_fits_a_button():
    action = Action("show", ("0123456789abcdef", "12"))
    sealed = SIGNER.seal(action)
    assert len(sealed.encode()) <= 64
    assert SIGNER.open(sealed) == action


@given(st.text(max_size=80))
def test_nothing_else_opens(text):
    assert SIGNER.open(text) is None


def test_another_key_or_a_changed_letter_does_not_open():
    sealed = SIGNER.seal(Action("show", ("1",)))
    assert Signer(b"x" * 32).open(sealed) is None
    assert SIGNER.open(sealed[:-1] + "2") is None
    assert SIGNER.open(sealed.replace("A", "B", 1) if "A" in sealed else "A" + sealed[1:]) is None


def test_an_action_too_long_for_a_button_is_refused_where_it_is_made():
    with pytest.raises(ValueError, match="too long"):
        SIGNER.seal(Action("show", ("x" * 60,)))


def test_a_short_key_is_refused():
    with pytest.raises(ValueError, match="short"):
        Signer(b"short")
