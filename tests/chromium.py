"""A local server and a headless Chromium for tests of pages."""

import os
import shutil
import subprocess
import time

import pytest
from playwright.async_api import async_playwright, expect

from bot.local.server import LocalServer

expect.set_options(timeout=30_000)  # a busy machine is slow, and what comes at once is not waited for


@pytest.fixture
async def server():
    """A local Bot API server with its chat page, on a port of its own."""
    async with LocalServer() as running:
        yield running


def executable():
    """Where this machine's Chromium is; None where it has none."""
    named = os.environ.get("HOIBO_CHROMIUM")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory):
    """The address of one headless Chromium for the whole run; starting it anew for each test takes seconds."""
    found = executable()
    if found is None:
        pytest.skip("no Chromium on this machine (Debian: apt install chromium)")
    profile = tmp_path_factory.mktemp("chromium")
    switches = ["--headless=new", "--no-sandbox", "--no-first-run", "--remote-debugging-port=0", "--disable-gpu"]
    log = (profile / "log").open("wb")
    process = subprocess.Popen(
        [found, *switches, f"--user-data-dir={profile}", "about:blank"], stdout=log, stderr=subprocess.STDOUT
    )
    try:
        told = profile / "DevToolsActivePort"
        until = time.monotonic() + 30
        while not (told.exists() and told.read_text().count("\n")):
            assert process.poll() is None, (profile / "log").read_text()
            assert time.monotonic() < until, "Chromium did not say its port in 30 s"
            time.sleep(0.05)
        port, path = told.read_text().split()
        yield f"ws://127.0.0.1:{port}{path}"
    finally:
        process.terminate()
        process.wait()
        log.close()


@pytest.fixture
async def page(chromium):
    """A page in a browser profile of its own; any error in a page's script fails the test."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.connect_over_cdp(chromium)
        context = await browser.new_context(viewport={"width": 1180, "height": 800}, locale="vi-VN")
        opened = await context.new_page()
        opened.set_default_timeout(30_000)
        errors = []
        opened.on("pageerror", lambda error: errors.append(str(error)))
        opened.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        yield opened
        await context.close()
        assert errors == []
