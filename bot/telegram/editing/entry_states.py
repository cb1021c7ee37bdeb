"""An entry before and after an edit, and its fields as a person would type them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.review import read_text
from bot.knowledge.fields import Field

if TYPE_CHECKING:
    from bot.knowledge.entry import Entry, Visibility
    from bot.storage.edits import Edit


def may_see(edit: Edit, viewer: Visibility) -> bool:
    """Whether the viewer may see the entry as it was before and after an edit."""
    return all(viewer.sees(one.visibility) for one in both(edit.before, edit.after, edit.entry) if one)


def both(before: str | None, after: str | None, name: str) -> tuple[Entry | None, Entry | None]:
    """The entry before and after a deed; None where it was not there."""
    return _entry_of(before, name), _entry_of(after, name)


def _entry_of(text: str | None, name: str) -> Entry | None:
    if text is None:
        return None
    return next((one.entry for one in read_text(text, f"{name}.yaml")[0] if one.entry.id == name), None)


def value_now(entry: Entry, field: Field) -> str:
    """A field's value as a person would type it."""
    match field:
        case Field.TITLE:
            return entry.title
        case Field.DATE:
            return entry.date.last.strftime("%d/%m/%Y") if entry.date else ""
        case Field.LINK:
            return entry.source.url or ""
        case Field.BODY:
            return entry.body
        case _:
            held = {Field.TOPICS: entry.topics, Field.PEOPLE: entry.people, Field.QUESTIONS: entry.questions}
            return "\n".join(held[field])
