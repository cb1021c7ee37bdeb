"""Members of a staff group, over HTTP: in by being in the group, out by leaving it."""

import pytest
from telegram import ChatMemberLeft, ChatMemberMember, User
from telegram.error import NetworkError

from bot.storage.people import Rank
from bot.telegram.access.staff_groups import MEMBER_SECONDS, OUTAGE_SECONDS, STRANGER_SECONDS, StaffGroups

QUESTION = "ai chu tri hoi nghi dang uy bo quy 1 nam 2009"


@pytest.fixture
def group(server, admin, staff):
    return server.group("Cán bộ Văn phòng", [admin, staff])


async def test_a_member_of_the_staff_group_is_answered_until_they_leave_it(start_bot, server, admin, stranger, group):
    async with start_bot(staff_groups={group.id}):
        await stranger.says(QUESTION)
        refusal = await stranger.receives()
        assert "Trần Đức Lai" not in refusal.text
        group.add(stranger, admin)
        await stranger.says(QUESTION)
        await stranger.receives("Trần Đức Lai")
        group.add(stranger, admin, "left")
        await stranger.says(QUESTION)
        refusal = await stranger.receives()
        assert "Trần Đức Lai" not in refusal.text


async def test_a_group_that_the_bot_is_not_in_lets_nobody_in(start_bot, stranger, staff):
    async with start_bot(staff_groups={-1009999999999}):
        await stranger.says(QUESTION)
        assert "Trần Đức Lai" not in (await stranger.receives()).text
        await staff.says(QUESTION)
        await staff.receives("Trần Đức Lai")


async def test_whoever_is_removed_but_in_the_group_is_said_to_be_in_still(start_bot, admin, stranger, group):
    group.add(stranger, admin)
    async with start_bot(staff_groups={group.id}) as storage:
        await storage.people.let_in(stranger.id, "Khách", Rank.STAFF, by=admin.id)
        await admin.says("/nguoi")
        people = await admin.receives("được cho vào")
        await admin.presses(people.buttons[0].text, on=people)
        shown = await admin.sees_edit(people)
        toast = await admin.sees_toast(await admin.presses("Thu quyền", on=shown))
        assert "nhóm cán bộ" in toast.text


class _Members:
    """Stands for the network: who is a member, or that it is down."""

    def __init__(self):
        self.inside, self.down, self.asked = True, False, 0

    async def get_chat_member(self, _group, _person):
        self.asked += 1
        if self.down:
            raise NetworkError("down")
        user = User(7, "An", is_bot=False)
        return ChatMemberMember(user) if self.inside else ChatMemberLeft(user)


async def test_a_membership_is_remembered_for_a_moment_and_outlives_an_outage():
    now, members = [1000.0], _Members()
    groups = StaffGroups(members, [-5], lambda: now[0])
    assert await groups.hold(7)
    assert await groups.hold(7)
    assert members.asked == 1
    now[0] += MEMBER_SECONDS + 1
    members.down = True
    assert await groups.hold(7), "an outage locks nobody out"
    now[0] += OUTAGE_SECONDS
    assert not await groups.hold(7), "but not for ever"
    members.down, members.inside = False, False
    assert not await groups.hold(7)
    members.inside = True
    now[0] += STRANGER_SECONDS + 1
    assert await groups.hold(7), "who comes in is let in soon"


async def test_without_groups_nobody_is_looked_up():
    members = _Members()
    assert not await StaffGroups(members, [], lambda: 0.0).hold(7)
    assert not members.asked
