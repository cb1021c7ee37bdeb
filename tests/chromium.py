"""A local server and a headless Chromium for tests of pages."""

import os
import shutil

import pytest
from playwright.async_api import async_playwright

from bot.local.server import LocalServer


@pytest.fixture
async def server():
    """A local Bot API server with its chat page, on a port of its own."""
    async with LocalServer() as running:
        yield running


def _chromium():
    named = os.environ.get("HOIBO_CHROMIUM")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture
async def page():
    """A page of a headless Chromium; any error in a page's script fails the test."""
    executable = _chromium()
    if executable is None:
        pytest.skip("no Chromium on this machine (Debian: apt install chromium)")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        opened = await browser.new_page(viewport={"width": 1180, "height": 800}, locale="vi-VN")
        opened.set_default_timeout(10_000)
        errors = []
        opened.on("pageerror", lambda error: errors.append(str(error)))
        opened.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        yield opened
        await browser.close()
        assert errors == []
