import asyncio
import io
import json
import logging
import os
import sys
from pathlib import Path

import pytest

from bot.application.logs import JsonLines, Redacting
from bot.local.cast import STAFF_ID as STAFF
from bot.local.server import LocalServer

ROOT = Path(__file__).parents[2]
TOKEN = "123456789:AAEhBP0av18LYj1HmzvA5bEUN4M7W8ZyXwQ"
QUESTION = "ai chu tri hoi nghi dang uy bo quy 1 nam 2009"


def written(formatter, message, *arguments, error=None, **extra):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    record = logging.LogRecord(
        "test", logging.ERROR, __file__, 1, message, arguments, error and (type(error), error, None)
    )
    vars(record).update(extra)
    handler.emit(record)
    return stream.getvalue()


@pytest.mark.parametrize("kind", [Redacting, JsonLines])
def test_no_secret_is_in_a_message_or_a_traceback(kind):
    error = ValueError(f"https://api.telegram.org/bot{TOKEN}/getMe refused hunter22")
    line = written(kind(["hunter22", ""]), "token %s", TOKEN, error=error, host="hunter22", tried={"with": "hunter22"})
    assert "refused …" in line
    assert "ValueError" in line
    assert TOKEN not in line
    assert "AAEhBP0av18" not in line
    assert "hunter22" not in line


def test_a_secret_that_json_writes_otherwise_is_not_in_it_either():
    line = written(JsonLines(['a"b\\c']), 'refused a"b\\c', host='a"b\\c', seen=Path('a"b\\c'))
    assert json.loads(line) | {"time": ""} == {
        "time": "",
        "level": "error",
        "logger": "test",
        "message": "refused …",
        "host": "…",
        "seen": "…",
    }


def test_an_event_is_one_line_of_json_whatever_is_in_it():
    line = written(JsonLines([]), 'hai dòng\n"level": %s\u2028', "info", error=ValueError("a\nb"), milliseconds=1.5)
    assert line.count("\n") == 1
    told = json.loads(line)
    assert told["message"] == 'hai dòng\n"level": info\u2028'
    assert (told["level"], told["milliseconds"]) == ("error", 1.5)
    assert "ValueError: a\nb" in told["error"]


@pytest.fixture
async def server():
    async with LocalServer() as running:
        yield running


async def log_of(server, folder, talk, **settings):
    """What a bot in a process of its own wrote into its log while people talked to it."""
    given = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOIBO_SEMANTIC": "off",
        "HOIBO_TOKEN": server.token,
        "HOIBO_BOT_API_URL": server.url,
        "HOIBO_STAFF": str(STAFF),
        "HOIBO_KNOWLEDGE": str(ROOT / "knowledge"),
        **settings,
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env=given, cwd=folder, stderr=asyncio.subprocess.PIPE
    )
    await server.listens(30)
    await talk()
    await server.taken()
    process.terminate()
    _, told = await process.communicate()
    assert process.returncode == 0
    return told.decode().splitlines()


async def test_each_update_is_a_line_with_its_reference_and_nobodys_words(server, tmp_path):
    an, stranger = server.person("Nguyễn Văn An", STAFF), server.person("Khách Lạ", 777_000_111)

    async def talk():
        server.faults.refuse("sendMessage", 400, "Bad Request: message is odd")
        await an.says(QUESTION)
        await an.receives("trục trặc")
        await an.says(QUESTION)
        await an.presses("👍", on=await an.receives("Trần Đức Lai"))
        await an.says("trưa nay ăn gì")
        await an.receives("Tôi không biết")
        await stranger.says("cho tôi hỏi về biên bản mật")
        await stranger.receives("")

    lines = [json.loads(line) for line in await log_of(server, tmp_path, talk)]
    assert all({"time", "level", "logger", "message"} <= set(line) for line in lines)
    updates = [line for line in lines if line["logger"] == "bot.application.update_log"]
    assert [line["outcome"] for line in updates] == ["failed", "answer", "done", "not_found", "done"]
    assert [line["kind"] for line in updates] == ["message", "message", "callback_query", "message", "message"]
    assert len({line["reference"] for line in updates}) == len(updates)
    (failure,) = [line for line in lines if line["level"] == "error"]
    assert failure["message"].startswith(updates[0]["reference"])
    assert "BadRequest" in failure["error"]
    whole = json.dumps(lines, ensure_ascii=False)
    for personal in ("Văn An", "Khách", str(STAFF), "777000111", "dang uy", "trưa nay", "biên bản"):
        assert personal not in whole, personal


async def test_people_at_a_terminal_may_have_it_in_plain_lines(server, tmp_path):
    an = server.person("An", STAFF)

    async def talk():
        await an.says(QUESTION)
        await an.receives("Trần Đức Lai")

    lines = await log_of(server, tmp_path, talk, HOIBO_LOG="text")
    assert [line.partition(": ")[2] for line in lines if "message, private: answer in " in line]
    assert not [line for line in lines if line.startswith("{")]
