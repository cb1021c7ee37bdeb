"""What the bot reads out of a message beyond its words, over HTTP."""

import pytest

QUESTION = "ai chu tri hoi nghi dang uy bo quy 1 nam 2009"

pytestmark = pytest.mark.usefixtures("bot")


async def test_a_fragment_goes_on_from_the_question_before_and_says_how_it_was_read(staff):
    await staff.says(QUESTION)
    await staff.receives("Trần Đức Lai")
    await staff.says("ở đâu?")
    answer = await staff.receives("Hiểu là: ở đâu Hội nghị Ban Chấp hành")
    assert "Hà Nội" in answer.text
    await staff.presses("Xem thêm", on=answer)
    await staff.receives("Kết luận hội nghị")


async def test_a_list_of_a_year_is_turned_page_by_page(staff):
    await staff.says("liệt kê các hoạt động năm 2024")
    listed = await staff.receives("Thời gian: năm 2024")
    assert "1. " in listed.text
    if any(button.text == "▶" for button in listed.buttons):
        await staff.presses("▶", on=listed)
        listed = await staff.sees_edit(listed, "7. ")
        assert "Thời gian: năm 2024" in listed.text
    number = next(button.text for button in listed.buttons if button.text.isdecimal())
    await staff.presses(number, on=listed)
    assert "/2024" in (await staff.receives()).text


@pytest.mark.parametrize(
    ("said", "reply"),
    [("xin chào bot", "Xin chào"), ("cảm ơn bạn nhé", "Rất vui"), ("bạn là ai?", "Tôi là Hỏi Bộ")],
)
async def test_small_talk_gets_a_kind_word(staff, said, reply):
    await staff.says(said)
    await staff.receives(reply)


async def test_why_names_the_words_that_were_found(staff):
    await staff.says(QUESTION)
    answer = await staff.receives("Trần Đức Lai")
    toast = await staff.sees_toast(await staff.presses("Vì sao?", on=answer))
    assert "Từ khớp: " in toast.text
    assert len(toast.text) <= 200


async def test_what_contradicts_the_question_is_said(staff):
    await staff.says("ai chủ trì hội nghị Ban Chấp hành Đảng bộ cơ quan Bộ quý I/2019?")
    told = await staff.receives()
    assert "2019" in told.text
    assert "Trần Đức Lai" not in told.text or "Không có" in told.text
