"""How values are written: signs that do not show, letters apart from their marks, words that YAML reads otherwise."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from bot.knowledge.finding import warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.knowledge.finding import Finding
    from bot.knowledge.reading import Node
    from bot.knowledge.written import Written

_HIDDEN: Final = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\u00ad]")
_LONE_MARK: Final = re.compile("[\u0300-\u036f]")
_SUSPECT: Final = re.compile("[\u0300-\u052f\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\u00ad]")
"""What any of the signs below begins with, so that most texts are gone through once."""
_LATIN: Final = "[a-zA-Z\u00c0-\u024f\u1e00-\u1eff]"
_OTHER_ALPHABET: Final = re.compile(f"{_LATIN}[\u0370-\u052f]|[\u0370-\u052f]{_LATIN}")
"""Letters of two alphabets in one word; a whole word of another is a foreign name."""
# YAML 1.1, section 10.2: what other programs make a truth value, a number or a time of.
_READ_OTHERWISE: Final = re.compile(
    r"(?:y|n|yes|no|on|off|true|false|null|~|[-+]?0[0-9_]+|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+|0x[0-9a-f]+)",
    re.IGNORECASE,
)


def find_in_spelling(written: Written) -> Iterator[Finding]:
    """The warnings about how an entry's values are written."""
    for node in written.node.texts():
        text = node.value
        if not isinstance(text, str):
            continue
        if not text.isascii():
            yield from _marks(node, text)
        if not node.style and _READ_OTHERWISE.fullmatch(text):
            yield warning("yaml-trap", node.position, value=text)


def _marks(node: Node, text: str) -> Iterator[Finding]:
    composed = unicodedata.normalize("NFC", text)
    if composed != text:
        first = next(at for at, (one, other) in enumerate(zip(composed, text, strict=False)) if one != other)
        yield warning("decomposed", node.place_in_text(first))
    if not _SUSPECT.search(composed):
        return
    for code, pattern in (("hidden-sign", _HIDDEN), ("lone-mark", _LONE_MARK), ("mixed-alphabets", _OTHER_ALPHABET)):
        if found := pattern.search(composed):
            around = composed[max(0, found.start() - 8) : found.end() + 8].replace("\n", " ")
            sign = unicodedata.name(found.group()[-1], "?")
            yield warning(code, node.place_in_text(found.start()), around=around, sign=sign)
