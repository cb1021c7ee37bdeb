"""The syllables of several passages in one row, as numpy weighs them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.search.pieces import Tokens


class PassageTokens:
    """The syllables of some passages, one after another.

    Each kind of what is known of them is looked up when it is first read: of most syllables only what they are.

    Args:
        held: the tokens of a part.
        places: which of them are meant.
        owner: the passage that each belongs to.
    """

    def __init__(self, held: Tokens, places: NDArray[np.int64], owner: NDArray[np.int32]) -> None:
        self._held = held
        self._places = places
        self.owner = owner

    @cached_property
    def folded(self) -> NDArray[np.uint32]:
        """The syllables folded."""
        return self._held.folded.take(self._places)

    @cached_property
    def keys(self) -> NDArray[np.uint32]:
        """The syllables as keys."""
        return self._held.keys.take(self._places)

    @cached_property
    def sentence(self) -> NDArray[np.uint16]:
        """The sentence of its passage that each stands in."""
        return self._held.sentence.take(self._places)

    @cached_property
    def kinds(self) -> NDArray[np.uint8]:
        """What kind each is, as bits."""
        return self._held.kinds.take(self._places)

    def keys_at(self, at: NDArray[np.int64]) -> NDArray[np.uint32]:
        """A few of ``keys``, without looking up the others."""
        return self._held.keys.take(self._places.take(at))

    def sentence_at(self, at: NDArray[np.int64]) -> NDArray[np.uint16]:
        """A few of ``sentence``, without looking up the others."""
        return self._held.sentence.take(self._places.take(at))


class Openings:
    """The first syllables of some passages, as `PassageTokens`, but those of one part after those of the other.

    Most questions need them either folded or as keys, so each is looked up when it is first read.

    Args:
        held: of each part its tokens and the places of those meant.
        owner: the passage that each belongs to.
    """

    def __init__(self, held: Sequence[tuple[Tokens, NDArray[np.int64]]], owner: NDArray[np.int32]) -> None:
        self._held = held
        self.owner = owner

    @cached_property
    def folded(self) -> NDArray[np.uint32]:
        """The syllables folded."""
        return np.concatenate([tokens.folded.take(places) for tokens, places in self._held])

    @cached_property
    def keys(self) -> NDArray[np.uint32]:
        """The syllables as keys."""
        return np.concatenate([tokens.keys.take(places) for tokens, places in self._held])
