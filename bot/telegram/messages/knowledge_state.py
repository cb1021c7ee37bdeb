"""What admins are told of knowledge that cannot be served, and of its being served again."""

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


def broken_message(findings: Sequence[Finding], error: str, folder: Path, entries: int, words: Catalogue) -> Message:
    """Says that the last good knowledge stays, and each thing that keeps the new one from being served.

    Args:
        findings: what was found, in order of files.
        error: what is said where nothing was found: the folder itself is missing.
        folder: the knowledge; places are named from there.
        entries: how many entries go on being served.
        words: the admin's language.
    """
    parts = [escape(words.say("telegram-knowledge-broken", entries=entries))]
    parts += [_finding_html(finding, folder, words) for finding in findings[:SHOWN]]
    if not findings:
        parts.append(escape(clip(flat(error), _LINE)))
    if len(findings) > SHOWN:
        parts.append(escape(words.say("telegram-knowledge-broken-more", count=len(findings) - SHOWN)))
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
