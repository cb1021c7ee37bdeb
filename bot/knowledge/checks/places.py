"""Where in a file a finding points to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import Position

if TYPE_CHECKING:
    from bot.knowledge.loading import Written
    from bot.knowledge.reading import Node


def place_of(written: Written, key: str, item: int | None = None) -> Position:
    """The place of a key's value, or of the item of its list with that number; the entry's where there is none."""
    node = written.node.value.get(key) if isinstance(written.node.value, dict) else None
    if node is None:
        return written.entry.position
    if item is not None and isinstance(node.value, tuple) and item < len(node.value):
        return node.value[item].position
    return node.position


def place_in_text(node: Node, offset: int) -> Position:
    """The place of a character of a text as it was written; the line is exact in a block ("|"), else the value's."""
    start = node.position
    if node.style != "|" or not isinstance(node.value, str):
        return start
    before = node.value[:offset]
    return Position(start.file, start.line + 1 + before.count("\n"), 0)
