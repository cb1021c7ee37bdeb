import pytest
from telegram import Bot
from telegram.error import RetryAfter
from telegram.ext import AIORateLimiter, ExtBot

from bot.local.flood import FloodControl
from bot.local.refusal import RefusalError
from bot.local.server import LocalServer


class Clock:
    def __init__(self):
        self.now = 1_800_000_000.0

    def __call__(self):
        return self.now


@pytest.mark.parametrize(("chat", "many", "wait"), [(1001, 5, 5), (-100123, 20, 60)])
def test_a_chat_takes_so_many_messages_and_more_after_the_wait(chat, many, wait):
    clock = Clock()
    control = FloodControl(clock)
    for _ in range(many):
        control.pass_or_refuse(chat)
    with pytest.raises(RefusalError) as refused:
        control.pass_or_refuse(chat)
    assert refused.value.parameters == {"retry_after": wait}
    clock.now += wait
    control.pass_or_refuse(chat)


def test_all_chats_together_take_thirty_a_second():
    clock = Clock()
    control = FloodControl(clock)
    for chat in range(1, 31):
        control.pass_or_refuse(chat)
    with pytest.raises(RefusalError, match="retry after 1"):
        control.pass_or_refuse(31)


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
async def test_the_library_meets_the_limits_and_its_rate_limiter_keeps_them():
    async with LocalServer(flood_control=True) as server:
        an = server.person("An")
        group = server.group("Phòng", [an])
        async with Bot(server.token, base_url=f"{server.url}/bot") as bot:
            for _ in range(20):
                await bot.send_message(group.id, "một")
            with pytest.raises(RetryAfter):
                await bot.send_message(group.id, "quá nhiều")
        people = [server.person(f"Người {number}") for number in range(32)]
        for person in people:
            await person.says("/start")
        limiter = AIORateLimiter(overall_max_rate=25, overall_time_period=1, max_retries=3)
        async with ExtBot(server.token, base_url=f"{server.url}/bot", rate_limiter=limiter) as polite:
            for person in people:
                await polite.send_message(person.id, "tin mới")
        assert [call.status for call in server.calls("sendMessage")].count(200) == 20 + len(people)
