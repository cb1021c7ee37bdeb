"""YAML changed and written again with its comments, its order, and the way in which its author set it."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.errors import KnowledgeError

if TYPE_CHECKING:
    from pathlib import Path

_NESTED: Final = ((4, 2), (2, 0))
"""How far lists below a key are set in, and their dashes in them: by two, as hoibo writes, or not at all."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is set.

    Attributes:
        sequence: columns by which lists are set in.
        offset: columns of those before the dash.
        is_flush: whether the entries of a list of them begin in the first column all the same.
        line_end: what ends its lines.
    """

    sequence: int
    offset: int
    is_flush: bool
    line_end: str

    def write(self, root: Any) -> str:
        """The text of what ``read_round`` gave, set so."""
        yaml = _yaml()
        yaml.indent(mapping=2, sequence=self.sequence, offset=self.offset)
        written = io.StringIO()
        yaml.dump(root, written)
        text = written.getvalue()
        if self.is_flush:
            text = re.sub("(?m)^  ", "", text)
        return text.replace("\n", self.line_end)


def read_round(text: str, file: Path) -> Any:
    """A file's lists and mappings, which know their comments and quotes.

    Args:
        text: what it holds.
        file: its place, for the error.

    Raises:
        KnowledgeError: it is no YAML.
    """
    try:
        return _yaml().load(text.replace("\r\n", "\n"))
    except YAMLError as broken:
        raise KnowledgeError("the file cannot be read", where=str(file), mend="run hoibo check") from broken


def layout_of(text: str, root: Any) -> Layout:
    """The layout by which the text comes back as it is, or else most like it.

    Args:
        text: the file's.
        root: what ``read_round`` gave of it, unchanged.
    """
    line_end = "\r\n" if "\r\n" in text else "\n"
    flush = (False, True) if isinstance(root, list) else (False,)
    lines = text.splitlines()
    best, likeness = Layout(*_NESTED[0], is_flush=False, line_end=line_end), -1.0
    for sequence, offset in _NESTED:
        for is_flush in flush if offset else (False,):
            layout = Layout(sequence, offset, is_flush, line_end)
            written = layout.write(root)
            if written == text:
                return layout
            like = SequenceMatcher(None, lines, written.splitlines(), autojunk=False).ratio()
            if like > likeness:
                best, likeness = layout, like
    return best


def _yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    return yaml
