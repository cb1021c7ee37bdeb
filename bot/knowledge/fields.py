"""One field of an entry, set from what a person typed."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.scalarstring import LiteralScalarString

from bot.errors import KnowledgeError
from bot.knowledge.editing import changed_entry
from bot.language.normal import normalise

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
    LINK = "link"
    TOPICS = "topics"
    PEOPLE = "people"
    QUESTIONS = "questions"
    BODY = "body"


class BadValueError(KnowledgeError):
    """What was typed is no value of that field; ``field`` says of which."""

    def __init__(self, field: Field) -> None:
        super().__init__(f"this is no {field}", mend="see the example")
        self.field = field


def with_field(opened: Opened, entry_id: str, field: Field, typed: str) -> str:
    """The opened text with one field of an entry set; comments, order and the other entries stay as they were.

    Args:
        opened: the file.
        entry_id: which of its entries.
        field: what is set.
        typed: a date as 8/5/2009 or 2009-05-08; topics and people parted by lines, ";" or ","; questions by lines.

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
            else:
                held["source"] = CommentedMap(name=str(source or _host(str(value))), url=value)
        else:
            held[field.value] = value

    return changed_entry(opened, entry_id, change)


def _value(field: Field, typed: str) -> object:
    read: dict[Field, Callable[[str], object]] = {
        Field.TITLE: lambda text: " ".join(text.split()),
        Field.DATE: _day,
        Field.LINK: lambda text: text if _LINK.fullmatch(text) else None,
        Field.TOPICS: lambda text: _list(text, r"[\n;,]"),
        Field.PEOPLE: lambda text: _list(text, r"[\n;,]"),
        Field.QUESTIONS: lambda text: _list(text, r"\n"),
        Field.BODY: lambda text: LiteralScalarString("\n".join(line.rstrip() for line in text.split("\n")) + "\n"),
    }
    value = read[field](typed) if typed else None
    if not value:
        raise BadValueError(field)
    return value


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
