"""Which database an address means, and the way to it; only the driver that is used is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.storage.errors import StorageError

if TYPE_CHECKING:
    from bot.storage.database import Database


async def open_database(url: str) -> Database:
    """The database at ``sqlite:///relative/path``, ``sqlite:////absolute/path`` or ``postgresql://…``, as it stands.

    It is made if it is an SQLite file that is not there. Its tables are the migrations' affair.

    Raises:
        StorageError: an unknown kind of address, or the database cannot be opened. The address, which may hold a
            password, is not in the text.
    """
    scheme = urlsplit(url).scheme
    if scheme == "sqlite":
        from bot.storage.sqlite import SqliteDatabase, sqlite_path  # noqa: PLC0415  # only the driver that is used

        return await SqliteDatabase.open(sqlite_path(url))
    if scheme in {"postgresql", "postgres"}:
        try:
            from bot.storage.postgresql import PostgresqlDatabase  # noqa: PLC0415  # an optional extra
        except ImportError as missing:
            raise StorageError(
                "the PostgreSQL driver is not installed", where="HOIBO_DATABASE", mend="install hoibo[postgresql]"
            ) from missing
        return await PostgresqlDatabase.open(url)
    raise StorageError(
        f"unknown kind of database {scheme!r}",
        where="HOIBO_DATABASE",
        mend="use sqlite:///path/to/file or postgresql://user@host/name",
    )
