"""What was opened with more rights than one has now: old buttons, follow-ups and hints after a demotion."""

import itertools
import json

import pytest

from bot.answering.snapshot import entry_key
from bot.storage.people import Rank
from bot.telegram.messages.lists import topic_key
from bot.telegram.messages.message import Action
from bot.telegram.transport.signing import Signer
from tests.telegram.conftest import KEY

SIGNER = Signer(KEY)
MARK = "Maidao"
"""Stands in everything of the hidden entries, and in nothing that anybody types here."""

CODE = "77/2031/NĐ-CP"
ENTRIES = {
    "an": f"""id: an
title: Hội nghị đấu giá băng tần {MARK}
kind: meeting
date: 2031-05-08
visibility: admin
source: {{name: Báo {MARK}, url: "https://mic.gov.vn/{MARK}"}}
topics: [đấu giá băng tần, chuyện {MARK}]
people: [Ông {MARK}]
questions: [Ai chủ trì hội nghị đấu giá băng tần?]
replaces: cu
meeting: {{chair: Ông {MARK}, place: "Nhà {MARK}"}}
body: |
  Ông {MARK} chủ trì hội nghị đấu giá băng tần tại Hà Nội. Nghị định {CODE} nói về băng tần.
""",
    "cu": """id: cu
title: Quy chế quản lý kho tần số
kind: news
date: 2020-05-08
visibility: public
source: {name: Mic, url: "https://mic.gov.vn/cu"}
topics: [đấu giá băng tần]
body: |
  Quy chế quản lý kho tần số có hiệu lực từ ngày 8/5/2020 tại mọi đơn vị.
""",
    "khac": """id: khac
title: Lễ khai giảng trường bưu chính
kind: news
date: 2021-09-05
visibility: public
source: {name: Mic, url: "https://mic.gov.vn/khac"}
topics: [đào tạo]
body: |
  Lễ khai giảng trường bưu chính diễn ra ngày 5/9/2021 tại Hà Nội với 300 sinh viên.
""",
}
"""One that only admins see, which replaces a public one; and another public one."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("old")
    for name, text in ENTRIES.items():
        (made / f"{name}.yaml").write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def person(server):
    return server.person("Người Hỏi", 4001)


@pytest.fixture
async def storage(start_bot, folder, person):
    """A bot to which the person is an admin, for now."""
    async with start_bot(knowledge=folder, ticks=itertools.count(0, 60).__next__) as opened:
        await opened.people.let_in(person.id, "Người Hỏi", Rank.ADMIN, by=None)
        yield opened


async def _demoted(storage, person, rank):
    if rank is None:
        await storage.people.remove(person.id, by=1)
    else:
        await storage.people.let_in(person.id, "Người Hỏi", rank, by=1)


def _leaks(server, since):
    """What was said since then that holds the mark."""
    told = (json.dumps(call.values, default=str, ensure_ascii=False) for call in server.calls()[since:])
    return [one for one in told if MARK in one]


def _told(server, since):
    return "".join(json.dumps(call.values, default=str, ensure_ascii=False) for call in server.calls()[since:])


async def _asks(person, words):
    """The reply to these words, said so long after the last ones that they are no part of the same question."""
    clock = person.world.clock
    person.world.clock = lambda: clock() + 60
    await person.says(words)
    return await person.receives()


LOSSES = pytest.mark.parametrize("rank", [Rank.STAFF, Rank.EDITOR, None], ids=["staff", "editor", "removed"])


@LOSSES
async def test_every_button_that_was_shown_shows_no_more_than_its_presser_may_see_now(server, person, storage, rank):
    words = (
        "Ai chủ trì hội nghị đấu giá băng tần?", "các cuộc họp năm 2031", "/moi", "/chude", "/chude đấu giá băng tần",
        "/dongthoigian băng tần", "/timkiem băng tần", "/theodoi băng tần", "băng tần", "/nguoi", "/sua an",
        "/lichsu an",
    )  # fmt: skip
    seen = [await _asks(person, one) for one in words]
    assert MARK in _told(server, 0), "an admin was shown it"
    await _demoted(storage, person, rank)
    since = len(server.calls())
    for message in seen:
        for button in message.buttons:
            if button.data:
                await person.sees_toast(await person.presses_stale(button.data, on=message))
    key = entry_key("an")
    for action in (Action("matched", (key,)), Action("list", ("0",)), Action("file"), Action("following")):
        for message in seen:
            await person.sees_toast(await person.presses_stale(SIGNER.seal(action), on=message))
    assert _leaks(server, since) == []


@LOSSES
async def test_what_goes_on_from_an_answer_goes_on_with_the_rights_of_now(server, person, storage, rank):
    asked = await person.says("Ai chủ trì hội nghị đấu giá băng tần?")
    answer = await person.receives(MARK)
    await _demoted(storage, person, rank)
    since = len(server.calls())
    for words in ("Ở đâu?", "ai chủ trì?", "còn năm 2030?", "hôm nào"):
        await person.says(words, reply_to=answer)
        await person.receives()
        await _asks(person, words)
    await person.edits(asked, "Ai chủ trì hội nghị đấu giá băng tần năm 2031?")
    await server.taken()
    await person.says("/help")
    await person.receives()
    assert _leaks(server, since) == []


async def test_no_hint_tells_of_what_is_hidden(server, person, storage):
    await _demoted(storage, person, Rank.STAFF)
    for words in (
        "nghị định 78/2031/NĐ-CP nói gì", "Quy chế quản lý kho tần số có hiệu lực từ ngày nào?",
        "đấu giá băng tần", "các cuộc họp năm 2031", "cuộc họp nào năm 2031", "ông mai đao nói gì về tần số",
        "hoi nghi dau gia bang tan o dau", "có bao nhiêu cuộc họp", "/dongthoigian đấu giá băng tần", "/moi", "/chude",
        "/chude chuyen maidao", "/theodoi băng tần", "/theodoi chuyen maidao", "/theodoi ong maidao", "/help", "/start",
    ):  # fmt: skip
        reply = await _asks(person, words)
        for button in reply.buttons:
            if button.data:
                await person.sees_toast(await person.presses_stale(button.data, on=reply))
    told = _told(server, 0)
    assert MARK not in told
    assert "Mục này đã được thay" not in told
    assert CODE not in told
    assert topic_key(f"chuyện {MARK}") not in told


async def test_a_topic_is_counted_and_a_subscription_understood_by_what_one_may_see(server, person, storage):
    await person.says("/chude")
    assert any("đấu giá băng tần" in button.text and "2" in button.text for button in (await person.receives()).buttons)
    await _demoted(storage, person, Rank.STAFF)
    await person.says("/chude")
    shown = [button.text for button in (await person.receives()).buttons]
    assert any("đấu giá băng tần" in text and "1" in text for text in shown)
    await person.says("/theodoi chuyen maidao")
    topic = await person.receives()
    await person.says("/theodoi chuyen khongcothat")
    assert topic.text.replace("maidao", "khongcothat") == (await person.receives("khongcothat")).text


@pytest.mark.parametrize(
    ("question", "hidden", "made_up"),
    [
        ("nghị định {} nói gì", CODE, "79/2031/NĐ-CP"),
        ("nghi dinh {}", CODE, "79/2031/NĐ-CP"),
        ("ông {} chủ trì hội nghị nào?", "maidao", "xoikem"),
        ("chuyện {}", "Maidao", "Xoikem"),
        ("{}", "maidao", "xoikem"),
        ("{} là gì", "maidoa", "xoikme"),
        ("/timkiem {}", "maidao", "xoikem"),
        ("/chude chuyện {}", "Maidao", "Xoikem"),
        ("/dongthoigian chuyện {}", "Maidao", "Xoikem"),
        ("/sua {}", "an", "on"),
        ("/lichsu {}", "an", "on"),
        ("/go {}", "an", "on"),
    ],
)
async def test_asked_for_by_name_it_is_as_if_it_were_not_there(person, storage, question, hidden, made_up):
    await _demoted(storage, person, Rank.EDITOR)
    told = []
    for name in (hidden, made_up):
        reply = await _asks(person, question.format(name))
        told.append([text.replace(name, "…") for text in (reply.text, *(button.text for button in reply.buttons))])
    assert told[0] == told[1]
