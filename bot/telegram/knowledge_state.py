"""Admins are told when the knowledge on the disk cannot be served, what keeps it and where, and when it can again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.knowledge.loading import BrokenKnowledgeError
from bot.telegram.messages.knowledge_state import broken_message, mended_message

if TYPE_CHECKING:
    from pathlib import Path

    from bot.errors import KnowledgeError
    from bot.knowledge.finding import Finding
    from bot.telegram.admins import Admins


class KnowledgeState:
    """Remembers what was told of the knowledge on the disk, so that the same is not told twice.

    Args:
        admins: who is told.
        folder: the knowledge.
    """

    def __init__(self, admins: Admins, folder: Path) -> None:
        self._admins = admins
        self._folder = folder
        self._told: tuple[Finding, ...] | str | None = None

    async def broken(self, error: KnowledgeError, entries: int) -> None:
        """Tells what keeps the knowledge from being served, where that is not what was told last.

        Args:
            error: of the reload.
            entries: how many entries go on being served.
        """
        findings = tuple(one.finding for one in error.findings) if isinstance(error, BrokenKnowledgeError) else ()
        said = findings or str(error)
        if said == self._told:
            return
        self._told = said
        await self._admins.tell(partial(broken_message, findings, str(error), self._folder, entries))

    async def good(self, entries: int) -> None:
        """Tells that the knowledge is served again, where it was told that it was not."""
        if self._told is None:
            return
        self._told = None
        await self._admins.tell(partial(mended_message, entries))
