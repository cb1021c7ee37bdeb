"""Databases to test on: the same test runs on an SQLite file and on a real PostgreSQL."""

from __future__ import annotations

import datetime as dt
import os
import secrets

import pytest

from bot.settings import read_settings
from bot.storage.connecting import open_database
from bot.storage.migrations import migrate
from bot.storage.opening import open_storage

NOON = dt.datetime(2026, 7, 1, 5, 0, tzinfo=dt.UTC)
"""Noon in Hà Nội."""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request, tmp_path):
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/hoibo.db"
    return request.getfixturevalue("postgresql_server").make_database(f"t{secrets.token_hex(8)}")


@pytest.fixture
def state(request, tmp_path):
    """The address of the database of a whole bot: an SQLite file, or what HOIBO_TEST_STATE=postgresql asks for.

    So every conversation can be had on both: `make test-postgresql`.
    """
    if os.environ.get("HOIBO_TEST_STATE") != "postgresql":
        return f"sqlite:///{tmp_path}/hoibo.db"
    return request.getfixturevalue("postgresql_server").make_database(f"s{secrets.token_hex(8)}")


@pytest.fixture
async def database(database_url):
    """An open database with its tables."""
    opened = await open_database(database_url)
    await migrate(opened, lambda: NOON)
    yield opened
    await opened.close()


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, now=NOON):
        self.now = now

    def __call__(self):
        return self.now

    def go(self, **delta):
        self.now += dt.timedelta(**delta)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def storage(database_url, clock, tmp_path, monkeypatch):
    """All of the storage on each kind of database."""
    monkeypatch.chdir(tmp_path)
    async with open_storage(read_settings(database=database_url), key=b"k" * 32, clock=clock) as opened:
        yield opened
