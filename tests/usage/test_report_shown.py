import datetime as dt

import pytest
from PIL import Image

from bot.answering.answer import Status
from bot.storage.tallies import Tally
from bot.usage.chart import chart
from bot.usage.misses import Miss
from bot.usage.report import report
from bot.usage.report_text import plain, sections
from bot.words.catalogue import Language, catalogue
from tests.storage.test_recorder import NOON
from tests.usage.test_report import DAY, entry

VIETNAMESE = catalogue(Language.VIETNAMESE)
ENTRIES = [entry("dang-uy", topics=("Đảng uỷ",)), entry("old", review_by=dt.date(2026, 1, 1))]
BUSY = Tally(
    statuses={Status.ANSWER: 1180, Status.AMBIGUOUS: 30, Status.NOT_FOUND: 24},
    people=57,
    hours=(0,) * 9 + (1000, 234) + (0,) * 13,
    days={DAY: 1234},
    median_ms=180.4,
    p95_ms=1420.0,
    first={"dang-uy": 900, "old": 12},
    liked={"dang-uy": 5},
    disliked={"old": 2},
)
MISS = Miss("Bao giờ tắt 3G?", 7, 5, ("Bao giờ tắt 3G?",), None, 0, NOON)


def made(now=BUSY, days=1):
    before = Tally(statuses={Status.ANSWER: 1000})
    return report(DAY, days, now=now, before=before, week_before=Tally(), entries=ENTRIES)


def test_the_report_reads_as_a_morning_message():
    assert plain(made(), [MISS], VIETNAMESE) == (
        """Báo cáo ngày 01/07/2026
  1.234 câu hỏi của 57 người (so với hôm trước: +23%; tuần trước: chưa có câu nào)
  Đã trả lời 1.180 (96%) · hỏi lại 30 (2%) · chưa tìm thấy 24 (2%)
  Trả lời trong 180 ms (một nửa số câu), 1,4 giây (95%)
  Giờ đông nhất: 9-10h, 10-11h
  Đánh giá: 👍 5 · 👎 2

Chưa trả lời được
  7 × Bao giờ tắt 3G?

Chủ đề được hỏi nhiều
  900 × Đảng uỷ

Mục được xem nhiều
  900 × Bài dang-uy
  12 × Bài old

Bị chê nhiều hơn khen
  👎 2 👍 0 · Bài old

Đã cũ mà vẫn dùng để trả lời
  12 × Bài old (hạn rà soát 01/01/2026)"""
    )


def test_a_quiet_day_is_one_line():
    (only,) = sections(made(Tally()), [], VIETNAMESE)
    assert only.lines == ("Không có câu hỏi nào.",)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("days", [1, 7, 31])
def test_several_days_have_a_title_and_a_report_in_each_language(language, days):
    assert sections(made(days=days), [MISS], catalogue(language))


@pytest.mark.parametrize(("now", "days"), [(BUSY, 1), (BUSY, 31), (Tally(), 1)])
def test_the_picture_has_every_letter_and_the_promised_size(now, days, tmp_path):
    file = tmp_path / "report.png"
    file.write_bytes(chart(made(now, days), VIETNAMESE))  # a letter missing from the font would be a warning: an error
    with Image.open(file) as picture:
        assert picture.size == (1200, 1080)
