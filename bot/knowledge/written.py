"""An entry, and where each part of it stands in its file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import Position
from bot.knowledge.reading import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

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

    def texts_beside_body(self) -> Iterator[Node]:
        """Every other text that people are shown; a link is none."""
        return self.node.texts(without=frozenset({"body", "url"}))

    def place_in_body(self, offset: int) -> Position:
        """The line of the body's character in the file; exact where the body is written as a block ("|")."""
        node = self.node.value["body"] if isinstance(self.node.value, dict) else self.node
        if node.style != "|" or not isinstance(node.value, str):
            return node.position
        cut = len(node.value) - len(node.value.lstrip())
        line = node.value[:cut].count("\n") + self.entry.body[:offset].count("\n")
        return Position(node.position.file, node.position.line + 1 + line)
