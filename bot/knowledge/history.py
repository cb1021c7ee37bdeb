"""Who changed an entry's file, when, and how it was before: where the knowledge is kept in Git."""

from __future__ import annotations

import datetime as dt
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.errors import KnowledgeError
from bot.knowledge.editing import create, open_for_edit, save

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST: Final = 20.0
"""Seconds that Git may take."""
_COMMITTER: Final = ("-c", "user.name=hoibo", "-c", "user.email=hoibo@localhost", "-c", "commit.gpgsign=false")


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of a file: its commit, who made it, when (with a time zone), and what it was in a line."""

    commit: str
    who: str
    when: dt.datetime
    what: str


def in_git(folder: Path) -> bool:
    """Whether the folder lies in a Git checkout that can be committed to."""
    try:
        return _git(folder, "rev-parse", "--is-inside-work-tree").strip() == "true"
    except KnowledgeError:
        return False


def record(file: Path, *, who: str, what: str) -> str | None:
    """Commits the file as it is now, or that it is gone, and nothing else. Gives the commit's name.

    Args:
        file: what was written or removed.
        who: the admin, as the history is to show it; line ends and <> are left out.
        what: the change in a line.

    Returns:
        None where there is no Git checkout, or nothing changed.

    Raises:
        KnowledgeError: Git refuses.
    """
    folder = file.parent
    if not in_git(folder):
        return None
    name = "".join(sign for sign in who if sign.isprintable() and sign not in "<>").strip() or "hoibo"
    # Asked first: "add" refuses a name that Git never knew, as that of a draft which is gone.
    if not _git(folder, "status", "--porcelain", "--", file.name).strip():
        return None
    _git(folder, "add", "--all", "--", file.name)
    _git(
        folder, *_COMMITTER, "commit", "--quiet", "--no-verify", f"--author={name} <admin@localhost>",
        f"--message={' '.join(what.split())}", "--only", "--", file.name,
    )  # fmt: skip
    return _git(folder, "rev-parse", "HEAD").strip()


def edits(file: Path, *, most: int = 20) -> tuple[Edit, ...]:
    """The changes of a file, the newest first; none where there is no Git checkout."""
    if not in_git(file.parent):
        return ()
    lines = _git(file.parent, "log", f"--max-count={most}", "--format=%H%x00%an%x00%aI%x00%s", "--", file.name)
    parts = (line.split("\0", 3) for line in lines.splitlines())
    return tuple(Edit(commit, who, dt.datetime.fromisoformat(when), what) for commit, who, when, what in parts)


def undo(file: Path, edit: Edit, *, who: str) -> None:
    """Puts the file back to what it was before an edit, and records that.

    Raises:
        KnowledgeError: the edit made the file, so that there is nothing to go back to; or what was there before
            cannot be served.
        ChangedMeanwhileError: somebody changed the file meanwhile.
    """
    try:
        before = _git(file.parent, "show", f"{edit.commit}^:./{file.name}")
    except KnowledgeError as first:
        raise KnowledgeError("there is nothing before this edit", where=str(file), mend="withdraw the entry") from first
    if file.exists():
        save(open_for_edit(file), before)
    else:
        create(file, before)
    record(file, who=who, what=f"Undo: {edit.what}")


def _git(folder: Path, *words: str) -> str:
    """What Git says.

    Raises:
        KnowledgeError: it refuses, is not there, or takes too long.
    """
    try:
        done = subprocess.run(  # noqa: S603 - no shell; names of files stand behind --
            ["git", "-C", str(folder), *words],  # noqa: S607 - the machine's git
            capture_output=True,
            check=False,
            timeout=_LONGEST,
        )
    except (OSError, subprocess.TimeoutExpired) as missing:
        raise KnowledgeError(f"git cannot be run: {missing}", where=str(folder), mend="install git") from missing
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip() or done.stdout.decode(errors="replace").strip()
        raise KnowledgeError(f"git refuses: {said}", where=str(folder), mend="run git status there")
    return done.stdout.decode()
