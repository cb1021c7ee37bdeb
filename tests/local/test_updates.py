import asyncio
import json

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.local.webhook import queue_of


@pytest.fixture
async def call(server):
    """Calls a method with these parameters; the whole answer."""
    async with httpx.AsyncClient(timeout=20) as client:

        async def called(method, **parameters):
            answer = await client.post(f"{server.url}/bot{server.token}/{method}", json=parameters)
            return answer.json()

        yield called


async def test_updates_stay_until_their_offset_confirms_them(server, call):
    an = server.person("An")
    for text in ("một", "hai", "ba"):
        await an.says(text)
    first = (await call("getUpdates", limit=2))["result"]
    assert [update["message"]["text"] for update in first] == ["một", "hai"]
    assert (await call("getUpdates", limit=2))["result"] == first
    rest = (await call("getUpdates", offset=first[-1]["update_id"] + 1))["result"]
    assert [update["message"]["text"] for update in rest] == ["ba"]


async def test_a_negative_offset_keeps_only_the_newest(server, call):
    an = server.person("An")
    for text in ("một", "hai", "ba"):
        await an.says(text)
    kept = (await call("getUpdates", offset=-1))["result"]
    assert [update["message"]["text"] for update in kept] == ["ba"]


async def test_a_long_poll_ends_with_the_first_update(server, call):
    waiting = asyncio.create_task(call("getUpdates", timeout=20))
    await server.listens()
    await server.person("An").says("một")
    assert (await waiting)["result"][0]["message"]["text"] == "một"


async def test_a_second_poller_ends_the_first_with_409(server, call):
    first = asyncio.create_task(call("getUpdates", timeout=20))
    await server.listens()
    second = asyncio.create_task(call("getUpdates", timeout=20))
    assert (await first) == {
        "ok": False,
        "error_code": 409,
        "description": "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running",
    }
    await server.person("An").says("một")
    assert len((await second)["result"]) == 1


async def test_updates_that_were_not_asked_for_are_not_queued(server, call):
    an = server.person("An")
    said = await an.says("một")
    await an.reacts(said, "👍")
    assert [set(update) for update in (await call("getUpdates"))["result"]] == [{"update_id", "message"}]
    await call("getUpdates", offset=-1, allowed_updates=json.dumps(["message_reaction"]))
    await an.says("hai")
    await an.reacts(said, "❤")
    kinds = [set(update) - {"update_id"} for update in (await call("getUpdates"))["result"]]
    assert kinds == [{"message"}, {"message_reaction"}]


async def test_a_server_that_stops_ends_its_polls(server, call):
    waiting = asyncio.create_task(call("getUpdates", timeout=20))
    await server.listens()
    await server.stop()
    assert (await waiting)["result"] == []


@pytest.fixture
async def receiver():
    """A webhook that answers as told by ``answers`` (200 when that is empty) and keeps what it got."""
    answers, got = [], asyncio.Queue()

    async def take(request):
        got.put_nowait((request.headers.get("x-telegram-bot-api-secret-token"), await request.json()))
        return PlainTextResponse("", answers.pop(0) if answers else 200)

    config = uvicorn.Config(Starlette(routes=[Route("/hook", take, methods=["POST"])]), port=0, log_config=None)
    receiving = uvicorn.Server(config)
    task = asyncio.create_task(receiving.serve())
    while not receiving.started:
        await asyncio.sleep(0.01)
    port = receiving.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/hook", answers, got
    receiving.should_exit = True
    await task


async def test_a_webhook_gets_updates_with_its_secret(server, call, receiver):
    url, _, got = receiver
    assert (await call("setWebhook", url=url, secret_token="s3cret"))["ok"]
    await server.person("An").says("một")
    secret, update = await got.get()
    assert (secret, update["message"]["text"]) == ("s3cret", "một")
    await server.taken()
    assert (await call("getWebhookInfo"))["result"]["pending_update_count"] == 0


async def test_a_webhook_that_fails_gets_the_update_again(server, call, receiver):
    url, answers, got = receiver
    server.api.webhook.first_wait = 0.01
    answers += [500, 503]
    await call("setWebhook", url=url)
    await server.person("An").says("một")
    numbers = [(await got.get())[1]["update_id"] for _ in range(3)]
    assert len(set(numbers)) == 1
    await server.taken()
    assert "503" in (await call("getWebhookInfo"))["result"]["last_error_message"]


async def test_a_chats_second_update_is_not_posted_before_the_first_was_taken(server, call, receiver):
    url, answers, got = receiver
    server.api.webhook.first_wait = 0.01
    answers += [503, 503]
    an = server.person("An")
    for text in ("một", "hai", "ba"):
        await an.says(text)
    await call("setWebhook", url=url)
    await server.taken()
    assert [got.get_nowait()[1]["message"]["text"] for _ in range(5)] == ["một", "một", "một", "hai", "ba"]


async def test_a_chat_whose_update_is_refused_keeps_no_other_chat_waiting(server, call, receiver):
    url, answers, got = receiver
    server.api.webhook.first_wait = 3600
    answers += [503]
    await call("setWebhook", url=url)
    an, binh = server.person("An"), server.person("Bình")
    await an.says("một")
    assert (await got.get())[1]["message"]["text"] == "một"
    await an.says("hai")
    await binh.says("riêng")
    assert (await got.get())[1]["message"]["text"] == "riêng"
    assert got.empty()


@pytest.mark.parametrize(
    ("update", "queue"),
    [
        ({"message": {"chat": {"id": -5}, "from": {"id": 7}}}, ("chat", -5)),
        ({"callback_query": {"from": {"id": 7}, "message": {"chat": {"id": 7}}}}, ("person", 7)),
        ({"inline_query": {"from": {"id": 7}, "query": ""}}, ("person", 7)),
        ({"poll": {"id": "1"}}, ("alone", 3)),
        ({"message": "none"}, ("alone", 3)),
    ],
)
def test_an_updates_queue_is_its_chat_or_its_person(update, queue):
    assert queue_of({"update_id": 3, **update}) == queue


async def test_what_waited_before_the_webhook_is_delivered_and_polling_is_refused_meanwhile(server, call, receiver):
    url, _, got = receiver
    await server.person("An").says("một")
    await call("setWebhook", url=url, max_connections=1)
    assert (await got.get())[1]["message"]["text"] == "một"
    assert (await call("getUpdates"))["error_code"] == 409
    await call("deleteWebhook", drop_pending_updates=True)
    assert (await call("getUpdates"))["result"] == []


@pytest.mark.parametrize(
    ("parameters", "complaint"),
    [
        ({"url": "http://example.com/x"}, "bad webhook: this server posts to loopback addresses only"),
        ({"url": "ftp://127.0.0.1/x"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "http://[::1"}, "bad webhook: invalid webhook URL specified"),
        ({"url": "http://127.0.0.1:1/", "secret_token": "đ"}, "secret token contains unallowed characters"),
        ({"url": "http://127.0.0.1:1/", "allowed_updates": "["}, "can't parse allowed updates JSON object"),
    ],
)
async def test_a_bad_webhook_is_refused(call, parameters, complaint):
    assert (await call("setWebhook", **parameters))["description"] == f"Bad Request: {complaint}"
