"""`hoibo run` as a newcomer meets it: one command, a page in the browser, a question, a quotation."""

import asyncio
import os
import re
import signal
import sys
from pathlib import Path

import pytest
from playwright.async_api import expect

REPOSITORY = Path(__file__).parents[2]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
async def address(tmp_path):
    """The chat page's address of a bot that runs as a process of its own, without a token."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HOIBO_")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run", "--port", "0", "--knowledge", str(REPOSITORY / "knowledge")),
        cwd=tmp_path,
        env=environment | {"PYTHONPATH": str(REPOSITORY), "HOIBO_LOG": "text"},
        stderr=asyncio.subprocess.PIPE,
    )
    log = []

    async def lines():
        async for line in process.stderr:
            log.append(line.decode())
            yield log[-1]

    read = lines()
    async for line in read:
        if found := re.search(r"chat at (http://\S+)", line):
            break
    else:
        pytest.fail("".join(log))
    draining = asyncio.create_task(_drain(read))
    yield found.group(1)
    process.send_signal(signal.SIGTERM)
    assert await process.wait() == 0, "".join(log)
    await draining


async def _drain(lines):
    async for _ in lines:
        pass


async def test_a_newcomer_asks_about_the_meeting_of_may_2009_and_gets_the_sentence(address, page):
    await page.goto(address)
    await page.wait_for_selector("body[data-ready]")
    await page.click("#start")
    await expect(page.locator(".row.other .text").first).to_contain_text("Nguyễn Thị An", timeout=30_000)
    await page.fill("#text", "ai chu tri hoi nghi dang uy bo quy 1 nam 2009")
    await page.press("#text", "Enter")
    answer = page.locator(".row.other").last
    await expect(answer.locator("blockquote")).to_contain_text("Trần Đức Lai", timeout=30_000)
    await expect(answer).to_contain_text("8/5/2009")
    await expect(answer).to_contain_text("Mic.gov.vn")


async def test_a_stranger_is_told_how_to_be_let_in(address, page):
    await page.goto(f"{address}/#1003/1003")
    await page.wait_for_selector("body[data-ready]")
    await page.fill("#text", "ai chủ trì hội nghị?")
    await page.press("#text", "Enter")
    told = page.locator(".row.other .text").first
    await expect(told).to_be_visible(timeout=30_000)
    await expect(told).not_to_contain_text("Trần Đức Lai")
