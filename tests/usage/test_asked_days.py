"""The days that people name when they ask for figures."""

import datetime as dt

import pytest

from bot.usage.asked_days import days_asked

THURSDAY = dt.date(2026, 7, 9)


@pytest.mark.parametrize(
    ("words", "first", "days"),
    [
        ("", "2026-07-09", 1),
        ("hôm nay", "2026-07-09", 1),
        ("Hôm qua", "2026-07-08", 1),
        ("hom  qua", "2026-07-08", 1),
        ("hôm kia", "2026-07-07", 1),
        ("tuần", "2026-07-03", 7),
        ("tuan", "2026-07-03", 7),
        ("tuần này", "2026-07-06", 4),
        ("tuần trước", "2026-06-29", 7),
        ("tháng", "2026-06-10", 30),
        ("thang nay", "2026-07-01", 9),
        ("tháng trước", "2026-06-01", 30),
        ("yesterday", "2026-07-08", 1),
        ("7", "2026-07-03", 7),
        ("14 ngày", "2026-06-26", 14),
        ("1/7", "2026-07-01", 1),
        ("9/7", "2026-07-09", 1),
        ("10/7", "2025-07-10", 1),
        ("31/12", "2025-12-31", 1),
        ("1-7-2025", "2025-07-01", 1),
        ("2026-07-01", "2026-07-01", 1),
    ],
)
def test_days_are_named_in_many_ways(words, first, days):
    assert days_asked(words, THURSDAY) == (dt.date.fromisoformat(first), days)


@pytest.mark.parametrize(
    "words", ["hôm kia kìa", "0", "367", "32/7", "29/2", "30/2/2024", "tuần sau", "x", "1/7/26", "٣"]
)
def test_what_names_no_days_is_told_apart(words):
    assert days_asked(words, THURSDAY) is None


def test_the_month_before_january_is_of_the_year_before():
    assert days_asked("tháng trước", dt.date(2026, 1, 15)) == (dt.date(2025, 12, 1), 31)
