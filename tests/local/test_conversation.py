import asyncio

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    ReplyParameters,
)
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    MessageReactionHandler,
    filters,
)

from bot.local.acts import ImpossibleError
from bot.local.person import Toast


async def echo(update, context):
    await update.effective_message.reply_html(f"<b>{update.effective_message.text}</b>")


async def test_a_question_is_answered_with_its_marks(server, run_bot):
    await run_bot(MessageHandler(filters.TEXT, echo))
    an = server.person("Nguyễn An")
    await an.says("Ai chủ trì?")
    reply = await an.receives("Ai chủ trì?")
    assert reply.entities == [{"type": "bold", "offset": 0, "length": 11}]


async def test_commands_reach_command_handlers(server, run_bot):
    async def start(update, context):
        await update.message.reply_text(f"Chào {update.effective_user.first_name}: {context.args}")

    await run_bot(CommandHandler("start", start))
    an = server.person("An")
    await an.says("/start moi-vao")
    assert (await an.receives()).text == "Chào An: ['moi-vao']"


async def test_a_pressed_button_edits_its_message_and_shows_a_toast(server, run_bot):
    async def offer(update, context):
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Xem thêm", callback_data="more:1")]])
        await update.message.reply_text("một", reply_markup=keyboard)

    async def more(update, context):
        await update.callback_query.answer("Đây ạ", show_alert=True)
        await update.callback_query.edit_message_text("hai")

    await run_bot(MessageHandler(filters.TEXT, offer), CallbackQueryHandler(more))
    an = server.person("An")
    await an.says("gì")
    offered = await an.receives("một")
    query = await an.presses("Xem thêm")
    assert await an.sees_toast(query) == Toast("Đây ạ", is_alert=True, url="")
    edited = await an.sees_edit(offered, "hai")
    assert edited.buttons == []
    with pytest.raises(ImpossibleError, match="no button 'Xem thêm'"):
        await an.presses("Xem thêm")


async def test_files_go_both_ways(server, run_bot):
    async def back(update, context):
        file = await update.message.document.get_file()
        content = bytes(await file.download_as_bytearray())
        await update.message.reply_document(content[::-1], filename="ngược.txt", caption="đây")

    await run_bot(MessageHandler(filters.Document.ALL, back))
    an = server.person("An")
    await an.sends_file("xuôi.txt", b"abc", mime="text/plain")
    reply = await an.receives("đây")
    assert reply.json["document"]["file_name"] == "ngược.txt"
    assert server.world.files[reply.json["document"]["file_id"]].content == b"cba"


async def test_inline_results_are_chosen_and_sent(server, run_bot):
    async def found(update, context):
        content = InputTextMessageContent("<i>kết quả</i>", parse_mode="HTML")
        result = InlineQueryResultArticle(id="1", title="Hội nghị", input_message_content=content)
        await update.inline_query.answer([result], cache_time=0)

    await run_bot(InlineQueryHandler(found))
    an, binh = server.person("An"), server.person("Bình")
    group = server.group("Phòng Kế hoạch", [an, binh])
    query, results = await an.asks_inline("hội nghị")
    assert [result["title"] for result in results] == ["Hội nghị"]
    sent = await an.chooses(query, "1", chat=group)
    assert (sent.text, sent.json["via_bot"]["username"]) == ("kết quả", server.username)


async def test_in_a_group_the_bot_hears_only_what_is_meant_for_it(server, run_bot):
    await run_bot(MessageHandler(filters.TEXT, echo))
    an, binh = server.person("An"), server.person("Bình")
    group = server.group("Phòng", [an, binh])
    await an.says("nói với nhau", chat=group)
    await binh.says(f"@{server.username} hỏi bot", chat=group)
    reply = await binh.receives(chat=group)
    assert reply.text == f"@{server.username} hỏi bot"
    await an.says("trả lời bot", chat=group, reply_to=reply)
    assert (await an.receives("trả lời", chat=group)).text == "trả lời bot"
    assert [seen.text for seen in an.history(group)].count("nói với nhau") == 1


async def test_a_topic_keeps_its_replies(server, run_bot):
    async def reply(update, context):
        await context.bot.send_message(
            update.effective_chat.id,
            "trong chủ đề",
            message_thread_id=update.message.message_thread_id,
            reply_parameters=ReplyParameters(update.message.message_id, quote="hỏi"),
        )

    await run_bot(MessageHandler(filters.ALL, reply))
    an = server.person("An")
    group = server.group("Vụ", [an], topics=["Báo cáo", "Hỏi đáp"])
    await an.says("/hỏi", chat=group, topic=group.topics["Hỏi đáp"])
    answer = await an.receives(chat=group, topic=group.topics["Hỏi đáp"])
    assert answer.json["reply_to_message"]["text"] == "/hỏi"


async def test_reactions_blocks_and_edits_reach_the_bot(server, run_bot):
    heard = asyncio.Queue()

    async def note(update, context):
        heard.put_nowait(update.to_dict())

    await run_bot(
        MessageReactionHandler(note),
        ChatMemberHandler(note, ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(filters.TEXT, note),
        allowed_updates=["message", "edited_message", "message_reaction", "my_chat_member"],
    )
    an = server.person("An")
    said = await an.says("một")
    await an.edits(said, "hai")
    await an.reacts(said, "👍")
    await an.blocks()
    assert (await heard.get())["message"]["text"] == "một"
    assert (await heard.get())["edited_message"]["text"] == "hai"
    assert (await heard.get())["message_reaction"]["new_reaction"] == [{"type": "emoji", "emoji": "👍"}]
    assert (await heard.get())["my_chat_member"]["new_chat_member"]["status"] == "kicked"


async def test_what_is_injected_arrives_as_it_is(server, run_bot):
    seen = asyncio.get_running_loop().create_future()

    async def poll_answer(update, context):
        seen.set_result(update.to_dict())

    await run_bot(MessageHandler(filters.ALL, poll_answer))
    person = {"id": 5, "is_bot": False, "first_name": "Lạ"}
    chat = {"id": 5, "type": "private", "first_name": "Lạ"}
    number = server.inject(
        {"message": {"message_id": 9, "date": 1, "chat": chat, "from": person, "dice": {"emoji": "🎲", "value": 3}}}
    )
    assert (await seen)["update_id"] == number
