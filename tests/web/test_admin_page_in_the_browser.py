"""The admins' page as an admin meets it: a link from the bot, a button, charts, a filter, and a gap that is closed."""

import contextlib
import re
import shutil
import socket
from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.answering.snapshot import Served
from bot.application.service import running
from bot.knowledge.loading import load
from bot.local.cast import STAFF_ID as STAFF
from bot.settings import Settings
from bot.storage.opening import open_storage

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
KEY = b"k" * 32
ADMIN, EXPERT = 4711, 4712
MISSED = "Hội nghị đầu tiên của tuyên giáo cục nói điều chi"
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
async def root(server, tmp_path, state):
    """The address of a bot's page, as the bot runs against the local Bot API server."""
    folder = Path(shutil.copytree(KNOWLEDGE, tmp_path / "knowledge"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        listen = f"127.0.0.1:{free.getsockname()[1]}"
    settings = Settings(
        knowledge=folder,
        database=state,
        backups=tmp_path / "backups",
        admins={ADMIN, EXPERT},
        staff={STAFF},
        listen=listen,
    )
    async with contextlib.AsyncExitStack() as parts:
        storage = await parts.enter_async_context(open_storage(settings, key=KEY))
        served = Served(lambda: load(folder))
        await parts.enter_async_context(
            running(settings, served, storage, token=server.token, api_url=server.url, key=KEY)
        )
        yield f"http://{listen}"


async def test_an_admin_signs_in_looks_filters_and_closes_a_gap_that_is_then_answered(server, root, page):
    an, chief = server.person("An", STAFF), server.person("Hoa", ADMIN)
    await an.says("/start")
    await an.receives("Xin chào")
    await an.says("ai chủ trì hội nghị Đảng ủy Bộ quý 1 năm 2009?")
    await an.receives("Trần Đức Lai")
    await an.says(MISSED)
    await server.called("sendMessage", 3)
    await chief.says("/start")
    await chief.receives("Xin chào")
    await chief.says("/quantri")
    told = await chief.receives("/admin/vao/")
    link = re.search(r"http://\S+/admin/vao/[\w-]+", told.text).group()
    assert link.startswith(root)

    await page.goto(link)
    await page.get_by_role("button", name="Vào trang quản trị").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Tổng quan")
    for picture in await page.locator(".charts img").all():
        await expect(picture).to_have_js_property("complete", value=True)
        assert await picture.evaluate("image => image.naturalWidth") > 100
    again = await page.context.request.post(f"{root}/admin/vao", form={"code": link.rsplit("/", 1)[1]})
    assert again.status == 401  # the link is used up

    await page.goto(f"{root}/admin/cauhoi")
    await expect(page.locator(".questions tbody tr")).to_have_count(2)
    await page.get_by_label("Tìm chữ").fill("tuyen giao")
    await page.get_by_role("button", name="Xem").click()
    await expect(page.locator(".questions tbody tr")).to_have_count(1)
    await expect(page.locator(".questions")).to_contain_text(MISSED)

    await page.get_by_role("link", name="Chưa trả lời được").click()
    await expect(page.locator(".gap h2")).to_have_text(MISSED)
    await page.locator(".nearest a").first.click()
    await page.get_by_role("button", name="Thêm").click(timeout=60_000)
    await expect(page.get_by_role("status")).to_contain_text("Đã thêm cách hỏi")
    await an.receives(MISSED)  # who asked in vain is told
    await an.says(MISSED)
    await an.receives("Cuộc họp")
    await page.get_by_role("button", name="Đăng xuất").click()
    await expect(page.locator("main")).to_contain_text("/quantri")
    assert (await page.context.request.get(f"{root}/admin")).status == 401


async def test_an_admin_gives_a_gap_to_an_expert_whose_answer_becomes_a_draft(server, root, page):
    an, chief, expert = server.person("An", STAFF), server.person("Hoa", ADMIN), server.person("Chi", EXPERT)
    await an.says(MISSED)
    await an.receives("Tôi không biết")
    for person in (chief, expert):
        await person.says("/start")
        await person.receives("Xin chào")
    await page.set_viewport_size({"width": 390, "height": 760})
    await chief.says("/quantri")
    told = await chief.receives("/admin/vao/")
    await page.goto(re.search(r"http://\S+/admin/vao/[\w-]+", told.text).group())
    await page.get_by_role("button", name="Vào trang quản trị").click()
    await page.get_by_role("link", name="Chưa trả lời được").click()
    await expect(page.locator(".gap h2")).to_have_text(MISSED)
    await page.get_by_label("Giao câu này cho ai?").select_option("Chi")
    await page.get_by_role("button", name="Giao cho người này").click()
    await expect(page.get_by_role("status")).to_contain_text("Đã giao")
    await expect(page.locator(".gap")).to_contain_text("đã giao cho Chi")
    asked = await expert.receives(MISSED)
    assert "Hoa nhờ bạn" in asked.text
    await expert.says("Hội nghị đầu tiên của tuyên giáo cục nói về công tác tư tưởng.", reply_to=asked)
    await expert.receives("Bản nháp", seconds=60)
    await chief.receives("đã trả lời câu", seconds=60)
    for path in ("", "/cauhoi", "/chuatraloi"):
        await page.goto(f"{root}/admin{path}")
        assert await page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
