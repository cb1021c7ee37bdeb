"""The whole bot on a disk that is full, read-only or damaged: a file system of its own in a name space of its own."""

import asyncio
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bot.local.cast import STAFF_ID as STAFF
from bot.local.server import LocalServer

ROOT = Path(__file__).parents[2]
QUESTION = "ai chu tri hoi nghi dang uy bo quy 1 nam 2009"
ON_A_DISK = 'mount -t tmpfs -o "$1" small "$2" && shift 2 && exec "$@"'
"""Mounts a file system and becomes the command in its place."""


def in_own_space(disk, options, *command):
    """The command with a small file system at ``disk`` that nobody else sees. Needs no rights where Linux lets it."""
    own = ("unshare", "--user", "--map-root-user", "--mount") if os.getuid() else ("unshare", "--mount")
    return (*own, "sh", "-c", ON_A_DISK, "sh", options, str(disk), *command)


@pytest.fixture
def disk(tmp_path):
    (made := tmp_path / "disk").mkdir()
    if shutil.which("unshare") is None:
        pytest.skip("unshare is not installed")
    tried = subprocess.run(in_own_space(made, "size=1m", "true"), capture_output=True, text=True, check=False)
    if tried.returncode:
        pytest.skip(f"no file system can be mounted here: {tried.stderr.strip()}")
    return made


@pytest.fixture
async def server():
    async with LocalServer() as running:
        yield running


def variables(server, disk, **more):
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOIBO_SEMANTIC": "off",
        "HOIBO_TOKEN": server.token,
        "HOIBO_BOT_API_URL": server.url,
        "HOIBO_STAFF": str(STAFF),
        "HOIBO_KNOWLEDGE": str(ROOT / "knowledge"),
        "HOIBO_DATABASE": f"sqlite:///{disk}/hoibo.db",
        "HOIBO_LOG": "text",
        **more,
    }


async def started(command, given, folder):
    return await asyncio.create_subprocess_exec(
        *command, env=given, cwd=folder, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
    )


def filled(file):
    """Writes until there is no room left, not for one byte more."""
    written = os.open(file, os.O_CREAT | os.O_WRONLY)
    try:
        for size in (1 << 16, 1 << 10, 1):
            try:
                while os.write(written, b"\0" * size):
                    pass
            except OSError:
                continue
    finally:
        os.close(written)


def references(database):
    connection = sqlite3.connect(database)
    try:
        return [reference for (reference,) in connection.execute("SELECT reference FROM exchanges")]
    finally:
        connection.close()


async def test_on_a_full_disk_questions_are_answered_and_are_on_record_once_there_is_room(server, disk, tmp_path):
    an, *others = (server.person(f"Người {number}", STAFF + number) for number in range(41))
    command = in_own_space(disk, "size=3m", sys.executable, "-m", "bot", "run")
    staff = ",".join(str(person.id) for person in (an, *others))
    process = await started(command, variables(server, disk, HOIBO_STAFF=staff), tmp_path)
    await server.listens(30)
    seen = Path(f"/proc/{process.pid}/root{disk}")
    await an.says(QUESTION)
    await an.receives("Trần Đức Lai", seconds=30)
    await server.taken()
    await asyncio.to_thread(filled, seen / "filler")
    told = bytearray()
    for person in others:  # more than what the database still had in hand
        await person.says(f"{QUESTION} {'mười ' * 60}{person.id}")
    for person in others:
        await person.receives("", seconds=60)
    while b"is in trouble" not in told:
        told += await asyncio.wait_for(process.stderr.readline(), 30)
    assert b"full" in told
    (seen / "filler").unlink()
    while b"works again" not in told:
        told += await asyncio.wait_for(process.stderr.readline(), 60)
    await an.says(QUESTION)
    await an.receives("Trần Đức Lai", seconds=30)
    held = os.open(seen, os.O_RDONLY)  # or the disk would be gone with its only process
    process.terminate()
    await process.communicate()
    assert process.returncode == 0
    shutil.copytree(f"/proc/self/fd/{held}", tmp_path / "afterwards")
    os.close(held)
    # What the journal held came home, or is in it still: nothing is lost either way.
    kept = references(tmp_path / "afterwards" / "hoibo.db")
    journal = tmp_path / "afterwards" / "hoibo.journal"
    kept += (
        [json.loads(line)["reference"] for line in journal.read_text("utf-8").splitlines()] if journal.exists() else []
    )
    assert len(set(kept)) == 42


@pytest.mark.parametrize(
    ("options", "more", "where"),
    [
        pytest.param("ro", {}, "disk/hoibo.db", id="read-only"),
        pytest.param("size=40k", {}, "disk/hoibo.db", id="full"),
        pytest.param("size=4m", {"HOIBO_KNOWLEDGE": "nowhere"}, "nowhere", id="no-knowledge"),
    ],
)
async def test_what_cannot_be_started_with_is_told_with_its_place_and_mend(
    server, disk, tmp_path, options, more, where
):
    command = in_own_space(disk, options, sys.executable, "-m", "bot", "run")
    process = await started(command, variables(server, disk, **more), tmp_path)
    _, told = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode == 1, told.decode()
    assert where in told.decode()
    assert "→" in told.decode()
    assert "Traceback" not in told.decode()
    assert not server.calls("getUpdates")


async def test_a_knowledge_that_editors_cannot_change_is_told_when_it_is_looked_over(server, disk, tmp_path):
    command = in_own_space(disk, "ro", sys.executable, "-m", "bot", "doctor", "--language", "en")
    given = variables(server, tmp_path, HOIBO_KNOWLEDGE=str(disk))
    told = await asyncio.to_thread(
        subprocess.run, command, env=given, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert f"– {disk} cannot be written: editors cannot change it from Telegram" in told.stdout
    assert (tmp_path / "hoibo.db").exists() is False, "looking changes nothing"
