"""Which files of a folder are knowledge, and by what it shows that one was changed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.errors import Position
from bot.knowledge.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

DRAFTS_FOLDER: Final = "drafts"
_ENDINGS: Final = (".yaml", ".yml")
_OF_THE_DISK: Final = "lost+found"
"""Every ext4 disk has it at its top, for the administrator alone."""


class Stamp(NamedTuple):
    """What the disk says of a file without opening it; times in nanoseconds."""

    written: int
    status: int
    size: int
    inode: int


def knowledge_files(folder: Path) -> list[str]:
    """The files that are served, in order of their folders and names: YAML at any depth, no drafts, nothing hidden."""
    return list(stamped_files(folder)[0])


def stamped_files(folder: Path) -> tuple[dict[str, Stamp], tuple[Finding, ...]]:
    """The files of ``knowledge_files``, each with its stamp; and the folders that cannot be looked into."""
    findings: list[Finding] = []
    return dict(_walk(str(folder), findings)), tuple(findings)


def in_order(file: str) -> list[str]:
    """By what files are sorted: their folders, then their names. Several times as fast as a Path's own order."""
    return file.replace(os.sep, "/").split("/")


def _walk(folder: str, findings: list[Finding]) -> Iterator[tuple[str, Stamp]]:
    try:
        with os.scandir(folder) as listed:
            for one in sorted(listed, key=lambda one: one.name):
                if one.name.startswith(".") or one.name in {DRAFTS_FOLDER, _OF_THE_DISK}:
                    continue
                if one.is_dir(follow_symlinks=False):
                    yield from _walk(one.path, findings)
                elif one.name.endswith(_ENDINGS) and one.is_file() and (stamp := _stamp(one)):
                    yield one.path, stamp
    except OSError as closed:
        findings.append(Finding("unreadable", Position(Path(folder)), (("reason", str(closed.strerror)),)))


def _stamp(one: os.DirEntry[str]) -> Stamp | None:
    """The file's stamp; None where it went while the folder was listed."""
    try:
        seen = one.stat()
    except FileNotFoundError:
        return None
    return Stamp(seen.st_mtime_ns, seen.st_ctime_ns, seen.st_size, seen.st_ino)
