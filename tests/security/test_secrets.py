"""The token and other secrets: in nothing that the bot writes, shows or sends, whatever goes wrong; and not in Git."""

import asyncio
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from bot.local.cast import STAFF_ID as STAFF
from bot.local.server import LocalServer

ROOT = Path(__file__).parents[2]
TOKEN = "987654321:AAHmadeUpForThisTestOnly-0000000000"
WRONG = "987654321:AAHmadeUpAsWellButItIsWrong-0000000"
PASSWORD = "hunter2-of-the-proxy"
KEY = "a-key-that-seals-links-and-buttons"
QUESTION = "ai chu tri hoi nghi dang uy bo quy 1 nam 2009"


@pytest.fixture
async def server():
    async with LocalServer(token=TOKEN) as running:
        yield running


def environment(folder, server, **more):
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOIBO_SEMANTIC": "off",
        "HOIBO_TOKEN": TOKEN,
        "HOIBO_KEY": KEY,
        "HOIBO_BOT_API_URL": server.url,
        "HOIBO_STAFF": str(STAFF),
        "HOIBO_ADMINS": "7",
        "HOIBO_KNOWLEDGE": str(ROOT / "knowledge"),
        "HOIBO_DATABASE": f"sqlite:///{folder}/hoibo.db",
        "HOIBO_BACKUPS": str(folder / "backups"),
        **more,
    }


async def started(folder, variables, command="run"):
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", command, env=variables, cwd=folder,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip


async def test_no_secret_is_in_anything_the_bot_writes_shows_or_sends(server, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        listen = f"127.0.0.1:{free.getsockname()[1]}"
    an = server.person("An", STAFF)
    server.faults.error("getMe")
    server.faults.drop("setMyCommands", 2)
    process = await started(tmp_path, environment(tmp_path, server, HOIBO_LISTEN=listen))
    await server.listens(30)
    server.faults.refuse("sendMessage", 401, "Unauthorized")
    server.faults.refuse("sendMessage", 400, "Bad Request: message is odd")
    server.faults.half("sendMessage")
    server.faults.refuse("getUpdates", 409, "Conflict: terminated by other getUpdates request")
    for _ in range(3):
        await an.says(QUESTION)
    await an.says("/start x")
    await an.receives("trục trặc", seconds=30)
    await an.receives("Trần Đức Lai", seconds=30)
    pages = []
    async with httpx.AsyncClient(base_url=f"http://{listen}", trust_env=False) as web:
        for path in ("/", "/metrics", "/health/ready", "/health/live", f"/bot{TOKEN}/x"):
            answer = await web.get(path)
            pages.append(f"{dict(answer.headers)} {answer.text}")
    process.terminate()
    written, _ = await process.communicate()
    assert process.returncode == 0
    assert b"not handled" in written
    sent = [str(call.values) for call in server.calls()]
    files = [file.read_bytes().decode("latin-1") for file in tmp_path.rglob("*") if file.is_file()]
    assert_no_secret(written.decode(), *pages, *sent, *files)


@pytest.mark.parametrize("command", ["run", "doctor"])
@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"HOIBO_TOKEN": WRONG}, id="wrong-token"),
        pytest.param({"HOIBO_PROXY": f"nonsense://bot:{PASSWORD}@127.0.0.1:1"}, id="bad-proxy"),
        pytest.param(
            {"HOIBO_DATABASE": f"postgresql://bot:{PASSWORD}@127.0.0.1:1/hoibo"},
            id="no-database",
            marks=pytest.mark.slow,
        ),
        pytest.param({"HOIBO_KEY": "short", "HOIBO_ADMINS": "nobody"}, id="bad-settings"),
    ],
)
async def test_no_secret_is_in_an_error_at_start(server, tmp_path, command, more):
    process = await started(tmp_path, environment(tmp_path, server, **more), command)
    written, _ = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode != 0
    assert written.strip()
    assert_no_secret(written.decode())


def assert_no_secret(*texts):
    for secret in (TOKEN, WRONG, TOKEN.partition(":")[2], WRONG.partition(":")[2], PASSWORD, KEY):
        for text in texts:
            assert secret not in text, f"…{text[max(0, text.index(secret) - 200) : text.index(secret)]}[secret]"


LOOKS_SECRET = {
    "a Telegram token": re.compile(r"\b\d{8,10}:[A-Za-z0-9_-]{35}\b"),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "a cloud's or forge's key": re.compile(r"\b(AKIA[0-9A-Z]{16}|gh[pousr]_\w{36}|glpat-[\w-]{20}|xox[bp]-[\w-]{20,})"),
    "a password in an address": re.compile(r"\b[a-z][a-z0-9+]*://[^\s/:@'\"{}<>$]+:([^\s/@'\"{}<>$]{6,})@"),
}
MADE_UP = {
    "123456789:AAEhBP0av18LYj1HmzvA5bEUN4M7W8ZyXwQ",  # Telegram's form, for the log's test
    "socks5://user:password@",
    "postgresql://hoibo:s3cret@",  # of the storage's tests
}


def test_no_secret_is_in_the_repository():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("no Git here")
    found = []
    for name in listed.stdout.decode().split("\0"):
        file = ROOT / name
        if not name or not file.is_file() or Path(name) == Path(__file__).relative_to(ROOT):
            continue
        text = file.read_bytes().decode("utf-8", "replace")
        found += [
            f"{name}: {kind}: {match.group()}"
            for kind, pattern in LOOKS_SECRET.items()
            for match in pattern.finditer(text)
            if match.group() not in MADE_UP
        ]
    assert not found


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("a Telegram token", TOKEN),
        ("a private key", "-----BEGIN RSA PRIVATE KEY-----"),
        ("a cloud's or forge's key", "ghp_" + "a" * 36),
        ("a password in an address", f"socks5://bot:{PASSWORD}@proxy"),
    ],
)
def test_what_looks_secret_is_seen(kind, text):
    assert LOOKS_SECRET[kind].search(f"x = '{text}'")
