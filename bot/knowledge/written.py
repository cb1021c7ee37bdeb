"""An entry, and where each part of it stands in its file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.knowledge.reading import Node

if TYPE_CHECKING:
    from bot.errors import Position
    from bot.knowledge.entry import Entry


@dataclass(frozen=True, slots=True)
class Written:
    """An entry beside the YAML node that it was read from, so that a finding can point into it."""

    entry: Entry
    node: Node

    def without_node(self) -> Written:
        """The entry alone: the node weighs several times as much."""
        return Written(self.entry, Node({}, self.entry.position))

    def place_of(self, key: str, item: int | None = None) -> Position:
        """The place of a key's value, or of the item of its list with that number; the entry's where there is none."""
        node = self.node.value.get(key) if isinstance(self.node.value, dict) else None
        if node is None:
            return self.entry.position
        if item is not None and isinstance(node.value, tuple) and item < len(node.value):
            return node.value[item].position
        return node.position
