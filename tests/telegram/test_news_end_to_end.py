"""What the bot says of its own accord, over HTTP: news in the morning, answers that came at last, reports."""

import asyncio
import datetime as dt

import pytest

from bot.storage.backup import backups

VIET_NAM = dt.timezone(dt.timedelta(hours=7))
FIRST_DAY = dt.datetime(2026, 7, 1, 9, 0, tzinfo=VIET_NAM)
NEXT_MORNING = dt.datetime(2026, 7, 2, 8, 5, tzinfo=VIET_NAM)

ENTRY = """
title: Hội nghị {subject}
date: 2026-06-30
visibility: {visibility}
source: {{name: Mic.gov.vn}}
topics: [{topic}]
people: [{chair}]
body: |
  Thứ trưởng {chair} chủ trì hội nghị {subject} tại Hà Nội.
"""


def _write(folder, subject, topic, chair="Trần Đức Lai", visibility="staff"):
    (folder / f"{abs(hash(subject))}.yaml").write_text(
        ENTRY.format(subject=subject, topic=topic, chair=chair, visibility=visibility), encoding="utf-8"
    )


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "knowledge"
    made.mkdir()
    _write(made, "viễn thông nông thôn", "Viễn thông")
    return made


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("vien thong", "chủ đề “Viễn thông”"),
        ("trần đức lai", "các mục có Trần Đức Lai"),
        ("hội nghị viễn thông nông thôn", "về “hội nghị viễn thông nông thôn”"),
    ],
)
async def test_a_follower_is_told_next_morning_of_what_is_new_and_only_once(start_bot, staff, folder, words, said):
    async with start_bot(knowledge=folder, clock=lambda: FIRST_DAY):
        await staff.says(f"/theodoi {words}")
        await staff.receives(said)
    _write(folder, "viễn thông nông thôn lần hai", "Viễn thông")
    for _ in range(2):
        async with start_bot(knowledge=folder, clock=lambda: NEXT_MORNING):
            await staff.says("/help")
            await staff.receives("nguyên văn")
            if _ == 0:
                news = await staff.receives("Sáng nay có 1 mục mới")
                assert "lần hai" in news.text
                await staff.presses("1", on=news)
                await staff.receives("Trần Đức Lai chủ trì hội nghị viễn thông nông thôn lần hai")
    assert len([seen for seen in staff.history() if "Sáng nay" in seen.text]) == 1


async def test_each_morning_the_database_is_backed_up(start_bot, staff, folder, tmp_path):
    async with start_bot(knowledge=folder, clock=lambda: FIRST_DAY):
        await staff.says("/theodoi viễn thông")
        await staff.receives("chủ đề")
    async with start_bot(knowledge=folder, clock=lambda: NEXT_MORNING) as storage:
        await _jobs_done(storage, NEXT_MORNING)
    assert len(backups(tmp_path / "backups")) == 1


async def test_no_news_of_what_the_follower_may_not_see_of_what_is_paused_or_after_a_removal(start_bot, staff, folder):
    async with start_bot(knowledge=folder, clock=lambda: FIRST_DAY):
        await staff.says("/theodoi viễn thông")
        await staff.receives("chủ đề")
        await staff.says("/theodoi Lê Nam Thắng")
        await staff.receives("Lê Nam Thắng")
        await staff.says("/theodoi")
        listed = await staff.receives("Bạn đang theo dõi")
        await staff.presses("⏸ Lê Nam Thắng", on=listed)
        await staff.sees_edit(listed)
    _write(folder, "mật của viễn thông", "Viễn thông", visibility="admin")
    _write(folder, "bưu chính công ích", "Bưu chính", chair="Lê Nam Thắng")
    async with start_bot(knowledge=folder, clock=lambda: NEXT_MORNING) as storage:
        await _jobs_done(storage, NEXT_MORNING)
    _write(folder, "viễn thông lần ba", "Viễn thông")
    third = NEXT_MORNING + dt.timedelta(days=1)
    async with start_bot(knowledge=folder, clock=lambda: third, staff=set()) as storage:
        await _jobs_done(storage, third)
    assert not [seen for seen in staff.history() if "Sáng nay" in seen.text]


async def _jobs_done(storage, morning):
    """Waits until that morning's work is done, of which the sweep comes after the news."""
    done = "SELECT 1 FROM jobs WHERE name = 'sweep' AND day = ? AND done_at IS NOT NULL"
    async with asyncio.timeout(30):
        while await storage.database.look_up(done, morning.date().isoformat()) is None:
            await asyncio.sleep(0.02)


async def test_dropping_ends_a_subscription(start_bot, staff, folder):
    async with start_bot(knowledge=folder):
        await staff.says("/theodoi viễn thông")
        listed = await staff.receives("Bạn đang theo dõi")
        await staff.presses("Bỏ", on=listed)
        await staff.sees_edit(listed, "chưa theo dõi gì")


async def test_who_waits_for_an_answer_is_told_when_it_comes(start_bot, staff, folder):
    async with start_bot(knowledge=folder):
        await staff.says("ai chủ trì hội nghị đấu giá băng tần tại Đà Nẵng?")
        unknown = await staff.receives()
        if not any(button.text == "Báo tôi khi có" for button in unknown.buttons):
            await staff.says("kết quả xổ số miền Bắc")
            unknown = await staff.receives("Tôi không biết")
        toast = await staff.sees_toast(await staff.presses("Báo tôi khi có", on=unknown))
        assert "sẽ báo bạn" in toast.text
        _write(folder, "đấu giá băng tần tại Đà Nẵng và kết quả xổ số miền Bắc", "Tần số", chair="Phạm Hồng Hải")
        come = await staff.receives("nay đã có trả lời")
        assert "Phạm Hồng Hải" in come.text


async def test_admins_get_the_report_of_the_day_before_each_morning(start_bot, staff, admin, folder):
    async with start_bot(knowledge=folder, clock=lambda: FIRST_DAY):
        await admin.says("/help")
        await admin.receives("nguyên văn")
        await staff.says("ai chủ trì hội nghị viễn thông nông thôn?")
        await staff.receives("Trần Đức Lai")
    async with start_bot(knowledge=folder, clock=lambda: NEXT_MORNING):
        told = await admin.receives("Báo cáo ngày 01/07/2026")
        assert "1 câu hỏi của 1 người" in told.text
        picture = await _of_kind(admin, "photo")
        assert picture
        sheet = await _of_kind(admin, "document")
        assert sheet.json["document"]["file_name"] == "hoibo-2026-07-01.csv"


async def test_the_hour_of_the_morning_is_a_setting(start_bot, admin, folder):
    asked = {"knowledge": folder, "morning": dt.time(7, 30)}
    async with start_bot(**asked, clock=lambda: FIRST_DAY):
        await admin.says("/help")
        await admin.receives("nguyên văn")
    async with start_bot(**asked, clock=lambda: NEXT_MORNING.replace(hour=7, minute=31)):
        await admin.receives("Báo cáo ngày 01/07/2026")


async def test_usage_is_shown_to_admins_on_demand(start_bot, staff, admin, folder):
    async with start_bot(knowledge=folder, clock=lambda: FIRST_DAY):
        await staff.says("ai chủ trì hội nghị viễn thông nông thôn?")
        await staff.receives("Trần Đức Lai")
        for words, title in (
            ("", "Báo cáo ngày 01/07/2026"),
            (" 7", "Báo cáo từ 25/06/2026 đến 01/07/2026"),
            (" 30/6/2026", "Báo cáo ngày 30/06/2026"),
            (" hôm qua", "Báo cáo ngày 30/06/2026"),
            (" thang", "Báo cáo từ 02/06/2026 đến 01/07/2026"),
        ):
            await admin.says(f"/thongke{words}")
            await admin.receives(title)
        await admin.says("/thongke hôm kia kìa")
        await admin.receives("Cách dùng")
        await staff.says("/thongke")
        await staff.receives("không biết lệnh")


async def _of_kind(person, kind):
    while True:
        seen = await person.receives()
        if kind in seen.json:
            return seen
