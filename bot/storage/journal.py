"""The way out when the database cannot be written: an append-only file beside it, taken back in later."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bot.answering.answer import Status
from bot.storage.errors import UnreachableError
from bot.storage.exchanges import ChatKind, Exchange
from bot.storage.times import from_milliseconds, to_milliseconds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Journal:
    """Exchanges, masked, one JSON object a line, on the disk when ``append`` returns.

    A line that a crash cut short was never acknowledged; it is counted when the file is read, and left out.
    All methods block for a disk: call them in a thread.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._taking = path.with_name(path.name + ".taking")

    def append(self, exchanges: Iterable[Exchange]) -> None:
        """Writes the exchanges and synchronises.

        Raises:
            UnreachableError: the file cannot be written either.
        """
        lines = "".join(json.dumps(_written(exchange.masked()), ensure_ascii=False) + "\n" for exchange in exchanges)
        try:
            file = os.open(self.path, os.O_CREAT | os.O_RDWR | os.O_APPEND, 0o600)
            try:
                size = os.fstat(file).st_size
                if size and os.pread(file, 1, size - 1) != b"\n":
                    lines = "\n" + lines  # what a crash cut short must not spoil the next line
                _write_all(file, lines.encode())
                os.fsync(file)
            finally:
                os.close(file)
        except OSError as refused:
            raise UnreachableError(
                f"the journal cannot be written ({refused.strerror})",
                where=str(self.path),
                mend="make room on the disk",
            ) from refused

    def take(self) -> tuple[list[Exchange], int]:
        """Everything in the journal, and the number of lines that are not whole. ``drop`` it once it is kept elsewhere.

        Until then the same is given again, also after a crash; what is appended meanwhile comes with the next take.

        Raises:
            UnreachableError: the file cannot be read.
        """
        try:
            if not self._taking.exists():
                if not self.path.exists():
                    return [], 0
                self.path.rename(self._taking)
            lines = self._taking.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError as refused:
            raise UnreachableError(
                f"the journal cannot be read ({refused.strerror})", where=str(self.path), mend="check its rights"
            ) from refused
        exchanges, broken = [], 0
        for line in lines:
            try:
                exchanges.append(_read(json.loads(line)))
            except (ValueError, KeyError, TypeError):
                broken += 1
        return exchanges, broken

    def drop(self) -> None:
        """Forgets what the last ``take`` gave."""
        self._taking.unlink(missing_ok=True)


def _write_all(file: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(file, view) :]


def _written(exchange: Exchange) -> dict[str, Any]:
    return {**asdict(exchange), "asked_at": to_milliseconds(exchange.asked_at)}


def _read(written: dict[str, Any]) -> Exchange:
    return Exchange(
        **{
            **written,
            "asked_at": from_milliseconds(written["asked_at"]),
            "chat": ChatKind(written["chat"]),
            "status": Status(written["status"]),
            "entries": tuple(written["entries"]),
            "stages": tuple((name, ms) for name, ms in written["stages"]),
        }
    )
