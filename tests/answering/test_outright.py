"""The sentence that says outright what is asked, where the excerpt does not hold it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.answer import EXCERPT_LIMIT, Excerpt
from bot.answering.outright import outright_excerpt
from bot.errors import Position
from bot.knowledge.entry import Entry, Kind, Source

OPENING = "Ngày Sách 2017 khai mạc tại Hà Nội."
ENTRY = Entry(
    "a",
    Kind.NEWS,
    "Khai mạc Ngày Sách 2017",
    Source("Mic.gov.vn"),
    f"{OPENING} Chủ đề là tri thức cộng đồng. Gần 100 gian hàng bày khoảng 40.000 đầu sách. "
    "Hơn 60 triệu lượt người xem.\n\nCó ba nhóm việc chính. Lễ lùi lại. Nguyên nhân là cơn bão.",
    Position(Path("a.yaml")),
)
SHOWN = Excerpt(OPENING, 0)
OPENED = "Thủ tướng và Bộ trưởng Đinh La Thăng cắt băng khánh thành tuyến metro."
METRO = Entry(
    "m",
    Kind.NEWS,
    "Khánh thành tuyến metro",
    Source("Báo"),
    f"{OPENED}\n\nDự án nhằm giảm ùn tắc. Vướng mắc chính nằm ở hợp đồng với nhà thầu. Giá vé lượt từ 7.000 đồng.\n\n"
    "Bộ trưởng Đinh La Thăng cho biết đường đi ngắn lại. Tàu chạy từ 5 giờ. "
    "Thủ tướng giao Bộ Công an xử lý xe quá tải.",
    Position(Path("m.yaml")),
    people=("Đinh La Thăng",),
)


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("ngày sách 2017 có bao nhiêu đầu sách", "40.000 đầu sách"),
        ("ngay sach 2017 co bao nhieu dau sach", "40.000 đầu sách"),
        ("có mấy gian hàng", "100 gian hàng"),
        ("bao nhiêu lượt người xem", "60 triệu lượt"),
        ("có mấy nhóm việc", "ba nhóm việc"),
        ("chủ đề ngày sách là gì", "Chủ đề là tri thức"),
        ("chủ đề ngày sách", "Chủ đề là tri thức"),
        ("vì sao lùi lễ", "Nguyên nhân là cơn bão"),
        ("vi sao lui le", "Nguyên nhân là cơn bão"),
    ],
)
def test_the_sentence_that_says_so_is_shown_word_for_word(question: str, held: str) -> None:
    said = outright_excerpt(question, ENTRY, SHOWN)
    assert said is not None
    assert held in said.text
    assert len(said.text) <= EXCERPT_LIMIT
    assert ENTRY.body[said.start : said.start + len(said.text)] == said.text
    begin, end = said.highlights[0]
    assert said.text[begin:end].lower() in ENTRY.body.lower()


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("bộ trưởng Đinh La Thăng nói gì ở lễ khánh thành", "đường đi ngắn lại"),
        ("dinh la thang danh gia the nao ve metro", "đường đi ngắn lại"),
        ("xây metro để làm gì", "giảm ùn tắc"),
        ("vướng mắc ở tuyến metro là gì", "hợp đồng với nhà thầu"),
        ("giá vé tuyến metro", "7.000 đồng"),
        ("gia ve tuyen metro bao nhieu", "7.000 đồng"),
        ("tuyến metro mới khánh thành giá vé", "7.000 đồng"),
        ("metro chạy từ mấy giờ", "5 giờ"),
        ("Bộ Công an được giao nhiệm vụ gì", "xử lý xe quá tải"),
        ("giao bo cong an lam gi", "xử lý xe quá tải"),
    ],
)
def test_what_somebody_said_or_is_asked_for_at_the_beginning_is_shown(question: str, held: str) -> None:
    said = outright_excerpt(question, METRO, Excerpt(OPENED, 0))
    assert said is not None
    assert held in said.text


@pytest.mark.parametrize(
    "question", ["Đinh La Thăng cắt băng hôm nào", "tuyến metro dài bao nhiêu", "khánh thành metro"]
)
def test_where_nothing_of_the_kind_is_asked_the_excerpt_stays(question: str) -> None:
    assert outright_excerpt(question, METRO, Excerpt(OPENED, 0)) is None


@pytest.mark.parametrize(
    "question",
    [
        "ngày sách khai mạc ở đâu",
        "máy gian hàng đặt ở đâu",  # "máy" asks for no number
        "bao nhiêu tiền",
        "bao nhiêu nhà xuất bản dự",  # not told
        "bao nhiêu % gian hàng của nhà nước",  # a share, no count
    ],
)
def test_what_is_not_asked_or_not_said_leaves_the_excerpt(question: str) -> None:
    assert outright_excerpt(question, ENTRY, SHOWN) is None


def test_an_excerpt_that_says_so_already_stays() -> None:
    assert outright_excerpt("có mấy gian hàng", ENTRY, Excerpt("Gần 100 gian hàng bày sách.", 0)) is None


def test_a_heading_says_nothing_outright() -> None:
    body = "Hội nghị họp sáng nay.\nNguyên nhân\nDo xe đi sai làn. Nguyên nhân chính là rượu."
    entry = Entry("n", Kind.NEWS, "Họp an toàn", Source("Báo"), body, Position(Path("n.yaml")))
    said = outright_excerpt("vì sao tai nạn", entry, Excerpt("Hội nghị họp sáng nay.", 0))
    assert said is not None
    assert said.text.endswith("Nguyên nhân chính là rượu.")
