"""What only an entry with the very words can tell: a salary, a price, a birthday, a post, a law."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.particulars import lacks_particular, tells_particular
from bot.errors import Position
from bot.knowledge.entry import Entry, Kind, Source


def entry_of(body: str) -> Entry:
    return Entry("a", Kind.NEWS, "Tin của Bộ", Source("Mic.gov.vn"), body, Position(Path("a.yaml")))


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("lương bộ trưởng bao nhiêu", "Lương của Bộ trưởng là 20 triệu.", "Bộ trưởng nói về chất lượng."),
        ("luong bo truong", "Lương của Bộ trưởng là 20 triệu.", "Bộ trưởng nói về chất lượng, lực lượng."),
        ("giá khối C2 bao nhiêu", "Khối C2 có giá 2.581 tỷ đồng.", "Khối C2 được phê duyệt."),
        ("mức phạt tin giả bao nhiêu", "Phạt 10 triệu đồng.", "Tin giả bị phạt."),
        ("Bluezone đạt bao nhiêu phần trăm", "Bluezone đạt 34,13%.", "Bluezone đạt nhiều."),
        ("ông Hợp sinh năm nào", "Ông Hợp sinh năm 1951.", "Kỷ niệm ngày sinh Chủ tịch."),
        ("ông Hợp bao nhiêu tuổi", "Ông Hợp, 51 tuổi, dự.", "Ông Hợp bàn việc tuyển sinh năm 2026."),
        ("ông Hợp quê ở đâu", "Ông Hợp quê Nghệ An.", "Ông Hợp chủ trì."),
        ("ai là vụ trưởng Vụ Pháp chế", "Vụ trưởng Vụ Pháp chế Trần A.", "Vụ Pháp chế và Cục trưởng Cục Viễn thông."),
        ("cục trưởng cục tần số là ai", "Cục trưởng Cục Tần số Lê A.", "Phó Cục trưởng Cục Tần số Lê A."),
        ("giám đốc Trung tâm Giám sát là ai", "Giám đốc Trung tâm Giám sát A.", "Trung tâm Giám sát cảnh báo."),
        ("ai là tổng giám đốc VNPT", "Tổng Giám đốc VNPT A dự.", "VNPT và Viettel được cấp phép."),
        ("Luật Báo chí sửa đổi thông qua ngày nào", "Sửa Luật Báo chí.", "Đề án Quy hoạch báo chí, Luật Đấu giá."),
        ("luat bao chi khi nao thong qua", "Sửa Luật Báo chí.", "Luật báo trước cho bao chí."),
        ("lương giáo viên mầm non bao nhiêu", "Lương giáo viên là 6 triệu.", "Giáo viên nghỉ vì thu nhập thấp."),
        ("luong hieu truong", "Thu nhập của hiệu trưởng là 30 triệu đồng.", "Hiệu trưởng nói về số lượng sinh viên."),
        ("học phí đại học bao nhiêu", "Học phí 30 triệu đồng.", "Hỗ trợ 200% học phí. Quỹ có 50 tỷ đồng."),
        ("chủ tịch tỉnh Hà Giang là ai", "Chủ tịch UBND tỉnh Hà Giang A.", "Tỉnh Hà Giang và Phó Chủ tịch UBND."),
        ("giam doc benh vien Viet Duc la ai", "Giám đốc Bệnh viện Việt Đức A.", "Bệnh viện Việt Đức dừng thi công."),
        ("ai là hiệu trưởng Trường Bách khoa", "Hiệu trưởng Trường Bách khoa A.", "Trường Bách khoa khai giảng."),
        (
            "hiệu trưởng đại học Bách khoa Hà Nội là ai",
            "Hiệu trưởng Đại học Bách khoa A nói tại Hà Nội.",
            "Hiệu trưởng Đại học Bách khoa A nói tại Đà Nẵng.",
        ),
        ("mức phạt bao nhiêu tiền", "Phạt từ 3 triệu.", "Hơn 1 triệu thí sinh dự thi."),
        ("app Bluezone bao nhiêu tiền", "Giá một bản là 5 triệu.", "Cần 30 triệu lượt cài, tốt nhất là 45 triệu."),
        ("giá vé lễ hội bao nhiêu", "Vé vào cửa 50.000 đồng.", "Lễ hội mở. Kinh phí 40 tỷ đồng."),
        ("tập đoàn thành lập năm nào", "Tập đoàn thành lập năm 1990.", "Tập đoàn đứng đầu liên danh."),
        ("dự án luật có mấy chương", "Dự án luật có 12 chương.", "Trình dự án luật."),
        ("vinh ha long co bao nhieu dao", "Vịnh Hạ Long có 1.969 đảo.", "Vịnh Hạ Long là kỳ quan."),
        ("chỉ tiêu biên chế của Cục", "Biên chế của Cục là 50.", "Chỉ tiêu của Cục: biên tập, cơ chế."),
    ],
)
def test_only_an_entry_with_the_particular_tells_it(question: str, told: str, untold: str) -> None:
    assert not lacks_particular(question, entry_of(told))
    assert lacks_particular(question, entry_of(untold))


@pytest.mark.parametrize(
    "question",
    [
        "giả thuyết nào đúng", "gia thuyet nao dung", "quy mô gia đình là bao nhiêu", "giảm giá bao nhiêu", "5G là gì",
        "dự án luật nào được thông qua", "luật mới gọi chung là gì", "chất lượng mạng thế nào",
        "đánh giá bao nhiêu đơn vị",
        "có bao nhiêu nước đăng ký tham gia", "hội nghị có bao nhiêu người dự", "giáo viên mầm non thiếu bao nhiêu",
        "cục trưởng nào họp báo", "ai là chủ tịch đầu tiên của hội",
    ],
)  # fmt: skip
def test_what_asks_for_none_is_lacked_by_no_entry(question: str) -> None:
    assert not lacks_particular(question, entry_of("Nội dung khác hẳn."))


def test_a_price_is_told_where_it_stands_beside_what_it_is_of() -> None:
    question = "giá khối C2"
    assert tells_particular(question, entry_of("Khối B1 bán xong. Khối C2 giá 2.581 tỷ đồng."))
    assert not tells_particular(question, entry_of("Khối C2 được phê duyệt. Tổng số tiền 12.700 tỷ đồng."))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("ông Khuất Việt Hùng giữ chức gì", True),
        ("khuat viet hung la ai", True),
        ("ông Trương Hòa Bình giữ chức gì", False),
        ("ông Trương Hòa Bình nói gì", True),  # no post is asked for
    ],
)
def test_a_post_is_told_where_it_stands_before_the_name(question: str, *, told: bool) -> None:
    body = "Ông Trương Hòa Bình dự. Phó Chủ tịch chuyên trách Khuất Việt Hùng báo cáo."
    people = ("Khuất Việt Hùng", "Trương Hòa Bình")
    entry = Entry("a", Kind.NEWS, "Hội nghị", Source("Báo"), body, Position(Path("a.yaml")), people=people)
    assert tells_particular(question, entry) is told


@pytest.mark.parametrize(
    ("question", "slip"),
    [
        ("ai là chủ tịch đsầu tiên của IPCC", "dsau"),
        ("Đạo luật Tfường học thông qua năm nào", "tfuong"),
        ("quy mo ho gia dihh trung binh la bao nhieu", "dihh"),
    ],
)
def test_a_word_that_the_knowledge_has_not_is_no_name_of_what_is_asked_for(question: str, slip: str) -> None:
    entry = entry_of("Nội dung khác hẳn.")
    assert lacks_particular(question, entry)
    assert not lacks_particular(question, entry, lambda syllable: syllable != slip)


@pytest.mark.parametrize("question", ["sử dụng nhiều năng lượng hơn mức cho phép", "su dung nhieu nang luong"])
def test_energy_is_no_affair_of_an_office(question: str) -> None:
    assert not lacks_particular(question, entry_of("Nội dung khác hẳn."))
    assert lacks_particular("bao giờ được nâng lương", entry_of("Bàn về năng lượng."))
