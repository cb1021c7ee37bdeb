"""Groups and topics, over HTTP."""

import pytest

PUBLIC = "Diễn đàn Make in Vietnam 2025 diễn ra ở đâu?"
STAFF_ONLY = "ai chu tri hoi nghi dang uy bo quy 1 nam 2009"


@pytest.fixture
def group(server, admin, staff, stranger):
    return server.group("Phòng Tổng hợp", [admin, staff, stranger], topics=["Họp"])


async def _said_nothing(server, staff, group):
    """Whether the bot has been silent up to a private question that it answered after all the rest."""
    await staff.says("/help")
    await staff.receives("nguyên văn")
    return not [call for call in server.calls("sendMessage") if str(group.id) in str(call)]


async def test_a_mention_is_answered_once_as_a_reply(bot, server, staff, group):
    asked = await staff.says(f"@{server.username} {PUBLIC}", chat=group)
    answer = await staff.receives("Make in Vietnam", chat=group)
    assert answer.json["reply_to_message"]["message_id"] == asked.id
    assert len([call for call in server.calls("sendMessage") if str(group.id) in str(call)]) == 1


async def test_a_reply_to_the_bot_is_a_question(bot, server, staff, group):
    await staff.says(f"@{server.username} {PUBLIC}", chat=group)
    answer = await staff.receives("Make in Vietnam", chat=group)
    await staff.says("còn họp báo tháng 12/2025 của Bộ KH&CN?", chat=group, reply_to=answer)
    await staff.receives("12/2025", chat=group)


async def test_a_bare_mention_asks_what_the_message_replied_to_says(bot, server, staff, admin, group):
    asked = await admin.says(PUBLIC, chat=group)
    await staff.says(f"@{server.username}", chat=group, reply_to=asked)
    await staff.receives("Make in Vietnam", chat=group)


@pytest.mark.parametrize("command", ["/hoi", "/hoi@hoibo_local_bot"])
async def test_a_command_asks_in_a_group(bot, staff, group, command):
    await staff.says(f"{command} {PUBLIC}", chat=group)
    await staff.receives("Make in Vietnam", chat=group)


async def test_an_answer_stays_in_its_topic(bot, server, staff, group):
    topic = group.topics["Họp"]
    await staff.says(f"@{server.username} {PUBLIC}", chat=group, topic=topic)
    await staff.receives("Make in Vietnam", chat=group, topic=topic)


@pytest.mark.parametrize("privacy", [True, False])
async def test_what_is_not_said_to_the_bot_is_passed_over(bot, server, staff, group, privacy):
    group.let_bot_hear_everything(everything=not privacy)
    for text in (PUBLIC, "@ai_do ơi", "/lenhkhac", f"email an@{server.username}.vn", "/hoi@botkhac ai chủ trì?"):
        await staff.says(text, chat=group)
    assert await _said_nothing(server, staff, group)


@pytest.mark.parametrize("command", ["theodoi 5G", "nguoi", "khongcolenh"])
async def test_a_command_of_private_chats_that_names_the_bot_is_told_where_it_works(bot, server, staff, group, command):
    name, *words = command.split()
    await staff.says(" ".join((f"/{name}@{server.username}", *words)), chat=group)
    told = await staff.receives("trò chuyện riêng", chat=group)
    assert [button.url for button in told.buttons] == [f"https://t.me/{server.username}"]


async def test_a_stranger_who_commands_in_a_group_is_met_with_silence(bot, server, staff, stranger, group):
    await stranger.says(f"/theodoi@{server.username} 5G", chat=group)
    assert await _said_nothing(server, staff, group)


@pytest.mark.parametrize("question", [STAFF_ONLY, "cách nấu phở bò"])
async def test_what_a_group_is_not_told_may_be_asked_in_private_whether_it_is_there_or_not(
    bot, staff, group, server, question
):
    await staff.says(f"@{server.username} {question}", chat=group)
    told = await staff.receives("Hỏi riêng tôi", chat=group)
    assert "Bạn có thể hỏi" not in told.text, "examples are for those who talk to it alone"


async def test_groups_see_public_entries_only(bot, server, staff, group):
    await staff.says(f"@{server.username} {STAFF_ONLY}", chat=group)
    answer = await staff.receives(chat=group)
    assert "Trần Đức Lai" not in answer.text
    assert all("quý I/2009" not in button.text for button in answer.buttons)


async def test_groups_see_what_staff_may_where_that_is_set(start_bot, server, staff, group):
    async with start_bot(shared="staff"):
        await staff.says(f"@{server.username} {STAFF_ONLY}", chat=group)
        await staff.receives("Trần Đức Lai", chat=group)


async def test_a_stranger_in_a_group_is_met_with_silence(bot, server, staff, stranger, group):
    await stranger.says(f"@{server.username} {PUBLIC}", chat=group)
    assert await _said_nothing(server, staff, group)


async def test_a_flood_in_a_group_is_cooled_down_in_silence(bot, server, staff, group):
    for _ in range(6):
        await staff.says(f"@{server.username} {PUBLIC}", chat=group)
    await staff.says("/help")
    await staff.receives("nguyên văn")
    await server.taken()
    assert len([call for call in server.calls("sendMessage") if str(group.id) in str(call)]) <= 2


async def test_a_button_in_a_group_shows_no_more_than_the_group_may_see(bot, server, staff, group, repository):
    await staff.says(f"@{server.username} {PUBLIC}", chat=group)
    answer = await staff.receives("Make in Vietnam", chat=group)
    while any(button.text == "▶" for button in answer.buttons):
        await staff.presses("▶", on=answer, chat=group)
        answer = await staff.sees_edit(answer)
        (entry,) = [found for found in repository.now.knowledge.entries if f"{found.title}\n" in answer.text]
        assert entry.visibility.value == "public"
