"""One year, month, quarter, day, code, ordinal or amount that differs: the entry must not be quoted as if it fitted."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.answering.answer import Status
from bot.answering.answerer import Answerer
from bot.answering.guard import conflicts, fixed_by
from bot.errors import Position
from bot.knowledge.entry import Entry, Kind, Period, Source
from bot.language.normal import fold

TODAY = dt.date(2026, 11, 23)
DAY = dt.date(2012, 7, 18)
MEETING = Entry(
    id="giao-ban-quy-2-2012",
    kind=Kind.MEETING,
    title="Hội nghị giao ban quản lý nhà nước quý II/2012",
    source=Source("Mic.gov.vn"),
    body=(
        "Thứ trưởng Lê Nam Thắng chủ trì hội nghị giao ban lần thứ 5 tại Đà Nẵng. Hội nghị nghe báo cáo về Thông tư "
        "12/2012/TT-BTTTT và Nghị định 25/2011/NĐ-CP. Doanh thu viễn thông đạt 3,2 tỷ USD, tăng 15% so với năm 2011. "
        "Kế hoạch quý III/2012 gồm 24 nhiệm vụ; có 63 tỉnh dự họp trực tuyến."
    ),
    position=Position(Path("a.yaml")),
    date=Period(DAY, DAY),
)
WEEK = dt.date(2017, 9, 19)
REPORT = Entry(
    id="bao-cao-an-toan-thong-tin-tuan-37",
    kind=Kind.NEWS,
    title="Báo cáo 38/BC-CATTT về an toàn thông tin tuần 37/2017",
    source=Source("Mic.gov.vn"),
    body=(
        "Báo cáo tuần 37/2017 nhắc công văn 1942/BTTTT-CVT, Nghị quyết 57-NQ/TW và Chỉ thị 14/CT-TTg. Lễ kỷ niệm "
        "120 năm ngày sinh Bác diễn ra lúc 14 giờ 30. Đường dây nóng là 18001091, đầu số 156 nhận phản ánh. Doanh thu "
        "đạt 138 nghìn tỷ đồng, lợi nhuận 98.982,3 tỷ đồng, phạt 1,72 triệu thuê bao 3G, 4G và 5G; tỷ lệ IPv6 là "
        "75,8%. Đại sứ Triều Tiên dự. Báo cáo dự báo cách mạng công nghiệp 4.0 và băng tần 2.600 MHz; phiên họp thứ "
        "15 có 1.234 đại biểu."
    ),
    position=Position(Path("r.yaml")),
    date=Period(WEEK, WEEK),
)
REPORT_FITS = [
    "báo cáo 38/BC-CATTT",
    "báo cáo tuần 37",
    "báo cáo tuần 37 năm 2017",
    "báo cáo tuần thứ 37",
    "công văn 1942/BTTTT-CVT",
    "công văn số 1942",
    "công văn 1942 năm 2017",
    "nghị quyết 57",
    "nghị quyết 57-NQ/TW",
    "chỉ thị 14/CT-TTg",
    "kỷ niệm 120 năm ngày sinh",
    "120 năm ngày sinh Bác",
    "lễ lúc 14h30",
    "lễ lúc 2 giờ 30",
    "số 18001091",
    "đầu số 156",
    "doanh thu 138 nghìn tỷ",
    "doanh thu 138.000 tỷ đồng",
    "lợi nhuận 98.982,3 tỷ",
    "1,72 triệu thuê bao",
    "1.720.000 thuê bao",
    "mạng 5G",
    "tỷ lệ IPv6",
    "75,8 phần trăm",
    "công nghiệp 4.0",
    "băng tần 2600MHz",
    "phiên họp lần thứ 15",
    "có 1234 đại biểu",
    "công văn 1942/bttt-cvt",
    "đại sứ Triều Tiên",
]
REPORT_DIFFERS = [
    "báo cáo 83/BC-CATTT",
    "báo cáo 37/BC-CATTT",
    "báo cáo tuần 12",
    "báo cáo tuần 36",
    "báo cáo tuần 12 năm 2017",
    "báo cáo tuần 37 năm 2016",
    "công văn 1924/BTTTT-CVT",
    "công văn số 1924",
    "công văn 1942/BTTTT-THH",
    "công văn 4219 BTTTT-CVT",
    "nghị quyết 75",
    "nghị quyết 52-NQ/TW",
    "chỉ thị 41/CT-TTg",
    "chỉ thị 15",
    "kỷ niệm 130 năm ngày sinh",
    "130 năm ngày sinh Bác",
    "mừng 102 năm",
    "lễ lúc 15h30",
    "lễ lúc 14h45",
    "số 18001019",
    "số 19001091",
    "đầu số 165",
    "tổng đài 5656",
    "doanh thu 183 nghìn tỷ",
    "doanh thu 138 tỷ đồng",
    "doanh thu 138 triệu",
    "lợi nhuận 98.928,3 tỷ",
    "1,27 triệu thuê bao",
    "17,2 triệu thuê bao",
    "mạng 6G",
    "mạng 2G",
    "tỷ lệ IPv4",
    "78,5 phần trăm",
    "75%",
    "công nghiệp 3.0",
    "băng tần 3600MHz",
    "phiên họp lần thứ 14",
    "phiên họp thứ năm",
    "có 1324 đại biểu",
    "đại sứ Hàn Quốc",
    "đại sứ Singapore",
    "thăm Lào",
    "sếp sang mỹ",
    "đại sứ Pháp",
    "sang đức làm gì",
]
FITS = [
    "hội nghị giao ban quý II/2012",
    "hội nghị giao ban quý 2 năm 2012",
    "hội nghị giao ban quý hai",
    "hội nghị ngày 18/7/2012",
    "hội nghị tháng 7/2012",
    "hội nghị tháng bảy năm 2012",
    "giao ban năm 2012",
    "giao ban lần thứ 5",
    "giao ban lần 5",
    "giao ban lần V",
    "giao ban lần thứ năm",
    "thông tư 12/2012/TT-BTTTT nói gì",
    "thông tư 12 2012 TT BTTTT nói gì",
    "nghị định 25/2011/NĐ-CP",
    "nghị định 25/NĐ-CP",
    "doanh thu 3,2 tỷ",
    "doanh thu tăng 15%",
    "kế hoạch quý III/2012",
    "so với năm 2011",
    "hội nghị có 63 tỉnh dự",
    "hội nghị từ năm 2010 đến năm 2013",
    "hội nghị giao ban trước tháng 9/2012",
]
DIFFERS = [
    "giao ban lần 6",
    "hội nghị giao ban quý I/2012",
    "hội nghị giao ban quý 1 năm 2012",
    "hội nghị giao ban quý IV/2012",
    "hội nghị giao ban quý 4",
    "hội nghị giao ban quý III/2012",
    "hội nghị giao ban quý II/2011",
    "hội nghị giao ban quý II/2013",
    "hội nghị giao ban quý hai năm 2010",
    "hội nghị giao ban quý này",
    "hội nghị giao ban quý trước",
    "hội nghị giao ban năm 2013",
    "hội nghị giao ban năm 2009",
    "hội nghị giao ban năm ngoái",
    "hội nghị giao ban năm nay",
    "hội nghị tháng 8/2012",
    "hội nghị tháng 6/2012",
    "hội nghị tháng 7/2011",
    "hội nghị tháng tám năm 2012",
    "hội nghị tháng 8",
    "hội nghị tháng này",
    "hội nghị ngày 17/7/2012",
    "hội nghị ngày 18/8/2012",
    "hội nghị ngày 18/7/2013",
    "hội nghị ngày 8/7/2012",
    "hội nghị ngày mười tám tháng sáu",
    "hội nghị hôm qua",
    "hội nghị tuần trước",
    "hội nghị giao ban sau năm 2013",
    "hội nghị giao ban trước năm 2010",
    "hội nghị giai đoạn 2015-2020",
    "hội nghị 6 tháng đầu năm 2010",
    "hội nghị cuối năm 2013",
    "giao ban lần thứ 4",
    "giao ban lần thứ 6",
    "giao ban lần thứ IX",
    "giao ban lần thứ tư",
    "thông tư 21/2012/TT-BTTTT",
    "thông tư 12/2013/TT-BTTTT",
    "thông tư 13/2012/TT-BTTTT",
    "thông tư 12 2011 tt btttt",
    "nghị định 52/2011/NĐ-CP",
    "nghị định 25/2012/NĐ-CP",
    "nghị định 26/NĐ-CP",
    "quyết định 25/QĐ-TTg",
    "quyết định 749/QĐ-TTg",
    "doanh thu 2,3 tỷ",
    "doanh thu 32 tỷ",
    "doanh thu tăng 51%",
    "doanh thu tăng 5%",
    "doanh thu tăng 15,5%",
    "hội nghị có 36 tỉnh dự",
    "hội nghị có 64 tỉnh dự",
]


def cases(questions: list[str], entry: Entry) -> list[tuple[str, Entry]]:
    """Each question with its accents and without."""
    return [(spelled, entry) for question in questions for spelled in dict.fromkeys((question, fold(question)))]


ALL_FIT = [*cases(FITS, MEETING), *cases(REPORT_FITS, REPORT)]
ALL_DIFFER = [*cases(DIFFERS, MEETING), *cases(REPORT_DIFFERS, REPORT)]


@pytest.mark.parametrize(("question", "entry"), ALL_FIT)
def test_what_agrees_is_no_conflict(question: str, entry: Entry) -> None:
    assert conflicts(fixed_by(question, TODAY), entry) == ()


@pytest.mark.parametrize(("question", "entry"), ALL_DIFFER)
def test_what_differs_is_told_with_what_there_is(question: str, entry: Entry) -> None:
    (conflict, *_) = conflicts(fixed_by(question, TODAY), entry)
    assert conflict.asked in question
    assert conflict.held or "nd" in fold(question) or "qd" in fold(question)


def test_the_cases_are_enough() -> None:
    assert len(ALL_DIFFER) >= 150


@pytest.mark.parametrize(
    ("question", "held"),
    [("công văn 1924/BTTTT-CVT", "1942/BTTTT-CVT"), ("doanh thu 183 nghìn tỷ", "138 nghìn tỷ đồng")],
)
def test_what_is_nearest_to_the_one_asked_for_is_named_first(question: str, held: str) -> None:
    (conflict,) = conflicts(fixed_by(question, TODAY), REPORT)
    assert conflict.held[0] == held


@pytest.mark.parametrize("question", REPORT_DIFFERS)
def test_a_report_is_never_quoted_for_another_one(question: str, reports: Answerer) -> None:
    answer = reports.answer(f"báo cáo an toàn thông tin nói gì về {question}", today=TODAY)
    assert answer.status is not Status.ANSWER
    assert answer.understood.conflicts


@pytest.fixture(scope="module")
def reports() -> Answerer:
    return Answerer.build([REPORT])


@pytest.mark.parametrize("question", DIFFERS)
def test_an_answerer_never_answers_with_what_differs(question: str, answerer: Answerer) -> None:
    answer = answerer.answer(f"ai chủ trì {question}", today=TODAY)
    assert answer.status is not Status.ANSWER
    assert answer.understood.conflicts


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return Answerer.build([MEETING])


def test_an_entry_that_agrees_takes_the_place_of_one_that_does_not() -> None:
    day = dt.date(2013, 7, 20)
    later = Entry(
        id="giao-ban-quy-2-2013",
        kind=Kind.MEETING,
        title="Hội nghị giao ban quản lý nhà nước quý II/2013",
        source=Source("Mic.gov.vn"),
        body="Thứ trưởng Nguyễn Minh Hồng chủ trì hội nghị giao ban quản lý nhà nước. Hội nghị bàn về viễn thông.",
        position=Position(Path("b.yaml")),
        date=Period(day, day),
    )
    answerer = Answerer.build([MEETING, later])
    for year, entry in ((2012, MEETING), (2013, later)):
        answer = answerer.answer(f"ai chủ trì hội nghị giao ban quý II năm {year}", today=TODAY)
        assert answer.results[0].entry is entry
        assert not answer.understood.conflicts


def test_silence_is_no_contradiction() -> None:
    undated = Entry(
        id="x",
        kind=Kind.NEWS,
        title="Mạng 5G",
        source=Source("x"),
        body="Mạng 5G nhanh.",
        position=Position(Path("c.yaml")),
    )
    assert conflicts(fixed_by("mạng 5G năm 2020", TODAY), undated) == ()


MOVED = Entry(
    "lui-han",
    Kind.NEWS,
    "Thông tư lùi hạn dừng 2G sang 16/10/2024",
    Source("Mic.gov.vn"),
    "Nhà mạng có thêm một tháng. Tính đến ngày 8/9/2024, thị trường còn 3,4 triệu thuê bao 2G.",
    Position(Path("m.yaml")),
    date=Period(dt.date(2024, 9, 13), dt.date(2024, 9, 13)),
)


@pytest.mark.parametrize(
    ("question", "agrees"),
    [
        ("số thuê bao 2g 8/9/2024", True),
        ("so thue bao 2g toi ngay 8/9/2024", True),
        ("số thuê bao 2g 9/9/2024", False),
        ("lùi hạn năm 2023 hay năm 2024", True),
        ("lùi hạn năm 2022 hay năm 2023", False),
    ],
)
def test_a_day_told_in_the_text_and_a_choice_of_years_agree(question: str, *, agrees: bool) -> None:
    assert (conflicts(fixed_by(question, dt.date(2026, 1, 1)), MOVED) == ()) is agrees


@pytest.mark.parametrize(
    ("question", "agrees"),
    [
        ("chủ đề năm an toàn 2019", True),
        ("an toàn giao thông năm 2019 chủ đề gì", True),
        ("năm 2019 bao nhiêu người chết vì tai nạn", False),  # a theme is all that is told of it
        ("năm 2017 số vụ tai nạn bị thương", False),  # told only as what another year is compared with
        ("số vụ tai nạn năm 2018", True),
    ],
)
def test_what_stands_beside_a_year_is_told_of_it(question: str, *, agrees: bool) -> None:
    ended = Entry(
        "tong-ket-2018",
        Kind.NEWS,
        "Hội nghị tổng kết năm An toàn giao thông 2018",
        Source("Báo Giao thông"),
        "Có 18.736 vụ tai nạn, làm chết 8.248 người; số vụ và số bị thương giảm so với năm 2017.\n\n"
        "Năm 2019 có chủ đề về hành khách.",
        Position(Path("t.yaml")),
        date=Period(dt.date(2018, 12, 28), dt.date(2018, 12, 28)),
    )
    assert (conflicts(fixed_by(question, TODAY), ended) == ()) is agrees


@pytest.mark.parametrize(
    ("question", "agrees"),
    [
        ("cúm H1N1 có bao nhiêu ca", True),
        ("cúm A/H1N1 có bao nhiêu ca", True),
        ("cúm A/H5N1 có bao nhiêu ca", False),
        ("cum h5n1 bao nhieu ca", False),
        ("nhà ga T3 rộng bao nhiêu", True),
        ("nha ga t2 rong bao nhieu", False),
        ("có mấy ca F1, F2", True),
        ("khối C2 bao nhiêu", True),  # the entry has nothing of the kind
        ("bão số 3 hoãn mấy chuyến", True),
        ("bão số 13 hoãn mấy chuyến", False),
        ("con so 3 noi gi", True),
        ("metro số 2 có mấy ga", True),
    ],
)
def test_a_letter_with_figures_or_a_number_tells_one_of_several(question: str, *, agrees: bool) -> None:
    labelled = Entry(
        "cum",
        Kind.NEWS,
        "Ca tử vong do cúm A/H1N1",
        Source("Báo Sức khỏe"),
        "Khách ở nhà ga T3 khai báo. Có 21 ca F1, F2. Bão số 3 hoãn 12 chuyến.",
        Position(Path("h.yaml")),
    )
    assert (conflicts(fixed_by(question, TODAY), labelled) == ()) is agrees


@pytest.mark.parametrize(("year", "agrees"), [(2023, True), (2020, False), (2018, False)])
def test_a_title_with_months_of_a_year_is_of_that_year(year: int, *, agrees: bool) -> None:
    months = Entry(
        "sot-2023",
        Kind.NEWS,
        "Tám tháng năm 2023: hơn 66.000 ca sốt xuất huyết",
        Source("Báo Sức khỏe"),
        "Tỷ lệ tử vong thấp hơn giai đoạn 2016-2020.",
        Position(Path("s.yaml")),
        date=Period(dt.date(2023, 8, 31), dt.date(2023, 8, 31)),
    )
    assert (conflicts(fixed_by(f"sốt xuất huyết năm {year} bao nhiêu ca", TODAY), months) == ()) is agrees


CONTEST = Entry(
    "upu-50",
    Kind.NEWS,
    "Phát động cuộc thi Viết thư UPU lần thứ 50",
    Source("Mic.gov.vn"),
    "Đề thi viết về người thân. Ban tổ chức trao giải Ba quốc tế cuộc thi lần thứ 49 cho em Nhi, người đoạt giải Nhất.",
    Position(Path("u.yaml")),
    date=Period(dt.date(2020, 12, 1), dt.date(2020, 12, 1)),
)
PRESS = Entry(
    "hop-bao-12",
    Kind.MEETING,
    "Họp báo thường kỳ tháng 12/2023 của Bộ",
    Source("Mic.gov.vn"),
    "Ông Lâm chủ trì họp báo.\n\nTrong tháng 11/2023, doanh thu toàn ngành ước 358.291 tỷ đồng. Ngành nộp ngân sách "
    "8.311 tỷ đồng.",
    Position(Path("p.yaml")),
    date=Period(dt.date(2023, 12, 7), dt.date(2023, 12, 7)),
)


@pytest.mark.parametrize(
    ("question", "entry", "agrees"),
    [
        ("em nào đoạt giải ba UPU lần thứ 49", CONTEST, True),
        ("UPU lần thứ 49 có đề thi gì", CONTEST, False),
        ("UPU lần thứ 50 có đề thi gì", CONTEST, True),
        ("doanh thu ngành tháng 11/2023", PRESS, True),
        ("ngành nộp ngân sách tháng 11/2023 bao nhiêu", PRESS, True),
        ("họp báo tháng 11/2023 ai chủ trì", PRESS, False),
        ("ai chủ trì họp báo tháng 11/2023", PRESS, False),
        ("giao ban tháng 11/2023 ai chủ trì", PRESS, False),
        ("xuất khẩu gạo tháng 11/2023", PRESS, False),
    ],
)
def test_what_is_told_of_another_time_than_the_titles_holds_for_that_alone(
    question: str, entry: Entry, *, agrees: bool
) -> None:
    assert (not conflicts(fixed_by(question, TODAY), entry)) is agrees


@pytest.mark.parametrize(
    ("question", "agrees"),
    [
        ("vành đai 2 dài bao nhiêu", True),
        ("vanh dai 3 binh cat dai bao nhieu", False),
        ("Vành đai 12 dài bao nhiêu", False),
        ("đền bù vành đai 2 lần 9", False),
        ("bồi thường 1 ngôi mộ bao nhiêu", True),
        ("mức sửa 1 trạm", True),  # one of them is what a rate is told by
        ("sửa 7 trạm", False),
        ("phiên họp 4 bàn gì", False),
        ("phien 3 ban gi", True),
        ("phiên họp đầu tiên bàn gì", False),
        ("phiên họp đầu năm bàn gì", True),
        ("phien hop 3 ngay", True),
        ("phiên họp 63 tỉnh bàn gì", True),
        ("phiên đấu giá đất bàn gì", True),
        ("vành đai 31 km", True),  # counted, not numbered
        ("vành đai 4 có gì", True),  # the text has it
    ],
)
def test_one_of_several_things_of_a_name_is_told_by_its_number(question: str, *, agrees: bool) -> None:
    road = Entry(
        "duong",
        Kind.MEETING,
        "Họp giải phóng mặt bằng đường Vành đai 2 Bình Cát lần 7",
        Source("Báo Bình Cát"),
        "Tuyến dài 31 km. Sửa 5 trạm điện trên đường. Phiên thứ ba bàn về giá đất, các tuyến vành đai 2 và 4.",
        Position(Path("v.yaml")),
    )
    assert (conflicts(fixed_by(question, TODAY), road) == ()) is agrees


def test_a_title_that_counts_numbers_nothing() -> None:
    codes = Entry("ma", Kind.NEWS, "Mã bưu chính 6 số", Source("Báo"), "Mã có sáu số.", Position(Path("c.yaml")))
    assert conflicts(fixed_by("mã bưu chính 5 số khi nào có", TODAY), codes) == ()
