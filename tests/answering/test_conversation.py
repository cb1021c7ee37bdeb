"""Lists, timelines and fragments over the repository's own knowledge, through the one door."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.answering.answer import Answer, Status
from bot.answering.answerer import Answerer
from bot.answering.follow_up import whole_question
from bot.errors import Position
from bot.knowledge.entry import Entry, Kind, Period, Source, Visibility
from bot.knowledge.loading import load

TODAY = dt.date(2026, 11, 23)


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return Answerer.build(load(Path("knowledge")).entries)


@pytest.mark.parametrize(
    ("fragment", "before", "whole"),
    [
        ("còn quý II?", "kế hoạch quý I/2009 là gì", "kế hoạch quý II năm 2009 là gì"),
        ("con quy 2 thi sao", "ai chu tri hop quy 1 nam 2009", "ai chu tri hop quy 2 năm 2009"),
        ("thế còn năm 2010?", "doanh thu năm 2009", "doanh thu năm 2010"),
        ("còn MobiFone?", "Viettel có bao nhiêu thuê bao?", "Viettel có bao nhiêu thuê bao MobiFone"),
        ("ai chủ trì?", "họp gì", "ai chủ trì Hội nghị X"),
        ("o dau", "họp gì", "o dau Hội nghị X"),
        ("khi nào vậy?", "họp gì", "khi nào vậy Hội nghị X"),
        ("giao cho đơn vị nào?", "họp gì", "giao cho đơn vị nào Hội nghị X"),
        ("chi tiết hơn", "họp gì", "Hội nghị X chi tiết"),
        ("hạn chót khi nào?", "họp gì", "hạn chót khi nào Hội nghị X"),
        ("bao giờ phải xong?", "họp gì", "bao giờ phải xong Hội nghị X"),
        ("do ai chủ trì vậy", "họp gì", "do ai chủ trì vậy Hội nghị X"),
        ("những ai dự?", "họp gì", "những ai dự Hội nghị X"),
        ("bàn về gì?", "họp gì", "bàn về gì Hội nghị X"),
        ("địa điểm?", "họp gì", "địa điểm Hội nghị X"),
        ("nói chi tiết hơn đi", "họp gì", "Hội nghị X chi tiết"),
        ("gặp những ai?", "họp gì", "gặp những ai Hội nghị X"),
        ("khi nào vậy bạn", "họp gì", "khi nào vậy bạn Hội nghị X"),
        ("tại sao", "họp gì", "tại sao Hội nghị X"),
        ("vì sao lại hoãn thế", "họp gì", "vì sao lại hoãn thế Hội nghị X"),
        ("có tồn tại gì không", "họp gì", "có tồn tại gì không Hội nghị X"),
        ("co nhung ai du", "họp gì", "co nhung ai du Hội nghị X"),
        ("từ đâu", "phóng khi nào", "từ đâu Hội nghị X"),
        ("thế doanh thu bao nhiêu", "họp gì", "doanh thu bao nhiêu Hội nghị X"),
        ("ông ấy quê ở đâu", "họp gì", "ông ấy quê ở đâu Hội nghị X"),
        ("ai ký quyết định đó", "họp gì", "ai ký quyết định đó Hội nghị X"),
        ("quyết định đó có hiệu lực khi nào", "họp gì", "quyết định đó có hiệu lực khi nào Hội nghị X"),
        ("quyet dinh do ai ky", "họp gì", None),
        ("lần 50 thì sao", "chủ đề UPU lần 53", "chủ đề UPU lần 50"),
        ("lần thứ năm thì sao", "lần thứ nhất có mấy giải", "lần thứ năm có mấy giải"),
        ("còn khối C2", "giá khối B1 là bao nhiêu", "giá khối C2 là bao nhiêu"),
        ("còn vinasat-3", "vinasat-2 phóng khi nào", "vinasat-3 phóng khi nào"),
        ("tháng 8", "giao ban tháng 11/2023", "giao ban tháng 8 năm 2023"),
        ("năm 2021 thì sao?", "các cuộc họp năm 2019", "các cuộc họp năm 2021"),
        ("thế còn viễn thông", "tin về bưu chính năm 2020", "tin về viễn thông năm 2020"),
        ("thế mobifone", "viettel thử nghiệm ở đâu", "viettel thử nghiệm ở đâu mobifone"),
        ("thế giới số 2020 ai chủ trì", "họp gì", None),
        ("the thao la gi", "họp gì", None),
        ("kết quả đấu giá tần số 5G thì sao", "họp gì", None),
        ("năm 2021", "MobiFone về bộ nào", None),
        ("ai chủ trì hội nghị Đảng ủy quý I/2009?", "họp gì", None),
        ("5G là gì", "họp gì", None),
        ("", "họp gì", None),
    ],
)
def test_a_fragment_is_made_whole_from_what_was_asked_before(fragment: str, before: str, whole: str | None) -> None:
    assert whole_question(fragment, before, "Hội nghị X", TODAY) == whole


def test_who_chaired_is_answered_of_the_meeting_just_spoken_of(answerer: Answerer) -> None:
    first = answerer.answer("hội nghị Đảng bộ cơ quan Bộ quý I/2009 bàn gì", today=TODAY)
    second = answerer.answer("ai chủ trì?", today=TODAY, before=first)
    assert second.results[0].entry.id == first.results[0].entry.id
    assert "Trần Đức Lai" in second.results[0].excerpt.text
    assert second.question == "ai chủ trì?"
    assert second.understood.asked.startswith("ai chủ trì")


def test_the_other_quarter_is_said_to_be_missing(answerer: Answerer) -> None:
    first = answerer.answer("ai chủ trì hội nghị đảng ủy bộ quý I/2009", today=TODAY)
    second = answerer.answer("còn quý III?", today=TODAY, before=first)
    assert second.status is not Status.ANSWER
    assert second.understood.periods[0].first == dt.date(2009, 7, 1)


def test_one_can_go_on_asking_where_a_quarter_is_missing(answerer: Answerer) -> None:
    first = answerer.answer("ai chủ trì hội nghị đảng ủy bộ quý II/2009", today=TODAY)
    assert first.status is Status.NOT_FOUND
    second = answerer.answer("còn quý I?", today=TODAY, before=first)
    assert second.status is Status.ANSWER
    assert second.results[0].entry.id == "dang-uy-co-quan-quy-1-2009"
    assert answerer.answer("ai chủ trì?", today=TODAY, before=first).understood.asked == ""


def test_a_list_holds_every_entry_of_its_period_newest_first(answerer: Answerer) -> None:
    answer = answerer.answer("các hoạt động trong năm 2009", today=TODAY)
    assert answer.status is Status.LIST
    days = [result.entry.date.last for result in answer.results if result.entry.date]
    assert days == sorted(days, reverse=True)
    assert {day.year for day in days} == {2009}


def test_a_timeline_runs_from_the_oldest(answerer: Answerer) -> None:
    answer = answerer.answer("dòng thời gian của tắt sóng 2G", today=TODAY)
    assert answer.status is Status.LIST
    days = [result.entry.date.last for result in answer.results if result.entry.date]
    assert len(days) > 1
    assert days == sorted(days)


def test_a_person_s_doings_in_a_month_are_listed(answerer: Answerer) -> None:
    answer = answerer.answer("cac hoat dong cua thu truong Tran Duc Lai trong thang 5 nam 2009", today=TODAY)
    assert [result.entry.id for result in answer.results] == ["dang-uy-co-quan-quy-1-2009"]


@pytest.mark.parametrize(
    ("request_", "wanted"),
    [
        ("các cuộc họp quý 2 năm 2013", {"hop-de-an-chuyen-mang-giu-so"}),
        ("cac cuoc hop quy 2 nam 2013", {"hop-de-an-chuyen-mang-giu-so"}),
        ("họp quý II/2013", {"hop-de-an-chuyen-mang-giu-so"}),
        ("hoi nghi nao trong nam 2018", {"trao-quyet-dinh-quyen-bo-truong"}),
        ("hội nghị nào diễn ra tháng 7/2018?", {"trao-quyet-dinh-quyen-bo-truong"}),
        ("các cuộc giao ban năm 2023", {"giao-ban-thang-8-2023", "giao-ban-quy-3-2023", "giao-ban-thang-11-2023"}),
        ("tọa đàm năm 2024", {"toa-dam-tat-song-2g-truoc-gio-g"}),
        ("lễ kỷ niệm nào trong năm 2010", {"le-ky-niem-120-nam-ngay-sinh-bac-ho"}),
    ],
)
def test_a_list_holds_what_happened_then(answerer: Answerer, request_: str, wanted: set[str]) -> None:
    answer = answerer.answer(request_, today=TODAY)
    assert answer.status is Status.LIST
    assert wanted <= {result.entry.id for result in answer.results}
    (period,) = answer.understood.periods
    assert all(result.entry.date and period.holds(result.entry.date.last) for result in answer.results)


def ids(answer: Answer) -> list[str]:
    return [result.entry.id for result in answer.results]


def test_a_subject_that_is_part_of_a_word_for_lists_is_a_subject_still(answerer: Answerer) -> None:
    answer = answerer.answer("Các tin về sách", today=TODAY)
    assert answer.status is Status.LIST
    assert "giai-thuong-sach-quoc-gia-lan-thu-nhat" in ids(answer)
    assert all("sách" in result.entry.title.lower() for result in answer.results)


def test_cooperation_is_no_meeting(answerer: Answerer) -> None:
    answer = answerer.answer("các cuộc họp năm 2025", today=TODAY)
    assert "nghi-dinh-55-co-cau-to-chuc-bo-khcn" not in ids(answer)
    assert "dien-dan-make-in-vietnam-2025" in ids(answer)
    listed = answerer.answer("những tin về hợp tác với Lào", today=TODAY)
    assert all("Lào" in result.entry.body for result in listed.results)
    assert {result.entry.kind for result in listed.results} == {Kind.NEWS, Kind.MEETING}


@pytest.mark.parametrize("request_", ["cho xem các bài về xuất bản", "cac bai ve xuat ban"])
def test_two_syllables_apart_are_not_their_word(answerer: Answerer, request_: str) -> None:
    answer = answerer.answer(request_, today=TODAY)
    assert "thu-truong-hoang-vinh-bao-lam-viec-cuc-xuat-ban" in ids(answer)
    assert "chuyen-mobifone-ve-bo-cong-an" not in ids(answer)  # vốn nhà nước … văn bản


@pytest.mark.parametrize(
    ("name", "first", "count"),
    [
        ("tiktok", "hop-bao-thang-10-ket-qua-kiem-tra-tiktok", 2),
        ("xuat ban", "hop-bao-ngay-sach-lan-thu-ba", 9),
        ("Trần Đức Lai", "hoi-nghi-trien-khai-nhiem-vu-2015", 5),
        ("2g", "toa-dam-tat-song-2g-truoc-gio-g", 3),
    ],
)
def test_a_bare_name_gets_the_entries_that_bear_it(answerer: Answerer, name: str, first: str, count: int) -> None:
    answer = answerer.answer(name, today=TODAY)
    assert answer.status is Status.LIST
    assert ids(answer)[0] == first
    assert len(answer.results) == count


@pytest.mark.parametrize(
    ("name", "entry"), [("botnet", "botnet-thang-11-2023"), ("witfor", "dien-dan-cntt-the-gioi-witfor")]
)
def test_a_bare_name_that_one_entry_bears_is_answered_by_it(answerer: Answerer, name: str, entry: str) -> None:
    answer = answerer.answer(name, today=TODAY)
    assert (answer.status, ids(answer)[0]) == (Status.ANSWER, entry)


@pytest.mark.parametrize("name", ["nghỉ phép", "lương", "bóng đá", "tiền", "cơm trưa"])
def test_a_bare_name_that_no_title_bears_is_unknown(answerer: Answerer, name: str) -> None:
    assert answerer.answer(name, today=TODAY).status is Status.NOT_FOUND


def test_courtesies_do_not_hide_the_question(answerer: Answerer) -> None:
    polite = (
        "Kính gửi bộ phận hỗ trợ, tôi cần biết Bộ TT&TT cấp bao nhiêu suất học bổng cho phía Lào, trân trọng cảm ơn"
    )
    answer = answerer.answer(polite, today=TODAY)
    assert (answer.status, ids(answer)[0]) == (Status.ANSWER, "tiep-bo-truong-cong-nghe-truyen-thong-lao")
    assert answer.question == polite
    assert answerer.answer("cho em xin các cuộc họp năm 2019 với ạ", today=TODAY).status is Status.LIST


def test_who_chaired_is_more_than_who_was_there(answerer: Answerer) -> None:
    answer = answerer.answer("những cuộc họp do thứ trưởng Nguyễn Thanh Lâm chủ trì", today=TODAY)
    chairs = {result.entry.meeting.chair for result in answer.results if result.entry.meeting}
    assert chairs == {"Nguyễn Thanh Lâm"}


@pytest.mark.parametrize(
    ("request_", "count"),
    [("trước năm 2010 có tin gì", 5), ("sau năm 2024 có tin gì", 5), ("từ 2020 đến nay có tin gì về 5G", 7)],
)
def test_the_words_around_a_time_are_no_subject(answerer: Answerer, request_: str, count: int) -> None:
    answer = answerer.answer(request_, today=TODAY)
    assert answer.status is Status.LIST
    assert len(answer.results) >= count


def test_a_list_of_press_conferences_holds_nothing_else(answerer: Answerer) -> None:
    answer = answerer.answer("danh sách họp báo", today=TODAY)
    assert answer.status is Status.LIST
    assert len(answer.results) >= 8
    assert all("họp báo" in f"{r.entry.title} {r.excerpt.text}".lower() for r in answer.results)


def test_a_typed_accent_keeps_another_word_out_of_a_list(answerer: Answerer) -> None:
    answer = answerer.answer("các hội nghị về đảng", today=TODAY)
    assert answer.status is Status.LIST
    assert "dang-uy-co-quan-quy-1-2009" in [result.entry.id for result in answer.results]
    assert all("đảng" in f"{r.entry.title} {r.entry.topics} {r.entry.body}".lower() for r in answer.results)


def test_where_nothing_happened_then_the_nearest_in_time_is_told(answerer: Answerer) -> None:
    answer = answerer.answer("có gì mới tuần qua", today=TODAY)
    assert answer.status is Status.NOT_FOUND
    days = [result.entry.date.last for result in answer.results if result.entry.date]
    assert days[0] == max(days)
    assert days == sorted(days, reverse=True)


def test_a_list_shows_nobody_what_is_not_for_them() -> None:
    day = dt.date(2020, 1, 2)
    secret = Entry(
        id="kin",
        kind=Kind.MEETING,
        title="Họp kín",
        source=Source("x"),
        body="Họp kín bàn nhân sự.",
        position=Position(Path("a.yaml")),
        date=Period(day, day),
        visibility=Visibility.ADMIN,
    )
    few = Answerer.build([secret])
    for viewer, status in ((Visibility.STAFF, Status.NOT_FOUND), (Visibility.ADMIN, Status.LIST)):
        answer = few.answer("các cuộc họp năm 2020", viewer=viewer, today=TODAY)
        assert answer.status is status
        assert bool(answer.results) is (viewer is Visibility.ADMIN)


def test_a_list_of_nothing_at_all_is_empty() -> None:
    assert Answerer.build([]).answer("có gì mới", today=TODAY).results == ()


def test_an_empty_list_says_so(answerer: Answerer) -> None:
    answer = answerer.answer("có gì mới trong năm 1990", today=TODAY)
    assert answer.status is Status.NOT_FOUND
    assert answer.understood.periods[0].first.year == 1990


@pytest.mark.parametrize("message", ["", "🙂🙂", "?!", "а" * 4096, "<b>", "\u202e\u200b"])
def test_odd_input_is_answered_with_not_found(answerer: Answerer, message: str) -> None:
    assert answerer.answer(message, today=TODAY).status in (Status.NOT_FOUND, Status.AMBIGUOUS)


def test_why_names_the_words_that_matched_and_those_that_did_not(answerer: Answerer) -> None:
    answer = answerer.answer("ai chủ trì hội nghị Đảng bộ cơ quan Bộ xyzzyx", today=TODAY)
    assert "xyzzyx" in answer.understood.missing
    assert "chủ" in answer.understood.matched


@pytest.mark.parametrize(
    "question",
    [
        "các hoạt động của thứ trưởng Lai trong tháng 5/2009",
        "những cuộc họp của đ/c Lai năm 2009",
        "cac cuoc hop cua dong chi lai nam 2009",
        "liệt kê hoạt động của anh Lai",
    ],
)
def test_a_person_is_listed_by_title_and_given_name(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(question, today=TODAY)
    assert answer.status is Status.LIST
    assert "dang-uy-co-quan-quy-1-2009" in [result.entry.id for result in answer.results]
    assert all("Trần Đức Lai" in f"{result.entry.people} {result.entry.body}" for result in answer.results)


def test_a_list_can_be_had_of_another_year(answerer: Answerer) -> None:
    before = answerer.answer("các cuộc họp báo năm 2024", today=TODAY)
    answer = answerer.answer("còn năm 2023?", today=TODAY, before=before)
    assert answer.status is Status.LIST
    assert answer.understood.asked == "các cuộc họp báo năm 2023"
    assert {result.entry.date.first.year for result in answer.results if result.entry.date} == {2023}


def test_another_quarter_of_the_same_meeting_is_asked_for_by_itself(answerer: Answerer) -> None:
    first = answerer.answer("hội nghị đảng ủy quý I/2009 họp ngày nào", today=TODAY)
    second = answerer.answer("quý 2 làm gì", today=TODAY, before=first)
    assert second.understood.asked.startswith("quý 2 năm 2009 làm gì")
    assert second.results[0].entry.id == first.results[0].entry.id


def test_lunch_is_not_asked_of_the_meeting_before(answerer: Answerer) -> None:
    first = answerer.answer("hội nghị đảng ủy quý I/2009 họp ngày nào", today=TODAY)
    assert answerer.answer("trưa nay ăn gì", today=TODAY, before=first).status is Status.NOT_FOUND


def test_what_is_not_even_near_is_not_told_what_it_contradicts(answerer: Answerer) -> None:
    for question in ("trưa nay ăn gì", "trua nay an gi", "tối mai đi đâu chơi"):
        answer = answerer.answer(question, today=TODAY)
        assert answer.status is Status.NOT_FOUND
        assert not answer.understood.conflicts


def test_an_empty_list_gives_way_to_a_report_that_answers(answerer: Answerer) -> None:
    answer = answerer.answer("báo cáo attt tuần 37 năm 2017 có tin gì nổi bật", today=TODAY)
    assert (answer.status, answer.results[0].entry.id) == (Status.ANSWER, "bao-cao-an-toan-thong-tin-tuan-37")
    assert answerer.answer("tuần 37 năm 2016 có tin gì nổi bật", today=TODAY).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("first", "then", "entry", "holds"),
    [
        ("chủ đề ngày sách 2017 là gì", "thế có bao nhiêu gian hàng", "ngay-sach-viet-nam-2017", "Gần 100 gian hàng"),
        ("tọa đàm tắt sóng 2G trước giờ G", "vì sao lùi?", "toa-dam-tat-song-2g-truoc-gio-g", "do bão số 3"),
        ("Bộ trưởng Son thăm Hàn Quốc", "gặp những ai?", "bo-truong-nguyen-bac-son-tham-han-quoc", "Maeng Hyung-kyu"),
    ],
)
def test_a_fragment_is_shown_what_it_asks_for_not_once_more_the_opening(
    answerer: Answerer, first: str, then: str, entry: str, holds: str
) -> None:
    second = answerer.answer(then, today=TODAY, before=answerer.answer(first, today=TODAY))
    assert second.results[0].entry.id == entry
    assert holds in second.results[0].excerpt.text


@pytest.mark.parametrize(
    ("first", "then", "entry"),
    [
        ("gb qlnn quý 3/2023 bàn gì", "tháng 11", "giao-ban-thang-11-2023"),
        ("hop bao t4/2024 thong tin j", "thế tháng 10/2023", "hop-bao-thang-10-ket-qua-kiem-tra-tiktok"),
        ("giao ban quanr lys nhaf nuwowcs thangs 11/2023 noois gif", "tháng 8", "giao-ban-thang-8-2023"),
    ],
)
def test_what_was_asked_in_shorthand_or_telex_is_gone_on_from(
    answerer: Answerer, first: str, then: str, entry: str
) -> None:
    before = answerer.answer(first, today=TODAY)
    answer = answerer.answer(then, today=TODAY, before=before)
    assert answer.status is Status.ANSWER
    assert answer.results[0].entry.id == entry
