"""The linter: what it says about a folder, and where."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.knowledge.checks.doubles import near_doubles
from bot.knowledge.checks.everything import check
from bot.knowledge.finding import Finding, Severity
from bot.knowledge.loading import read_folder
from bot.words.catalogue import Language

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 7, 1)
LONG = "Thứ trưởng chủ trì hội nghị giao ban tháng sáu tại Hà Nội và giao các vụ chuẩn bị báo cáo tổng kết công tác."


def entry(**values: str) -> str:
    keys = {"title": "Giao ban", "date": "2020-05-08", "source": "{name: Cổng Bộ}", "body": f'"{LONG}"'} | values
    return "".join(f"{key}: {value}\n" for key, value in keys.items() if value)


def found_in(folder: Path, **files: str) -> list[Finding]:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return list(check(read_folder(folder), TODAY))


def test_a_sound_entry_has_nothing_to_be_said_about(tmp_path: Path) -> None:
    assert found_in(tmp_path, a=entry()) == []


@pytest.mark.parametrize(
    ("values", "code", "line"),
    [
        ({"titel": "x"}, "misspelled-key", 5),
        ({"colour": "x"}, "unknown-key", 5),
        ({"source": "{nam: x, name: y}"}, "misspelled-key", 3),
        ({"meeting": "{chiar: x}"}, "misspelled-key", 5),
        ({"source": ""}, "source-missing", 1),
        ({"date": ""}, "date-missing", 1),
        ({"date": "2009-02-30"}, "no-such-day", 2),
        ({"date": "sometime"}, "no-date", 2),
        ({"date": "2026-07-02"}, "date-future", 2),
        ({"date": "0209-05-08"}, "date-early", 2),
        ({"date": "{from: 2020-02-01, to: 2020-01-01}"}, "no-period", 2),
        ({"review_by": "2026-06-30"}, "review-past", 5),
        ({"people": "[no]"}, "yaml-trap", 5),
        ({"meeting": "{place: 12:30}"}, "yaml-trap", 5),
        ({"topics": "[08]"}, "yaml-trap", 5),
        ({"title": "Ho\u0323\u0302i nghi\u0323"}, "decomposed", 1),
        ({"title": "Hội\u200b nghị"}, "hidden-sign", 1),
        ({"title": "Hội nghị q\u0301"}, "lone-mark", 1),
        ({"title": "Hội nghị tоàn quốc"}, "mixed-alphabets", 1),
        ({"body": "ngắn"}, "short-body", 4),
        ({"body": f"|\n  {LONG}\n\n  ĐÁNH GIÁ BÀI VIẾT( 0)"}, "leftover", 7),
        ({"body": f"|\n  {LONG}\n  Trang chủ | Tin tức | Liên hệ"}, "leftover", 6),
        ({"body": f"|\n  {LONG}\n  <p>x</p>"}, "markup", 6),
        ({"body": f"|\n  TỐI MẬT\n  {LONG}"}, "secret", 5),
        ({"body": f"|\n  {LONG}\n  CCCD số 001 088 012345"}, "identity-number", 6),
        ({"body": f"|\n  {LONG}\n  Liên hệ anh An, 0912 345 678."}, "phone-number", 6),
        ({"replaces": "nowhere"}, "replaces-nothing", 5),
        ({"questions": "[Ai họp?, ai  họp]"}, "question-twice", 5),
    ],
)
def test_each_slip_is_named_with_its_line(tmp_path: Path, values: dict[str, str], code: str, line: int) -> None:
    (finding,) = found_in(tmp_path, a=entry(**values))
    assert (finding.code, finding.position.line) == (code, line)
    for language in Language:
        assert finding.cause(language)
        assert finding.mend(language)


@pytest.mark.parametrize(
    "body",
    [
        "Bộ chia sẻ dữ liệu; kinh phí 0912345678 đồng, văn bản 0912/345678, Ban Cơ yếu bảo vệ bí mật nhà nước. " + LONG,
        "Bí mật nhà nước có ba độ mật: tuyệt mật, tối mật và mật. Đánh giá bài viết của phóng viên là việc khó. "
        + LONG,
    ],
)
def test_words_that_only_look_like_slips_are_let_be(tmp_path: Path, body: str) -> None:
    assert found_in(tmp_path, a=entry(body=f'"{body}"')) == []


def test_personal_data_is_not_repeated_in_the_finding(tmp_path: Path) -> None:
    (finding,) = found_in(tmp_path, a=entry(body=f'"{LONG} Gọi 0912 345 678."'))
    assert "345" not in finding.cause() + finding.mend()


def test_entries_are_compared_with_each_other(tmp_path: Path) -> None:
    other = LONG.replace("tháng sáu", "tháng 6")
    first = entry(id="mot", questions="[Ai chủ trì?]", source="{url: https://a.vn/1}", replaces="hai")
    second = entry(id="hai", questions="[ai chủ trì]", source="{url: https://a.vn/1/}", replaces="mot")
    third = entry(id="ba", body=f'"{LONG} {LONG} {other}"')
    fourth = entry(id="bon", body=f'"{LONG} {LONG} {other}!"')
    codes = {finding.code for finding in found_in(tmp_path, a=first, b=second, c=third, d=fourth)}
    assert codes == {"same-question", "same-link", "replaces-circle", "near-double"}


def test_one_slip_hides_no_other(tmp_path: Path) -> None:
    found = found_in(tmp_path, a=entry(titel="x", colour="y", date="2009-13-01"), b="a: [", c=entry(date=""))
    assert [finding.code for finding in found] == [
        "no-such-day",
        "misspelled-key",
        "unknown-key",
        "open-bracket",
        "date-missing",
    ]
    assert [finding.severity for finding in found].count(Severity.WARNING) == 1


def test_bodies_of_one_article_are_near_and_of_one_subject_are_not() -> None:
    text = " ".join(f"câu{number} nói về việc{number % 7} của vụ{number % 11}." for number in range(200))
    changed = text.replace("câu50 nói", "câu50 đã nói")
    foreign = " ".join(f"mục{number} nói về việc{number % 5} của cục{number % 13}." for number in range(200))
    assert [(one, other) for one, other, _ in near_doubles([text, foreign, changed])] == [(2, 0)]
