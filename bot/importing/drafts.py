"""Drafts on the disk: written as an admin would write them, with what was guessed said above."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from bot.knowledge.files import DRAFTS_FOLDER
from bot.language.normal import fold
from bot.words.catalogue import Language, catalogue

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from bot.importing.understanding import Draft
    from bot.knowledge.entry import Meeting

_LONGEST_ID: Final = 60
_PLAIN: Final = re.compile(r"[^\W\d_][^:#\[\]{},&*!|>'\"%@`\n]*[^\s:#\[\]{},&*!|>'\"%@`]")
_READ_OTHERWISE: Final = frozenset("y n yes no on off true false null".split())


def entry_id(title: str, taken: Collection[str]) -> str:
    """An id made of a title's words that none has yet: "Hội nghị quý I" gives "hoi-nghi-quy-i".

    >>> entry_id("Hội nghị Đảng ủy quý I/2009", {"hoi-nghi-dang-uy-quy-i-2009"})
    'hoi-nghi-dang-uy-quy-i-2009-2'
    """
    name = "-".join(re.findall(r"[a-z0-9]+", fold(title)))
    if len(name) > _LONGEST_ID:
        name = name[:_LONGEST_ID].rpartition("-")[0] or name[:_LONGEST_ID]
    name = name or "muc"
    number = 1
    while (f"{name}-{number}" if number > 1 else name) in taken:
        number += 1
    return f"{name}-{number}" if number > 1 else name


def as_yaml(draft: Draft, name: str, language: Language = Language.VIETNAMESE) -> str:
    """The draft as the text of a knowledge file, whose comment says what to look at."""
    lines = []
    if draft.guessed:
        lines.append(f"# {catalogue(language).say('add-guessed', keys=', '.join(draft.guessed))}")
    lines += [f"id: {name}", f"kind: {draft.kind}", f"title: {quoted(draft.title)}"]
    if draft.date:
        lines.append(f"date: {draft.date.isoformat()}")
    else:
        lines.append(f"# {catalogue(language).say('add-no-date')}")
    source = f"name: {quoted(draft.source)}" + (
        f", url: {json.dumps(draft.url, ensure_ascii=False)}" if draft.url else ""
    )
    lines.append(f"source: {{{source}}}")
    if draft.meeting:
        lines += _meeting(draft.meeting)
    lines.append("body: |")
    lines += [f"  {line}" if line else "" for line in draft.body.split("\n")]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A text as a YAML value on one line: plain where every program reads it as text, else in quotes."""
    if _PLAIN.fullmatch(text) and text.lower() not in _READ_OTHERWISE:
        return text
    return json.dumps(text, ensure_ascii=False)


def draft_path(folder: Path, name: str) -> Path:
    """Where the draft of that id lies."""
    return folder / DRAFTS_FOLDER / f"{name}.yaml"


def _meeting(meeting: Meeting) -> list[str]:
    lines = []
    if meeting.chair:
        lines.append(f"  chair: {quoted(meeting.chair)}")
    if meeting.place:
        lines.append(f"  place: {quoted(meeting.place)}")
    if meeting.conclusions:
        lines += ["  conclusions:", *(f"    - {quoted(one)}" for one in meeting.conclusions)]
    if meeting.tasks:
        lines.append("  tasks:")
        for task in meeting.tasks:
            lines.append(f"    - task: {quoted(task.task)}")
            if task.unit:
                lines.append(f"      unit: {quoted(task.unit)}")
            if task.due:
                lines.append(f"      due: {task.due.isoformat()}")
    return ["meeting:", *lines] if lines else []
