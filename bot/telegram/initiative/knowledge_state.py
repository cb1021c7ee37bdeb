"""Admins are told when an edit on the disk cannot be served, what keeps it and where, and when it can again."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Final

from bot.knowledge.finding import FoundError
from bot.telegram.messages.knowledge_state import broken_message, held_back_message, mended_message

if TYPE_CHECKING:
    from pathlib import Path

    from bot.errors import KnowledgeError
    from bot.knowledge.finding import Finding
    from bot.telegram.initiative.admins import Admins

_LOG: Final = logging.getLogger(__name__)


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
        """Tells why nothing new can be served at all, where that is not what was told last.

        Args:
            error: of the reload.
            entries: how many entries go on being served.
        """
        if self._is_told(str(error)):
            return
        await self._admins.tell(partial(broken_message, str(error), entries))

    async def held_back(self, findings: tuple[Finding, ...], entries: int) -> None:
        """Tells which edits are not served while all others are, where that is not what was told last.

        Args:
            findings: why.
            entries: how many entries are served.
        """
        if self._is_told(findings):
            return
        why = "\n".join(str(FoundError(finding)) for finding in findings)
        _LOG.error("files stay as they were before their last edit:\n%s", why)
        await self._admins.tell(partial(held_back_message, findings, self._folder, entries))

    async def good(self, entries: int) -> None:
        """Tells that the knowledge is served again, where it was told that it was not."""
        if self._told is None:
            return
        self._told = None
        await self._admins.tell(partial(mended_message, entries))

    def _is_told(self, said: tuple[Finding, ...] | str) -> bool:
        told, self._told = self._told, said
        return told == said
