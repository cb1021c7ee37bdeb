"""What one replica changes holds on the others at once."""

import asyncio
import contextlib

import pytest

from bot.answering.snapshot import Served
from bot.application.freshness import Freshness
from bot.knowledge.shelf import Shelf
from bot.settings import Access, read_settings
from bot.storage.opening import open_storage
from bot.storage.people import Rank
from bot.telegram.access.gate import KeptGate, Role
from bot.telegram.access.staff_groups import StaffGroups

ENTRY = """\
id: hop-moi
kind: meeting
title: Họp giao ban tháng 7 năm 2026
date: 2026-07-01
source: {name: Mic.gov.vn, url: https://mic.gov.vn/hop-moi}
body: Cuộc họp giao ban tháng 7 bàn về trạm bưu cục vùng cao.
"""


class Nobody:
    """No admin to tell of the state of the knowledge."""

    async def broken(self, error, entries):
        raise AssertionError(error, entries)

    async def held_back(self, findings, entries):
        raise AssertionError(findings, entries)

    async def good(self, entries):
        pass


@contextlib.asynccontextmanager
async def two_storages(postgresql_server, clock, name):
    settings = read_settings(database=postgresql_server.make_database(name))
    async with (
        open_storage(settings, key=b"k" * 32, clock=clock) as one,
        open_storage(settings, key=b"k" * 32, clock=clock) as other,
    ):
        yield one, other


def gate_of(storage):
    groups = StaffGroups(None, (), lambda: 0.0)
    return KeptGate(storage.people, groups, admins=(1,), staff=(), access=Access.INVITE)


@pytest.mark.postgresql
async def test_an_edit_that_one_replica_sees_is_served_by_one_that_does_not_watch_the_folder(
    postgresql_server, tmp_path, monkeypatch, clock
):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "cu.yaml").write_text(ENTRY.replace("hop-moi", "hop-cu").replace("tháng 7", "tháng 6"), "utf-8")
    heard = asyncio.Event()

    async def changed():
        heard.set()

    async def nothing():
        pass

    async with two_storages(postgresql_server, clock, "freshness") as (one, other):
        watching, hearing = Served(Shelf(folder).load), Served(Shelf(folder).load)
        tasks = [
            asyncio.create_task(Freshness(watching, folder, nothing, Nobody(), one.database).watch()),
            asyncio.create_task(Freshness(hearing, folder, changed, Nobody(), other.database).hear()),
        ]
        (folder / "moi.yaml").write_text(ENTRY, "utf-8")
        async with asyncio.timeout(30):
            await heard.wait()
        assert {entry.id for entry in hearing.now.knowledge.entries} == {"hop-cu", "hop-moi"}
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


@pytest.mark.postgresql
async def test_a_person_whom_one_replica_removes_is_a_stranger_to_the_others_at_once(
    postgresql_server, tmp_path, monkeypatch, clock
):
    monkeypatch.chdir(tmp_path)
    async with two_storages(postgresql_server, clock, "removal") as (one, other):
        await one.people.let_in(5, "Lan", Rank.STAFF, by=1)
        assert await gate_of(other).role(5) is Role.STAFF
        await one.people.remove(5, by=1)
        assert await gate_of(other).role(5) is Role.STRANGER
