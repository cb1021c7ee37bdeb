"""A newcomer's first minute and reading on: the chat page in a real browser, with the real bot behind it."""

import pytest
from playwright.async_api import expect

QUESTION = "ai chu tri hoi nghi dang uy bo quy 1 nam 2009"
pytestmark = pytest.mark.browser


@pytest.mark.usefixtures("bot")
async def test_the_meeting_of_2009_is_quoted_with_its_date_and_source(chat):
    await chat.asks(QUESTION)
    answer = chat.page.locator(".row.other .text").last
    await expect(answer.locator("blockquote").first).to_contain_text("Thứ trưởng Trần Đức Lai")
    await expect(answer).to_contain_text("8/5/2009")
    await expect(answer).to_contain_text("Mic.gov.vn")
    assert await answer.locator("blockquote strong").count() > 1


@pytest.mark.usefixtures("bot")
async def test_what_is_not_known_is_said_with_what_can_be_asked(chat):
    await chat.asks("lịch nghỉ tết năm nay?")
    answer = chat.page.locator(".row.other .text").last
    await expect(answer).to_contain_text("Tôi không biết")
    await expect(answer.locator("code")).to_have_count(3)


@pytest.mark.usefixtures("bot")
async def test_the_arrows_turn_the_results_in_the_same_message_and_back(chat):
    await chat.asks("Ngày Chuyển đổi số quốc gia là ngày nào?")
    answer = await chat.message("số")
    first = await answer.locator(".text strong").first.inner_text()
    await expect(answer.locator(".key", has_text="◀")).to_have_count(0)
    await chat.presses("▶", answer)
    await expect(answer).to_contain_text("2/")
    await expect(answer.locator(".text strong").first).not_to_have_text(first)
    await chat.presses("◀", answer)
    await expect(answer).to_contain_text("1/")
    await expect(answer.locator(".text strong").first).to_have_text(first)
    await expect(chat.received).to_have_count(1)


@pytest.mark.usefixtures("bot")
async def test_the_source_is_a_link_to_where_the_article_stands(chat, repository):
    await chat.asks("Diễn đàn Make in Vietnam 2025 diễn ra ở đâu?")
    answer = await chat.message("Make in Vietnam")
    source = answer.locator("a.key", has_text="Nguồn")
    urls = {entry.source.url for entry in repository.now.knowledge.entries}
    assert await source.get_attribute("href") in urls
    assert "noopener" in await source.get_attribute("rel")


@pytest.mark.usefixtures("bot")
async def test_the_whole_entry_is_read_to_its_end_word_for_word(chat, repository):
    await chat.asks(QUESTION)
    await chat.presses("Xem thêm", await chat.message("Trần Đức Lai"))
    body = repository.now.knowledge.entry("dang-uy-co-quan-quy-1-2009").body
    last = " ".join(body.split())[-60:]
    for number in range(2, 12):
        await expect(chat.received).to_have_count(number)
        page = chat.received.last
        if await page.locator(".key", has_text="Đọc tiếp").count() == 0:
            break
        await chat.presses("Đọc tiếp", page)
    assert last in " ".join((await page.locator(".text").inner_text()).split())


@pytest.mark.usefixtures("bot")
async def test_a_citation_is_given_in_official_form_to_be_copied(chat):
    await chat.asks(QUESTION)
    await chat.presses("Trích dẫn", await chat.message("Trần Đức Lai"))
    cited = await chat.message("Theo Mic.gov.vn, ngày 8/5/2009: “")
    await expect(cited).to_contain_text("Thứ trưởng Trần Đức Lai")


@pytest.mark.usefixtures("bot")
async def test_reading_fits_a_phone_without_sideways_scrolling(chat):
    await chat.page.set_viewport_size({"width": 360, "height": 740})
    await chat.goes_to("Hỏi Bộ")
    await chat.asks("Ngày Chuyển đổi số quốc gia là ngày nào?")
    answer = await chat.message("số")
    for key in await answer.locator(".key").all():
        box = await key.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        assert box["height"] >= 38, "a finger finds it"
        assert await key.evaluate("node => node.scrollWidth <= node.clientWidth + 1"), "its words are not cut"
    assert await chat.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_the_longer_passage_opens_and_closes_where_it_stands(start_bot, chat, tmp_path):
    rest = "".join(f"Đoàn {number} lắp trạm thu phát ở xã vùng cao thứ {number}. " for number in range(2, 14))
    body = f"Cáp quang ra đảo Cồn Cỏ dài 30 km. {rest}"
    entry = f"title: Cáp quang ra đảo Cồn Cỏ\nsource: {{name: Mic}}\nbody: |\n  {body}\n"
    (tmp_path / "a.yaml").write_text(entry, encoding="utf-8")
    async with start_bot(knowledge=tmp_path):
        await chat.asks("cap quang ra dao con co dai bao nhieu")
        answer = await chat.message("Trong đoạn:")
        passage = answer.locator(".expandable")
        await expect(passage).to_contain_text("xã vùng cao thứ 13")
        folded = (await passage.bounding_box())["height"]
        await passage.click()
        assert (await passage.bounding_box())["height"] > folded
        await passage.press("Enter")
        assert (await passage.bounding_box())["height"] == folded
