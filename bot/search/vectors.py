"""What numpy has no quick way for, or none without the weight of its masked arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Number = TypeVar("Number", bound=np.integer)


def distinct(numbers: NDArray[Number]) -> NDArray[Number]:
    """The numbers in order, each once. For some hundred of them an eighth of the time of ``np.unique``.

    >>> distinct(np.array([3, 1, 3])).tolist()
    [1, 3]
    """
    ordered = np.sort(numbers)
    chosen = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=chosen[1:])
    found: NDArray[Number] = ordered[chosen]
    return found


def places_in_runs(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """The places of some runs, each given by its first one and its length, one run after another.

    >>> places_in_runs(np.array([10, 5]), np.array([2, 3])).tolist()
    [10, 11, 5, 6, 7]
    """
    ends = np.cumsum(lengths)
    places: NDArray[np.int64] = np.repeat(starts - (ends - lengths), lengths)
    places += np.arange(len(places))
    return places
