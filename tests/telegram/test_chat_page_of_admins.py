"""What admins do, on the chat page in a real browser: inviting, removing, publishing, mending."""

import itertools
import re

import pytest
from playwright.async_api import expect

QUESTION = "ai chu tri hoi nghi dang uy bo quy 1 nam 2009"
ADMIN, STAFF, STRANGER = "Trần Văn Bình", "Nguyễn Thị An", "Lê Minh Khách"
pytestmark = pytest.mark.browser

ENTRY = """id: tap-huan
title: Tập huấn an toàn thông tin
date: 2024-05-08
source: {name: Mic.gov.vn}
topics: [an toàn thông tin]
questions: [Lớp tập huấn an toàn thông tin mở ở đâu?]
body: |
  Lớp tập huấn an toàn thông tin mở tại Hải Phòng. Có bốn mươi cán bộ của các sở dự lớp.
"""
ARTICLE = """Khánh thành trạm vệ tinh Hoa Lạc
Ngày 12/3/2024, Thứ trưởng Phan Tâm dự lễ khánh thành trạm vệ tinh Hoa Lạc tại Hà Nội. Trạm phục vụ các tỉnh phía Bắc.
Trạm có ba ăng ten đường kính chín mét, do cán bộ trong nước lắp đặt trong mười tháng và vận hành từ tháng sau."""


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "knowledge"
    made.mkdir()
    (made / "tap-huan.yaml").write_text(ENTRY, encoding="utf-8")
    return made


@pytest.fixture
async def desk(start_bot, folder, chat):
    """The chat page over a folder of one entry that may be edited, everybody taking their time."""
    async with start_bot(knowledge=folder, ticks=itertools.count(step=10).__next__):
        yield chat


async def _invitation(chat):
    await chat.becomes(ADMIN)
    await chat.asks("/moi_nguoi")
    made = await chat.message("Liên kết mời")
    return re.search(r"https://t\.me/\S+\?start=[\w-]+", await made.locator(".text").inner_text()).group(0)


async def _asks_until(chat, question, words):
    """Asks until what was just published is served."""
    for _ in range(60):
        before = await chat.received.count()
        await chat.asks(question)
        await expect(chat.received).to_have_count(before + 1)
        if words in await chat.received.last.inner_text():
            return
    pytest.fail(f"never answered with {words!r}")


@pytest.mark.usefixtures("bot")
async def test_a_stranger_opens_an_invitation_and_is_staff_from_then_on(chat):
    await chat.becomes(STRANGER)
    await chat.asks(QUESTION)
    await expect(await chat.message("được mời")).not_to_contain_text("Trần Đức Lai")
    link = await _invitation(chat)
    await chat.becomes(STRANGER)
    await chat.asks(f"/start {link.partition('=')[2]}")
    await chat.message("Xin chào Lê Minh Khách")
    await chat.asks(QUESTION)
    await expect(await chat.message("Trần Đức Lai")).to_contain_text("8/5/2009")


@pytest.mark.usefixtures("bot")
async def test_an_invitation_is_withdrawn_by_a_press(chat):
    link = await _invitation(chat)
    await chat.presses("Thu hồi", await chat.message("Liên kết mời"))
    await chat.message("đã được thu hồi")
    await chat.becomes(STRANGER)
    await chat.asks(f"/start {link.partition('=')[2]}")
    await expect(chat.received).to_have_count(1)
    await expect(chat.received.last).not_to_contain_text("Xin chào")


@pytest.mark.usefixtures("bot")
async def test_a_strangers_request_is_approved_by_a_press(chat):
    await chat.becomes(ADMIN)
    await chat.asks("/start")
    await chat.message("Xin chào Trần Văn Bình")
    await chat.becomes(STRANGER)
    await chat.asks("xin chào")
    await chat.presses("Xin vào", await chat.message("được mời"))
    await chat.is_told("Đã gửi yêu cầu")
    await chat.becomes(ADMIN)
    await chat.presses("Cho vào", await chat.message("Lê Minh Khách"))
    await chat.message("đã cho Lê Minh Khách vào")
    await chat.becomes(STRANGER)
    await chat.message("Bạn đã được vào")
    await chat.asks(QUESTION)
    await chat.message("Trần Đức Lai")


@pytest.mark.usefixtures("bot")
async def test_who_is_removed_in_the_list_is_out_at_once_and_their_old_buttons_are_dead(chat):
    link = await _invitation(chat)
    await chat.becomes(STRANGER)
    await chat.asks(f"/start {link.partition('=')[2]}")
    await chat.message("Xin chào Lê Minh Khách")
    await chat.asks("Ngày Chuyển đổi số quốc gia là ngày nào?")
    answer = await chat.message("1/")
    shown = await answer.locator(".text").inner_text()
    await chat.becomes(ADMIN)
    await chat.asks("/nguoi")
    people = await chat.message("Có 1 người")
    await chat.presses("Lê Minh Khách · Cán bộ", people)
    await expect(people).to_contain_text("Vào ngày")
    await chat.presses("Thu quyền", people)
    await expect(people).to_contain_text("Chưa ai được cho vào")
    await chat.becomes(STRANGER)
    before = await chat.received.count()
    for button in ("▶", "Xem thêm", "Trích dẫn"):
        await chat.presses(button, answer)
        await chat.is_told("được mời")
    await expect(chat.received).to_have_count(before)
    assert await answer.locator(".text").inner_text() == shown
    await chat.asks(QUESTION)
    await expect(await chat.message("được mời")).not_to_contain_text("Trần Đức Lai")


async def test_a_pasted_article_is_published_and_answers_staff(desk, folder):
    await desk.becomes(ADMIN)
    await desk.asks("/them")
    await desk.message("Hãy gửi tệp")
    await desk.asks(ARTICLE)
    card = await desk.message("Bản nháp")
    await expect(card).to_contain_text("Khánh thành trạm vệ tinh Hoa Lạc")
    assert not list(folder.glob("2024/*.yaml")), "nobody is served a draft"
    await desk.presses("Đăng", card)
    await expect(card).to_contain_text("đã đăng")
    await desk.becomes(STAFF)
    await _asks_until(desk, "ai dự lễ khánh thành trạm vệ tinh Hoa Lạc?", "Phan Tâm")


async def test_a_file_is_published_and_answers_staff(desk, tmp_path):
    sent = tmp_path / "tram-hoa-lac.txt"
    sent.write_text(ARTICLE, encoding="utf-8")
    await desk.becomes(ADMIN)
    await desk.sends_file(sent)
    await desk.presses("Thêm", await desk.message("Thêm vào kho tri thức?"))
    card = await desk.message("Bản nháp")
    await desk.presses("Đăng", card)
    await expect(card).to_contain_text("đã đăng")
    await desk.becomes(STAFF)
    await _asks_until(desk, "ai du le khanh thanh tram ve tinh hoa lac", "Phan Tâm")


async def test_what_was_not_found_is_joined_to_an_entry_and_its_asker_is_told(desk):
    asked = "Khóa bồi dưỡng bảo mật diễn ra chỗ nào?"
    await desk.becomes(STAFF)
    await desk.asks(asked)
    await expect(desk.received).to_have_count(1)
    await expect(desk.received.last).not_to_contain_text("Hải Phòng")
    await desk.becomes(ADMIN)
    card = await _gap_card(desk, asked)
    await desk.presses("Thêm cách hỏi vào mục…", card)
    await desk.presses("Tập huấn an toàn thông tin", card)
    await expect(card).to_contain_text("Khi đó câu này được mục này trả lời")
    await desk.presses("Thêm", card)
    await expect(card).to_contain_text("đã thêm cách hỏi")
    await desk.becomes(STAFF)
    await expect(await desk.message("nay đã có")).to_contain_text("Hải Phòng")
    await desk.asks(asked)
    await expect(desk.received.last).to_contain_text("Hải Phòng")


async def _gap_card(chat, asked):
    """The card of a question that nobody could answer; it is on record a moment after its asker was told."""
    for number in range(1, 40):
        await chat.asks("/chuatraloi")
        await expect(chat.received).to_have_count(number)
        if asked in await chat.received.last.inner_text():
            return await chat.message(asked)
    return pytest.fail("the question was never recorded")
