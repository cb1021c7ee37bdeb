"""The way out to the Bot API, against a real server: what arrives, and what its errors tell."""

import pytest
from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut
from telegram.request import HTTPXRequest

from bot.local.server import LocalServer
from bot.telegram.transport.requesting import DirectRequest, carrier
from tests.telegram.conftest import STAFF


@pytest.fixture
async def bot(server, monkeypatch):
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    way = {"base_url": f"{server.url}/bot", "base_file_url": f"{server.url}/file/bot"}
    request = DirectRequest(connections=2, read_seconds=0.5)
    async with Bot(server.token, **way, request=request, get_updates_request=request) as made:
        yield made


async def test_a_text_arrives_letter_by_letter(server, staff, bot):
    await staff.says("/start")
    await bot.send_message(STAFF, "Hỏi Bộ & <b>=+%?</b> 🙂")
    assert (await staff.receives("Hỏi Bộ")).json["text"] == "Hỏi Bộ & <b>=+%?</b> 🙂"


async def test_a_file_arrives_whole_and_under_its_name(staff, bot):
    await staff.says("/start")
    sent = await bot.send_document(STAFF, bytes(range(256)) * 500, filename="Danh sách “tháng 9”.csv", caption="Đây")
    assert sent.document.file_name == "Danh sách “tháng 9”.csv"
    assert sent.caption == "Đây"
    received = await (await bot.get_file(sent.document.file_id)).download_as_bytearray()
    assert bytes(received) == bytes(range(256)) * 500


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (lambda faults: faults.drop("sendMessage"), NetworkError),
        (lambda faults: faults.half("sendMessage"), NetworkError),
        (lambda faults: faults.error("sendMessage", 502), NetworkError),
        (lambda faults: faults.slow("sendMessage", 5), TimedOut),
        (lambda faults: faults.too_many_requests("sendMessage"), RetryAfter),
        (lambda faults: faults.refuse("sendMessage", 400, "Bad Request: message text is empty"), BadRequest),
    ],
    ids=["dropped", "half", "502", "slow", "429", "400"],
)
async def test_each_trouble_is_the_librarys_error_and_does_not_tell_the_token(server, staff, bot, fault, error):
    await staff.says("/start")
    fault(server.faults)
    with pytest.raises(error) as told:
        await bot.send_message(STAFF, "Chào")
    assert server.token not in f"{told.value!r} {told.value} {told.value.__cause__!r} {told.value.__cause__}"
    await bot.send_message(STAFF, "Chào")  # the connection that broke spoils none after it


async def test_a_server_that_is_not_there_is_told_without_the_token():
    async with LocalServer() as gone:
        url, token = gone.url, gone.token
    request = DirectRequest(connections=1, read_seconds=0.5)
    await request.initialize()
    with pytest.raises(NetworkError, match=r"refused|Cannot connect|Connect call failed") as told:
        await request.post(f"{url}/bot{token}/getMe")
    assert token not in f"{told.value!r} {told.value}"
    await request.shutdown()


async def test_it_is_made_ready_and_closed_as_often_as_one_likes(server):
    request = DirectRequest(connections=1, read_seconds=2)
    with pytest.raises(NetworkError, match="initialize"):
        await request.post(f"{server.url}/bot{server.token}/getMe")
    for _ in range(2):
        await request.initialize()
        await request.initialize()
        assert await request.post(f"{server.url}/bot{server.token}/getMe")
        await request.shutdown()
        await request.shutdown()


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "all_proxy"])
def test_a_proxy_of_the_environment_is_kept_to(monkeypatch, name):
    monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert isinstance(carrier(connections=1, read_seconds=5, proxy=None), HTTPXRequest)


def test_a_proxy_of_the_settings_is_kept_to_and_else_the_way_is_direct(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    assert isinstance(carrier(connections=1, read_seconds=5, proxy="socks5://127.0.0.1:9"), HTTPXRequest)
    assert isinstance(carrier(connections=1, read_seconds=5, proxy=None), DirectRequest)
