"""Sees to it that one hoibo at a time works on an SQLite file."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from bot.storage.errors import BusyError, UnreachableError

try:
    import fcntl
except ImportError:  # Windows: nobody is kept out
    fcntl = None  # type: ignore[assignment]  # the module, or nothing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Holds the file's lock inside the block. The system gives it back when the process ends, however it ends.

    Raises:
        BusyError: another process holds it.
        UnreachableError: the lock cannot be made.
    """
    lock = path.with_name(path.name + ".lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(lock, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as refused:
        raise UnreachableError(
            f"the database cannot be locked ({refused.strerror})",
            where=str(lock),
            mend="check that hoibo's user may write the folder",
        ) from refused
    try:
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as held:
                raise BusyError(
                    "another hoibo is running on this database",
                    where=str(path),
                    mend="stop it first; or use PostgreSQL",
                ) from held
        yield
    finally:
        os.close(file)
