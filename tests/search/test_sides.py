"""Which side of the words that lead to the asking word an answer is looked for on."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.answerer import Answerer
from bot.errors import Position
from bot.knowledge.entry import Entry, Kind, Source
from bot.language.syllables import is_accented, tokens
from bot.language.wanted import asking_place
from bot.search.index import Index
from bot.search.searcher import Searcher
from bot.search.sides import NEITHER, NEW, leading, sides

BODY = (
    "Ban tổ chức mời các đoàn đi thăm khu trưng bày của doanh nghiệp trẻ, sau đó chụp ảnh lưu niệm ở sân trước, "
    "cùng ăn trưa và trao đổi thêm về chương trình buổi chiều của từng đoàn trước giờ nghỉ ngắn. "
    "Đoàn công tác tặng cho trường học ở bản Nà Lạn. "
    "Món quà gồm hai mươi bộ máy tính để bàn, đường truyền băng rộng trong ba năm và một tủ sách tham khảo cho các em; "
    "giáo viên được hướng dẫn sử dụng ngay trong ngày, do kỹ sư của đơn vị tài trợ đến tận lớp chỉ dẫn."
)
ENTRY = Entry("qua", Kind.NEWS, "Một ngày ở cơ sở", Source("Báo", "https://example.org/a"), BODY, Position(Path("a")))


def _place(question):
    return asking_place([(t.folded, t.key) for t in tokens(question)], accented=is_accented(question))


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("Hội nghị do ai chủ trì?", 3),
        ("hoi nghi do ai chu tri", 3),
        ("Có bao nhiêu tỉnh tham gia?", 2),
        ("Ngày nào và ở đâu họp?", 4),
        ("Bắt đầu từ đâu?", 3),
        ("Nhiều tỉnh đã báo cáo", None),
        ("Nhà báo nhiều năm trong nghề", None),
        ("Đầu năm nay họp", None),
        ("", None),
    ],
)
def test_the_last_word_that_asks_is_found_and_words_that_only_look_like_it_are_not(question, place):
    assert _place(question) == place


def test_words_before_the_asking_word_lead_the_more_the_nearer_and_those_after_it_do_not():
    terms = Searcher(Index.build([ENTRY])).read("Bao giờ đoàn công tác tặng trường học cái gì trong ngày?")
    pull = dict(zip((term.folded for term in terms.terms), leading(terms), strict=True))
    assert pull["hoc"] > pull["tac"] > pull["doan"] > 0
    assert pull["trong"] == pull["ngay"] == pull["gi"] == 0


def test_nothing_leads_where_nothing_asks():
    assert not any(leading(Searcher(Index.build([ENTRY])).read("Đoàn công tác tặng trường học")))


def test_new_words_after_a_leading_word_are_pulled_the_more_the_nearer_and_words_of_grammar_are_not():
    words = [(0, NEW, 0.0), (1, 0, 1.0), (2, NEITHER, 0.0), (3, NEW, 0.0), (4, NEW, 0.0)]
    after, before = sides(words, (1.0,), 5)
    assert after[0] == after[1] == after[2] == 0
    assert after[3] > after[4] > 0
    assert before == [1, 0, 0, 0, 0]


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(NEITHER, 2), st.floats(0, 1)), max_size=40),
    st.lists(st.floats(0, 9), min_size=3, max_size=3),
)
def test_the_shares_of_each_side_sum_to_one_or_to_nought(words, pull):
    for shares in sides(sorted(words), pull, 4):
        assert sum(shares) == pytest.approx(1) or not any(shares)


def test_the_excerpt_goes_on_behind_the_words_that_lead_to_the_asking_word():
    excerpt = (
        Answerer.build([ENTRY]).answer("Đoàn công tác tặng cho trường học ở bản Nà Lạn những gì?").results[0].excerpt
    )
    assert "máy tính" in excerpt.text
    assert not excerpt.text.startswith("Ban tổ chức")
