"""Coming in and going out, over HTTP."""

import datetime as dt
import re

import pytest

from bot.local.methods.about import commands_for
from bot.settings import Settings
from bot.storage.opening import open_storage
from bot.storage.people import Rank
from bot.telegram.transport.signing import Signer
from tests.telegram.conftest import ADMIN, KEY

LATE = 4711
QUESTION = "ai chu tri hoi nghi dang uy bo quy 1 nam 2009"


@pytest.fixture
async def listening_admin(bot, admin):
    """An admin to whom the bot may write first."""
    await admin.says("/help")
    await admin.receives("nguyên văn")
    return admin


async def _link(admin, arguments=""):
    await admin.says(f"/moi_nguoi {arguments}".strip())
    seen = await admin.receives("Liên kết mời")
    return seen, re.search(r"https://t\.me/hoibo_local_bot\?start=([\w-]{1,64})", seen.text).group(1)


async def test_an_invitation_lets_in_once(bot, admin, stranger, server):
    _, payload = await _link(admin)
    await stranger.says(f"/start {payload}")
    greeting = await stranger.receives("Xin chào")
    assert any(entity["type"] == "code" for entity in greeting.entities)
    await stranger.says(QUESTION)
    await stranger.receives("Trần Đức Lai")
    late = server.person("Muộn", 2001)
    await late.says(f"/start {payload}")
    await late.receives("dùng hết lượt")
    await late.says(QUESTION)
    assert "Trần" not in (await late.receives()).text


async def test_a_withdrawn_a_forged_and_a_strange_code_let_nobody_in(bot, admin, stranger):
    seen, payload = await _link(admin, "staff 5 30")
    await admin.presses("Thu hồi", on=seen)
    await admin.sees_edit(seen, "đã được thu hồi")
    for code in (payload, "A" * 28, "x", Signer(b"z" * 32).seal_code(payload[12:]), payload[:-1] + "_"):
        await stranger.says(f"/start {code}")
        assert "Xin chào" not in (await stranger.receives()).text
    await stranger.says(QUESTION)
    assert "Trần" not in (await stranger.receives()).text


async def test_an_expired_invitation_says_so(start_bot, stranger, state):
    settings = Settings(database=state)
    async with open_storage(settings, key=KEY) as storage:
        expired = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=1)
        made = await storage.people.invite(by=ADMIN, rank=Rank.STAFF, expires_at=expired)
    async with start_bot():
        await stranger.says(f"/start {Signer(KEY).seal_code(made.code)}")
        await stranger.receives("hết hạn")


async def test_a_request_is_approved_by_a_button_and_the_person_is_told(listening_admin, stranger):
    admin = listening_admin
    await stranger.says("xin chào")
    refusal = await stranger.receives("được mời")
    toast = await stranger.presses("Xin vào", on=refusal)
    assert "Đã gửi" in (await stranger.sees_toast(toast)).text
    asked = await admin.receives("Khách")
    await admin.presses("✓ Cho vào", on=asked)
    await admin.sees_edit(asked, "đã cho Khách vào")
    welcome = await stranger.receives("Bạn đã được vào")
    assert "chẳng hạn" in welcome.text
    await stranger.says(QUESTION)
    await stranger.receives("Trần Đức Lai")


async def test_a_request_is_passed_on_once_and_can_be_declined(listening_admin, stranger):
    admin = listening_admin
    await stranger.says("xin chào")
    refusal = await stranger.receives("được mời")
    for _ in range(3):
        await stranger.sees_toast(await stranger.presses("Xin vào", on=refusal))
    asked = await admin.receives("Khách")
    await admin.presses("✖ Từ chối", on=asked)
    await admin.sees_edit(asked, "đã từ chối Khách")
    assert len([seen for seen in admin.history() if "Khách" in seen.text]) == 1
    await stranger.says(QUESTION)
    await stranger.receives("được mời")


async def test_a_removal_holds_at_once_also_for_old_buttons(bot, admin, stranger):
    _, payload = await _link(admin)
    await stranger.says(f"/start {payload}")
    await stranger.receives("Xin chào")
    await stranger.says("Ngày Chuyển đổi số quốc gia là ngày nào?")
    answer = await stranger.receives("số")
    await admin.says("/nguoi")
    people = await admin.receives("Có 1 người")
    await admin.presses("Khách · Cán bộ", on=people)
    person = await admin.sees_edit(people, "Vào ngày")
    await admin.presses("Thu quyền", on=person)
    await admin.sees_edit(person, "Chưa ai được cho vào")
    for button in ("▶", "Xem thêm", "Trích dẫn"):
        assert "được mời" in (await stranger.sees_toast(await stranger.presses(button, on=answer))).text
    await stranger.says(QUESTION)
    await stranger.receives("được mời")
    assert (await stranger.asks_inline("Make in Vietnam"))[1] == []
    await stranger.says(f"/start {payload}")
    assert "Xin chào" not in (await stranger.receives()).text


async def test_a_role_is_changed_by_a_button(bot, admin, stranger):
    _, payload = await _link(admin)
    await stranger.says(f"/start {payload}")
    await stranger.receives("Xin chào")
    await stranger.says("/nguoi")
    await stranger.receives("không biết lệnh")
    await admin.says("/nguoi")
    people = await admin.receives("Có 1 người")
    await admin.presses("Khách · Cán bộ", on=people)
    person = await admin.sees_edit(people, "Vào ngày")
    await admin.presses("Quản trị", on=person)
    await admin.sees_edit(person, "Khách · Quản trị")
    await stranger.says("/nguoi")
    await stranger.receives("Có 1 người")


def _menu(server, person):
    return {command["command"] for command in commands_for(server.world, person.id, person.id, "vi")}


async def test_the_menu_follows_the_role(bot, server, admin, stranger):
    _, payload = await _link(admin)
    await stranger.says(f"/start {payload}")
    await stranger.receives("Xin chào")
    assert "nguoi" in _menu(server, admin)
    assert "nguoi" not in _menu(server, stranger)
    await admin.says("/nguoi")
    people = await admin.receives("Có 1 người")
    await admin.presses("Khách · Cán bộ", on=people)
    person = await admin.sees_edit(people, "Vào ngày")
    await admin.presses("Quản trị", on=person)
    person = await admin.sees_edit(person, "Khách · Quản trị")
    assert "nguoi" in _menu(server, stranger)
    toast = await admin.sees_toast(await admin.presses("Thu quyền", on=person))
    assert "có hiệu lực ngay" in toast.text
    assert "nguoi" not in _menu(server, stranger)


async def test_an_admin_who_starts_late_finds_the_menu_and_who_asked_meanwhile(start_bot, server, stranger):
    async with start_bot(admins={LATE}):
        await stranger.says("xin chào")
        refusal = await stranger.receives("được mời")
        toast = await stranger.sees_toast(await stranger.presses("Xin vào", on=refusal))
        assert "Đã gửi" in toast.text
        late = server.person("Hoa", LATE)
        assert "nguoi" not in _menu(server, late)
        await late.says("/start")
        asked = await late.receives("Khách xin")
        assert "nguoi" in _menu(server, late)
        await late.presses("✓ Cho vào", on=asked)
        await stranger.receives("Bạn đã được vào")


async def test_a_request_and_a_welcome_come_in_the_language_that_was_chosen(start_bot, admin, stranger):
    async with start_bot() as storage:
        await admin.says("/help")
        await admin.receives("nguyên văn")
        for person in (admin, stranger):
            await storage.chats.choose_language(person.id, "en")
        await stranger.says("hello")
        refusal = await stranger.receives("invited people")
        await stranger.presses("Ask to be let in", on=refusal)
        asked = await admin.receives("Khách")
        await admin.presses("✓ Let in", on=asked)
        await stranger.receives("You have been let in")


@pytest.mark.parametrize(
    ("words", "role"),
    [("", "Cán bộ"), (" Biên tập 5 30", "Biên tập"), (" 2 quan tri vien", "Quản trị"), (" editor", "Biên tập")],
)
async def test_an_invitation_names_its_role_as_people_call_it(bot, admin, words, role):
    await admin.says(f"/mời người{words}")
    await admin.receives(f"Liên kết mời ({role})")


@pytest.mark.parametrize("arguments", ["x", "staff 0", "staff 5 9999", "1 2 3", "staff 99999", "-1"])
async def test_an_invitation_that_cannot_be_read_is_explained(bot, admin, arguments):
    await admin.says(f"/moi_nguoi {arguments}")
    await admin.receives("Cách dùng")


@pytest.mark.parametrize("command", ["/moi_nguoi", "/nguoi", "/moi_nguoi admin 1000 365"])
async def test_staff_have_no_admins_commands(bot, staff, command):
    await staff.says(command)
    await staff.receives("Tôi không biết lệnh này")


async def test_a_sealed_admin_button_does_nothing_in_other_hands(listening_admin, staff, stranger):
    admin = listening_admin
    await stranger.says("xin chào")
    refusal = await stranger.receives("được mời")
    await stranger.sees_toast(await stranger.presses("Xin vào", on=refusal))
    asked = await admin.receives("Khách")
    (admit, decline) = [button.data for button in asked.buttons]
    await staff.says("/help")
    for thief, shown in ((staff, await staff.receives()), (stranger, refusal)):
        for data in (admit, decline):
            toast = await thief.sees_toast(await thief.presses_stale(data, on=shown))
            assert "hỏi lại" in toast.text
    assert admin.history()[-1].text == asked.text
    await stranger.says(QUESTION)
    await stranger.receives("được mời")


async def test_with_access_by_list_nobody_can_ask_to_enter(start_bot, stranger, admin):
    async with start_bot(access="list"):
        _, payload = await _link(admin)
        await stranger.says("xin chào")
        refusal = await stranger.receives("được mời")
        assert not refusal.buttons
        await stranger.says(f"/start {payload}")
        assert "Xin chào" not in (await stranger.receives()).text


async def test_with_open_access_guests_see_what_is_public(start_bot, stranger):
    async with start_bot(access="open"):
        await stranger.says("Diễn đàn Make in Vietnam 2025 diễn ra ở đâu?")
        await stranger.receives("Make in Vietnam")
        await stranger.says(QUESTION)
        answer = await stranger.receives()
        assert "Trần Đức Lai" not in answer.text


async def test_an_admin_who_is_not_there_does_not_stop_a_request(bot, admin, stranger):
    await stranger.says("xin chào")
    refusal = await stranger.receives("được mời")
    await admin.blocks()
    toast = await stranger.sees_toast(await stranger.presses("Xin vào", on=refusal))
    assert "Đã gửi" in toast.text
