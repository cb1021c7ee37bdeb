"""A newcomer's first minute: the chat page in a real browser, with the real bot behind it."""

import re

import pytest
from playwright.async_api import expect

from bot.local.cast import invite_cast

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("bot")]


@pytest.fixture
async def chat(server, page, bot):
    del bot
    invite_cast(server)
    await page.goto(server.url)
    await page.wait_for_selector("body[data-ready]")
    return page


async def _ask(page, text):
    await page.fill("#text", text)
    await page.press("#text", "Enter")


async def test_the_meeting_of_2009_is_quoted_with_its_date_and_source(chat):
    await _ask(chat, "ai chu tri hoi nghi dang uy bo quy 1 nam 2009")
    answer = chat.locator(".row.other .text").last
    await expect(answer.locator("blockquote").first).to_contain_text("Thứ trưởng Trần Đức Lai")
    await expect(answer).to_contain_text("8/5/2009")
    await expect(answer).to_contain_text("Mic.gov.vn")
    assert await answer.locator("blockquote strong").count() > 1


async def test_what_is_not_known_is_said_with_what_can_be_asked(chat):
    await _ask(chat, "lịch nghỉ tết năm nay?")
    answer = chat.locator(".row.other .text").last
    await expect(answer).to_contain_text("Tôi không biết")
    await expect(answer.locator("code")).to_have_count(3)


async def test_results_are_paged_and_the_whole_entry_is_read(chat):
    await _ask(chat, "chuyển đổi số")
    answer = chat.locator(".row.other").last
    await chat.get_by_role("button", name="▶").last.click()
    await expect(answer).to_contain_text("2/")
    await chat.get_by_role("button", name="Xem thêm").last.click()
    await expect(chat.locator(".row.other")).to_have_count(2)


async def test_an_admin_lets_a_stranger_in_by_a_press(chat):
    async def become(name):
        await chat.get_by_role("radio", name=re.compile(name)).click()

    await become("Trần Văn Bình")
    await _ask(chat, "/start")
    await expect(chat.locator(".row.other").last).to_contain_text("Xin chào Trần Văn Bình")
    await become("Lê Minh Khách")
    await _ask(chat, "xin chào")
    await expect(chat.locator(".row.other").last).to_contain_text("được mời")
    await chat.get_by_role("button", name="Xin vào").click()
    await expect(chat.locator(".toast")).to_contain_text("Đã báo quản trị viên")
    await become("Trần Văn Bình")
    await chat.get_by_role("button", name="Cho vào").click()
    await expect(chat.locator(".row.other").last).to_contain_text("đã cho Lê Minh Khách vào")
    await become("Lê Minh Khách")
    await expect(chat.locator(".row.other").last).to_contain_text("Bạn đã được vào")
    await _ask(chat, "ai chu tri hoi nghi dang uy bo quy 1 nam 2009")
    await expect(chat.locator(".row.other").last).to_contain_text("Trần Đức Lai")
