"""What editors see: a draft as staff would see it with what the linter finds, and the edits of an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.answering.snapshot import entry_key
from bot.knowledge.fields import Field
from bot.telegram.messages.answers import source_row
from bot.telegram.messages.headings import flat, heading
from bot.telegram.messages.html import clip, escape, plain_name
from bot.telegram.messages.message import BUTTON_TEXT_LIMIT, Action, Message, Press

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from bot.answering.answer import Answer
    from bot.answering.preview import Change
    from bot.answering.review import Review
    from bot.knowledge.entry import Entry
    from bot.storage.edits import Edit
    from bot.telegram.messages.message import Rows
    from bot.words.catalogue import Catalogue

BODY_LIMIT: Final = 1200
FINDINGS: Final = 5
CHANGES: Final = 5
_LINE: Final = 160


def offer_message(words: Catalogue) -> Message:
    """Asks whether what was sent is to go into the knowledge."""
    row = (Press(words.say("edit-take"), Action("take")), Press(words.say("edit-leave"), Action("leave")))
    return Message(escape(words.say("edit-offer")), (row,))


def card_message(title: str, review: Review, rows: Rows, words: Catalogue, *, note: str = "") -> Message:
    """An edited entry as it would be served, what the linter says, and whose answers would change.

    Args:
        title: what this is, in a line.
        review: of the edit.
        rows: what can be done with it.
        words: the editor's language.
        note: the comment above the entry, as what was guessed.
    """
    parts = [f"<i>{escape(title)}</i>"]
    if review.entry is not None:
        parts.append(_entry_html(review.entry, words))
        rows = (*source_row(review.entry, words), *rows)
    if note:
        parts.append(escape(clip(flat(note), _LINE)))
    if review.findings:
        lines = [f"⚠ {finding.cause(words.language)}" for finding in review.findings[:FINDINGS]]
        parts.append("\n".join(escape(clip(flat(line), _LINE)) for line in lines))
    elif review.entry is not None:
        parts.append(escape(words.say("edit-no-findings")))
    parts.append(changes_html(review.changes, words))
    return Message("\n\n".join(part for part in parts if part), rows)


def changes_html(changes: Sequence[Change], words: Catalogue) -> str:
    """The questions whose answers an edit changes, the worst first; empty without any."""
    if not changes:
        return ""
    lines = [escape(words.say("edit-changes", count=len(changes)))]
    for change in changes[:CHANGES]:
        question = clip(flat(change.question), _LINE // 2)
        kind = words.say(f"preview-{change.difference.value}")
        lines.append(
            f"• {escape(kind)}: {escape(question)}\n"
            f"  {escape(_answered(change.served, words))} → {escape(_answered(change.edited, words))}"
        )
    return "\n".join(lines)


def draft_rows(key: str, version: str, words: Catalogue) -> Rows:
    """Đăng, Sửa, Bỏ under a draft."""
    return (
        tuple(
            Press(words.say(f"edit-{deed}"), Action("draft", (deed, key, version)))
            for deed in ("publish", "change", "drop")
        ),
    )


def revision_rows(mark: str, words: Catalogue) -> Rows:
    """Đăng, Sửa, Bỏ under an edit of a served entry."""
    return (
        tuple(
            Press(words.say(f"edit-{deed}"), Action("revise", (deed, mark))) for deed in ("publish", "change", "drop")
        ),
    )


def fields_message(target: str, key: str, version: str, words: Catalogue) -> Message:
    """Asks which field is to be changed. ``target`` is "d" for a draft, "s" for a served entry, "r" for a revision."""
    buttons = [
        Press(words.say(f"edit-field-{field.value}"), Action("field", (target, key, version, field.value)))
        for field in Field
    ]
    rows = tuple(tuple(buttons[at : at + 3]) for at in range(0, len(buttons), 3))
    return Message(escape(words.say("edit-which-field")), (*rows, (Press(words.say("edit-stop"), Action("stop")),)))


def value_message(field: Field, now: str, words: Catalogue) -> Message:
    """Asks for a field's new value, showing the one it has."""
    asked = words.say("edit-send-value", field=words.say(f"edit-field-{field.value}"))
    html = escape(" ".join(text for text in (asked, value_hint(field, words)) if text))
    held = f"<blockquote expandable>{escape(clip(now, 3000))}</blockquote>"
    shown = f"\n\n{escape(words.say('edit-now'))}\n{held}" if now else ""
    return Message(f"{html}{shown}", ((Press(words.say("edit-stop"), Action("stop")),),))


def value_hint(field: Field, words: Catalogue) -> str:
    """How a field's value is written; empty where any text will do."""
    lists = (Field.TOPICS, Field.PEOPLE, Field.QUESTIONS)
    hints = {one: one.value for one in (Field.DATE, Field.LINK, Field.KIND, Field.VISIBILITY)}
    hints |= dict.fromkeys(lists, "list")
    return words.say(f"edit-hint-{hints[field]}") if field in hints else ""


def choice_message(entries: Sequence[Entry], verb: str, words: Catalogue) -> Message:
    """Asks which entry was meant."""
    rows = tuple(
        (Press(clip(flat(entry.title), BUTTON_TEXT_LIMIT), Action(verb, (entry_key(entry.id),))),) for entry in entries
    )
    return Message(escape(words.say("edit-which-entry" if rows else "edit-no-entry")), rows)


def withdrawal_message(entry: Entry, version: str, changes: Sequence[Change], words: Catalogue) -> Message:
    """Asks whether the entry is really to be withdrawn, and says which answers would be lost."""
    parts = (escape(words.say("edit-withdraw")), heading(entry, words), changes_html(changes, words))
    row = (
        Press(words.say("edit-withdraw-yes"), Action("retract", (entry_key(entry.id), version))),
        Press(words.say("edit-stop"), Action("stop")),
    )
    return Message("\n\n".join(part for part in parts if part), (row,))


def history_message(entry: str, edits: Sequence[Edit], zone: ZoneInfo, words: Catalogue) -> Message:
    """Who did what to an entry and when, the newest first, with a button that undoes the newest."""
    if not edits:
        return Message(escape(words.say("edit-no-history")))
    lines = [f"<b>{escape(clip(entry, _LINE))}</b>"]
    for edit in edits:
        at = edit.made_at.astimezone(zone)
        deed = words.say(f"edit-deed-{edit.what.value}")
        lines.append(f"• {at.day}/{at.month}/{at.year} {at:%H:%M} – {escape(plain_name(edit.who))}: {escape(deed)}")
    return Message("\n".join(lines), ((Press(words.say("edit-undo"), Action("undo", (str(edits[0].number),))),),))


def _entry_html(entry: Entry, words: Catalogue) -> str:
    lines = [heading(entry, words), f"<blockquote>{escape(clip(entry.body, BODY_LIMIT))}</blockquote>"]
    for name, values in (("topics", entry.topics), ("people", entry.people), ("questions", entry.questions)):
        if values:
            line = f"{words.say(f'edit-field-{name}')}: {'; '.join(values)}"
            lines.append(escape(clip(flat(line), 2 * _LINE)))
    seen_by = words.say(f"edit-visibility-{entry.visibility.value}")
    lines.append(escape(f"{words.say('edit-field-visibility')}: {seen_by}"))
    lines.append(f"<code>{escape(clip(entry.id, 80))}</code>")
    return "\n".join(lines)


def _answered(answer: Answer, words: Catalogue) -> str:
    if not answer.results or answer.status.value == "not_found":
        return words.say("edit-nothing")
    return clip(flat(answer.results[0].entry.title), _LINE // 2)
