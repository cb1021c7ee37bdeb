"""Where sentences end: not behind what numbers a point."""

from __future__ import annotations

import pytest

from bot.language.sentences import sentences


@pytest.mark.parametrize(
    "line",
    [
        "1. Giao Sở A báo cáo.",
        "4.2. Giao Sở A báo cáo.",
        "II. Giao Sở A báo cáo.",
        "đ. Giao Sở A báo cáo.",
        "Kết luận số 3. Giao Sở A báo cáo.",
        "Điều 12. Giao Sở A báo cáo.",
    ],
)
def test_what_numbers_a_point_belongs_to_it(line):
    text = f"Mở đầu.\n{line}\nKết thúc."
    assert [text[one.start : one.end] for one in sentences(text)] == ["Mở đầu.", line, "Kết thúc."]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Đã xong 18, còn 12. Ba việc quá hạn.", 2),
        ("Vua Louis XV. Ông mất.", 2),
        ("Tổng số đại biểu đến dự là 15. Hội nghị bàn hai việc.", 2),
        ("Có mặt 21 người trong đó có đủ 12. Hội nghị bàn hai việc.", 2),
    ],
)
def test_a_number_at_the_end_of_a_sentence_ends_it(text, count):
    assert len(sentences(text)) == count
