"""Questions over HTTP: the real bot, the real library, the server of this machine."""

import logging
import unicodedata

import pytest

from tests.telegram.conftest import STAFF

QUESTION = "ai chu tri hoi nghi dang uy bo quy 1 nam 2009"

pytestmark = pytest.mark.usefixtures("bot")


def _marked(seen, kind):
    raw = seen.text.encode("utf-16-le")
    return [
        raw[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le")
        for e in seen.entities
        if e["type"] == kind
    ]


async def test_the_chair_of_2009_is_named_by_a_quotation_with_its_date_and_source(staff, server):
    asked = await staff.says(QUESTION)
    answer = await staff.receives("Trần Đức Lai")
    (quotation,) = _marked(answer, "blockquote")
    assert "Thứ trưởng Trần Đức Lai" in quotation
    assert "chủ trì hội nghị Ban Chấp hành Đảng bộ cơ quan Bộ ngày 8/5/2009" in quotation
    assert "Cuộc họp · 8/5/2009 · Mic.gov.vn" in answer.text
    assert answer.json["reply_to_message"]["message_id"] == asked.id
    assert len(_marked(answer, "bold")) > 1
    (call,) = [call for call in server.calls("sendMessage") if "Trần" in str(call)]
    assert "is_disabled" in str(call)
    assert server.calls("sendChatAction")


async def test_start_greets_by_name_with_examples_that_get_an_answer(staff):
    await staff.says("/start")
    greeting = await staff.receives("Xin chào An")
    examples = _marked(greeting, "code")
    assert len(examples) == 3
    for example in examples:
        await staff.says(example)
        assert _marked(await staff.receives(), "blockquote"), example


async def test_help_tells_how_to_ask(staff):
    await staff.says("/help")
    assert _marked(await staff.receives("nguyên văn"), "code")


async def test_an_english_client_gets_english_words(server, start_bot):
    del start_bot
    ann = server.person("Ann", STAFF, language="en")
    await ann.says("/start")
    await ann.receives("Hello Ann")


async def test_the_arrows_lead_through_the_results_by_editing(staff):
    await staff.says("Ngày Chuyển đổi số quốc gia là ngày nào?")
    first = await staff.receives("Chuyển đổi số")
    query = await staff.presses("▶", on=first)
    second = await staff.sees_edit(first)
    assert (await staff.sees_toast(query)).text == ""
    assert [button.text for button in second.buttons if button.data][1].startswith("2/")
    await staff.presses("◀", on=second)
    back = await staff.sees_edit(second)
    assert back.text == first.text
    stay = await staff.presses(next(b.text for b in back.buttons if "/" in b.text and b.data), on=back)
    assert (await staff.sees_toast(stay)).text == ""


async def test_what_the_knowledge_does_not_hold_is_said_plainly(staff):
    await staff.says("lịch nghỉ tết năm nay?")
    answer = await staff.receives("Tôi không biết")
    assert _marked(answer, "code")
    assert not _marked(answer, "blockquote")


@pytest.mark.parametrize(
    "content",
    [
        {"sticker": {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1,
                     "is_animated": False, "is_video": False}},
        {"location": {"latitude": 21.0, "longitude": 105.8}},
        {"contact": {"phone_number": "+84900000000", "first_name": "An"}},
        {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}},
    ],
)  # fmt: skip
async def test_what_is_no_text_gets_a_kind_word(staff, content):
    await staff.sends(content)
    await staff.receives("Tôi chỉ đọc được chữ")


@pytest.mark.parametrize(
    "text",
    [
        "😀🎉👍",
        "\u200b\u200d\u2060",
        "?!…",
        "x" * 4096,
        "ế" * 4096,
        "🗓" * 2048,
        unicodedata.normalize("NFD", "Ai chủ trì hội nghị Đảng ủy Bộ quý I/2009?"),
        "ai\u200b chủ\u200d trì hội nghị Đảng\u2060 ủy Bộ quý I/2009",
        "\u202eai chủ trì hội nghị\u202c مرحبا שלום",
        "<b>ai</b> <script>alert(1)</script> & chủ trì <a href='x'>hội nghị</a>",
        "<b><i>hội nghị</b></i> &lt; &#0; &bogus;",
        "*hội nghị* _Đảng_ `ủy` [x](y) ||z||",
        "' OR 1=1 --",
        "/khongcolenh",
        "2009",
        "8/5/2009",
    ],
)
async def test_bad_and_odd_input_is_answered_without_breaking_anything(staff, text, caplog):
    with caplog.at_level(logging.WARNING):
        await staff.says(text)
        answer = await staff.receives()
    assert answer.text
    assert "trục trặc" not in answer.text
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_the_question_in_decomposed_letters_finds_the_same(staff):
    await staff.says(unicodedata.normalize("NFD", "Ai chủ trì hội nghị Đảng ủy Bộ quý I/2009?"))
    await staff.receives("Trần Đức Lai")


async def test_a_forged_button_does_nothing(staff, caplog):
    await staff.says(QUESTION)
    answer = await staff.receives("Trần Đức Lai")
    for forged in ("show:0123456789abcdef", "A" * 64, "\x00", "🗓" * 16):
        query = await staff.presses_stale(forged, on=answer)
        assert "hỏi lại" in (await staff.sees_toast(query)).text
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_a_stranger_gets_no_answer_and_no_hint(stranger, server):
    for text in ("/start", QUESTION, "/help"):
        await stranger.says(text)
        answer = await stranger.receives()
        assert "2009" not in answer.text
        assert "Trần" not in answer.text
        assert not _marked(answer, "code")
    assert not server.calls("sendChatAction")
