"""Corrections reach those who were shown what was wrong, once, where an admin decides so; over HTTP."""

import datetime as dt
import itertools

import pytest

ENTRY = """id: tap-huan
title: Tập huấn an toàn thông tin
date: 2024-05-08
source: {name: Mic.gov.vn}
body: |
  Lớp tập huấn an toàn thông tin mở tại Hải Phòng. Có bốn mươi cán bộ của các sở dự lớp.
"""
QUESTION = "lớp tập huấn an toàn thông tin mở ở đâu?"
LATE = dt.timedelta(days=8)


def _leisure():
    """Ticks by which everyone takes their time, so that nobody is told to slow down."""
    return itertools.count(step=10).__next__


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "knowledge"
    made.mkdir()
    (made / "tap-huan.yaml").write_text(ENTRY, encoding="utf-8")
    return made


async def _corrects(admin):
    await admin.says("/sua tap-huan")
    await admin.presses("Nội dung", on=await admin.receives("Sửa phần nào?"))
    await admin.receives("Hải Phòng")
    await admin.says("Lớp tập huấn an toàn thông tin mở tại Quảng Ninh. Có bốn mươi cán bộ của các sở dự lớp.")
    card = await admin.receives("Bản sửa")
    await admin.presses("Đăng", on=card)
    await admin.sees_edit(card, "đã đăng")


async def _answered(person, containing):
    """Asks until what was just published is served."""
    for _ in range(400):
        await person.says(QUESTION)
        if containing in (await person.receives()).text:
            return
    raise AssertionError(f"never answered with {containing!r}")


def _told(person):
    return [seen for seen in person.history() if "Nội dung bạn từng được xem" in seen.text]


async def test_who_was_shown_it_is_told_the_old_and_the_new_once_over_a_restart(start_bot, admin, staff, folder):
    async with start_bot(knowledge=folder, ticks=_leisure()):
        await staff.says(QUESTION)
        await staff.receives("Hải Phòng")
        await _corrects(admin)
        asked = await admin.receives("1 người đã được xem")
        await admin.presses("Báo họ", on=asked)
        await admin.sees_edit(asked, "Đang báo cho 1 người")
        told = await staff.receives("đính chính")
        assert "mở tại Hải Phòng." in told.text
        assert "mở tại Quảng Ninh." in told.text
        assert "bốn mươi" not in told.text, "what did not change is not repeated"
        toast = await admin.sees_toast(await admin.presses_stale(asked.buttons[0].data, on=asked))
        assert "đã được quyết định" in toast.text
    async with start_bot(knowledge=folder, ticks=_leisure()):
        await staff.says("/help")
        await staff.receives("nguyên văn")
    assert len(_told(staff)) == 1
    assert not _told(admin)


async def test_a_decision_that_was_not_carried_out_is_after_a_restart(start_bot, admin, staff, folder):
    async with start_bot(knowledge=folder, ticks=_leisure()) as storage:
        await staff.says("/help")
        await staff.receives("nguyên văn")
        number = await storage.corrections.add("tap-huan", "staff", "<b>cũ</b>", "<b>mới</b>")
        assert await storage.corrections.order(number, [staff.id])
    async with start_bot(knowledge=folder, ticks=_leisure()):
        assert "cũ" in (await staff.receives("đính chính")).text


async def test_nobody_is_told_against_the_admins_decision_or_who_saw_it_long_ago(start_bot, admin, staff, folder):
    today = dt.datetime.now(dt.UTC)
    async with start_bot(knowledge=folder, ticks=_leisure(), clock=lambda: today - LATE):
        await staff.says(QUESTION)
        await staff.receives("Hải Phòng")
    async with start_bot(knowledge=folder, ticks=_leisure(), clock=lambda: today):
        await _corrects(admin)
        assert all("người đã được xem" not in seen.text for seen in admin.history())
        await _answered(staff, "Quảng Ninh")
        await admin.says("/go tap-huan")
        gone = await admin.receives("Gỡ mục này?")
        await admin.presses("Gỡ", on=gone)
        await admin.sees_edit(gone, "đã gỡ")
        asked = await admin.receives("1 người đã được xem")
        await admin.presses("Không báo", on=asked)
        await admin.sees_edit(asked, "Không báo ai")
    assert not _told(staff)


async def test_what_was_withdrawn_is_told_but_not_to_who_may_no_longer_see_it(start_bot, server, admin, staff, folder):
    other = server.person("Dung", 4712)
    people = {staff.id, other.id}
    async with start_bot(knowledge=folder, ticks=_leisure(), staff=people):
        for person in (staff, other):
            await person.says(QUESTION)
            await person.receives("Hải Phòng")
        await admin.says("/go tap-huan")
        gone = await admin.receives("Gỡ mục này?")
        await admin.presses("Gỡ", on=gone)
        asked = await admin.receives("2 người đã được xem")
    async with start_bot(knowledge=folder, ticks=_leisure(), staff={staff.id}):
        await admin.presses("Báo họ", on=asked)
        await staff.receives("đã được gỡ")
        await admin.says("/help")
        await admin.receives("nguyên văn")
    assert not _told(other)
