"""What Telegram refuses, refused here with its words."""

import json

import httpx
import pytest

from bot.local import acts
from bot.local.acts import ImpossibleError

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 30
DATA = [[{"text": "a", "callback_data": "b"}]]


@pytest.fixture
async def call(server):
    """Calls a method with JSON (or these files): the description where it was refused, else the result."""
    async with httpx.AsyncClient() as client:

        async def called(method, files=None, **parameters):
            address = f"{server.url}/bot{server.token}/{method}"
            sent = {"data": parameters, "files": files} if files else {"json": parameters}
            answer = (await client.post(address, **sent)).json()
            return answer["result"] if answer["ok"] else answer["description"]

        yield called


@pytest.fixture
async def an(server):
    person = server.person("An")
    await person.says("/start")
    return person


@pytest.mark.parametrize(
    ("parameters", "complaint"),
    [
        ({"text": ""}, "message text is empty"),
        ({}, "message text is empty"),
        ({"text": " \n\u200b".strip("\u200b")}, "text must be non-empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        (
            {"text": "<b>a</b" + "a" * 9, "parse_mode": "HTML"},
            "can't parse entities: Unclosed end tag at byte offset 4",
        ),
        ({"text": "a", "parse_mode": "BBCode"}, "unsupported parse_mode"),
        (
            {"text": "a", "entities": [{"type": "shine", "offset": 0, "length": 1}]},
            "can't parse MessageEntity: unsupported entity type specified",
        ),
        ({"text": "a", "chat_id": ""}, "chat_id is empty"),
        ({"text": "a", "chat_id": "x"}, "chat not found"),
        ({"text": "a", "chat_id": "@nobody"}, "chat not found"),
        ({"text": "a", "reply_parameters": {"message_id": 1}}, "message to be replied not found"),
        ({"text": "a", "reply_parameters": "x"}, "can't parse reply parameters JSON object"),
        ({"text": "a", "message_thread_id": 7}, "message thread not found"),
        ({"text": "a", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ({"text": "a", "reply_markup": "[]"}, "object expected as reply markup"),
        ({"text": "a", "link_preview_options": "[]"}, "object expected as link preview options"),
    ],
)
async def test_a_bad_message_is_refused(call, an, parameters, complaint):
    assert await call("sendMessage", **{"chat_id": an.id} | parameters) == f"Bad Request: {complaint}"


@pytest.mark.parametrize("text", ["a" * 4096, "😀" * 2048, "<b>" + "a" * 4096 + "</b>"])
async def test_a_text_at_the_limit_is_sent(call, an, text):
    sent = await call("sendMessage", chat_id=an.id, text=text, parse_mode="HTML")
    assert sent["text"] == text.removeprefix("<b>").removesuffix("</b>")


@pytest.mark.parametrize(
    ("button", "complaint"),
    [
        ({"text": "a", "callback_data": "b" * 65}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": "đ" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": 5}, "BUTTON_DATA_INVALID"),
        ({"text": "a"}, "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        (
            {"text": "a", "teleport": "b"},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ({"callback_data": "b"}, "can't parse inline keyboard button: Can't find field \"text\""),
        ({"text": 5, "callback_data": "b"}, 'can\'t parse inline keyboard button: Field "text" must be of type String'),
        ("a", "can't parse inline keyboard button: InlineKeyboardButton must be an Object"),
        (
            {"text": "a", "url": "http://localhost/x"},
            "inline keyboard button URL 'http://localhost/x' is invalid: Wrong HTTP URL",
        ),
        (
            {"text": "a", "url": "javascript:alert(1)"},
            "inline keyboard button URL 'javascript:alert(1)' is invalid: Wrong HTTP URL",
        ),
        ({"text": "a", "url": "https://mic.gov.vn", "callback_data": "b"}, "BUTTON_TYPE_INVALID"),
        ({"text": "a", "copy_text": {"text": "b" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": " ", "callback_data": "b"}, "text buttons must be non-empty"),
        (
            {"text": "a", "web_app": {"url": "http://mic.gov.vn"}},
            "inline keyboard button Web App URL 'http://mic.gov.vn' is invalid: Only HTTPS links are allowed",
        ),
    ],
)
async def test_a_bad_button_is_refused(call, an, button, complaint):
    refused = await call("sendMessage", chat_id=an.id, text="a", reply_markup={"inline_keyboard": [[button]]})
    assert refused == f"Bad Request: {complaint}"


async def test_a_keyboard_may_have_a_hundred_buttons_and_no_more(call, an):
    rows = DATA * 100
    assert (await call("sendMessage", chat_id=an.id, text="a", reply_markup={"inline_keyboard": rows}))["reply_markup"]
    refused = await call("sendMessage", chat_id=an.id, text="a", reply_markup={"inline_keyboard": rows + DATA})
    assert refused == "Bad Request: REPLY_MARKUP_TOO_LONG"


async def test_edits_are_refused_where_nothing_changes_or_nothing_is_there(call, an):
    sent = await call(
        "sendMessage", chat_id=an.id, text="<b>a</b>", parse_mode="HTML", reply_markup={"inline_keyboard": DATA}
    )
    place = {"chat_id": an.id, "message_id": sent["message_id"]}
    same = {"text": "<b>a</b>", "parse_mode": "HTML", "reply_markup": {"inline_keyboard": DATA}}
    assert "message is not modified" in await call("editMessageText", **place, **same)
    assert "message is not modified" in await call("editMessageReplyMarkup", **place, reply_markup=same["reply_markup"])
    assert (await call("editMessageText", **place, text="a"))["text"] == "a"
    assert "message is not modified" in await call("editMessageReplyMarkup", **place)
    assert await call("editMessageText", **place, text="") == "Bad Request: message text is empty"
    assert await call("editMessageText", chat_id=an.id, text="b") == "Bad Request: message identifier is not specified"
    assert (
        await call("editMessageText", **place | {"message_id": 1}, text="b") == "Bad Request: message to edit not found"
    )
    said = await an.says("của tôi")
    assert (
        await call("editMessageText", **place | {"message_id": said.id}, text="b")
        == "Bad Request: message can't be edited"
    )
    keyboard = {"keyboard": [["a"]]}
    assert (
        await call("editMessageText", **place, text="b", reply_markup=keyboard)
        == "Bad Request: inline keyboard expected"
    )
    assert (
        await call("editMessageCaption", **place, caption="b")
        == "Bad Request: there is no caption in the message to edit"
    )
    assert await call("editMessageText", inline_message_id="x", text="b") == "Bad Request: MESSAGE_ID_INVALID"


async def test_deletion_and_reaction_know_their_limits(call, an, server):
    sent = await call("sendMessage", chat_id=an.id, text="a")
    place = {"chat_id": an.id, "message_id": sent["message_id"]}
    assert (
        await call("setMessageReaction", **place, reaction=[{"type": "emoji", "emoji": "🐙"}])
        == "Bad Request: REACTION_INVALID"
    )
    thumbs = [{"type": "emoji", "emoji": emoji} for emoji in "👍👎"]
    assert await call("setMessageReaction", **place, reaction=thumbs) == "Bad Request: REACTIONS_TOO_MANY"
    assert await call("setMessageReaction", **place, reaction=thumbs[:1]) is True
    assert await call("deleteMessage", **place) is True
    assert await call("deleteMessage", **place) == "Bad Request: message to delete not found"
    group = server.group("Phòng", [an])
    said = await an.says("/x", chat=group)
    assert await call("deleteMessage", chat_id=group.id, message_id=said.id) == "Bad Request: message can't be deleted"


async def test_a_callback_query_is_answered_once_and_in_time(call, an, server):
    await call("sendMessage", chat_id=an.id, text="a", reply_markup={"inline_keyboard": DATA})
    query = await an.presses("a")
    assert await call("answerCallbackQuery", callback_query_id=query, text="a" * 201) == "Bad Request: MESSAGE_TOO_LONG"
    assert await call("answerCallbackQuery", callback_query_id=query) is True
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await call("answerCallbackQuery", callback_query_id=query) == too_old
    late = await an.presses("a")
    server.world.presses[late].until = 0
    assert await call("answerCallbackQuery", callback_query_id=late) == too_old
    with pytest.raises(ImpossibleError):
        await an.presses("c")


def article(number, text="x"):
    return {"type": "article", "id": number, "title": "t", "input_message_content": {"message_text": text}}


@pytest.mark.parametrize(
    ("results", "complaint"),
    [
        ([article(str(number)) for number in range(51)], "RESULTS_TOO_MUCH"),
        ([article("1"), article("1")], "RESULT_ID_DUPLICATE"),
        ([article("x" * 65)], "RESULT_ID_INVALID"),
        ([article("1", "")], "message text is empty"),
        ([article("1", "a" * 4097)], "message is too long"),
        ([{"type": "spell", "id": "1"}], "can't parse inline query result: unsupported inline query result type"),
        ("{}", "expected an Array of InlineQueryResult"),
    ],
)
async def test_bad_inline_results_are_refused(call, an, server, results, complaint):
    asked = server.world.inline
    query = acts.ask_inline(server.world, an.id, "x")
    assert await call("answerInlineQuery", inline_query_id=query, results=results) == f"Bad Request: {complaint}"
    assert asked[query].answer is None


@pytest.mark.parametrize(
    ("method", "parameters", "complaint"),
    [
        ("setMyCommands", {"commands": [{"command": "Trợ", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "a" * 33, "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "a", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("setMyCommands", {"commands": [{"command": "a", "description": "x"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ("setMyCommands", {"commands": "x"}, "can't parse commands JSON object"),
        ("setMyCommands", {"commands": [], "scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
        (
            "setMyCommands",
            {"commands": [], "scope": {"type": "moon"}},
            "can't parse BotCommandScope: unsupported type specified",
        ),
        ("setMyDescription", {"description": "a" * 513}, "description is too long"),
        ("setMyShortDescription", {"short_description": "a" * 121}, "short description is too long"),
        ("setMyName", {"name": "a" * 65}, "name is too long"),
        ("sendChatAction", {"chat_id": 1001, "action": "dancing"}, "wrong parameter action in request"),
        ("getFile", {"file_id": "x"}, "invalid file_id"),
        ("getFile", {}, "file_id not specified"),
        ("getChat", {"chat_id": 7}, "chat not found"),
        ("getChatMember", {"chat_id": 1001, "user_id": 7}, "PARTICIPANT_ID_INVALID"),
        ("getChatAdministrators", {"chat_id": 1001}, "there are no administrators in the private chat"),
        ("sendDocument", {"chat_id": 1001}, "there is no document in the request"),
        (
            "sendDocument",
            {"chat_id": 1001, "document": "nope"},
            "wrong remote file identifier specified: Wrong character in the string",
        ),
        ("sendMediaGroup", {"chat_id": 1001, "media": "[]"}, "there are no messages to send"),
        ("pinChatMessage", {"chat_id": 1001, "message_id": 5}, "message to pin not found"),
        ("copyMessage", {"chat_id": 1001, "from_chat_id": 1001, "message_id": 5}, "message to copy not found"),
        ("forwardMessage", {"chat_id": 1001, "from_chat_id": 1001, "message_id": 5}, "message to forward not found"),
    ],
)
async def test_bad_parameters_are_refused(call, an, method, parameters, complaint):
    assert await call(method, **parameters) == f"Bad Request: {complaint}"


async def test_files_are_held_to_their_limits(call, an):
    sent = await call("sendDocument", {"document": ("báo cáo.csv", b"a,b")}, chat_id=an.id, caption="x" * 1024)
    assert sent["document"]["file_name"] == "báo cáo.csv"
    again = await call("sendDocument", chat_id=an.id, document=sent["document"]["file_id"])
    assert again["document"]["file_id"] == sent["document"]["file_id"]
    too_long = await call("sendDocument", {"document": ("a", b"a")}, chat_id=an.id, caption="x" * 1025)
    assert too_long == "Bad Request: message caption is too long"
    assert await call("sendDocument", {"document": ("a", b"")}, chat_id=an.id) == "Bad Request: file must be non-empty"
    assert await call("sendPhoto", {"photo": ("a.png", b"no")}, chat_id=an.id) == "Bad Request: IMAGE_PROCESS_FAILED"
    assert (await call("sendPhoto", {"photo": ("a.png", PNG)}, chat_id=an.id))["photo"]
    media = json.dumps([{"type": "document", "media": "attach://x"}, {"type": "document", "media": "attach://y"}])
    album = await call("sendMediaGroup", {"x": ("x", b"x"), "y": ("y", b"y")}, chat_id=an.id, media=media)
    assert len({message["media_group_id"] for message in album}) == 1


async def test_commands_are_kept_by_scope_and_language(call, an):
    commands = [{"command": "help", "description": "Trợ giúp"}]
    scope = {"type": "chat", "chat_id": an.id}
    assert await call("setMyCommands", commands=commands, scope=scope, language_code="vi") is True
    assert await call("getMyCommands", scope=scope, language_code="vi") == commands
    assert await call("getMyCommands", scope=scope) == []
    assert await call("deleteMyCommands", scope=scope, language_code="vi") is True
    assert await call("getMyCommands", scope=scope, language_code="vi") == []


async def test_a_basic_group_becomes_a_supergroup_with_a_new_id(call, an, server):
    group = server.group("Phòng", [an], basic=True)
    assert (await call("sendMessage", chat_id=group.id, text="a"))["chat"]["type"] == "group"
    grown = group.become_supergroup()
    assert await call("sendMessage", chat_id=group.id, text="a") == (
        "Bad Request: group chat was upgraded to a supergroup chat"
    )
    told = [update["message"] for update in await call("getUpdates", offset=-2)]
    assert (told[0]["migrate_to_chat_id"], told[1]["migrate_from_chat_id"]) == (grown.id, group.id)
    assert (await call("sendMessage", chat_id=grown.id, text="a"))["chat"]["type"] == "supergroup"


async def test_a_bot_thrown_out_of_a_group_cannot_write_there(call, an, server):
    group = server.group("Phòng", [an])
    assert (await call("sendMessage", chat_id=group.id, text="a"))["chat"]["title"] == "Phòng"
    group.set_bot(an, "kicked")
    assert await call("sendMessage", chat_id=group.id, text="a") == "Forbidden: bot was kicked from the supergroup chat"
    group.set_bot(an, "member")
    assert await call("leaveChat", chat_id=group.id) is True
    assert (
        await call("sendMessage", chat_id=group.id, text="a") == "Forbidden: bot is not a member of the supergroup chat"
    )
