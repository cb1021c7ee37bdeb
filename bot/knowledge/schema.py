"""The JSON Schema of a knowledge file, by which editors complete and explain the keys in Vietnamese."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from bot.knowledge.entry import Kind, Visibility
from bot.knowledge.entry_reader import KEYS
from bot.words.catalogue import Language, catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA_FILE: Final = "entry.schema.json"
"""Its name beside the entries, which name it in their first line."""

_DAY: Final = {
    "type": "string",
    "pattern": r"^(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})$",
    "examples": ["2009-05-08"],
}
_TEXT: Final = {"type": "string", "minLength": 1}
_TEXTS: Final = {"type": "array", "items": _TEXT}


def entry_schema(language: Language = Language.VIETNAMESE) -> dict[str, Any]:
    """The schema, its descriptions in that language; a file holds one entry or a list of them."""
    properties = {key: {**_SHAPES[key], "description": _say(language, key)} for key in KEYS}
    for key in ("source", "meeting"):
        inner = properties[key]["properties"]
        properties[key]["properties"] = {
            name: {**shape, "description": _say(language, f"{key}-{name}")} for name, shape in inner.items()
        }
    entry = {
        "type": "object",
        "required": ["title", "source", "body"],
        "additionalProperties": False,
        "properties": properties,
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": _say(language, "entry"),
        "definitions": {"entry": entry},
        "anyOf": [{"$ref": "#/definitions/entry"}, {"type": "array", "items": {"$ref": "#/definitions/entry"}}],
    }


def commented_entry(
    title: str, name: str, language: Language = Language.VIETNAMESE, *, given: Mapping[str, str] = MappingProxyType({})
) -> str:
    """The text of a new entry: every key with its meaning beside it, those that may be left out commented out.

    Args:
        title: as a YAML value.
        name: the entry's id.
        language: of the explanations.
        given: by their keys, lines that stand in place of the samples.
    """
    lines = []
    for key in KEYS:
        lines.append(f"# {_say(language, key)}")
        lines.append({"id": f"id: {name}", "title": f"title: {title}", **given}.get(key) or _SAMPLES[key])
    return "\n".join(lines) + "\n"


def _say(language: Language, name: str) -> str:
    return catalogue(language).say(f"schema-{name.replace('_', '-')}")


_SHAPES: Final[dict[str, dict[str, Any]]] = {
    "id": {"type": "string", "pattern": r"^\S+$"},
    "kind": {"enum": [kind.value for kind in Kind], "default": Kind.NEWS.value},
    "title": _TEXT,
    "date": {
        "anyOf": [
            _DAY,
            {
                "type": "object",
                "required": ["from", "to"],
                "additionalProperties": False,
                "properties": {"from": _DAY, "to": _DAY},
            },
        ]
    },
    "source": {
        "type": "object",
        "anyOf": [{"required": ["name"]}, {"required": ["url"]}],
        "additionalProperties": False,
        "properties": {"name": _TEXT, "url": {"type": "string", "pattern": r"^https?://\S+$"}},
    },
    "topics": _TEXTS,
    "people": _TEXTS,
    "questions": _TEXTS,
    "visibility": {"enum": [one.value for one in Visibility], "default": Visibility.STAFF.value},
    "replaces": _TEXT,
    "review_by": _DAY,
    "meeting": {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "chair": _TEXT,
            "place": _TEXT,
            "conclusions": _TEXTS,
            "tasks": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["task"],
                    "additionalProperties": False,
                    "properties": {"task": _TEXT, "unit": _TEXT, "due": _DAY},
                },
            },
        },
    },
    "body": _TEXT,
}
_SAMPLES: Final = {
    "kind": "kind: news",
    "date": "# date: 2009-05-08",
    "source": 'source: {name: "…", url: "https://…"}',
    "topics": "topics: []",
    "people": "people: []",
    "questions": "questions: []",
    "visibility": "visibility: staff",
    "replaces": "# replaces: …",
    "review_by": "# review_by: 2030-01-01",
    "meeting": "# meeting: {chair: …, place: …, conclusions: [], tasks: []}",
    "body": "body: |\n  …",
}
