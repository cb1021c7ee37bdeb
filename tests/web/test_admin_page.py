"""The admins' page over HTTP: who comes in, what is shown, what is escaped, and what forms may do."""

import asyncio
import csv
import datetime as dt
import io
import json
import re
import shutil
import time
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from bot.answering.answer import Status
from bot.answering.snapshot import Served
from bot.application.administration import admin_site
from bot.knowledge.loading import load
from bot.settings import Settings
from bot.storage.exchanges import ChatKind, Exchange, Feedback
from bot.storage.people import Rank
from bot.telegram.access.gate import KeptGate
from bot.telegram.access.staff_groups import StaffGroups
from bot.telegram.dispatch import connect
from bot.telegram.transport.sharing import SharedPace
from bot.web.health import Condition
from tests.databases import NOON

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
ADMIN, EDITOR, STRANGER = 1, 2, 3
HOSTILE = "<script>alert(1)</script>'; DROP TABLE exchanges; --"


@pytest.fixture
def folder(tmp_path):
    """The knowledge in a folder that may be changed."""
    return Path(shutil.copytree(KNOWLEDGE, tmp_path / "knowledge"))


@pytest.fixture
async def telegram_bot(server):
    """What the page asks experts with."""
    application = connect(server.token, api_url=server.url, pace=SharedPace(0))
    async with application.bot:
        yield application.bot


@pytest.fixture
async def site(storage, clock, folder, tmp_path, telegram_bot):
    settings = Settings(knowledge=folder, admins={ADMIN}, backups=tmp_path / "backups")
    served = await asyncio.to_thread(Served, lambda: load(folder))
    gate = KeptGate(
        storage.people,
        StaffGroups(None, frozenset(), time.monotonic),
        admins=settings.admins,
        staff=(),
        access=settings.access,
    )
    condition = Condition(connected=True)
    return admin_site(settings, served, storage, gate, condition, telegram_bot, key=b"k" * 32, clock=clock)


@pytest.fixture
async def browser(site):
    transport = httpx.ASGITransport(Starlette(routes=site.routes()))
    async with httpx.AsyncClient(transport=transport, base_url="http://admin.test") as client:
        yield client


def exchange(number, question, status=Status.ANSWER, *, entries=(), hour=0, chat=ChatKind.PRIVATE, person="p1"):
    return Exchange(
        str(number), NOON - dt.timedelta(hours=hour), person, chat, "vi", question, question.lower(), status, 0.8,
        entries, (("search", 1.0),), 12.0,
    )  # fmt: skip


async def record(storage, *exchanges):
    for one in exchanges:
        await storage.recorder.record(one)


async def come_in(browser, storage, person=ADMIN):
    code = await storage.sessions.offer(person)
    return await browser.post("/admin/vao", data={"code": code})


def mark_of(page):
    return re.search(r'name="mark" value="([0-9a-f]+)"', page.text).group(1)


async def test_a_link_signs_in_once_and_only_by_its_button(browser, storage):
    code = await storage.sessions.offer(ADMIN)
    for _ in range(3):  # a preview of the link looks at it and presses nothing
        looked = await browser.get(f"/admin/vao/{code}")
        assert looked.status_code == 200
        assert code in looked.text
    entered = await browser.post("/admin/vao", data={"code": code})
    assert (entered.status_code, entered.headers["location"]) == (303, "/admin")
    cookie = entered.headers["set-cookie"]
    assert all(word in cookie for word in ("HttpOnly", "SameSite=strict", "Path=/admin"))
    assert (await browser.get("/admin")).status_code == 200
    browser.cookies.clear()
    assert (await browser.post("/admin/vao", data={"code": code})).status_code == 401
    assert (await browser.get("/admin")).status_code == 401


@pytest.mark.parametrize("code", ["", "wrong", "x" * 5000, "\ud7ff", "' OR 1=1 --"])
async def test_a_made_up_code_signs_nobody_in(browser, code):
    assert (await browser.post("/admin/vao", data={"code": code})).status_code == 401


async def test_a_link_and_a_session_end(browser, storage, clock):
    code = await storage.sessions.offer(ADMIN)
    clock.go(minutes=6)
    assert (await browser.post("/admin/vao", data={"code": code})).status_code == 401
    assert (await come_in(browser, storage)).status_code == 303
    for _ in range(20):
        clock.go(minutes=20)
        assert (await browser.get("/admin")).status_code == 200
    clock.go(minutes=31)
    assert (await browser.get("/admin")).status_code == 401
    await come_in(browser, storage)
    for _ in range(23):
        clock.go(minutes=20)
        assert (await browser.get("/admin")).status_code == 200
    clock.go(minutes=21)  # eight hours in all
    assert (await browser.get("/admin")).status_code == 401


@pytest.mark.parametrize("rank", [Rank.STAFF, Rank.EDITOR, None])
async def test_only_admins_come_in(browser, storage, rank):
    if rank is not None:
        await storage.people.let_in(EDITOR, "Bình", rank, by=ADMIN)
    await come_in(browser, storage, EDITOR)
    assert (await browser.get("/admin")).status_code == 401


async def test_a_removed_admin_is_out_at_once(browser, storage):
    await storage.people.let_in(EDITOR, "Bình", Rank.ADMIN, by=ADMIN)
    await come_in(browser, storage, EDITOR)
    assert (await browser.get("/admin")).status_code == 200
    await storage.people.remove(EDITOR, by=ADMIN)
    assert (await browser.get("/admin")).status_code == 401


async def test_every_address_is_closed_to_strangers_and_every_answer_is_guarded(site, browser):
    for route in site.routes():
        path = re.sub(r"{turn:int}", "0", re.sub(r"{[a-z]+}", "x", route.path))
        got = await browser.request("POST" if "POST" in route.methods else "GET", path, data={"mark": "x"})
        if path not in {"/admin/style.css", "/admin/mark.svg", "/admin/vao/x"}:
            assert got.status_code == 401, path
        policy = got.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script" not in policy
        assert got.headers["x-content-type-options"] == "nosniff"
        assert got.headers["referrer-policy"] == "no-referrer"


async def test_a_form_without_the_mark_of_the_session_does_nothing(browser, storage):
    await come_in(browser, storage)
    mine = mark_of(await browser.get("/admin"))
    for form in ({}, {"mark": ""}, {"mark": "0" * 64}, {"mark": "ữ"}):
        assert (await browser.post("/admin/ra", data=form)).status_code == 403
    assert (await browser.post("/admin/ra", content=b"mark=" + b"x" * 50_000)).status_code == 403
    assert (await browser.get("/admin")).status_code == 200
    assert (await browser.post("/admin/ra", data={"mark": mine})).status_code == 200
    assert (await browser.get("/admin")).status_code == 401


async def test_the_overview_counts_and_draws(browser, storage):
    await come_in(browser, storage)
    assert "Chưa" not in (await browser.get("/admin?ngay=1")).text.split("<dl")[0].split("</nav>")[1]
    await record(
        storage,
        exchange(1, "ai chủ trì?", entries=("hoi-nghi-dang-uy-quy-1-2009",)),
        exchange(2, "trưa nay ăn gì", Status.NOT_FOUND, person="p2"),
    )
    await asyncio.sleep(0)
    page = await browser.get("/admin?ngay=1&tu=2026-06-30")
    assert page.status_code == 200
    shown = await browser.get("/admin?ngay=2&tu=2026-06-30")
    assert "50 %" in shown.text
    for part in ("days", "hours", "topics"):
        for look in ("light", "dark"):
            drawn = await browser.get(f"/admin/ve/{part}-{look}.svg?ngay=2&tu=2026-06-30")
            assert drawn.headers["content-type"] == "image/svg+xml"
            assert b"<svg" in drawn.content
            assert b"<script" not in drawn.content
    assert (await browser.get("/admin/ve/days-neon.svg")).status_code == 404


async def test_questions_are_filtered_searched_without_accents_and_leafed_through(browser, storage):
    await come_in(browser, storage)
    await record(
        storage,
        *(exchange(number, f"câu hỏi số {number}", hour=number % 20) for number in range(120)),
        exchange(500, "Cấp phép Bưu chính?", Status.NOT_FOUND, chat=ChatKind.GROUP),
        exchange(501, HOSTILE, Status.AMBIGUOUS),
    )
    await storage.exchanges.rate(Feedback("500", "p1", good=False, reason="", given_at=NOON))
    seen = []
    address = "/admin/cauhoi?ngay=2&tu=2026-06-30"
    while address:
        page = await browser.get(address)
        seen += re.findall(r"câu hỏi số (\d+)", page.text)
        older = re.search(r'href="([^"]*sau=[^"]*)"', page.text)
        address = older.group(1).replace("&amp;", "&") if older else None
    assert len(seen) == 120
    assert len(set(seen)) == 120
    for query in ("tim=buu+chinh", "ketqua=not_found", "o=group", "thich=0", "tim=B%C6%AFU"):
        page = (await browser.get(f"/admin/cauhoi?ngay=2&tu=2026-06-30&{query}")).text
        assert "Cấp phép Bưu chính?" in page, query
        assert "câu hỏi số" not in page, query
    page = (await browser.get("/admin/cauhoi?ngay=2&tu=2026-06-30&ketqua=ambiguous")).text
    assert "&lt;script&gt;alert(1)" in page
    assert "<script" not in page


@pytest.mark.parametrize(
    "query",
    [
        "ngay=0", "ngay=-5", "ngay=99999999999999999999", "ngay=x", "tu=2026-13-45", "tu=0001-01-01", "tu=9999-12-31",
        "ketqua=DROP", "o=nowhere", "thich=2", "sau=99999999999999999999.1", "sau=..", "sau=%00", "tim=%25%5F%27%22",
        "tim=" + "a" * 5000, "tim=%F0%9F%98%80", "tim=" + "%CC%81" * 500, "la=x&la=y",
    ],
)  # fmt: skip
async def test_no_address_breaks_the_page(browser, storage, query):
    await come_in(browser, storage)
    await record(storage, exchange(1, "ai chủ trì?"))
    for path in ("/admin", "/admin/cauhoi", "/admin/chuatraloi", "/admin/tai.csv", "/admin/ve/days-light.svg"):
        assert (await browser.get(f"{path}?{query}")).status_code == 200, path


async def test_what_is_exported_can_be_read_by_others(browser, storage):
    await come_in(browser, storage)
    await record(storage, *(exchange(number, f"=câu {number}") for number in range(30)))
    got = await browser.get("/admin/tai.csv?ngay=2&tu=2026-06-30")
    assert "hoibo-2026-06-30-2.csv" in got.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(got.text.removeprefix("\ufeff"))))
    assert len(rows) == 30
    assert rows[0]["question"].startswith("'=")
    assert len(json.loads((await browser.get("/admin/tai.json?ngay=2&tu=2026-06-30")).text)) == 30
    assert (await browser.get("/admin/tai.exe")).status_code == 404


async def asked_in_vain(storage):
    question = "Hội nghị đầu tiên của tuyên giáo cục nói điều chi"
    await record(storage, *(exchange(n, question, Status.NOT_FOUND, person=f"p{n}", hour=n) for n in range(3)))
    return question


async def test_a_gap_becomes_an_added_question_that_is_written_once(site, browser, storage, folder):
    await come_in(browser, storage)
    question = await asked_in_vain(storage)
    page = await browser.get("/admin/chuatraloi")
    assert question in page.text
    choice = re.search(r'href="(/admin/chuatraloi/[^"]+)"', page.text).group(1)
    trial = await browser.get(choice)
    form = dict(re.findall(r'name="(\w+)" value="([^"]*)"', trial.text.split("chuatraloi/them")[1]))
    done = await browser.post("/admin/chuatraloi/them", data=form)
    assert done.headers["location"].endswith("xong=them")
    entry = load(folder).entry(form["entry"])
    assert question in entry.questions
    again = await browser.post("/admin/chuatraloi/them", data=form)
    assert again.headers["location"].endswith("xong=settled")
    assert load(folder).entry(form["entry"]).questions.count(question) == 1


def form_for(text, deed):
    """What the first form of that deed on a page holds, hidden."""
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', text.split(f"chuatraloi/{deed}")[1].split("</form>")[0]))


async def test_a_gap_is_given_to_somebody_who_is_asked_in_telegram_once(browser, storage, server):
    await come_in(browser, storage)
    question = await asked_in_vain(storage)
    assert "chuatraloi/giao" not in (await browser.get("/admin/chuatraloi")).text, "there is nobody else"
    expert, silent = server.person("Chi", 4712), server.person("Dung", 4713)
    await expert.says("/start")
    for person, name in ((expert, "Chi"), (silent, "Dung")):
        await storage.people.let_in(person.id, name, Rank.EDITOR, by=ADMIN)
    page = (await browser.get("/admin/chuatraloi")).text
    assert re.findall(r'<option value="(\d+)">(\w+)<', page) == [("4712", "Chi"), ("4713", "Dung")]
    form = form_for(page, "giao")
    for forged in ({"expert": "4712", "mark": "0"}, {"expert": "4712", "mark": ""}):
        assert (await browser.post("/admin/chuatraloi/giao", data=form | forged)).status_code == 403
    for nobody in ("4713", "9999", str(ADMIN), "", "x", "9" * 40):  # one never pressed Start, the others are no editors
        refused = await browser.post("/admin/chuatraloi/giao", data=form | {"expert": nobody})
        assert refused.headers["location"].endswith("xong=khongtoi"), nobody
        form = form_for((await browser.get("/admin/chuatraloi")).text, "giao")
    given = await browser.post("/admin/chuatraloi/giao", data=form | {"expert": "4712"})
    assert given.headers["location"].endswith("xong=giao")
    asked = await expert.receives(question)
    assert [button.text for button in asked.buttons] == ["Trả lời", "Không phải việc của tôi"]
    again = await browser.post("/admin/chuatraloi/giao", data=form | {"expert": "4712"})
    assert again.headers["location"].endswith("xong=settled")
    assert len([seen for seen in expert.history() if question in seen.text]) == 1
    page = (await browser.get("/admin/chuatraloi?xong=giao")).text
    assert "đã giao cho Chi" in page
    back = await browser.post("/admin/chuatraloi/molai", data=form_for(page, "molai"))
    assert back.headers["location"].endswith("xong=molai")
    assert "chuatraloi/nhap" in (await browser.get("/admin/chuatraloi")).text


async def test_while_telegram_names_nobody_the_gaps_are_shown_all_the_same(browser, storage, server):
    await come_in(browser, storage)
    question = await asked_in_vain(storage)
    await storage.people.let_in(4712, "", Rank.ADMIN, by=ADMIN)
    server.faults.slow("getChat", 5, times=-1)
    page = (await browser.get("/admin/chuatraloi")).text
    assert question in page
    assert "chuatraloi/giao" not in page


async def test_a_gap_is_drafted_left_aside_and_taken_back(browser, storage, folder):
    await come_in(browser, storage)
    question = await asked_in_vain(storage)
    page = (await browser.get("/admin/chuatraloi")).text
    forged = form_for(page, "boqua") | {"gap": "ffffffffffff"}
    assert (await browser.post("/admin/chuatraloi/boqua", data=forged)).headers["location"].endswith("settled")
    left = await browser.post("/admin/chuatraloi/boqua", data=form_for(page, "boqua"))
    assert left.headers["location"].endswith("xong=boqua")
    page = (await browser.get("/admin/chuatraloi")).text
    back = await browser.post("/admin/chuatraloi/molai", data=form_for(page, "molai"))
    assert back.headers["location"].endswith("xong=molai")
    page = (await browser.get("/admin/chuatraloi")).text
    drafted = await browser.post("/admin/chuatraloi/nhap", data=form_for(page, "nhap"))
    assert drafted.headers["location"].endswith("xong=nhap")
    assert any(question in file.read_text() for file in (folder / "drafts").glob("*.yaml"))
    assert "bản nháp" in (await browser.get("/admin/chuatraloi")).text


async def test_the_page_speaks_the_language_that_was_chosen(browser, storage):
    await come_in(browser, storage)
    await storage.chats.choose_language(ADMIN, "en")
    for path in ("/admin", "/admin/cauhoi", "/admin/chuatraloi"):
        page = (await browser.get(path)).text
        assert '<html lang="en">' in page
        assert "Unanswered" in page
