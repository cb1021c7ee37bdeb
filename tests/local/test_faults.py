import httpx
import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut


@pytest.fixture
async def bot(server):
    async with Bot(server.token, base_url=f"{server.url}/bot") as connected:
        yield connected


@pytest.fixture
async def an(server):
    person = server.person("An")
    await person.says("/start")
    return person


# The library warns of its own coming change when it makes a RetryAfter.
@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
async def test_too_many_requests_names_the_seconds_to_wait_and_then_all_is_well(server, bot, an):
    server.faults.too_many_requests("sendMessage", retry_after=3)
    with pytest.raises(RetryAfter) as limited:
        await bot.send_message(an.id, "một")
    assert str(limited.value) in {
        "Flood control exceeded. Retry in 3 seconds",
        "Flood control exceeded. Retry in 0:00:03",
    }
    assert (await bot.send_message(an.id, "hai")).text == "hai"
    assert [message.text for message in an.history()][1:] == ["hai"]


async def test_an_error_may_come_before_or_after_the_work_was_done(server, bot, an):
    server.faults.error("sendMessage", 502)
    server.faults.error("sendMessage", 500, done=True)
    for text in ("nothing came of it", "done all the same"):
        with pytest.raises(NetworkError):
            await bot.send_message(an.id, text)
    assert [message.text for message in an.history()][1:] == ["done all the same"]


async def test_a_dropped_connection_is_a_network_error(server, bot, an):
    server.faults.drop("sendMessage")
    with pytest.raises(NetworkError, match=r"disconnected|RemoteProtocolError|ReadError"):
        await bot.send_message(an.id, "một")
    assert [call.status for call in server.calls("sendMessage")] == [0]
    assert (await bot.send_message(an.id, "hai")).text == "hai"


async def test_half_an_answer_is_a_network_error_though_the_message_was_sent(server, bot, an):
    server.faults.half("sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(an.id, "một")
    assert [message.text for message in an.history()][1:] == ["một"]


async def test_a_slow_answer_runs_into_the_callers_time_limit(server, bot, an):
    server.faults.slow("sendMessage", seconds=30)
    with pytest.raises(TimedOut):
        await bot.send_message(an.id, "một", read_timeout=0.05)


async def test_a_dripping_answer_arrives_whole(server, bot, an):
    server.faults.drip("getMe", seconds=0.2)
    assert (await bot.get_me()).username == server.username


async def test_faults_count_down_by_method_and_can_be_switched_off(server, bot, an):
    server.faults.refuse("getMe", 403, "Forbidden: no", times=2)
    server.faults.error("*", times=-1)
    for expected in (Forbidden, Forbidden, NetworkError):
        with pytest.raises(expected):
            await bot.get_me()
    server.faults.clear()
    assert await bot.get_me()


async def test_a_wrong_token_and_an_unknown_method_are_turned_away(server):
    with pytest.raises(InvalidToken):
        await Bot("1:wrong", base_url=f"{server.url}/bot").initialize()
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{server.url}/bot{server.token}/sendTelepathy")
    assert (answer.status_code, answer.json()["description"]) == (404, "Not Found")


async def test_who_blocked_the_bot_or_never_wrote_to_it_gets_nothing(server, bot, an):
    stranger = server.person("Lạ")
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(stranger.id, "chào")
    await an.blocks()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(an.id, "chào")
    await an.unblocks()
    assert await bot.send_message(an.id, "chào lại")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(424242, "chào")
