"""Requests that mean no good: every one gets an answer, and the server goes on."""

import asyncio
import json
import time
from contextlib import suppress

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.local.methods import METHODS
from bot.local.parameters import Parameters
from bot.local.refusal import RefusalError
from bot.local.server import LocalServer, LocalServerError
from bot.local.world import World


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"content-type": "application/json"}, b"{"),
        ({"content-type": "application/json"}, b"[1]"),
        ({"content-type": "application/json"}, b"[" * 100_000),
        ({"content-type": "application/json"}, b'{"text": "\xff"}'),
        ({"content-type": "application/json"}, b'{"chat_id": 1, "text": "\\ud800"}'),
        ({"content-type": "multipart/form-data"}, b"x"),
        ({"content-type": "multipart/form-data; boundary=a"}, b"--a\r\nno"),
        ({"content-type": "multipart/form-data; boundary=a"}, b"--b\r\n\r\n"),
        ({"content-type": "application/x-www-form-urlencoded"}, b"%ff=%fe&&==&chat_id"),
        ({"content-type": "text/plain"}, b"x"),
    ],
)
async def test_a_hostile_body_gets_an_answer_in_the_bot_apis_form(server, headers, body):
    async with httpx.AsyncClient() as client:
        answer = await client.post(f"{server.url}/bot{server.token}/sendMessage", content=body, headers=headers)
    assert (answer.status_code, answer.json()["ok"]) == (400, False)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
NAMES = st.sampled_from(
    ["text", "parse_mode", "entities", "reply_markup", "reply_parameters", "message_id", "message_thread_id", "media",
     "commands", "scope", "language_code", "reaction", "results", "inline_query_id", "callback_query_id", "offset",
     "limit", "allowed_updates", "url", "document", "caption", "link_preview_options", "menu_button", "message_ids"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(parameters=st.dictionaries(NAMES, VALUES, max_size=6))
def test_no_parameters_bring_a_method_down(parameters):
    world = World("1:x", "x_bot", "X", time.time)
    world.add_person(1001, "An", "vi", "")
    world.chats[1001].started = True
    for method in METHODS.values():
        with suppress(RefusalError):
            json.dumps(method(world, Parameters({"chat_id": 1001, "from_chat_id": 1001} | parameters)))


async def test_pages_of_other_sites_and_names_are_turned_away(server):
    server.person("An")
    address = f"{server.url}/chat/say"
    async with httpx.AsyncClient() as client:
        said = {"person": 1001, "chat": 1001, "text": "x"}
        foreign = await client.post(address, json=said, headers={"Origin": "https://evil.example"})
        rebound = await client.get(f"{server.url}/chat/state", headers={"Host": "evil.example:80"})
        own = await client.post(address, json=said, headers={"Origin": server.url})
    assert (foreign.status_code, rebound.status_code, own.status_code) == (403, 403, 200)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "example.com", "", "::"])  # noqa: S104  # refused
def test_only_loopback_addresses_are_listened_on(host):
    with pytest.raises(LocalServerError, match="this machine only"):
        LocalServer(host=host)


async def test_a_taken_port_is_told_with_a_way_out(server):
    with pytest.raises(LocalServerError, match="choose another port"):
        await LocalServer(server.port).start()


@pytest.mark.parametrize(
    ("address", "sent", "status"),
    [
        ("say", b"{", 400),
        ("say", b"[]", 400),
        ("say", b'{"person": 1001, "chat": 1002, "text": "x"}', 404),
        ("say", b'{"person": 1001, "chat": 1001, "text": "  "}', 400),
        ("say", b'{"person": "1001; drop", "chat": 1001, "text": "x"}', 404),
        ("press", b'{"person": 1001, "chat": 1001, "message": 1, "data": "x"}', 400),
        ("react", b'{"person": 1001, "chat": 1001, "message": 99}', 400),
        ("choose", b'{"person": 1001, "chat": 1001, "query": "1", "result": "1"}', 400),
    ],
)
async def test_the_pages_own_addresses_mind_what_they_get(server, address, sent, status):
    server.person("An")
    server.person("Bình")
    async with httpx.AsyncClient() as client:
        answer = await client.post(f"{server.url}/chat/{address}", content=sent)
    assert answer.status_code == status
    assert answer.json()["error"]


async def test_files_of_the_page_cannot_be_left(server):
    async with httpx.AsyncClient() as client:
        for path in ("../server.py", "..%2fserver.py", "%2e%2e/server.py", "/etc/passwd"):
            answer = await client.get(f"{server.url}/chat/page/{path}")
            assert answer.status_code == 404


async def test_a_sent_page_is_saved_and_never_shown(server):
    an = server.person("An")
    sent = await an.sends_file("x.html", b"<script>alert(1)</script>", mime="text/html")
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{server.url}/chat/file/{sent.json['document']['file_id']}")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff\xfe",
        b"GET / HTTP/1.1\r\n",
        b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\n\r\n",
        b"POST /bot1/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
        b"POST /bot1/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\nshort",
        b"POST /bot1/x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /chat/events?person=1001 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ],
)
async def test_broken_http_leaves_the_server_answering(server, raw):
    server.person("An")
    _, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(raw)
    await writer.drain()
    writer.close()
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{server.url}/bot{server.token}/getMe")
    assert answer.json()["result"]["username"] == server.username


async def test_a_body_without_end_is_cut_off(server):
    async def endless():
        for _ in range(60):
            yield b"x" * 1024 * 1024

    async with httpx.AsyncClient(timeout=30) as client:
        answer = await client.post(
            f"{server.url}/bot{server.token}/sendMessage",
            content=endless(),
            headers={"content-type": "application/json"},
        )
    assert (answer.status_code, answer.json()["description"]) == (413, "Request Entity Too Large")
