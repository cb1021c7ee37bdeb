import asyncio
import datetime as dt

import pytest

from bot.storage.people import Member, Rank, Refusal
from tests.databases import NOON

ADMIN = 1
TOMORROW = NOON + dt.timedelta(days=1)


async def test_who_is_let_in_is_a_member_until_removed(storage):
    assert await storage.people.member(2) is None
    await storage.people.let_in(2, "Trần Thị Lan", Rank.STAFF, by=ADMIN)
    assert await storage.people.member(2) == Member(2, "Trần Thị Lan", Rank.STAFF, ADMIN, NOON)
    assert await storage.people.remove(2, by=ADMIN) is True
    assert await storage.people.remove(2, by=ADMIN) is False
    assert await storage.people.member(2) is None
    assert await storage.people.members() == ()


async def test_a_member_gets_another_rank_and_stays_whose_guest_they_were(storage, clock):
    await storage.people.let_in(2, "Lan", Rank.STAFF, by=ADMIN)
    clock.go(days=1)
    await storage.people.let_in(2, "Lan", Rank.EDITOR, by=9)
    assert await storage.people.member(2) == Member(2, "Lan", Rank.EDITOR, ADMIN, NOON)


async def test_an_invitation_lets_in_as_many_as_it_says(storage):
    invitation = await storage.people.invite(by=ADMIN, rank=Rank.STAFF, uses=2, expires_at=TOMORROW)
    assert isinstance(await storage.people.join(invitation.code, 2, "Lan"), Member)
    assert isinstance(await storage.people.join(invitation.code, 2, "Lan"), Member)  # again uses nothing up
    assert isinstance(await storage.people.join(invitation.code, 3, "Minh"), Member)
    assert await storage.people.join(invitation.code, 4, "Hoa") is Refusal.USED_UP
    assert [member.name for member in await storage.people.members()] == ["Lan", "Minh"]


async def test_of_many_who_bring_the_last_use_at_once_one_comes_in(storage):
    invitation = await storage.people.invite(by=ADMIN, rank=Rank.STAFF, expires_at=TOMORROW)
    results = await asyncio.gather(*(storage.people.join(invitation.code, person, "x") for person in range(10, 20)))
    assert sum(isinstance(result, Member) for result in results) == 1
    assert len(await storage.people.members()) == 1


async def test_an_invitation_ends_at_its_hour(storage, clock):
    invitation = await storage.people.invite(by=ADMIN, rank=Rank.STAFF, expires_at=TOMORROW)
    assert await storage.people.invitations() == (invitation,)
    clock.go(days=1)
    assert await storage.people.join(invitation.code, 2, "Lan") is Refusal.EXPIRED
    assert await storage.people.invitations() == ()


@pytest.mark.parametrize("code", ["", "nonsense", "' OR 1=1 --"])
async def test_a_made_up_code_lets_nobody_in(storage, code):
    assert await storage.people.join(code, 2, "Lan") is Refusal.UNKNOWN


async def test_a_withdrawn_invitation_is_unknown(storage):
    invitation = await storage.people.invite(by=ADMIN, rank=Rank.STAFF, expires_at=TOMORROW)
    assert await storage.people.withdraw(invitation.code) is True
    assert await storage.people.join(invitation.code, 2, "Lan") is Refusal.UNKNOWN


async def test_who_was_removed_does_not_come_back_by_an_older_invitation(storage, clock):
    old = await storage.people.invite(by=ADMIN, rank=Rank.STAFF, uses=9, expires_at=TOMORROW)
    await storage.people.join(old.code, 2, "Lan")
    clock.go(hours=1)
    await storage.people.remove(2, by=ADMIN)
    assert await storage.people.join(old.code, 2, "Lan") is Refusal.REMOVED
    clock.go(hours=1)
    new = await storage.people.invite(by=ADMIN, rank=Rank.STAFF, expires_at=TOMORROW)
    assert isinstance(await storage.people.join(new.code, 2, "Lan"), Member)


async def test_an_invitation_raises_a_member_but_never_lowers_one(storage):
    await storage.people.let_in(2, "Lan", Rank.ADMIN, by=None)
    await storage.people.let_in(3, "Minh", Rank.STAFF, by=None)
    invitation = await storage.people.invite(by=ADMIN, rank=Rank.EDITOR, uses=9, expires_at=TOMORROW)
    ranks = [(await storage.people.join(invitation.code, person, "x")).rank for person in (2, 3)]
    assert ranks == [Rank.ADMIN, Rank.EDITOR]


async def test_a_request_is_news_once_and_gone_when_it_is_answered(storage):
    assert await storage.people.request(2, "Lan") is True
    assert await storage.people.request(2, "Lan") is False
    await storage.people.request(3, "Minh")
    assert [request.name for request in await storage.people.requests()] == ["Lan", "Minh"]
    await storage.people.let_in(2, "Lan", Rank.STAFF, by=ADMIN)
    assert await storage.people.decline(3) is True
    assert await storage.people.decline(3) is False
    assert await storage.people.requests() == ()
