"""Feeds read each morning, over HTTP from a real site: drafts come once, and admins are asked."""

import datetime as dt

import pytest

from tests.telegram.sites import a_site

VIET_NAM = dt.timezone(dt.timedelta(hours=7))
FIRST_DAY = dt.datetime(2026, 7, 1, 9, 0, tzinfo=VIET_NAM)
MORNINGS = [dt.datetime(2026, 7, day, 8, 5, tzinfo=VIET_NAM) for day in (2, 3, 4)]

SERVED = """id: cu
title: Bài cũ đã có trong kho
date: 2026-06-01
source: {name: Bo.test, url: "http://bo.test:PORT/cu.htm"}
body: |
  Thứ trưởng Trần Đức Lai chủ trì hội nghị viễn thông nông thôn tại Hà Nội.
"""


def _page(subject):
    return (
        f"<!doctype html><html><head><title>Hội nghị {subject}</title></head><body><article><h1>Hội nghị {subject}</h1>"
        f"<p>Ngày 30/6/2026, Thứ trưởng Phan Tâm chủ trì hội nghị {subject} tại thành phố Đà Nẵng với đại diện của "
        f"các sở và doanh nghiệp.</p><p>Hội nghị thống nhất kế hoạch {subject} cho sáu tháng cuối năm, giao các cục "
        "báo cáo tiến độ mỗi quý và công bố kết quả trên trang của Bộ.</p></article></body></html>"
    )


def _feed(site, *names):
    items = "".join(f"<item><title>{name}</title><link>{site.url(f'/{name}.htm')}</link></item>" for name in names)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Tin</title>{items}</channel></rss>'


@pytest.fixture
def site():
    with a_site() as made:
        made.pages.update({"/moi.htm": _page("cáp quang biển"), "/cu.htm": _page("không ai đọc")})
        made.pages["/tin.xml"] = _feed(made, "cu", "moi", "hong")
        yield made


@pytest.fixture
def folder(tmp_path, site):
    made = tmp_path / "knowledge"
    made.mkdir()
    (made / "cu.yaml").write_text(SERVED.replace("PORT", str(site.port)), encoding="utf-8")
    return made


def _settings(folder, site, *paths):
    return {"knowledge": folder, "fetcher": site.fetcher, "feeds": tuple(site.url(path) for path in paths)}


async def _morning_done(storage, person, day):
    """Waits until the morning's feeds were read."""
    for _ in range(300):
        row = await storage.database.look_up(
            "SELECT 1 FROM jobs WHERE name = 'feeds' AND day = ? AND done_at IS NOT NULL", day.date().isoformat()
        )
        if row is not None:
            return
        await person.says("/nguoi")
        await person.receives("được cho vào")
    raise AssertionError("the feeds were never read")


async def test_a_feed_becomes_drafts_once_and_what_was_dropped_does_not_come_again(start_bot, admin, folder, site):
    given = _settings(folder, site, "/tin.xml", "/nowhere.xml")
    async with start_bot(**given, clock=lambda: FIRST_DAY) as storage:
        await admin.says("/nhap")
        await admin.receives("Không có bản nháp nào")
        await _morning_done(storage, admin, FIRST_DAY)  # heard of, so that the next is due
    async with start_bot(**given, clock=lambda: MORNINGS[0]):
        broken = await admin.receives("Không đọc được nguồn tin")
        assert "/nowhere.xml" in broken.text
        card = await admin.receives("Bài mới từ nguồn tin")
        assert "cáp quang biển" in card.text
    assert len(list((folder / "drafts").glob("*.yaml"))) == 1, "what is served already is not drafted"
    async with start_bot(**given, clock=lambda: MORNINGS[1]) as storage:
        await admin.presses("Bỏ", on=card)
        await admin.sees_edit(card, "Đã bỏ")
        await _morning_done(storage, admin, MORNINGS[1])
    async with start_bot(**given, clock=lambda: MORNINGS[2]) as storage:
        await _morning_done(storage, admin, MORNINGS[2])
    assert not list((folder / "drafts").glob("*.yaml"))
    assert len([seen for seen in admin.history() if "Bài mới từ nguồn tin" in seen.text]) == 0
    assert len(list((folder / "drafts" / "dropped").glob("*.yaml"))) == 1


async def test_a_draft_of_a_feed_is_published_from_its_card(start_bot, admin, folder, site):
    given = _settings(folder, site, "/tin.xml")
    async with start_bot(**given, clock=lambda: FIRST_DAY) as storage:
        await admin.says("/nhap")
        await admin.receives("Không có bản nháp nào")
        await _morning_done(storage, admin, FIRST_DAY)  # heard of, so that the next is due
    async with start_bot(**given, clock=lambda: MORNINGS[0]):
        card = await admin.receives("Bài mới từ nguồn tin")
        await admin.presses("Đăng", on=card)
        await admin.sees_edit(card, "đã đăng")
    assert len(list((folder / "2026").glob("*.yaml"))) == 1
