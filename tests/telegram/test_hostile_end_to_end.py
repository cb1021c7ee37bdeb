"""Every kind of update, replays, floods and fields of the future: nothing reaches the log as an error."""

import itertools
import json
import logging
import random
import shutil
import time

import pytest
import telegram

from bot.telegram.messages.message import Action
from bot.telegram.transport.receiving import UPDATES_WANTED
from bot.telegram.transport.signing import Signer
from bot.words.catalogue import Language
from tests.telegram.conftest import ADMIN, KEY, KNOWLEDGE, STAFF, STRANGER

QUESTION = "ai chu tri hoi nghi dang uy bo quy 1 nam 2009"
USER = {"id": STAFF, "is_bot": False, "first_name": "An", "language_code": "vi"}
OTHER = {"id": STRANGER, "is_bot": False, "first_name": "Khách"}
BOT = {"id": 700001, "is_bot": True, "first_name": "Hỏi Bộ", "username": "hoibo_local_bot"}
PRIVATE = {"id": STAFF, "type": "private", "first_name": "An"}
GROUP = {"id": -1002000000009, "type": "supergroup", "title": "Nhóm"}
CHANNEL = {"id": -1002000000010, "type": "channel", "title": "Kênh"}
NOW = int(time.time())


def _message(chat=PRIVATE, sender=USER, **content):
    return {"message_id": 7, "date": NOW, "chat": chat, "from": sender, **content}


def _post(**content):
    return {"message_id": 7, "date": NOW, "chat": CHANNEL, "sender_chat": CHANNEL, **content}


FILE = {"file_id": "f", "file_unique_id": "f"}
REACTIONS = [{"type": "emoji", "emoji": "👍"}]
ADDRESS = {"country_code": "VN", "state": "", "city": "HN", "street_line1": "1", "street_line2": "", "post_code": "1"}
BOOST = {"boost_id": "b", "add_date": NOW, "expiration_date": NOW, "source": {"source": "premium", "user": USER}}
RIGHTS = {"user": BOT, "status": "member"}
CHANGE = {"chat": GROUP, "from": USER, "date": NOW, "old_chat_member": RIGHTS, "new_chat_member": RIGHTS}
POLL = {"id": "p", "question": "?", "options": [], "total_voter_count": 0, "is_closed": False, "is_anonymous": True,
        "type": "regular", "allows_multiple_answers": False, "allows_revoting": False,
        "members_only": False}  # fmt: skip
POLL_OF_AN_OLDER_SERVER = {name: said for name, said in POLL.items() if name != "allows_revoting"}

KINDS = {
    "message": _message(GROUP, text=QUESTION),
    "edited_message": _message(GROUP, text=QUESTION, edit_date=NOW),
    "channel_post": _post(text=QUESTION),
    "edited_channel_post": _post(text=QUESTION, edit_date=NOW),
    "business_connection": {"id": "b", "user": USER, "user_chat_id": STAFF, "date": NOW, "is_enabled": True},
    "business_message": _message(text=QUESTION, business_connection_id="b"),
    "edited_business_message": _message(text=QUESTION, business_connection_id="b", edit_date=NOW),
    "deleted_business_messages": {"business_connection_id": "b", "chat": PRIVATE, "message_ids": [1, 2]},
    "message_reaction": {"chat": GROUP, "message_id": 1, "user": USER, "date": NOW, "old_reaction": [],
                         "new_reaction": REACTIONS},
    "message_reaction_count": {"chat": GROUP, "message_id": 1, "date": NOW,
                               "reactions": [{"type": REACTIONS[0], "total_count": 1}]},
    "inline_query": {"id": "1", "from": OTHER, "query": "x" * 256, "offset": "9" * 64},
    "chosen_inline_result": {"result_id": "0" * 16, "from": USER, "query": QUESTION},
    "callback_query": {"id": "1", "from": USER, "chat_instance": "1", "data": "x" * 64},
    "shipping_query": {"id": "1", "from": USER, "invoice_payload": "x", "shipping_address": ADDRESS},
    "pre_checkout_query": {"id": "1", "from": USER, "currency": "VND", "total_amount": 1, "invoice_payload": "x"},
    "purchased_paid_media": {"from": USER, "paid_media_payload": "x"},
    "poll": POLL,
    "poll_answer": {"poll_id": "p", "user": USER, "option_ids": [0], "option_persistent_ids": []},
    "my_chat_member": CHANGE,
    "chat_member": CHANGE,
    "chat_join_request": {"chat": GROUP, "from": OTHER, "user_chat_id": STRANGER, "date": NOW},
    "chat_boost": {"chat": GROUP, "boost": BOOST},
    "removed_chat_boost": {"chat": GROUP, "boost_id": "b", "remove_date": NOW, "source": BOOST["source"]},
    "managed_bot": {"user": OTHER, "bot": BOT},
    "guest_message": _message(GROUP, OTHER, text=QUESTION, guest_query_id="g"),
    "kind_of_the_future": {"anything": [1, 2, {"x": None}]},
}  # fmt: skip

CONTENTS = [
    {"photo": [{**FILE, "width": 1, "height": 1}], "caption": "ế" * 1024},
    {"video_note": {**FILE, "length": 1, "duration": 1}},
    {"venue": {"location": {"latitude": 1, "longitude": 1}, "title": "<b>", "address": "&"}},
    {"dice": {"emoji": "🎲", "value": 6}},
    {"poll": POLL},
    {"game": {"title": "x", "description": "x", "photo": []}},
    {"new_chat_title": "<b>"},
    {"text": QUESTION, "field_of_the_future": {"deep": [[[]]]}, "via_bot": BOT},
    {"text": "/start " + "A" * 4000},
    {"text": "/" + "x" * 4000},
    {"text": "/@@@ /start"},
    {"text": "/"},
    {"text": QUESTION, "entities": [{"type": "bold", "offset": 4000, "length": 4000}]},
    {"text": QUESTION, "entities": [{"type": "entity_of_the_future", "offset": 0, "length": 2}]},
    {"text": QUESTION, "forward_origin": {"type": "hidden_user", "sender_user_name": "<i>", "date": NOW}},
]


async def _all_finished(storage, server):
    while await storage.updates.open_count():
        await server.world.change(0.05)


async def _presented(server):
    """Waits until the bot has said all of itself that it says at its start, the short description last."""
    while sum(call.method == "setMyShortDescription" for call in server.calls()) < len(Language):
        await server.world.change(0.05)


def _errors(caplog):
    """What was logged as an error since the test began; outside its own stage the log seems empty."""
    return [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.ERROR]


@pytest.fixture
def quiet(caplog):
    yield
    assert _errors(caplog) == []


def test_the_kinds_are_all_that_the_library_knows():
    assert {str(kind) for kind in telegram.Update.ALL_TYPES} == KINDS.keys() - {"kind_of_the_future"}


async def test_every_kind_of_update_is_borne(quiet, server, staff, bot):
    for number, (kind, content) in enumerate(KINDS.items(), 1):
        chat = content.get("chat", {}).get("id", 0)
        await bot.updates.put(number, chat, json.dumps({"update_id": number, kind: content, "new": {"field": 1}}))
    await _all_finished(bot, server)
    await staff.says(QUESTION)
    await staff.receives("Trần Đức Lai")


async def test_only_what_the_bot_asked_telegram_for_has_an_effect(quiet, server, staff, bot):
    await _presented(server)
    await staff.says("/help")
    await staff.receives("nguyên văn")
    before = len(server.calls())
    for number, (kind, content) in enumerate(KINDS.items(), 1):
        if kind not in UPDATES_WANTED:
            meant = {**content, "text": "/moi_nguoi"} if "text" in content else content
            await bot.updates.put(number, STAFF, json.dumps({"update_id": number, kind: meant}))
    await _all_finished(bot, server)
    await staff.says("/help")
    await staff.receives("nguyên văn")
    done = [call for call in server.calls()[before:] if call.method.lower() not in {"getupdates", "sendchataction"}]
    assert [call.method for call in done] == ["sendMessage"], "only the last word was answered"


async def test_an_update_that_cannot_be_read_is_passed_over_and_what_comes_after_it_answered(
    caplog, server, staff, admin, bot
):
    await admin.says("/help")
    await admin.receives("nguyên văn")
    for _ in range(3):
        server.world.updates.add_as_it_is({"message": _message(poll=POLL_OF_AN_OLDER_SERVER)})
    await staff.says(QUESTION)
    await staff.receives("Trần Đức Lai")
    await bot.updates.put(5, STAFF, json.dumps({"update_id": 5, "message": _message(poll=POLL_OF_AN_OLDER_SERVER)}))
    await _all_finished(bot, server)
    assert len(_errors(caplog)) == 4
    assert all("(message) is none that this version can read" in said for said in _errors(caplog))
    assert await bot.updates.open_count() == 0
    await admin.receives("TypeError")
    assert len([seen for seen in admin.history() if "TypeError" in seen.text]) == 1


async def test_every_content_of_a_message_is_borne(quiet, server, staff, bot):
    await staff.says("/help")
    await staff.receives("nguyên văn")
    for number, content in enumerate(CONTENTS, 1):
        for place, chat in enumerate((PRIVATE, GROUP)):
            update_id = number * 10 + place
            update = {"update_id": update_id, "message": _message(chat, **content)}
            await bot.updates.put(update_id, chat["id"], json.dumps(update))
    await _all_finished(bot, server)
    await staff.says("/help")
    await staff.receives("nguyên văn")


async def test_a_replayed_update_is_handled_once(quiet, server, staff, bot):
    await staff.says(QUESTION)
    await staff.receives("Trần Đức Lai")
    update = {"update_id": 99, "message": _message(text="/help")}
    for _ in range(5):
        await bot.updates.put(99, STAFF, json.dumps(update))
    await _all_finished(bot, server)
    await staff.receives("nguyên văn")
    assert len([seen for seen in staff.history() if "nguyên văn" in seen.text]) == 1


@pytest.mark.parametrize("count", [150, pytest.param(10_000, marks=[pytest.mark.soak, pytest.mark.timeout(1800)])])
async def test_a_flood_of_presses_is_borne_and_answered_in_words(quiet, server, staff, bot, count):
    await staff.says("chuyển đổi số")
    answer = await staff.receives()
    signer = Signer(KEY)
    toasts = await _presses(staff, answer, (signer.seal(Action("stay")) if n % 3 else "x" * 64 for n in range(count)))
    assert len(toasts) == count
    assert any("nhanh quá" in toast for toast in toasts)
    await _all_finished(bot, server)


async def _presses(person, on, data):
    """The notices to presses of these buttons, fifty at a time."""
    toasts = []
    while batch := list(itertools.islice(data, 50)):
        presses = [await person.presses_stale(one, on=on) for one in batch]
        toasts += [(await person.sees_toast(press, seconds=60)).text for press in presses]
    return toasts


ABOVE = [
    Action(verb, arguments)
    for verb, arguments in (
        ("admit", (str(STRANGER),)),
        ("decline", (str(STAFF),)),
        ("people", ("0",)),
        ("person", (str(ADMIN),)),
        ("rank", (str(STAFF), "admin")),
        ("rank", (str(STRANGER), "staff")),
        ("remove", (str(ADMIN),)),
        ("remove", (str(STAFF),)),
        ("withdraw", ("x",)),
        ("take", ("1",)),
        ("draft", ("publish", "1", "0" * 8)),
        ("rework", ("dang-uy-co-quan-quy-1-2009",)),
        ("field", ("1", "body")),
        ("revise", ("publish", "1")),
        ("retract", ("1",)),
        ("undo", ("1",)),
        ("ungo", ("1",)),
        ("gaps", ("0",)),
        ("gapadd", ("1", "2")),
        ("gapdraft", ("1",)),
        ("gapskip", ("1",)),
        ("gapwho", ("1",)),
        ("gapgive", ("1", str(STAFF))),
        ("tell", ("1", "y")),
    )
]
"""What buttons of admins and editors ask for, as one who saw such a button, or a log of them, would press it."""


def _forged(count, seed=20090508):
    chance, genuine, foreign = random.Random(seed), Signer(KEY), Signer(b"z" * 32)  # noqa: S311  # to be repeated
    for number in range(count):
        action = ABOVE[number % len(ABOVE)]
        sealed = genuine.seal(action)
        bent = chance.randrange(len(sealed))
        yield chance.choice(
            [
                sealed,
                foreign.seal(action),
                action.encoded,
                sealed[:bent],
                f"{sealed[:bent]}{chr(chance.randrange(33, 1000))}{sealed[bent + 1 :]}"[:60],
                f"{genuine.seal(Action('stay'))[:12]}{action.encoded}",
                "".join(chr(chance.randrange(1, 0x2FF)) for _ in range(chance.randrange(1, 30))),
            ]
        )


@pytest.mark.parametrize("count", [240, pytest.param(10_000, marks=[pytest.mark.soak, pytest.mark.timeout(1800)])])
@pytest.mark.parametrize("who", ["staff", "stranger"])
async def test_forged_and_stolen_buttons_do_nothing_beyond_their_pressers_rights(
    quiet, server, admin, start_bot, tmp_path, who, count, request
):
    folder = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE, folder)
    before = _content(folder)
    person = request.getfixturevalue(who)
    async with start_bot(knowledge=folder, ticks=itertools.count(0, 60).__next__) as storage:
        await _presented(server)
        await admin.says("/help")
        await admin.receives("nguyên văn")
        await person.says("chuyển đổi số")
        on = await person.receives()
        since, people = len(server.calls()), await storage.people.members()
        toasts = await _presses(person, on, _forged(count))
        await _all_finished(storage, server)
        assert len(toasts) == count
        assert await storage.people.members() == people
        assert _content(folder) == before
        done = {call.method for call in server.calls()[since:]} - {"getUpdates"}
        assert done == {"answerCallbackQuery"}, "nothing was sent to anybody, nothing edited"


def _content(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "action",
    [
        Action("show"), Action("show", ("nothing",)), Action("more"), Action("more", ("0" * 16, "x")),
        Action("more", ("0" * 16, "999999999")), Action("topic"), Action("topic", ("x", "y")), Action("new", ("-1",)),
        Action("topics", ("99999",)), Action("cite"), Action("open"), Action("nothing", ("of", "the", "kind")),
    ],
)  # fmt: skip
async def test_a_sealed_button_with_odd_arguments_is_borne(quiet, staff, bot, action):
    await staff.says("/help")
    under = await staff.receives("nguyên văn")
    await staff.sees_toast(await staff.presses_stale(Signer(KEY).seal(action), on=under))
