import asyncio
import csv
import datetime as dt
import io
import json
import tracemalloc

import pytest
from click.testing import CliRunner

from bot.cli.usage import command
from bot.storage.exchanges import put_exchanges
from bot.usage.export import as_csv
from tests.storage.test_recorder import HANOI, NOON, exchange, recorded


@pytest.fixture
def run(database_url, database, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    async def run_with(exchanges, *arguments):
        async with database.write() as transaction:
            await put_exchanges(transaction, exchanges)
        return await asyncio.to_thread(
            CliRunner().invoke, command, ["--database", database_url, "--date", "2026-07-01", *arguments]
        )

    return run_with


async def test_the_table_shows_each_question_of_the_day(run):
    result = await run([exchange(1), exchange(2, "Họp báo\nở đâu?")])
    assert result.exit_code == 0, result.output
    assert "01/07/2026" in result.output
    assert "12:00:00  đã trả lời" in result.output
    assert "Họp báo ở đâu?" in result.output


async def test_an_empty_day_says_so(run):
    result = await run([])
    assert result.output == "Không có câu hỏi nào trong thời gian này.\n"


async def test_json_is_one_array(run):
    result = await run([exchange(1), exchange(2)], "--format", "json")
    first, second = json.loads(result.output)
    assert first["asked_at"] == "2026-07-01T12:00:00.000+07:00"
    assert first["stages"] == {"search": 1.5, "send": 20.0}
    assert second["entries"] == ["dang-uy", "hop-bao"]


async def test_json_of_an_empty_day_is_an_empty_array(run):
    assert json.loads((await run([], "--format", "json")).output) == []


async def test_no_cell_of_the_csv_can_act_as_a_formula(run):
    result = await run([exchange(1, "=HYPERLINK(1)")], "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(result.output))
    assert row["question"] == "'=HYPERLINK(1)"
    assert row["entries"] == "dang-uy hop-bao"


async def test_the_export_needs_the_same_memory_for_many_as_for_few(database):
    async def peak(count):
        async with database.write() as transaction:
            await put_exchanges(transaction, (exchange(f"{count}-{n}") for n in range(count)))
        tracemalloc.start()
        lines = 0
        async for text in as_csv(recorded(database, dt.date(2026, 7, 1), 1, HANOI), HANOI):
            lines += text.count("\n")
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used, lines

    few, _ = await peak(1_500)
    many, lines = await peak(6_000)
    assert lines == 7_501
    assert many < few * 1.5


async def test_an_impossible_date_is_wrong_usage(run):
    result = await run([], "--date", "2026-02-30")
    assert result.exit_code == 2
    assert NOON
