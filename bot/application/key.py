"""The key that seals buttons and links: from the settings, or made at the first start and kept beside the database."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING, Final

from bot.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

_BYTES: Final = 32


def kept_key(path: Path) -> bytes:
    """The key in the file; 32 random bytes, readable by the owner alone, are put there where it is missing.

    Raises:
        SettingsError: the file cannot be read or written, or is cut short.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _make(path)
        key = path.read_bytes()
    except OSError as refused:
        raise SettingsError(
            f"the key file cannot be used ({refused.strerror})", where=str(path), mend="let hoibo's user write there"
        ) from refused
    if len(key) < _BYTES:
        raise SettingsError("the key file is cut short", where=str(path), mend="delete it: a new one is made")
    return key


def _make(path: Path) -> None:
    """Writes aside and links into place, so that of two processes starting at once both read the same key."""
    if path.exists():
        return
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    file = os.open(aside, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(file, "wb") as stream:
        stream.write(secrets.token_bytes(_BYTES))
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
