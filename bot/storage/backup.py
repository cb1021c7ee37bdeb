"""Backups of the database while everything goes on, and the way back from one. All of it blocks: use a thread."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.storage.alone import alone
from bot.storage.errors import CorruptError, StorageError, UnreachableError
from bot.storage.sqlite import named, sqlite_path

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

KEPT = 14
"""How many backups are kept: two weeks of days."""

_NAME = re.compile(r"hoibo-\d{8}-\d{6}\.(db|dump)")


def back_up(url: str, folder: Path, moment: dt.datetime, *, keep: int = KEPT) -> Path:
    """Writes a backup of the database as it is at this moment, and returns its file.

    The file appears whole or not at all, is checked, and readable by its owner only. Of the backups in the folder the
    ``keep`` newest stay. PostgreSQL's are made by its own ``pg_dump``.

    Raises:
        StorageError: there is no new backup; the old ones are all there.
    """
    is_sqlite = urlsplit(url).scheme == "sqlite"
    target = folder / f"hoibo-{moment:%Y%m%d-%H%M%S}.{'db' if is_sqlite else 'dump'}"
    with _disk_trouble(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        aside = target.with_name(target.name + ".unfinished")
        aside.unlink(missing_ok=True)
        try:
            os.close(os.open(aside, os.O_CREAT | os.O_WRONLY, 0o600))
            _copy_sqlite(sqlite_path(url), aside) if is_sqlite else _dump_postgresql(url, aside)
            _on_the_disk(aside)
            aside.rename(target)
        finally:
            aside.unlink(missing_ok=True)
        for old in backups(folder)[keep:]:
            old.unlink()
    return target


def backups(folder: Path) -> list[Path]:
    """The backups in a folder, newest first."""
    return sorted((file for file in folder.glob("hoibo-*") if _NAME.fullmatch(file.name)), reverse=True)


def restore(url: str, backup: Path, moment: dt.datetime) -> Path | None:
    """Puts a backup in the place of the database. No hoibo may be running on it.

    Returns where the SQLite file went that was there before, None where there was none. PostgreSQL's tables are
    replaced in one transaction by its own ``pg_restore``.

    Raises:
        CorruptError: the backup is no whole database; nothing was touched.
        BusyError: a hoibo is running on the SQLite file.
        StorageError: it could not be put in place; what was there before is there still.
    """
    if not backup.is_file():
        raise UnreachableError("there is no such backup", where=str(backup), mend="hoibo backup --list names them")
    if urlsplit(url).scheme == "sqlite":
        with alone(sqlite_path(url)):
            return _restore_sqlite(sqlite_path(url), backup, moment)
    _run_tool(url, "pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", str(backup))
    return None


def _copy_sqlite(source: Path, target: Path) -> None:
    if not source.is_file():
        raise UnreachableError("there is no database yet", where=str(source), mend="start hoibo run once")
    try:
        with (
            contextlib.closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as database,
            contextlib.closing(sqlite3.connect(target)) as copy,
        ):
            database.backup(copy)
    except sqlite3.Error as failed:
        raise named(failed, source) from failed
    _check(target)


def _check(file: Path) -> None:
    """Reads a whole SQLite file and makes sure that it is hoibo's."""
    try:
        with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as connection:
            (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            connection.execute("SELECT name FROM migrations").fetchall()
    except sqlite3.Error as unreadable:
        raise CorruptError(
            f"this is no whole database of hoibo ({unreadable})", where=str(file), mend="use an older backup"
        ) from unreadable
    if verdict != "ok":
        raise CorruptError(f"the database is damaged ({verdict})", where=str(file), mend="use an older backup")


def _restore_sqlite(path: Path, backup: Path, moment: dt.datetime) -> Path | None:
    _check(backup)
    before = path.with_name(f"{path.name}.before-{moment:%Y%m%d-%H%M%S}")
    aside = path.with_name(path.name + ".restoring")
    with _disk_trouble(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(backup, aside)
        aside.chmod(0o600)
        _on_the_disk(aside)
        had = path.exists()
        for suffix in ("", "-wal", "-shm"):  # what is not yet in the file itself goes with it
            part = path.with_name(path.name + suffix)
            if part.exists():
                part.rename(before.with_name(before.name + suffix))
        aside.rename(path)
        _on_the_disk(path.parent)
    return before if had else None


def _dump_postgresql(url: str, target: Path) -> None:
    _run_tool(url, "pg_dump", "--format=custom", "--no-owner", f"--file={target}")


def _run_tool(url: str, name: str, *arguments: str) -> None:
    """Runs one of PostgreSQL's own programs on the database; the password is on no command line."""
    from psycopg import conninfo  # noqa: PLC0415  # an optional extra

    program = shutil.which(name)
    if program is None:
        raise StorageError(f"{name} is not installed", mend="install PostgreSQL's client programs")
    connection = conninfo.conninfo_to_dict(url)
    password = connection.pop("password", None)
    done = subprocess.run(  # noqa: S603  # a program of PostgreSQL's, no shell, arguments of ours
        [program, *arguments, f"--dbname={conninfo.make_conninfo('', **connection)}"],
        env={**os.environ, **({"PGPASSWORD": str(password)} if password else {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        raise StorageError(f"{name} failed ({lines[0]})", where="HOIBO_DATABASE")


def _on_the_disk(path: Path) -> None:
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


@contextlib.contextmanager
def _disk_trouble(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as refused:
        raise UnreachableError(
            f"the backup cannot be written ({refused.strerror})", where=str(folder), mend="check its space and rights"
        ) from refused
