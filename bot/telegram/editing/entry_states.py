"""An entry before and after an edit, and its fields as a person would type them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.review import read_text
from bot.knowledge.entry import UNKNOWN_SOURCE
from bot.knowledge.fields import BadValueError, Field, with_field

if TYPE_CHECKING:
    from bot.knowledge.editing import Opened
    from bot.knowledge.entry import Entry, Visibility
    from bot.storage.edits import Edit
    from bot.words.catalogue import Catalogue


def may_see(edit: Edit, viewer: Visibility) -> bool:
    """Whether the viewer may see the entry as it was before and after an edit."""
    return all(viewer.sees(one.visibility) for one in both(edit.before, edit.after, edit.entry) if one)


def seen_with_field(opened: Opened, name: str, field: Field, typed: str, viewer: Visibility | None) -> str:
    """The text with one field of an entry set, as `with_field`; nobody hides an entry from themselves by it.

    Raises:
        BadValueError: what was typed is no value of the field, or would hide the entry from the viewer.
        KnowledgeError: the file cannot be read, or has no such entry.
    """
    text = with_field(opened, name, field, typed)
    entry = _entry_of(text, name)
    if entry is not None and (viewer is None or not viewer.sees(entry.visibility)):
        raise BadValueError(field)
    return text


def both(before: str | None, after: str | None, name: str) -> tuple[Entry | None, Entry | None]:
    """The entry before and after a deed; None where it was not there."""
    return _entry_of(before, name), _entry_of(after, name)


def _entry_of(text: str | None, name: str) -> Entry | None:
    if text is None:
        return None
    return next((one.entry for one in read_text(text, f"{name}.yaml")[0] if one.entry.id == name), None)


def value_now(entry: Entry, field: Field, words: Catalogue) -> str:
    """A field's value as a person would type it."""
    held = {
        Field.TITLE: entry.title,
        Field.DATE: entry.date.last.strftime("%d/%m/%Y") if entry.date else "",
        Field.KIND: words.say(f"edit-kind-{entry.kind.value}"),
        Field.SOURCE: "" if entry.source.name == UNKNOWN_SOURCE else entry.source.name,
        Field.LINK: entry.source.url or "",
        Field.TOPICS: "\n".join(entry.topics),
        Field.PEOPLE: "\n".join(entry.people),
        Field.QUESTIONS: "\n".join(entry.questions),
        Field.BODY: entry.body,
        Field.VISIBILITY: words.say(f"edit-visibility-{entry.visibility.value}"),
    }
    return held[field]
