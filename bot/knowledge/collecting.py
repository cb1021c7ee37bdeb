"""Python's search for cycles of garbage, kept away from where it only costs time."""

from __future__ import annotations

import contextlib
import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Runs the block without the search for cycles, which took half of the time that 20,000 entries are read in.

    It also stops every thread while it walks what was made so far: half a second, in which nobody would be answered.
    For what makes no cycles, and in one thread at a time.
    """
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            gc.enable()
