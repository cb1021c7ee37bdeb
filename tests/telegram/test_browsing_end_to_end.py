"""Looking around without a question, one's own data, languages and opinions, over HTTP."""

import re

import pytest

QUESTION = "ai chu tri hoi nghi dang uy bo quy 1 nam 2009"

pytestmark = pytest.mark.usefixtures("bot")


async def test_what_is_new_is_listed_turned_and_opened(staff, repository):
    await staff.says("/moi")
    listed = await staff.receives("Mới nhất")
    newest = max(repository.now.knowledge.entries, key=lambda entry: entry.date.last if entry.date else entry.id)
    assert newest.title in listed.text
    await staff.presses("▶", on=listed)
    second = await staff.sees_edit(listed)
    assert "7. " in second.text
    await staff.presses("7", on=second)
    opened = await staff.receives()
    assert any(entity["type"].endswith("blockquote") for entity in opened.entities)


async def test_topics_lead_to_their_entries(staff):
    await staff.says("/chude")
    topics = await staff.receives("chủ đề")
    name = topics.buttons[0].text.rpartition(" · ")[0]
    await staff.presses(topics.buttons[0].text, on=topics)
    listed = await staff.sees_edit(topics, name)
    assert "1. " in listed.text


@pytest.mark.parametrize("typed", ["/chude chuyển đổi số", "/Chủ đề CHUYEN DOI SO", "/chủđề chuyển đổi số"])
async def test_a_topic_can_be_named_with_or_without_accents(staff, typed):
    await staff.says(typed)
    assert "1. " in (await staff.receives("chuyển đổi số")).text


async def test_an_unknown_topic_is_said_to_be_unknown(staff):
    await staff.says("/chude khongcochudenay")
    await staff.receives("Không có chủ đề này")


async def test_a_search_lists_titles_and_a_timeline_days_in_order(staff):
    await staff.says("/timkiem băng tần")
    assert "1. " in (await staff.receives("băng tần")).text
    await staff.says("/dongthoigian chuyển đổi số")
    line = await staff.receives("chuyển đổi số")
    days = [
        tuple(map(int, reversed(found)))
        for found in re.findall(r"^\d+\. (?:[\d/]*–)?(\d+)/(\d+)/(\d{4}) · ", line.text, re.MULTILINE)
    ]
    assert len(days) > 1
    assert [button.text for button in line.buttons] == [str(number) for number in range(1, len(days) + 1)]
    assert days == sorted(days)


@pytest.mark.parametrize("command", ["/timkiem", "/dongthoigian"])
async def test_a_command_without_its_words_explains_itself(staff, command):
    await staff.says(command)
    await staff.receives("Cách dùng")


async def test_the_language_is_chosen_and_stays(staff):
    await staff.says("/ngonngu")
    offer = await staff.receives("Chọn ngôn ngữ")
    await staff.presses("English", on=offer)
    await staff.sees_edit(offer, "I speak English")
    await staff.says("cách nấu phở bò")
    await staff.receives("I do not know")


async def test_staff_are_told_what_is_kept_of_them_and_for_how_long(staff):
    await staff.says("/baomat")
    told = (await staff.receives("Bot lưu gì về bạn")).text
    assert "sau 30 ngày" in told
    assert "/xoadulieu" in told


async def test_own_data_is_shown_and_deleted(staff):
    await staff.says(QUESTION)
    await staff.receives("Trần Đức Lai")
    await staff.says("/dulieucuatoi")
    assert QUESTION in (await staff.receives("Đang lưu về bạn: 1 câu hỏi")).text
    await staff.says("/xoadulieu")
    sure = await staff.receives("Không thể lấy lại")
    await staff.presses("Xóa tất cả", on=sure)
    await staff.sees_edit(sure, "Đã xóa 1 câu hỏi")
    await staff.says("/dulieucuatoi")
    assert QUESTION not in (await staff.receives("Đang lưu về bạn: 0 câu hỏi")).text


async def test_an_opinion_is_kept_with_its_reason(staff):
    await staff.says(QUESTION)
    answer = await staff.receives("Trần Đức Lai")
    assert "Cảm ơn" in (await staff.sees_toast(await staff.presses("👍", on=answer))).text
    await staff.presses("👎", on=answer)
    why = await staff.receives("chưa ổn ở điểm nào")
    await staff.presses("Thông tin đã cũ", on=why)
    await staff.sees_edit(why, "người biên tập")
    await staff.says("/dulieucuatoi")
    await staff.receives("1 đánh giá")


async def _opinions(person):
    await person.says("/dulieucuatoi")
    return int(re.search(r"(\d+) đánh giá", (await person.receives("đánh giá")).text).group(1))


async def test_a_reaction_is_an_opinion_that_goes_with_it(staff):
    await staff.says(QUESTION)
    answer = await staff.receives("Trần Đức Lai")
    await staff.reacts(answer, "👀")  # says nothing of it
    assert await _opinions(staff) == 0
    await staff.reacts(answer, "👀", "🔥")
    assert await _opinions(staff) == 1
    await staff.reacts(answer)
    assert await _opinions(staff) == 0
    await staff.reacts(answer, "👎")
    why = await staff.receives("chưa ổn ở điểm nào")
    await staff.presses("Thông tin đã cũ", on=why)
    await staff.sees_edit(why, "người biên tập")
    assert await _opinions(staff) == 1


async def test_a_reaction_to_anything_else_says_nothing(staff, stranger):
    own = await staff.says(QUESTION)
    await staff.receives("Trần Đức Lai")
    await staff.reacts(own, "👍")
    await stranger.says("xin chào")
    refused = await stranger.receives()
    await stranger.reacts(refused, "👎")
    assert await _opinions(staff) == 0
    assert all("điểm nào" not in seen.text for seen in stranger.history())


async def test_the_buttons_for_an_opinion_stay_while_paging(staff):
    await staff.says("Ngày chuyển đổi số quốc gia là ngày nào?")
    answer = await staff.receives()
    await staff.presses("▶", on=answer)
    second = await staff.sees_edit(answer)
    assert [button.text for button in second.buttons if button.text in "👍👎"] == ["👍", "👎"]
