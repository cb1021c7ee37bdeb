"""Entries that replace each other in a circle, so that none of them would stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.knowledge.written import Written


def find_circles(all_written: Sequence[Written]) -> Iterator[Finding]:
    """An error for each entry of a circle, at its ``replaces``."""
    replaced = {written.entry.id: written.entry.replaces for written in all_written}
    for written in all_written:
        seen: list[str] = [written.entry.id]
        step = written.entry.replaces
        while step is not None and step not in seen:
            seen.append(step)
            step = replaced.get(step)
        if step == written.entry.id:
            circle = " → ".join([*seen, step])
            yield Finding("replaces-circle", written.place_of("replaces"), (("circle", circle),))
