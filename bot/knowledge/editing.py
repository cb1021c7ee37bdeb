"""Edits of the knowledge's files that lose nothing: not a comment, not the order, not another admin's edit.

An edit names the version of the file that it was made on, is refused where the file has changed since, and replaces the
file whole, so that a reader or a power cut sees the old text or the new one and never a part of either.
"""

from __future__ import annotations

import fcntl
import os
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.errors import KnowledgeError
from bot.knowledge.finding import FoundError, problem
from bot.knowledge.loading import find_entry, read_file
from bot.knowledge.round_trip import layout_of, read_round

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, MutableMapping
    from typing import Any

_LOCK_FILE: Final = ".hoibo-lock"


class ChangedMeanwhileError(KnowledgeError):
    """Somebody else changed the file since it was read; nothing was written."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as it was read for an edit: its text, and the version that the edit will be made on."""

    file: Path
    text: str
    version: str


def open_for_edit(file: Path) -> Opened:
    """The file's text and version.

    Raises:
        KnowledgeError: it cannot be read.
    """
    try:
        raw = file.read_bytes()
        return Opened(file, raw.decode("utf-8-sig"), _version(raw))
    except (OSError, UnicodeDecodeError) as unreadable:
        raise KnowledgeError(
            f"the file cannot be read: {unreadable}", where=str(file), mend="run hoibo check"
        ) from unreadable


def write_whole(file: Path, text: str) -> None:
    """Puts the text in the file's place, whole or not at all, and on the disk when this returns.

    Raises:
        KnowledgeError: it cannot be written; what was there still is.
    """
    temporary = ""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # Hidden, so that nobody who lists the knowledge meets it.
        handle, temporary = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as written:
            written.write(text)
            written.flush()
            os.fchmod(written.fileno(), file.stat().st_mode & 0o777 if file.exists() else 0o644)
            os.fsync(written.fileno())
        os.replace(temporary, file)  # noqa: PTH105 - mkstemp gives a name, not a Path
        _flush_folder(file.parent)
    except OSError as full:
        if temporary and os.path.exists(temporary):  # noqa: PTH110 - the same
            os.unlink(temporary)  # noqa: PTH108 - the same
        raise KnowledgeError(
            f"the file cannot be written: {full.strerror}", where=str(file), mend="check the disk and the rights"
        ) from full


def save(opened: Opened, text: str) -> None:
    """Writes the new text over what was opened, if that is still there and the new text can be served.

    Raises:
        ChangedMeanwhileError: the file is not what it was when it was opened.
        FoundError: the new text has an error, located in it; the old text stays.
        KnowledgeError: it cannot be written.
    """
    with _alone(opened.file.parent):
        _refuse_changed(opened)
        _refuse_broken(opened.file, text)
        write_whole(opened.file, text)


def create(file: Path, text: str) -> None:
    """Writes a file that is not there yet, if its text can be served.

    Raises:
        ChangedMeanwhileError: the file is there already.
        FoundError: the text has an error.
        KnowledgeError: it cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with _alone(file.parent):
        if file.exists():
            raise ChangedMeanwhileError("the file is there already", where=str(file), mend="choose another id")
        _refuse_broken(file, text)
        write_whole(file, text)


def changed_entry(opened: Opened, entry_id: str, change: Callable[[MutableMapping[str, Any]], None]) -> str:
    """The opened text with one entry changed; comments, order and the other entries stay as they were written.

    Raises:
        KnowledgeError: the file cannot be read, or has no such entry.
    """
    root = read_round(opened.text, opened.file)
    for held in root if isinstance(root, list) else [root]:
        if isinstance(held, dict) and str(held.get("id", opened.file.stem)) == entry_id:
            layout = layout_of(opened.text, root)
            change(held)
            return layout.write(root)
    raise KnowledgeError(f"there is no entry {entry_id!r}", where=str(opened.file), mend="look it up with hoibo check")


def add_question(opened: Opened, entry_id: str, question: str) -> str:
    """The opened text with one more way to ask for an entry; as it was where the entry has it already.

    Raises:
        KnowledgeError: as ``changed_entry``.
    """

    def change(held: MutableMapping[str, Any]) -> None:
        if not held.get("questions"):
            held["questions"] = []
        if question not in held["questions"]:
            held["questions"].append(question)

    return changed_entry(opened, entry_id, change)


def file_of(folder: Path, entry_id: str) -> Path:
    """The file that holds the entry of that id.

    Raises:
        KnowledgeError: there is none.
    """
    if (held := find_entry(folder, entry_id)) is not None:
        return held.position.file
    raise KnowledgeError(f"there is no entry {entry_id!r}", where=str(folder), mend="look it up with hoibo check")


def withdraw(folder: Path, entry_id: str, version: str = "") -> None:
    """Takes an entry out of what is served: a file of its own goes, of a list only the item.

    Args:
        folder: the knowledge.
        entry_id: which.
        version: how the version of its file begins that was looked at; any where left out.

    Raises:
        KnowledgeError: there is no such entry.
        ChangedMeanwhileError: its file changed while this looked.
    """
    opened = open_for_edit(file_of(folder, entry_id))
    if not opened.version.startswith(version):
        raise _changed(opened.file)
    entries, _ = read_file(opened.file)
    if len(entries) > 1:
        root = read_round(opened.text, opened.file)
        layout = layout_of(opened.text, root)
        root[:] = [held for held in root if str(held.get("id", opened.file.stem)) != entry_id]
        save(opened, layout.write(root))
        return
    with _alone(opened.file.parent):
        _refuse_changed(opened)
        opened.file.unlink()
        _flush_folder(opened.file.parent)


def publish(folder: Path, draft: Path, version: str = "") -> Path:
    """Moves a draft to where it is served from, the folder of its year, and gives that place.

    Args:
        folder: the knowledge.
        draft: the file.
        version: how the version begins that was looked at; any where left out.

    Raises:
        FoundError: the draft cannot be served yet.
        ChangedMeanwhileError: an entry of that name is there already, or the draft is no longer.
        KnowledgeError: it cannot be read or written.
    """
    opened = open_for_edit(draft)
    if not opened.version.startswith(version):
        raise _changed(draft)
    entries, findings = read_file(draft)
    if findings:
        raise FoundError(findings[0])
    day = entries[0].entry.date
    file = folder / (str(day.last.year) if day else "") / draft.name
    for written in entries:
        if (held := find_entry(folder, written.entry.id)) is not None:
            raise problem("duplicate-id", written.entry.position, id=written.entry.id, other=str(held.position))
    create(file, opened.text)
    draft.unlink()
    _flush_folder(draft.parent)
    return file


def _refuse_changed(opened: Opened) -> None:
    now = opened.file.read_bytes() if opened.file.exists() else b""
    if _version(now) != opened.version:
        raise _changed(opened.file)


def _changed(file: Path) -> ChangedMeanwhileError:
    return ChangedMeanwhileError(
        "somebody changed the file in the meantime", where=str(file), mend="look at it again and repeat the edit"
    )


def _refuse_broken(file: Path, text: str) -> None:
    """Reads the new text as a loader would, beside the file, before it takes the file's place."""
    with tempfile.TemporaryDirectory() as beside:
        trial = Path(beside) / file.name
        trial.write_bytes(text.encode())
        _, findings = read_file(trial)
    if findings:
        raise FoundError(findings[0])


def _version(raw: bytes) -> str:
    return sha256(raw).hexdigest()[:16]


def _flush_folder(folder: Path) -> None:
    """A rename or removal is on the disk only once its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """No other hoibo edits this folder inside the block, in this process or another."""
    with (folder / _LOCK_FILE).open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
