"""What can go wrong with what is kept, by what the caller can do about it."""

from __future__ import annotations

from bot.errors import HoiboError


class StorageError(HoiboError):
    """The database refused or failed. Trying again as it stands does not help."""


class PassingStorageError(StorageError):
    """The database cannot work just now, and may soon: trying again is right."""


class BusyError(PassingStorageError):
    """Somebody else holds the database, or two transactions stood in each other's way."""


class DiskFullError(PassingStorageError):
    """There is no room left on the disk that holds the database."""


class UnreachableError(PassingStorageError):
    """The database's server does not answer, or its file cannot be opened, read or written."""


class CorruptError(PassingStorageError):
    """The file is no whole database. Passing, since it heals by the restoration of a backup."""


class ConflictError(StorageError):
    """A value that must be unique or must exist is not so."""


class QueueFullError(StorageError):
    """More is waiting to be written than may wait."""
