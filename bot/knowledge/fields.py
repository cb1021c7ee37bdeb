"""One field of an entry, set from what a person typed."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Final

from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.scalarstring import LiteralScalarString

from bot.errors import KnowledgeError
from bot.knowledge.editing import changed_entry
from bot.knowledge.entry import UNKNOWN_SOURCE, Kind, Visibility
from bot.knowledge.entry_reader import UNFILLED
from bot.language.normal import fold, normalise

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping
    from typing import Any

    from bot.knowledge.editing import Opened

_DATE: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})")
_LINK: Final = re.compile(r"https?://[^\s\"'<>]+")


class Field(StrEnum):
    """What can be set by itself."""

    TITLE = "title"
    DATE = "date"
    KIND = "kind"
    SOURCE = "source"
    LINK = "link"
    TOPICS = "topics"
    PEOPLE = "people"
    QUESTIONS = "questions"
    BODY = "body"
    VISIBILITY = "visibility"


_CHOICES: Final[dict[Field, dict[str, Kind | Visibility]]] = {
    Field.KIND: {
        "bai bao": Kind.NEWS, "tin": Kind.NEWS, "news": Kind.NEWS, "article": Kind.NEWS,
        "cuoc hop": Kind.MEETING, "hop": Kind.MEETING, "meeting": Kind.MEETING,
    },
    Field.VISIBILITY: {
        "moi nguoi": Visibility.PUBLIC, "cong khai": Visibility.PUBLIC, "everybody": Visibility.PUBLIC,
        "public": Visibility.PUBLIC, "can bo": Visibility.STAFF, "staff": Visibility.STAFF,
        "quan tri": Visibility.ADMIN, "quan tri vien": Visibility.ADMIN, "admin": Visibility.ADMIN,
        "admins": Visibility.ADMIN,
    },
}  # fmt: skip
"""What the values of such a field are called, folded."""


class BadValueError(KnowledgeError):
    """What was typed is no value of that field; ``field`` says of which."""

    def __init__(self, field: Field) -> None:
        super().__init__(f"this is no {field}", mend="see the example")
        self.field = field


def with_field(opened: Opened, entry_id: str, field: Field, typed: str) -> str:
    """The opened text with one field of an entry set; comments, order and the other entries stay as they were.

    A link names its source as well, by the page's host, where that was not known.

    Args:
        opened: the file.
        entry_id: which of its entries.
        field: what is set.
        typed: a date as 8/5/2009 or 2009-05-08; topics and people parted by lines, ";" or ","; questions by lines;
            a kind as "cuộc họp", who may see it as "mọi người", in both languages, with or without accents.

    Raises:
        BadValueError: that cannot be read as the field's value.
        KnowledgeError: the file cannot be read, or has no such entry.
    """
    value = _value(field, normalise(typed).strip())

    def change(held: MutableMapping[str, Any]) -> None:
        if field is Field.LINK:
            source = held.get("source")
            if isinstance(source, dict):
                source["url"] = value
                if source.get("name") in {None, UNKNOWN_SOURCE}:
                    source["name"] = _host(str(value))
            else:
                held["source"] = CommentedMap(name=str(source or _host(str(value))), url=value)
        elif field is Field.SOURCE and isinstance(held.get("source"), dict):
            held["source"]["name"] = value
        elif field is Field.SOURCE:
            held["source"] = CommentedMap(name=value)
        else:
            held[field.value] = value

    return changed_entry(opened, entry_id, change)


def _value(field: Field, typed: str) -> object:
    read: dict[Field, Callable[[str], object]] = {
        Field.TITLE: lambda text: " ".join(text.split()),
        Field.DATE: _day,
        Field.SOURCE: lambda text: " ".join(text.split()),
        Field.LINK: lambda text: text if _LINK.fullmatch(text) else None,
        Field.TOPICS: lambda text: _list(text, r"[\n;,]"),
        Field.PEOPLE: lambda text: _list(text, r"[\n;,]"),
        Field.QUESTIONS: lambda text: _list(text, r"\n"),
        Field.BODY: lambda text: LiteralScalarString("\n".join(line.rstrip() for line in text.split("\n")) + "\n"),
        **{one: partial(_choice, one) for one in _CHOICES},
    }
    value = read[field](typed) if typed and typed != UNFILLED else None
    if not value:
        raise BadValueError(field)
    return value


def _choice(field: Field, text: str) -> str | None:
    chosen = _CHOICES[field].get(" ".join(fold(text).split()).rstrip("."))
    return chosen.value if chosen else None


def _day(text: str) -> dt.date | None:
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    day, month, year = found.group(1, 2, 3) if found.group(1) else found.group(6, 5, 4)
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _list(text: str, between: str) -> list[str]:
    return [clean for part in re.split(between, text) if (clean := " ".join(part.split()))]


def _host(link: str) -> str:
    return link.split("/", 3)[2].removeprefix("www.")
