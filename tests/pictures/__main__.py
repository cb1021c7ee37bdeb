"""The README's pictures of the chat page, taken anew in Chromium: ``make pictures``.

Everything on them is the real bot on a copy of the repository's knowledge: what it says is what anybody gets who types
the same.
"""

import asyncio
import shutil
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
from tests.pictures.flows import FLOWS
from tests.telegram.on_the_page import ChatPage

ROOT = Path(__file__).parents[2]
KEY = b"k" * 32


async def _take(names, target):
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        for flow in FLOWS:
            if names and flow.name not in names:
                continue
            with tempfile.TemporaryDirectory() as folder:
                await _shoot(flow, browser, Path(folder), target / flow.name)
            sys.stdout.write(f"{target / flow.name}: {(target / flow.name).stat().st_size // 1024} KiB\n")
        await browser.close()


async def _shoot(flow, browser, folder, target):
    knowledge = folder / "knowledge"
    shutil.copytree(ROOT / "knowledge", knowledge)
    served = Served(lambda: load(knowledge))
    settings = Settings(
        knowledge=knowledge,
        database=f"sqlite:///{folder}/hoibo.db",
        backups=folder / "backups",
        admins={ADMIN_ID},
        staff={STAFF_ID},
    )
    async with (
        LocalServer() as server,
        open_storage(settings, key=KEY) as storage,
        running(settings, served, storage, token=server.token, api_url=server.url, key=KEY),
    ):
        invite_cast(server)
        await server.listens()
        context = await browser.new_context(
            viewport=flow.size, device_scale_factor=flow.scale, locale="vi-VN", color_scheme=flow.colours
        )
        await flow.steps(await ChatPage(await context.new_page(), server.url).opens(), target)
        await context.close()


asyncio.run(_take(sys.argv[1:], ROOT / "docs" / "pictures"))
