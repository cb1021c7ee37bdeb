"""The syllables of several passages in one row, as numpy weighs them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.search.pieces import Tokens


@dataclass(frozen=True, slots=True)
class PassageTokens:
    """The syllables of some passages, one after another; ``owner[i]`` is the passage that token i belongs to."""

    folded: NDArray[np.uint32]
    keys: NDArray[np.uint32]
    sentence: NDArray[np.uint16]
    kinds: NDArray[np.uint8]
    owner: NDArray[np.int32]


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
