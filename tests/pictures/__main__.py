"""The README's pictures of the chat page and the admins' page, taken anew in Chromium: ``make pictures``.

Everything on them is the real bot on a copy of the repository's knowledge: what it says is what anybody gets who types
the same.
"""

import asyncio
import contextlib
import datetime as dt
import shutil
import socket
import sys
import tempfile
from pathlib import Path

from playwright.async_api import async_playwright

from bot.answering.snapshot import Served
from bot.application.service import running
from bot.knowledge.loading import load
from bot.local.cast import ADMIN_ID, STAFF_ID, invite_cast
from bot.local.server import LocalServer
from bot.settings import Settings
from bot.storage.opening import open_storage
from tests.chromium import executable
from tests.pictures.film import still
from tests.pictures.flows import FLOWS
from tests.pictures.weeks import two_weeks
from tests.telegram.on_the_page import ChatPage

ROOT = Path(__file__).parents[2]
KEY = b"k" * 32
PAGES = (
    ("admin.png", {"width": 1180, "height": 1100}, "light", 1),
    ("admin-phone.png", {"width": 390, "height": 844}, "dark", 1),
)
"""The admins' page: the file's name, the page in pixels of CSS, its colours, and the picture's pixels for each."""


async def _take(names, target):
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        for flow in FLOWS:
            if names and flow.name not in names:
                continue
            with tempfile.TemporaryDirectory() as folder:
                await _shoot(flow, browser, Path(folder), target / flow.name)
            _told(target / flow.name)
        for name, size, colours, scale in PAGES:
            if not names or name in names:
                with tempfile.TemporaryDirectory() as folder:
                    await _shoot_page(size, colours, scale, browser, Path(folder), target / name)
                _told(target / name)
        await browser.close()


def _told(picture):
    sys.stdout.write(f"{picture}: {picture.stat().st_size // 1024} KiB\n")


async def _shoot(flow, browser, folder, target):
    async with _bot(folder) as (server, _, _):
        context = await browser.new_context(
            viewport=flow.size, device_scale_factor=flow.scale, locale="vi-VN", color_scheme=flow.colours
        )
        await flow.steps(await ChatPage(await context.new_page(), server.url).opens(), target)
        await context.close()


async def _shoot_page(size, colours, scale, browser, folder, target):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        listen = f"127.0.0.1:{free.getsockname()[1]}"
    async with _bot(folder, listen=listen) as (_, storage, served):
        settings = Settings()
        await two_weeks(storage, served, dt.datetime.now(settings.zone), settings.zone)
        context = await browser.new_context(
            viewport=size, device_scale_factor=scale, locale="vi-VN", color_scheme=colours
        )
        page = await context.new_page()
        await page.goto(f"http://{listen}/admin/vao/{await storage.sessions.offer(ADMIN_ID)}")
        await page.get_by_role("button").click()
        await page.wait_for_load_state("networkidle")
        await still(page, target)
        await context.close()


@contextlib.asynccontextmanager
async def _bot(folder, **more):
    """A bot on a copy of the knowledge, its Bot API server, its storage and what it serves."""
    knowledge = folder / "knowledge"
    shutil.copytree(ROOT / "knowledge", knowledge)
    served = Served(lambda: load(knowledge))
    settings = Settings(
        knowledge=knowledge,
        database=f"sqlite:///{folder}/hoibo.db",
        backups=folder / "backups",
        admins={ADMIN_ID},
        staff={STAFF_ID},
        **more,
    )
    async with (
        LocalServer() as server,
        open_storage(settings, key=KEY) as storage,
        running(settings, served, storage, token=server.token, api_url=server.url, key=KEY),
    ):
        invite_cast(server)
        await server.listens()
        yield server, storage, served


asyncio.run(_take(sys.argv[1:], ROOT / "docs" / "pictures"))
