"""Telegram's HTML: escaping, measuring and cutting, so that no text can break a message or run past its limits."""

from __future__ import annotations

import re
import unicodedata
from html import escape as _escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")
_UNSENDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_BREAKS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"(?<=[.!?;…])\s+"), re.compile(r"\s+"))
_URL_LIMIT = 2048


def units(text: str) -> int:
    """The length of a text in UTF-16 units, which is how Telegram counts.

    >>> units("Đảng"), units("🗓")
    (4, 2)
    """
    return len(text) + sum(character > "\uffff" for character in text)


def escape(text: str) -> str:
    """The text as Telegram HTML that shows it as it is.

    Control characters and lone surrogates, which Telegram or UTF-8 refuse, become U+FFFD: the length is kept.

    >>> escape("CNTT & <b>")
    'CNTT &amp; &lt;b&gt;'
    """
    return _escape(_UNSENDABLE.sub("\ufffd", text), quote=True)


def plain_name(name: str, limit: int = 64) -> str:
    """A name that a stranger chose, as plain text on one line: no direction tricks, at most ``limit`` units.

    >>> plain_name("Nguyễn Văn An", 9)
    'Nguyễn…'
    """
    return clip(" ".join(_BIDI.sub("", name).split()), limit)


def clip(text: str, limit: int) -> str:
    """The text, or its beginning with "…" where it is longer than ``limit`` UTF-16 units; cut at a space if it can.

    >>> clip("Hội nghị Ban Chấp hành", 15)
    'Hội nghị Ban…'
    """
    if units(text) <= limit:
        return text
    kept = text[: _fitting(text, limit - 1)]
    space = kept.rfind(" ")
    return (kept[:space] if space > len(kept) // 2 else kept).rstrip(" ,;:-–") + "…"


def marked(text: str, highlights: Sequence[tuple[int, int]]) -> str:
    """The text as HTML with the highlighted ranges in bold. Ranges that overlap or lie outside are put right.

    >>> marked("Hội nghị", ((0, 3),))
    '<b>Hội</b> nghị'
    """
    parts: list[str] = []
    at = 0
    for start, end in sorted(highlights):
        first, last = max(start, at), min(end, len(text))
        if last > first:
            parts += [escape(text[at:first]), "<b>", escape(text[first:last]), "</b>"]
            at = last
    return "".join([*parts, escape(text[at:])])


def linkable(url: str | None) -> bool:
    """Whether Telegram takes the address on a button: http or https, a host with a dot, no spaces, not too long."""
    if url is None or len(url) > _URL_LIMIT or not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in host.strip(".")


def pieces(text: str, limit: int) -> Iterator[str]:
    """The text in pieces of at most ``limit`` UTF-16 units, nothing lost but white space where it was cut.

    Cuts between paragraphs if that leaves a piece at least half full, else between lines, sentences, words; only a
    word longer than a piece is cut inside, and then never between a letter and its accents.
    """
    rest = text.strip()
    while units(rest) > limit:
        end = _fitting(rest, limit)
        cut = next((at for rule in _BREAKS if (at := _last_break(rest, rule, end)) > end // 2), None)
        at = cut if cut is not None else _whole_character(rest, end)
        yield rest[:at].rstrip()
        rest = rest[at:].lstrip()
    if rest:
        yield rest


def _fitting(text: str, limit: int) -> int:
    """How many characters from the start fit into ``limit`` UTF-16 units."""
    used = 0
    for index, character in enumerate(text):
        used += 2 if character > "\uffff" else 1
        if used > limit:
            return index
    return len(text)


def _last_break(text: str, rule: re.Pattern[str], end: int) -> int:
    return max((found.start() for found in rule.finditer(text, 0, end + 1) if found.start() <= end), default=0)


def _whole_character(text: str, end: int) -> int:
    at = end
    while at > 1 and (unicodedata.combining(text[at]) or text[at] in "\u200d\ufe0f" or text[at - 1] == "\u200d"):
        at -= 1
    return at if at > 1 else end
