"""The bot behind its webhook, over HTTP, with the local Bot API server as the one that posts."""

import asyncio
import contextlib
import json
import re
import socket
from pathlib import Path

import httpx
import pytest

from bot.answering.snapshot import Served
from bot.application.arriving import webhook_secret
from bot.application.service import running
from bot.errors import SettingsError
from bot.knowledge.loading import load
from bot.local.cast import STAFF_ID as STAFF
from bot.local.server import LocalServer
from bot.settings import Settings
from bot.storage.database import Dialect
from bot.storage.opening import open_storage
from bot.web.serving import address

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
KEY = b"k" * 32
SECRET = "a-secret_of_the_hook"
QUESTION = {"update_id": 900, "message": {"message_id": 1, "date": 1, "chat": {"id": STAFF, "type": "private"}}}
HUGE = {"id": 10**30, "type": "private"}


@pytest.fixture(scope="session")
def served():
    return Served(lambda: load(KNOWLEDGE))


@pytest.fixture
async def server():
    async with LocalServer() as server:
        yield server


@pytest.fixture
def running_bot(server, served, tmp_path, state):
    """``async with running_bot() as (web, storage):`` is a bot behind a webhook and a client of its web server."""

    @contextlib.asynccontextmanager
    async def start(*, hook=True):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            listen = f"127.0.0.1:{free.getsockname()[1]}"
        given = {"webhook_url": f"http://{listen}/telegram", "webhook_secret": SECRET} if hook else {}
        settings = Settings(
            knowledge=KNOWLEDGE,
            database=state,
            backups=tmp_path / "backups",
            staff={STAFF},
            listen=listen,
            **given,
        )
        async with (
            open_storage(settings, key=KEY) as storage,
            running(settings, served, storage, token=server.token, api_url=server.url, key=KEY),
            httpx.AsyncClient(base_url=f"http://{listen}", trust_env=False) as web,
        ):
            await server.listens()
            yield web, storage

    return start


def said(text):
    return {"X-Telegram-Bot-Api-Secret-Token": text}


async def test_a_question_that_is_posted_is_answered_and_counted(running_bot, server):
    an = server.person("An", STAFF)
    async with running_bot() as (web, _):
        await an.says("/start")
        await an.receives("Xin chào")
        await an.says("Ai là Bộ trưởng?")
        await server.called("sendMessage", 2)
        await server.taken()
        figures = (await web.get("/metrics")).text
    assert not server.calls("getUpdates")
    asked = [line for line in figures.splitlines() if line.startswith("hoibo_questions_total{")]
    assert sum(float(line.split()[-1]) for line in asked) == 1
    assert "hoibo_answer_seconds_count 1.0" in figures
    assert "hoibo_errors_total 0.0" in figures
    assert "Bộ trưởng" not in figures
    assert set(re.findall(r"(\w+)=", figures)) == {"status", "le", "code"}


@pytest.mark.parametrize(
    ("secret", "body", "code"),
    [
        ("", json.dumps(QUESTION).encode(), 403),
        ("another", json.dumps(QUESTION).encode(), 403),
        (SECRET, b" " * 1_000_001, 413),
        (SECRET, b"{", 400),
        (SECRET, b"\xff", 400),
        (SECRET, b"[" * 100_000, 400),
        (SECRET, b"[]", 400),
        (SECRET, b'{"update_id": "1"}', 400),
        (SECRET, b'{"update_id": 99999999999999999999}', 400),
        (SECRET, json.dumps({**QUESTION, "message": {**QUESTION["message"], "chat": HUGE}}).encode(), 400),
    ],
    ids=[
        "no-secret",
        "other-secret",
        "large",
        "cut",
        "bytes",
        "deep",
        "list",
        "text-id",
        "huge-id",
        "huge-chat",
    ],
)
async def test_what_is_no_update_is_refused_by_its_own_code(running_bot, secret, body, code):
    async with running_bot() as (web, storage):
        answer = await web.post("/telegram", content=body, headers=said(secret))
        assert answer.status_code == code
        assert f'hoibo_webhook_posts_total{{code="{code}"}} 1.0' in (await web.get("/metrics")).text
        assert await storage.updates.open_count() == 0


@pytest.mark.parametrize("message", [5, {"message_id": 1, "date": 1, "chat": {"id": {}, "type": "private"}}])
async def test_an_update_that_cannot_be_read_is_taken_so_that_it_does_not_come_again(running_bot, caplog, message):
    async with running_bot() as (web, storage):
        answer = await web.post("/telegram", json={"update_id": 1, "message": message}, headers=said(SECRET))
        assert answer.status_code == 200
        while await storage.updates.open_count():
            await asyncio.sleep(0.01)
    told = [record.getMessage() for record in caplog.get_records("call") if record.levelname == "ERROR"]
    assert told == ["update 1 (message) is none that this version can read"]


async def test_an_update_that_cannot_be_kept_is_refused_and_answered_when_it_is_sent_again(
    running_bot, server, monkeypatch
):
    from bot.storage.worker import Worker  # noqa: PLC0415  # beside its one use

    accept, refused = Worker.accept, []

    async def once_refused(self, update_id, chat, payload):
        if not refused:
            refused.append(update_id)
            raise OSError("no space left on device")
        await accept(self, update_id, chat, payload)

    monkeypatch.setattr(Worker, "accept", once_refused)
    an = server.person("An", STAFF)
    async with running_bot() as (web, _):
        await an.says("/start")
        await an.receives("Xin chào")
        await server.taken()
        figures = (await web.get("/metrics")).text
    assert len(refused) == 1
    assert 'hoibo_webhook_posts_total{code="503"} 1.0' in figures
    assert 'hoibo_webhook_posts_total{code="200"} 1.0' in figures


@pytest.mark.parametrize("hook", [True, False], ids=["webhook", "polling"])
async def test_it_says_that_it_lives_and_is_ready_however_updates_come(running_bot, hook):
    async with running_bot(hook=hook) as (web, _):
        live, ready = await web.get("/health/live"), await web.get("/health/ready")
        posted = await web.post("/telegram", json=QUESTION, headers=said(SECRET))
    assert (live.status_code, live.json()) == (200, {"status": "live"})
    assert ready.json() == {"status": "ready", "knowledge": True, "database": True, "bot": True}
    assert posted.status_code == (200 if hook else 404)


async def test_it_is_not_ready_where_the_database_takes_no_writing(running_bot):
    async with running_bot() as (web, storage):
        async with storage.database.write() as transaction:
            if storage.database.dialect is Dialect.POSTGRESQL:
                await transaction.execute("LOCK TABLE jobs")
            ready = await web.get("/health/ready", timeout=20)
        assert ready.status_code == 503
        assert ready.json()["database"] is False
        assert (await web.get("/health/ready")).status_code == 200


def test_the_secret_is_made_from_the_key_where_none_is_set():
    made = webhook_secret(Settings(), KEY)
    assert made == webhook_secret(Settings(), KEY) != webhook_secret(Settings(), b"x" * 32)
    with pytest.raises(SettingsError, match="HOIBO_WEBHOOK_SECRET"):
        webhook_secret(Settings(webhook_secret="có dấu"), KEY)


@pytest.mark.parametrize("listen", ["", "8080", "localhost", "127.0.0.1:http", "127.0.0.1:99999", "[::1"])
def test_an_address_to_listen_on_that_is_none_is_refused(listen):
    with pytest.raises(SettingsError, match="HOIBO_LISTEN"):
        address(listen)
