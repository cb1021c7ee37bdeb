"""The looking-over of an installation, against the local Bot API server."""

import datetime as dt

import httpx
import pytest

from bot.application.doctor import Outcome, clock_sign, look_over, webhook_sign
from bot.local.server import LocalServer
from bot.settings import Settings
from bot.words.catalogue import Language, catalogue

NOW = dt.datetime(2026, 5, 4, 8, 0, 0, tzinfo=dt.UTC)
ENTRY = """\
title: Giao ban tháng sáu
date: 2020-06-01
source: {name: Cổng Bộ}
body: Thứ trưởng chủ trì hội nghị giao ban tháng sáu tại Hà Nội và giao các vụ chuẩn bị báo cáo tổng kết công tác.
"""


async def signs(tmp_path, **settings):
    knowledge = tmp_path / "knowledge"
    knowledge.mkdir()
    (knowledge / "entry.yaml").write_text(ENTRY, encoding="utf-8")
    given = {
        "knowledge": knowledge,
        "database": f"sqlite:///{tmp_path}/var/hoibo.db",
        "backups": tmp_path / "backups",
        **settings,
    }
    found = {sign.words: sign async for sign in look_over(Settings(**given), lambda: NOW)}
    for sign in found.values():
        for language in Language:
            assert catalogue(language).say(sign.words, **sign.values)
            if sign.outcome is Outcome.BAD:
                assert catalogue(language).say(f"{sign.words}-mend", **sign.values)
    return found


def bad(found):
    return [words for words, sign in found.items() if sign.outcome is Outcome.BAD]


async def test_a_sound_installation_has_no_bad_sign_and_is_left_as_it_was(tmp_path):
    async with LocalServer() as server:
        found = await signs(tmp_path, token=server.token, bot_api_url=server.url)
        assert bad(found) == []
        assert {"doctor-bot", "doctor-polling", "doctor-knowledge", "doctor-room"} <= set(found)
        assert {call.method for call in server.calls()} == {"getMe", "getWebhookInfo"}
    assert [path.name for path in tmp_path.iterdir()] == ["knowledge"]


async def test_a_webhook_that_was_left_behind_is_seen(tmp_path):
    async with LocalServer() as server:
        async with httpx.AsyncClient(trust_env=False) as client:
            await client.get(f"{server.url}/bot{server.token}/setWebhook?url=http://127.0.0.1:9/hook")
        assert bad(await signs(tmp_path, token=server.token, bot_api_url=server.url)) == ["doctor-hook-left"]


async def test_a_wrong_token_is_seen(tmp_path):
    async with LocalServer() as server:
        assert bad(await signs(tmp_path, token="1:wrong", bot_api_url=server.url)) == ["doctor-token"]


async def test_a_bot_api_out_of_reach_is_seen_and_the_token_not_told(tmp_path):
    found = await signs(tmp_path, token="1:hidden", bot_api_url="http://127.0.0.1:9")
    assert bad(found) == ["doctor-unreachable"]
    assert "hidden" not in str(found)


async def test_what_is_wrong_on_this_machine_is_seen(tmp_path):
    (tmp_path / "file").write_text("no folder")
    (tmp_path / "broken.db").write_text("no database " * 100)
    found = await signs(
        tmp_path,
        knowledge=tmp_path / "missing",
        database=f"sqlite:///{tmp_path}/broken.db",
        backups=tmp_path / "file" / "backups",
    )
    assert bad(found) == ["doctor-no-token", "doctor-folder", "doctor-knowledge-bad", "doctor-database-bad"]


@pytest.mark.parametrize(
    ("date", "outcome"),
    [
        ("Mon, 04 May 2026 08:00:20 GMT", Outcome.GOOD),
        ("Mon, 04 May 2026 07:58:00 GMT", Outcome.BAD),
        ("Mon, 04 May 2026 08:00:31 GMT", Outcome.BAD),
        ("", Outcome.UNKNOWN),
        ("yesterday", Outcome.UNKNOWN),
    ],
)
def test_the_clock_may_be_thirty_seconds_off(date, outcome):
    assert clock_sign(date, NOW).outcome is outcome


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"url": ""}, "doctor-hook-unset"),
        ({"url": "https://b.vn/h"}, "doctor-hook"),
        ({"url": "https://b.vn/h", "last_error_date": NOW.timestamp() - 60}, "doctor-hook-error"),
        ({"url": "https://b.vn/h", "last_error_date": NOW.timestamp() - 7200}, "doctor-hook"),
    ],
)
def test_only_a_recent_error_of_the_webhook_counts(told, words):
    assert webhook_sign(told, "https://b.vn/h", NOW).words == words
