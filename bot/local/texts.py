"""The text of a message: read by its parse mode, held to Telegram's limits, with what Telegram marks by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.local.formatting import parse_html, trimmed, utf16_length
from bot.local.refusal import bad_request

if TYPE_CHECKING:
    from bot.local.parameters import Parameters

Json = dict[str, Any]

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LONGEST_UPLOAD_OF_TEXT = 65_536

# What Telegram finds by itself in every text, from the bot or from people.
_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"]+[^\s<>\".,;:!?)\]'])"
    r"|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?<![\w@/])(?P<mention>@[A-Za-z]\w{3,31})(?![\w@])"
    r"|(?<![\w/])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?)(?![\w/])"
    r"|(?<![\w#])(?P<hashtag>#[^\W\d]\w{0,255})"
)
_ENTITY_KINDS = frozenset(
    {
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
        "date_time",
    }
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e]")
"""Characters that Telegram takes out of a text: controls, and marks that turn its direction."""


def found_entities(text: str) -> list[Json]:
    """Addresses, mentions, commands and hashtags in a text, as Telegram marks them unasked."""
    entities = []
    for found in _FOUND.finditer(text):
        kind = str(found.lastgroup)
        start, stop = found.span(kind)
        entities.append({"type": kind, "offset": utf16_length(text[:start]), "length": utf16_length(text[start:stop])})
    return entities


def read_text(parameters: Parameters) -> tuple[str, list[Json]]:
    """``text`` with its entities.

    Raises:
        RefusalError: it is empty, too long, or cannot be parsed.
    """
    if not parameters.text("text"):
        raise bad_request("message text is empty")
    text, entities = read_formatted(parameters, "text", "parse_mode", "entities")
    if not text:
        raise bad_request("text must be non-empty")
    if utf16_length(text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return text, entities


def read_caption(parameters: Parameters) -> Json:
    """``caption`` and ``caption_entities`` as they stand in a message; nothing where there is none.

    Raises:
        RefusalError: it is too long or cannot be parsed.
    """
    text, entities = read_formatted(parameters, "caption", "parse_mode", "caption_entities")
    if utf16_length(text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    content: Json = {"caption": text} if text else {}
    return content | ({"caption_entities": entities} if entities else {})


def read_formatted(parameters: Parameters, name: str, mode_name: str, entities_name: str) -> tuple[str, list[Json]]:
    """A text and its entities by its parse mode (HTML or none), its limits not yet checked."""
    source = _CONTROL.sub("", parameters.text(name).replace("\r\n", "\n").replace("\r", "\n"))
    mode = parameters.text(mode_name).strip().lower()
    if len(source) > LONGEST_UPLOAD_OF_TEXT:
        raise bad_request("message is too long")
    if mode == "html":
        text, entities = parse_html(source)
    elif mode in {"", "none"}:
        text, entities = trimmed(source, _given_entities(parameters, entities_name))
    else:
        # Markdown is left out on purpose: hoibo never sends it.
        raise bad_request("unsupported parse_mode")
    return text, with_found(text, entities)


def with_found(text: str, entities: list[Json]) -> list[Json]:
    """The entities, and what Telegram finds by itself outside of links and code."""
    closed = [
        range(entity["offset"], entity["offset"] + entity["length"])
        for entity in entities
        if entity["type"] in {"text_link", "code", "pre", "url", "mention", "bot_command", "hashtag", "email"}
    ]
    free = [
        entity
        for entity in found_entities(text)
        if not any(entity["offset"] in place or place.start in _span(entity) for place in closed)
    ]
    return sorted([*entities, *free], key=lambda entity: (entity["offset"], -entity["length"]))[:100]


def _span(entity: Json) -> range:
    return range(entity["offset"], entity["offset"] + entity["length"])


def _given_entities(parameters: Parameters, name: str) -> list[Json]:
    given = parameters.json(name, "message entities")
    if given is None:
        return []
    if not isinstance(given, list):
        raise bad_request("expected an Array of MessageEntity")
    for entity in given:
        if not isinstance(entity, dict):
            raise bad_request("can't parse MessageEntity: MessageEntity must be an Object")
        if entity.get("type") not in _ENTITY_KINDS:
            raise bad_request("can't parse MessageEntity: unsupported entity type specified")
        for field in ("offset", "length"):
            if not isinstance(entity.get(field), int):
                raise bad_request(f"can't parse MessageEntity: Can't find field \"{field}\"")
        if entity["offset"] < 0 or entity["length"] < 0:
            raise bad_request("can't parse MessageEntity: negative offset or length")
    return given
