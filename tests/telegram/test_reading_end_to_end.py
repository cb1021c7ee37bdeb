"""Reading on from an answer, over HTTP."""

import pytest

QUESTION = "ai chu tri hoi nghi dang uy bo quy 1 nam 2009"


async def test_read_all_sends_the_whole_entry_word_for_word(bot, staff, repository):
    await staff.says(QUESTION)
    answer = await staff.receives("Trần Đức Lai")
    toast = await staff.presses("Xem thêm", on=answer)
    whole = await staff.receives("Kết luận hội nghị")
    assert (await staff.sees_toast(toast)).text == ""
    body = repository.now.knowledge.entry("dang-uy-co-quan-quy-1-2009").body
    while any(button.text == "Đọc tiếp ▼" for button in whole.buttons):
        assert whole.text.split("\n", 3)[-1] in body
        await staff.presses("Đọc tiếp ▼", on=whole)
        whole = await staff.receives()


async def test_long_entries_come_page_by_page(start_bot, staff, tmp_path):
    sentence = "Hội nghị viễn thông nông thôn bàn về cáp quang số {}. "
    body = " ".join(sentence.format(number) for number in range(200))
    (tmp_path / "a.yaml").write_text(
        f"title: Hội nghị viễn thông nông thôn\nsource: {{name: Mic}}\nbody: |\n  {body}\n", encoding="utf-8"
    )
    async with start_bot(knowledge=tmp_path):
        await staff.says("hội nghị viễn thông nông thôn bàn về gì")
        answer = await staff.receives("viễn thông")
        await staff.presses("Xem thêm", on=answer)
        first = await staff.receives("Trang 1/4")
        await staff.presses("Đọc tiếp ▼", on=first)
        second = await staff.receives("Trang 2/4")
        assert second.text != first.text


async def test_a_citation_is_sent_in_official_form(bot, staff):
    await staff.says(QUESTION)
    answer = await staff.receives("Trần Đức Lai")
    await staff.presses("Trích dẫn", on=answer)
    cited = await staff.receives("Theo Mic.gov.vn, ngày 8/5/2009: “")
    assert "Thứ trưởng Trần Đức Lai" in cited.text


async def test_an_entry_that_is_withdrawn_is_gone_behind_old_buttons(start_bot, staff, tmp_path, caplog):
    caplog.set_level("INFO")
    text = "title: Hội nghị {0}\nsource: {{name: Mic}}\nbody: |\n  Thứ trưởng dự hội nghị {0}.\n"
    for name in ("viễn thông nông thôn", "bưu chính công ích"):
        (tmp_path / f"{len(name)}.yaml").write_text(text.format(name), encoding="utf-8")
    async with start_bot(knowledge=tmp_path):
        await staff.says("hội nghị viễn thông nông thôn")
        answer = await staff.receives("nông thôn")
        (tmp_path / f"{len('viễn thông nông thôn')}.yaml").unlink()
        for button in ("Xem thêm", "Trích dẫn"):
            while not (await staff.sees_toast(await staff.presses(button, on=answer))).text:
                pass
            assert "không còn" in (await staff.sees_toast(await staff.presses(button, on=answer))).text


@pytest.mark.parametrize("button", ["Xem thêm", "Trích dẫn", "▶"])
async def test_an_old_button_shows_nothing_to_one_who_was_removed(start_bot, staff, button):
    async with start_bot():
        await staff.says(QUESTION)
        answer = await staff.receives()
    async with start_bot(staff=set()):
        toast = await staff.sees_toast(await staff.presses(button, on=answer))
        assert "được mời" in toast.text
    assert len(staff.history()) == 2


@pytest.mark.parametrize(("shared", "offered"), [("public", False), ("staff", True)])
async def test_what_others_are_not_shown_has_no_button_to_share_it(start_bot, staff, shared, offered):
    async with start_bot(shared=shared):
        await staff.says(QUESTION)
        answer = await staff.receives("Trần Đức Lai")
        assert any(button.text == "Chia sẻ" for button in answer.buttons) is offered
        await staff.says("Diễn đàn Make in Vietnam 2025 diễn ra ở đâu?")
        answer = await staff.receives("Make in Vietnam")
        assert any(button.text == "Chia sẻ" for button in answer.buttons)
