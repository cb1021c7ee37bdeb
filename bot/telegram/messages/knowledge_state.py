"""What admins are told of edits that cannot be served, and of their being served again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.telegram.messages.headings import flat
from bot.telegram.messages.html import clip, escape
from bot.telegram.messages.message import Message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.knowledge.finding import Finding
    from bot.words.catalogue import Catalogue

SHOWN: Final = 5
_LINE: Final = 300


def broken_message(error: str, entries: int, words: Catalogue) -> Message:
    """Says that the last good knowledge stays as a whole, and why.

    Args:
        error: what happened to the folder.
        entries: how many entries go on being served.
        words: the admin's language.
    """
    parts = [words.say("telegram-knowledge-broken", entries=entries), clip(flat(error), _LINE)]
    return Message("\n\n".join(escape(part) for part in parts))


def held_back_message(findings: Sequence[Finding], folder: Path, entries: int, words: Catalogue) -> Message:
    """Says that some files stay as they were while all others are served, and each thing that keeps them from it.

    Args:
        findings: what was found, in order of files.
        folder: the knowledge; places are named from there.
        entries: how many entries are served.
        words: the admin's language.
    """
    parts = [escape(words.say("telegram-knowledge-held-back", entries=entries))]
    parts += [_finding_html(finding, folder, words) for finding in findings[:SHOWN]]
    if len(findings) > SHOWN:
        parts.append(escape(words.say("telegram-knowledge-held-back-more", count=len(findings) - SHOWN)))
    return Message("\n\n".join(parts))


def mended_message(entries: int, words: Catalogue) -> Message:
    """Says that the knowledge on the disk is served again."""
    return Message(escape(words.say("telegram-knowledge-mended", entries=entries)))


def _finding_html(finding: Finding, folder: Path, words: Catalogue) -> str:
    place = finding.position
    file = place.file.relative_to(folder) if place.file.is_relative_to(folder) else place.file
    where = ":".join(str(part) for part in (file, place.line, place.column) if part)
    said = clip(flat(f"{finding.cause(words.language)} → {finding.mend(words.language)}"), _LINE)
    return f"<code>{escape(clip(where, _LINE))}</code>\n{escape(said)}"
