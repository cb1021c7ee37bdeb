"""YAML read as an admin meant it: plain text values, each with its line and column, and nothing that surprises.

Every scalar is text (``no`` stays "no", ``12:30`` stays "12:30"). Anchors, aliases, merge keys, tags and duplicate keys
are refused, since in a knowledge file they are slips or attacks. Depth is bounded from the stream of events, before the
C loader may recurse.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

import yaml

from bot.errors import KnowledgeError, Position

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_FILE: Final = 5_000_000
"""Bytes that a knowledge file may have."""
DEEPEST: Final = 12
"""Levels that a knowledge file may nest."""


class _Mark(Protocol):
    """What PyYAML's two kinds of mark have in common; both counted from 0."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Node:
    """A value with its place: text, a tuple of nodes, or a mapping from keys to nodes."""

    value: str | tuple[Node, ...] | dict[str, Node]
    position: Position
    key_positions: tuple[tuple[str, Position], ...] = ()


def read_yaml(file: Path) -> Node | None:
    """The file's one document; None where it is empty.

    Raises:
        KnowledgeError: the first thing that keeps the file from being read, located.
    """
    return _compose(file, _text_of(file))


def _text_of(file: Path) -> str:
    try:
        size = file.stat().st_size
        if size > LARGEST_FILE:
            raise KnowledgeError(
                f"the file has {size:,} bytes, more than {LARGEST_FILE:,}",
                where=str(Position(file)),
                mend="split it: one file an entry, or a hundred entries a file",
            )
        raw = file.read_bytes()
    except OSError as unreadable:
        raise KnowledgeError(
            f"the file cannot be read: {unreadable.strerror}",
            where=str(Position(file)),
            mend="check that it exists and its rights",
        ) from unreadable
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = raw[: wrong.start].count(b"\n") + 1
        raise KnowledgeError(
            f"byte 0x{raw[wrong.start]:02x} is not UTF-8",
            where=str(Position(file, line)),
            mend="save the file with the encoding UTF-8",
        ) from wrong


def _compose(file: Path, text: str) -> Node | None:
    """The nodes of a text: from the parser's events, which come one by one and need no recursion."""
    composer = _Composer(file)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            composer.take(event)
    except yaml.MarkedYAMLError as broken:
        where = composer.at(broken.problem_mark or broken.context_mark)
        raise KnowledgeError(_plain(broken), where=str(where), mend=_mend(broken)) from broken
    except yaml.YAMLError as broken:
        raise KnowledgeError(
            f"the file is no text: {broken}".splitlines()[0],
            where=str(Position(file)),
            mend="save it as plain UTF-8 text",
        ) from broken
    return composer.root


class _Composer:
    """Takes the events of a YAML text and builds nodes of them."""

    def __init__(self, file: Path) -> None:
        self.root: Node | None = None
        self._file = file
        self._open: list[tuple[Position, list[Node]]] = []

    def at(self, mark: _Mark | None) -> Position:
        return Position(self._file, mark.line + 1, mark.column + 1) if mark else Position(self._file)

    def take(self, event: yaml.Event) -> None:
        position = self.at(event.start_mark)
        self._refuse(event, position)
        if isinstance(event, yaml.CollectionStartEvent):
            self._open.append((position, []))
        elif isinstance(event, yaml.ScalarEvent):
            self._put(Node(event.value, position))
        elif isinstance(event, yaml.SequenceEndEvent):
            start, items = self._open.pop()
            self._put(Node(tuple(items), start))
        elif isinstance(event, yaml.MappingEndEvent):
            start, items = self._open.pop()
            self._put(_mapping(items, start))

    def _put(self, node: Node) -> None:
        if self._open:
            self._open[-1][1].append(node)
        else:
            self.root = node

    def _refuse(self, event: yaml.Event, position: Position) -> None:
        """Refuses what a knowledge file does not need and an attack would use."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            what, mend = "anchors and aliases (& and *) are not used here", "write the value out, or put it in quotes"
        elif tag := getattr(event, "tag", None):
            what, mend = f"the tag {tag} is not used here", "remove it, or put the value in quotes"
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            what, mend = "a second document (---) in one file", "put the entries into one list, or into their own files"
        elif isinstance(event, yaml.CollectionStartEvent) and len(self._open) >= DEEPEST:
            what, mend = f"nested deeper than {DEEPEST} levels", "an entry needs no more than four"
        else:
            return
        raise KnowledgeError(what, where=str(position), mend=mend)


def _mapping(items: list[Node], position: Position) -> Node:
    held: dict[str, Node] = {}
    places: list[tuple[str, Position]] = []
    for key, value in zip(items[::2], items[1::2], strict=True):
        if not isinstance(key.value, str):
            raise KnowledgeError(
                "a key must be a word", where=str(key.position), mend="put the key in quotes, or check the indentation"
            )
        if key.value == "<<":
            raise KnowledgeError(
                "merge keys (<<) are not used here", where=str(key.position), mend="write the values out"
            )
        if key.value in held:
            raise KnowledgeError(
                f"the key {key.value!r} stands twice", where=str(key.position), mend="remove one of the two"
            )
        held[key.value] = value
        places.append((key.value, key.position))
    return Node(held, position, tuple(places))


def _plain(broken: yaml.MarkedYAMLError) -> str:
    return " ".join(part for part in (broken.context, broken.problem) if part) or "the YAML cannot be read"


def _mend(broken: yaml.MarkedYAMLError) -> str:
    problem = broken.problem or ""
    if "mapping values are not allowed" in problem:
        return 'a value with a colon needs quotes: title: "Hội nghị: quý I"'
    if "\\t" in problem or "tab" in problem or "cannot start any token" in problem:
        return "indent with spaces, not tabs, and put values that begin with @ ` % in quotes"
    return "look at this line and the one before: indentation, quotes, brackets"
