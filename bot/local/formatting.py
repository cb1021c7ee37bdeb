"""Telegram's HTML, parsed by the rules of Telegram's own server (TDLib, ``parse_html``), with its complaints.

An entity's offset and length count UTF-16 code units, as everywhere in the Bot API; offsets in complaints count bytes
of UTF-8.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

from bot.local.refusal import bad_request

Entity = dict[str, Any]

MOST_ENTITIES = 100
"""Telegram silently drops the entities of a message beyond this many."""

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ESCAPE = re.compile(r"&(#x[0-9a-fA-F]{1,8}|#[0-9]{1,8}|[a-zA-Z]+);?")
_TAG_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE_NAME = re.compile(r"""[^\s=>/"']*""")
_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
_SPACE = re.compile(r"\s*")


def utf16_length(text: str) -> int:
    """How long Telegram takes a text to be: in UTF-16 code units, so that most emoji count two."""
    return len(text) + sum(character > "\uffff" for character in text)


def escape(text: str) -> str:
    """The text so that it stands for itself in Telegram's HTML."""
    return html.escape(text, quote=False)


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    offset: int


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.offset = 0
        self.text: list[str] = []
        self.entities: list[Entity] = []
        self.open: list[_Open] = []

    def byte(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))

    def put(self, piece: str) -> None:
        self.text.append(piece)
        self.offset += utf16_length(piece)

    def parse(self) -> None:
        source = self.source
        while self.at < len(source):
            character = source[self.at]
            if character == "<":
                if source.startswith("</", self.at):
                    self.end_tag()
                else:
                    self.start_tag()
            elif character == "&":
                piece, self.at = _unescape(source, self.at)
                self.put(piece)
            else:
                stop = min((found for mark in "<&" if (found := source.find(mark, self.at)) >= 0), default=len(source))
                self.put(source[self.at : stop])
                self.at = stop
        if self.open:
            raise _unparsable(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')

    def start_tag(self) -> None:
        begin = self.byte(self.at)
        source = self.source
        name = _matched(_TAG_NAME, source, self.at + 1)
        self.at += 1 + len(name)
        if self.at >= len(source):
            raise _unparsable(f"Unclosed start tag at byte offset {begin}")
        tag = name.lower()
        if tag not in _KINDS:
            raise _unparsable(f'Unsupported start tag "{tag}" at byte offset {begin}')
        argument = ""
        while source[self.at] != ">":
            self.skip_space()
            if self.peek() == ">":
                break
            argument = self.attribute(tag, begin) or argument
            if self.at >= len(source):
                raise _unparsable(f"Unclosed start tag at byte offset {begin}")
        self.at += 1
        if tag == "span" and argument != "spoiler":
            raise _unparsable(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.open.append(_Open(tag, argument, self.offset))

    def attribute(self, tag: str, begin: int) -> str:
        source = self.source
        name = _matched(_ATTRIBUTE_NAME, source, self.at).lower()
        if not name:
            raise _unparsable(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
        self.at += len(name)
        self.skip_space()
        if self.peek() != "=":
            return "expandable" if (tag, name) == ("blockquote", "expandable") else ""
        self.at += 1
        self.skip_space()
        quote = self.peek()
        if quote in {'"', "'"}:
            value = self.quoted(quote)
        else:
            value = _matched(_TOKEN, source, self.at).lower()
            token_begin, self.at = self.byte(self.at), self.at + len(value)
            if self.at < len(source) and not (source[self.at].isspace() or source[self.at] == ">"):
                raise _unparsable(f"Unexpected end of name token at byte offset {token_begin}")
        return _argument(tag, name, value)

    def quoted(self, quote: str) -> str:
        self.at += 1
        pieces = []
        while self.at < len(self.source) and self.source[self.at] != quote:
            piece, self.at = _unescape(self.source, self.at)
            pieces.append(piece)
        self.at += 1
        return "".join(pieces)

    def end_tag(self) -> None:
        begin = self.byte(self.at)
        if not self.open:
            raise _unparsable(f"Unexpected end tag at byte offset {begin}")
        name = _matched(_TAG_NAME, self.source, self.at + 2)
        self.at += 2 + len(name)
        self.skip_space()
        if self.peek() != ">":
            raise _unparsable(f"Unclosed end tag at byte offset {begin}")
        self.at += 1
        tag = self.open[-1]
        if name and name.lower() != tag.tag:
            raise _unparsable(
                f'Unmatched end tag at byte offset {begin}, expected "</{tag.tag}>", found "</{name.lower()}>"'
            )
        self.open.pop()
        if self.offset > tag.offset:
            entity = _entity(tag, "".join(self.text), self.offset - tag.offset)
            if entity is not None:
                self.entities.append(entity)

    def peek(self) -> str:
        return self.source[self.at : self.at + 1]

    def skip_space(self) -> None:
        self.at += len(_matched(_SPACE, self.source, self.at))


def _matched(pattern: re.Pattern[str], source: str, position: int) -> str:
    found = pattern.match(source, position)
    return found.group() if found else ""


def _unparsable(description: str) -> Exception:
    return bad_request(f"can't parse entities: {description}")


def _unescape(source: str, position: int) -> tuple[str, int]:
    """The character at ``position``, where it is an escape the one it stands for, and the position after it."""
    found = _ESCAPE.match(source, position)
    if found is None:
        return source[position], position + 1
    name = found.group(1)
    if name.startswith("#"):
        code = int(f"0{name[1:]}", 0) if name[1] == "x" else int(name[1:])
        if 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF:
            return chr(code), found.end()
    elif name in _NAMED:
        return _NAMED[name], found.end()
    return source[position], position + 1


def _argument(tag: str, name: str, value: str) -> str:
    match (tag, name):
        case ("a", "href"):
            return value
        case ("code", "class") if value.startswith("language-"):
            return value.removeprefix("language-")
        case ("span", "class") if value.startswith("tg-"):
            return value.removeprefix("tg-")
        case ("tg-emoji", "emoji-id"):
            return value
        case ("blockquote", "expandable"):
            return "expandable"
    return ""


def _entity(tag: _Open, text: str, length: int) -> Entity | None:
    entity: Entity = {"type": _KINDS[tag.tag], "offset": tag.offset, "length": length}
    match tag.tag:
        case "a":
            url = tag.argument or utf16_slice(text, tag.offset, length)
            # Telegram drops what is no address, and keeps the words.
            return entity | {"url": _completed(url)} if looks_like_a_url(url) else None
        case "tg-emoji":
            return entity | {"custom_emoji_id": tag.argument} if tag.argument.isdigit() else None
        case "blockquote" if tag.argument:
            return entity | {"type": "expandable_blockquote"}
        case "code" if tag.argument:
            return entity | {"language": tag.argument}
    return entity


def looks_like_a_url(url: str) -> bool:
    """Whether Telegram would take it for a link: ``http``, ``https``, ``ton`` and ``tg`` addresses, or a bare host."""
    return (
        re.fullmatch(
            r"(?i)(?:(?:https?|ton)://)?[^\s/@:]+\.[^\s/@:]{2,}(?::\d+)?(?:[/?#]\S*)?|tg://\S+|https?://(?:localhost|[\d.]+)(?::\d+)?(?:[/?#]\S*)?|mailto:\S+|tel:\S+",
            url,
        )
        is not None
    )


def _completed(url: str) -> str:
    return url if re.match(r"(?i)[a-z]+:", url) else f"http://{url}/" if "/" not in url else f"http://{url}"


def utf16_slice(text: str, offset: int, length: int) -> str:
    """The piece of ``text`` that an entity covers.

    >>> utf16_slice("a😀b", 1, 2)
    '😀'
    """
    encoded = text.encode("utf-16-le", "surrogatepass")
    return encoded[offset * 2 : (offset + length) * 2].decode("utf-16-le", "replace")


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The plain text, and what is marked in it, sorted by place, the outer before the inner.

    Space at both ends is cut off, as Telegram does it.

    >>> parse_html("<b>Đảng ủy</b> &amp; <i>Bộ</i>")
    ('Đảng ủy & Bộ', [{'type': 'bold', 'offset': 0, 'length': 7}, {'type': 'italic', 'offset': 10, 'length': 2}])

    Raises:
        RefusalError: in Telegram's words, with the place in bytes.
    """
    parser = _Parser(source)
    parser.parse()
    return trimmed("".join(parser.text), parser.entities)


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """The text without space at its ends, its entities moved along and cut to what is left."""
    lead = utf16_length(text) - utf16_length(text.lstrip())
    kept = text.strip()
    length = utf16_length(kept)
    moved = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        stop = min(entity["offset"] + entity["length"] - lead, length)
        if start < stop:
            moved.append(entity | {"offset": start, "length": stop - start})
    moved.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return kept, moved[:MOST_ENTITIES]
