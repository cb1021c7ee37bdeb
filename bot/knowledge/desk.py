"""Where entries are worked on: drafts on the disk, and edits of what is served, each made on a version that was seen.

A file's version is the beginning of its hash. Every deed names the one that its admin looked at, and is refused where
the file has another by then, so that of two admins at once neither loses an edit.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.errors import KnowledgeError
from bot.knowledge.editing import ChangedMeanwhileError, create, open_for_edit, publish, save, withdraw, write_whole
from bot.knowledge.files import DRAFTS_FOLDER
from bot.knowledge.history import record
from bot.knowledge.loading import read_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.knowledge.editing import Opened
    from bot.knowledge.entry import Entry

_LOG: Final = logging.getLogger(__name__)

DROPPED: Final = "dropped"
"""Where drafts go that nobody wants: a feed does not bring them again."""
WITHDRAWN: Final = "withdrawn"
"""Where entries go that are not to be served any more. Nothing under drafts is served."""
VERSION_LENGTH: Final = 8
"""How much of a version is named."""


@dataclass(frozen=True, slots=True)
class Done:
    """A deed: the file that it was done to, its text before and after (None where it was not there)."""

    file: Path
    before: str | None
    after: str | None


class Desk:
    """The files of one knowledge folder. Everything here waits for the disk: call it in a thread.

    Args:
        folder: the knowledge.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def drafts(self) -> Path:
        """Where the drafts lie."""
        return self._folder / DRAFTS_FOLDER

    def draft_files(self) -> list[Path]:
        """The drafts that wait for a decision."""
        return sorted(self.drafts.glob("*.yaml"))

    def drafted(self, *, dropped: bool = False) -> Iterator[Entry]:
        """The entries of the drafts; with ``dropped`` also of those that were put aside or withdrawn."""
        for file in sorted(self.drafts.rglob("*.yaml")) if dropped else self.draft_files():
            yield from (written.entry for written in read_file(file)[0])

    def keep(self, file: Path, text: str) -> Opened:
        """Writes a new draft, and gives it as it was written."""
        write_whole(file, text)
        return open_for_edit(file)

    def change(self, opened: Opened, text: str, *, who: str) -> Done:
        """Writes an edit over what was opened.

        Raises:
            ChangedMeanwhileError: the file is not what it was.
            FoundError: the new text cannot be served.
            KnowledgeError: it cannot be written.
        """
        save(opened, text)
        _record(opened.file, who=who, what=f"Edit {opened.file.stem}")
        return Done(opened.file, opened.text, text)

    def publish(self, draft: Path, version: str, *, who: str) -> Done:
        """Serves a draft.

        Raises:
            ChangedMeanwhileError: it was changed, or an entry of that name is there.
            FoundError: it cannot be served yet.
            KnowledgeError: it is gone, or cannot be written.
        """
        text = open_for_edit(draft).text
        file = publish(self._folder, draft, version)
        _record(draft, who=who, what=f"Publish {file.stem}")
        _record(file, who=who, what=f"Publish {file.stem}")
        return Done(file, None, text)

    def drop(self, draft: Path, version: str) -> None:
        """Puts a draft aside.

        Raises:
            ChangedMeanwhileError: it was changed.
            KnowledgeError: it is gone.
        """
        opened = open_for_edit(draft)
        if not opened.version.startswith(version):
            raise ChangedMeanwhileError("somebody changed the draft", where=str(draft), mend="look at it again")
        write_whole(self.drafts / DROPPED / draft.name, opened.text)
        draft.unlink(missing_ok=True)

    def forget(self, draft: Path, version: str) -> None:
        """Removes a draft whose whole is about to be written in its place.

        Raises:
            ChangedMeanwhileError: it was changed.
            KnowledgeError: it is gone.
        """
        if not open_for_edit(draft).version.startswith(version):
            raise ChangedMeanwhileError("somebody changed the draft", where=str(draft), mend="look at it again")
        draft.unlink(missing_ok=True)

    def withdraw(self, file: Path, entry_id: str, version: str, *, who: str) -> Done:
        """Serves an entry no more. A copy of its file stays under the drafts.

        Raises:
            ChangedMeanwhileError: its file was changed.
            KnowledgeError: there is no such entry.
        """
        before = open_for_edit(file).text
        write_whole(self.drafts / WITHDRAWN / f"{entry_id}.yaml", before)
        withdraw(self._folder, entry_id, version)
        _record(file, who=who, what=f"Withdraw {entry_id}")
        return Done(file, before, open_for_edit(file).text if file.exists() else None)

    def undo(self, done: Done, entry_id: str, *, who: str) -> Done:
        """Puts a file back to what it was before a deed, if it is still as the deed left it.

        Raises:
            ChangedMeanwhileError: it was changed since.
            KnowledgeError: it cannot be written.
        """
        file = done.file
        opened = open_for_edit(file) if file.exists() else None
        if (opened.text if opened else None) != done.after:
            raise ChangedMeanwhileError("it was changed since", where=str(file), mend="undo the later edits first")
        if done.before is None:
            version = opened.version if opened else ""
            return self.withdraw(file, entry_id, version, who=who)
        if opened is None:
            create(file, done.before)
        else:
            save(opened, done.before)
        _record(file, who=who, what=f"Undo an edit of {entry_id}")
        return Done(file, done.after, done.before)

    def place(self, relative: str) -> Path:
        """The file that the history names.

        Raises:
            KnowledgeError: it lies outside the knowledge.
        """
        file = (self._folder / relative).resolve()
        if not file.is_relative_to(self._folder.resolve()):
            raise KnowledgeError("this lies outside the knowledge", where=relative)
        return file

    def relative(self, file: Path) -> str:
        """How the history names a file."""
        return str(file.resolve().relative_to(self._folder.resolve()))


def _record(file: Path, *, who: str, what: str) -> None:
    """Commits where it can; what is written is served all the same, so a refusal of Git is told in the log."""
    try:
        record(file, who=who, what=what)
    except KnowledgeError as refused:
        _LOG.error("written, but not committed: %s", refused)
