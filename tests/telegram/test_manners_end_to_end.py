"""Edits, bursts and floods, over HTTP."""

import pytest

QUESTION = "ai chu tri hoi nghi dang uy bo quy 1 nam 2009"


async def test_an_edited_question_changes_its_answer_in_place(bot, staff):
    asked = await staff.says("cách nấu phở bò")
    answer = await staff.receives("Tôi không biết")
    await staff.edits(asked, QUESTION)
    await staff.sees_edit(answer, "Trần Đức Lai")
    assert len(staff.history()) == 2


async def test_an_edit_of_a_question_from_before_a_restart_is_answered_by_a_new_message(start_bot, staff):
    async with start_bot():
        asked = await staff.says("cách nấu phở bò")
        await staff.receives("Tôi không biết")
    async with start_bot():
        await staff.edits(asked, QUESTION)
        await staff.receives("Trần Đức Lai")


async def test_a_question_in_several_messages_gets_one_answer(bot, staff, server):
    for part in ("ai chủ trì", "hội nghị Đảng ủy Bộ", "quý 1 năm 2009?"):
        await staff.says(part)
    await server.taken()
    await staff.says("/help")
    await staff.receives("nguyên văn")
    answers = [seen for seen in staff.history() if "Trần Đức Lai" in seen.text]
    assert len(answers) == 1


async def test_a_greeting_is_only_the_beginning_of_the_question_that_follows(bot, staff):
    await staff.says("cho tôi hỏi")
    answer = await staff.receives("Tôi không biết")
    await staff.says(QUESTION)
    await staff.sees_edit(answer, "Trần Đức Lai")
    assert len([seen for seen in staff.history() if "Tôi không biết" in seen.text]) == 0


async def test_a_short_question_without_an_answer_stays_one_of_its_own(bot, staff):
    await staff.says("lương bộ trưởng")
    await staff.receives("Tôi không biết")
    await staff.says(QUESTION)
    await staff.receives("Trần Đức Lai")
    assert len([seen for seen in staff.history() if "Tôi không biết" in seen.text]) == 1


@pytest.mark.parametrize("second", ["Diễn đàn Make in Vietnam 2025 diễn ra ở đâu?", "lịch nghỉ tết năm nay?"])
async def test_two_questions_in_quick_succession_stay_two(bot, staff, second):
    await staff.says(QUESTION)
    await staff.says(second)
    await staff.receives("Trần Đức Lai")
    await staff.receives()


async def test_the_arrows_still_work_under_the_answer_to_a_burst(bot, staff):
    await staff.says("ai chủ trì hội nghị")
    answer = await staff.receives()
    await staff.says("đảng ủy bộ quý 1 năm 2009")
    joined = await staff.sees_edit(answer, "Trần Đức Lai")
    await staff.presses("▶", on=joined)
    second = await staff.sees_edit(joined)
    await staff.presses("◀", on=second)
    assert (await staff.sees_edit(second)).text == joined.text


async def test_a_flood_is_slowed_down_with_one_clear_word(bot, staff, server):
    for _ in range(40):
        await staff.says(QUESTION)
    await staff.receives("Bạn hỏi nhanh quá", seconds=30)
    await server.taken()
    slowed = [seen for seen in staff.history() if "Bạn hỏi nhanh quá" in seen.text]
    assert len(slowed) == 1
