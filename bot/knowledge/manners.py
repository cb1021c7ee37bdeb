"""Long work in one thread that holds up no other: without the search for cycles, and with turns for the others."""

from __future__ import annotations

import contextlib
import gc
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator


_TURN: Final = 50
_BREATH: Final = 0.0005


def give_turns(done: int) -> None:
    """Lets other threads go on for half a millisecond after every fiftieth piece of work; ``done`` counts them.

    Opening a file and handing a document to tantivy give Python's lock back and take it again so quickly that a thread
    which waits for it on a busy machine came too late again and again, for up to half a second.
    """
    if done % _TURN == 0:
        time.sleep(_BREATH)


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
