"""Inline questions, over HTTP."""

import pytest


async def test_inline_offers_public_entries_with_title_date_and_excerpt(bot, server, staff, repository):
    query, results = await staff.asks_inline("Make in Vietnam 2025")
    assert results
    assert "30/12/2025" in results[0]["description"]
    public = {entry.title for entry in repository.now.knowledge.entries if entry.visibility.value == "public"}
    assert {result["title"] for result in results} <= public
    group = server.group("Phòng", [staff])
    sent = await staff.chooses(query, results[0]["id"], chat=group)
    assert "Make in Vietnam" in sent.text
    assert any(entity["type"] == "blockquote" for entity in sent.entities)
    (call,) = server.calls("answerInlineQuery")
    assert call.values["is_personal"] == "true"
    assert call.values["cache_time"] == "30"


async def test_an_empty_inline_question_offers_the_newest(bot, staff):
    _, results = await staff.asks_inline("")
    assert len(results) == 10


@pytest.mark.parametrize("text", ["", "Make in Vietnam 2025", "Đảng ủy 2009"])
async def test_inline_tells_a_stranger_nothing(bot, stranger, text):
    _, results = await stranger.asks_inline(text)
    assert results == []


@pytest.mark.parametrize("text", ["😀", "<b>", "x" * 256, "\u202e"])
async def test_odd_inline_questions_are_answered(bot, staff, text):
    await staff.asks_inline(text)
