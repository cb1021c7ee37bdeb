"""YAML read as an admin meant it: plain text values, each with its line and column, and nothing that surprises.

Every scalar is text (``no`` stays "no", ``12:30`` stays "12:30"). Anchors, aliases, merge keys, tags and duplicate keys
are refused, since in a knowledge file they are slips or attacks. Depth is bounded from the stream of events, before the
C loader may recurse.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

import yaml

from bot.errors import Position
from bot.knowledge.finding import problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST_FILE: Final = 5_000_000
"""Bytes that a knowledge file may have."""
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
MOST_VALUES: Final = 50_000
"""Values that a knowledge file may hold, keys included: about 2,000 entries, read in half a second."""
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
    style: str = ""
    """How a text was written: "" plain, "'" or '"' in quotes, "|" or ">" as a block."""

    def texts(self, without: frozenset[str] = frozenset()) -> Iterator[Node]:
        """Every text in it, in order, but for what stands under the keys ``without``. The reader bounds the depth."""
        if isinstance(self.value, str):
            yield self
        elif isinstance(self.value, tuple):
            for item in self.value:
                yield from item.texts(without)
        else:
            for key, value in self.value.items():
                if key not in without:
                    yield from value.texts(without)

    def place_in_text(self, offset: int) -> Position:
        """The place of a character of a text as it was written: its line in a block ("|"), else where it begins."""
        start = self.position
        if self.style != "|" or not isinstance(self.value, str):
            return start
        return Position(start.file, start.line + 1 + self.value[:offset].count("\n"), 0)


def read_yaml(file: Path) -> Node | None:
    """The file's one document; None where it is empty.

    Raises:
        KnowledgeError: the first thing that keeps the file from being read, located.
    """
    return as_nodes(file, read_bytes(file))


def read_bytes(file: Path) -> bytes:
    """What a file holds.

    Raises:
        KnowledgeError: it is larger than knowledge may be, or cannot be read.
    """
    try:
        size = file.stat().st_size
        if size > LARGEST_FILE:
            raise problem("too-large", Position(file), size=f"{size:,}", most=f"{LARGEST_FILE:,}")
        return file.read_bytes()
    except OSError as unreadable:
        raise problem("unreadable", Position(file), reason=str(unreadable.strerror)) from unreadable


def as_nodes(file: Path, raw: bytes) -> Node | None:
    """The one document that the bytes are; None where they are empty.

    Args:
        file: where they come from, for the positions.
        raw: what `read_bytes` gave.

    Raises:
        KnowledgeError: the first thing that keeps them from being read, located.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = raw[: wrong.start].count(b"\n") + 1
        raise problem("not-utf8", Position(file, line), byte=f"0x{raw[wrong.start]:02x}") from wrong
    return _compose(file, text)


def _compose(file: Path, text: str) -> Node | None:
    """The nodes of a text: from the parser's events, which come one by one and need no recursion."""
    composer = _Composer(file)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            composer.take(event)
    except yaml.MarkedYAMLError as broken:
        code = _code(broken)
        began = broken.context_mark if code in _SEEN_TOO_LATE else None
        raise problem(
            code, composer.at(began or broken.problem_mark or broken.context_mark), problem=_plain(broken)
        ) from broken
    except yaml.YAMLError as broken:
        line = next((at for at, one in enumerate(text.split("\n"), 1) if _UNPRINTABLE.search(one)), 0)
        raise problem("no-text", Position(file, line), problem=str(broken).splitlines()[0]) from broken
    return composer.root


class _Composer:
    """Takes the events of a YAML text and builds nodes of them."""

    def __init__(self, file: Path) -> None:
        self.root: Node | None = None
        self._file = file
        self._open: list[tuple[Position, list[Node]]] = []
        self._values = 0

    def at(self, mark: _Mark | None) -> Position:
        return Position(self._file, mark.line + 1, mark.column + 1) if mark else Position(self._file)

    def take(self, event: yaml.Event) -> None:
        position = self.at(event.start_mark)
        self._refuse(event, position)
        if isinstance(event, yaml.CollectionStartEvent):
            self._open.append((position, []))
        elif isinstance(event, yaml.ScalarEvent):
            self._put(Node(event.value, position, style=event.style or ""))
        elif isinstance(event, yaml.SequenceEndEvent):
            start, items = self._open.pop()
            self._put(Node(tuple(items), start))
        elif isinstance(event, yaml.MappingEndEvent):
            start, items = self._open.pop()
            self._put(_mapping(items, start))

    def _put(self, node: Node) -> None:
        self._values += 1
        if self._values > MOST_VALUES:
            raise problem("too-many-values", node.position, most=f"{MOST_VALUES:,}")
        if self._open:
            self._open[-1][1].append(node)
        else:
            self.root = node

    def _refuse(self, event: yaml.Event, position: Position) -> None:
        """Refuses what a knowledge file does not need and an attack would use."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise problem("anchor", position)
        if tag := getattr(event, "tag", None):
            raise problem("tag", position, tag=str(tag))
        if isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            raise problem("second-document", position)
        if isinstance(event, yaml.CollectionStartEvent) and len(self._open) >= DEEPEST:
            raise problem("too-deep", position, most=str(DEEPEST))


def _mapping(items: list[Node], position: Position) -> Node:
    held: dict[str, Node] = {}
    places: list[tuple[str, Position]] = []
    for key, value in zip(items[::2], items[1::2], strict=True):
        if not isinstance(key.value, str):
            raise problem("key-no-word", key.position)
        if key.value == "<<":
            raise problem("merge-key", key.position)
        if key.value in held:
            raise problem("duplicate-key", key.position, key=key.value)
        held[key.value] = value
        places.append((key.value, key.position))
    return Node(held, position, tuple(places))


def _plain(broken: yaml.MarkedYAMLError) -> str:
    return " ".join(part for part in (broken.context, broken.problem) if part) or "the YAML cannot be read"


def _code(broken: yaml.MarkedYAMLError) -> str:
    said = broken.problem or ""
    if "mapping values are not allowed" in said:
        return "colon"
    if "\\t" in said or "tab" in said or "cannot start any token" in said:
        return "tab"
    context = broken.context or ""
    if "quoted scalar" in context and "end of stream" in said:
        return "open-quote"
    if "while parsing a flow" in context:
        return "open-bracket"
    return "not-indented" if "could not find expected ':'" in said else "yaml"


_SEEN_TOO_LATE: Final = frozenset(("open-quote", "open-bracket"))
"""What the parser notices only far behind its beginning, where it is to be mended."""
