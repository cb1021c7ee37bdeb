"""{stranger, staff, editor, admin} × every place × {public, staff, admin entries}: no cell leaks."""

import itertools
import json

import pytest

from bot.answering.snapshot import entry_key
from bot.storage.people import Rank
from bot.telegram.messages.lists import topic_key
from bot.telegram.messages.message import Action
from bot.telegram.transport.signing import Signer
from tests.telegram.conftest import KEY

MARKS = {"public": "Hoahong", "staff": "Cucdai", "admin": "Maidao"}
SUBJECTS = {"public": "viễn thông nông thôn", "staff": "bưu chính công ích", "admin": "đấu giá băng tần"}
SEES = {
    "stranger": set(),
    "staff": {"public", "staff"},
    "editor": {"public", "staff"},
    "admin": {"public", "staff", "admin"},
}
SIGNER = Signer(KEY)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("matrix")
    for level, mark in MARKS.items():
        subject = SUBJECTS[level]
        (made / f"{level}.yaml").write_text(
            f"id: e-{level}\ntitle: Hội nghị {subject} {mark}\ndate: 2024-05-08\nvisibility: {level}\n"
            f"source: {{name: Báo {mark}, url: https://mic.gov.vn/{mark}}}\ntopics: [{subject} {mark}]\n"
            f"people: [Ông {mark}]\nquestions: [Ai chủ trì hội nghị {subject}?]\n"
            f"body: |\n  Ông {mark} chủ trì hội nghị {subject} tại Hà Nội.\n",
            encoding="utf-8",
        )
    return made


def _leaks(server, since, seen):
    """The levels of which anything called since then holds the mark, less those that may be seen."""
    told = "".join(json.dumps(call.values, default=str) for call in server.calls()[since:])
    return {level for level, mark in MARKS.items() if mark in told and level not in seen}


def _private_words():
    for level, mark in MARKS.items():
        subject = SUBJECTS[level]
        yield from (f"Ai chủ trì hội nghị {subject}?", f"/timkiem {subject}")
        yield from (f"/chude {subject} {mark}", f"/dongthoigian {subject}")
    yield from ("/start", "/help", "/moi", "/chude", "/dulieucuatoi", "/moi_nguoi x", "/nguoi")
    yield from (f"/start {SIGNER.seal_code(entry_key('e-admin'))}", "/start e-admin", "kết quả xổ số miền Bắc")


def _actions():
    for level, mark in MARKS.items():
        key = entry_key(f"e-{level}")
        yield from (Action("show", (key,)), Action("more", (key, "0")), Action("cite", (key,)), Action("open", (key,)))
        yield Action("topic", (topic_key(f"{SUBJECTS[level]} {mark}"), "0"))
    yield from (Action("new", ("0",)), Action("topics", ("0",)))


async def _presses_everything(person, under, verbs=frozenset()):
    for action in _actions():
        if verbs and action.verb not in verbs:
            continue
        await person.sees_toast(await person.presses_stale(SIGNER.seal(action), on=under))


async def _says_everything(person):
    for words in _private_words():
        await person.says(words)
        await person.receives()


@pytest.fixture(params=SEES)
def role(request):
    return request.param


@pytest.fixture
def person(server):
    return server.person("Người Hỏi", 4001)


@pytest.fixture
async def storage(start_bot, folder, person, role):
    async with start_bot(knowledge=folder, ticks=itertools.count(0, 60).__next__) as opened:
        if role != "stranger":
            await opened.people.let_in(person.id, "Người Hỏi", Rank(role), by=None)
        yield opened


@pytest.mark.usefixtures("storage")
async def test_a_private_chat_shows_what_the_role_may_see_and_hints_at_nothing_else(server, person, role):
    await _says_everything(person)
    for level, mark in MARKS.items():
        await person.says(f"Ai chủ trì hội nghị {SUBJECTS[level]}?")
        assert (mark in str((await person.receives()).json)) is (level in SEES[role])
    assert _leaks(server, 0, SEES[role]) == set()


@pytest.mark.usefixtures("storage")
async def test_a_button_shows_what_its_presser_may_see(server, person, role):
    await person.says("/help")
    await _presses_everything(person, await person.receives())
    assert _leaks(server, 0, SEES[role]) == set()


@pytest.mark.usefixtures("storage")
async def test_inline_shows_what_is_public(server, person, role):
    for words in (*SUBJECTS.values(), *MARKS.values()):
        await person.asks_inline(words)
    _, newest = await person.asks_inline("")
    assert len(newest) == (role != "stranger")
    assert _leaks(server, 0, SEES[role] & {"public"}) == set()


@pytest.mark.usefixtures("storage")
@pytest.mark.parametrize("verbs", [("cite", "show", "topics"), ("more", "new"), ("open", "topic")], ids=" ".join)
async def test_a_group_shows_what_is_public(server, person, role, verbs):
    group = server.group("Phòng", [server.person("Chủ Nhóm", 4002), person])
    for subject in SUBJECTS.values():
        await person.says(f"@{server.username} Ai chủ trì hội nghị {subject}?", chat=group)
        if role != "stranger":
            reply = await person.receives(chat=group)
    if role != "stranger":  # a group takes 20 messages a minute, so not every button
        await _presses_everything(person, reply, verbs=verbs)
    await person.says("/help")
    await person.receives()
    assert _leaks(server, 0, SEES[role] & {"public"}) == set()


async def test_after_a_removal_nothing_shows_anything(server, person, storage):
    await person.says("/help")
    under = await person.receives()
    await storage.people.remove(person.id, by=4002)
    since = len(server.calls())
    await _presses_everything(person, under)
    await _says_everything(person)
    for subject in SUBJECTS.values():
        assert (await person.asks_inline(subject))[1] == []
    assert _leaks(server, since, set()) == set()


async def test_after_a_removal_a_group_shows_nothing_to_them_also_by_buttons_of_before(server, person, storage, role):
    chief = server.person("Chủ Nhóm", 4002)
    await storage.people.let_in(chief.id, "Chủ Nhóm", Rank.STAFF, by=None)
    group = server.group("Phòng", [chief, person])
    await chief.says(f"@{server.username} Ai chủ trì hội nghị {SUBJECTS['public']}?", chat=group)
    shown = await chief.receives(MARKS["public"], chat=group)
    if role != "stranger":
        await person.says(f"@{server.username} Ai chủ trì hội nghị {SUBJECTS['public']}?", chat=group)
        shown = await person.receives(MARKS["public"], chat=group)
    await storage.people.remove(person.id, by=4002)
    since = len(server.calls())
    await _presses_everything(person, shown)
    for subject in SUBJECTS.values():
        await person.says(f"@{server.username} Ai chủ trì hội nghị {subject}?", chat=group)
    await person.says("/help")
    await person.receives()
    assert _leaks(server, since, set()) == set()
