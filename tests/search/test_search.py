import datetime as dt
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.answering.answer import EXCERPT_LIMIT, Status
from bot.answering.answerer import Answerer
from bot.errors import Position
from bot.knowledge.entry import Entry, Kind, Period, Source, Visibility
from bot.language.normal import fold
from bot.search.index import Index
from bot.search.searcher import Searcher


def _entry(name, title, body, **more):
    return Entry(
        name, Kind.NEWS, title, Source("Báo", f"https://example.org/{name}"), body, Position(Path("a.yaml")), **more
    )


ENTRIES = (
    _entry(
        "mobile",
        "Nhà mạng phủ sóng 5G",
        "Đến cuối năm, ba nhà mạng đã lắp 11.000 trạm phát sóng 5G tại các thành phố lớn. "
        "Cục Viễn thông cho biết mục tiêu năm sau là phủ sóng toàn bộ khu công nghiệp.",
    ),
    _entry(
        "post",
        "Cuộc thi viết thư quốc tế UPU",
        "Hơn một triệu học sinh gửi bài dự thi viết thư UPU lần thứ 50. Giải nhất thuộc về em Đào Anh Thư, Hải Dương.",
    ),
    _entry(
        "party",
        "Hội nghị Đảng ủy cơ quan",
        "Đồng chí Lê Văn Hòa chủ trì hội nghị Đảng ủy quý I. Hội nghị bàn về công tác kiểm tra và giám sát.",
        questions=("Ai điều hành cuộc họp chi bộ?",),
    ),
    _entry(
        "secret",
        "Hồ sơ nhân sự",
        "Danh sách quy hoạch cán bộ của vụ được trình tháng sau.",
        visibility=Visibility.ADMIN,
    ),
)


@pytest.fixture(scope="module")
def answerer():
    return Answerer.build(ENTRIES)


@pytest.mark.parametrize(
    "question",
    [
        "Có bao nhiêu trạm phát sóng 5G?",
        "co bao nhieu tram phat song 5g",
        "Cos bao nhieeu tramj phats songs 5G",
        "Co1 bao nhie6u tram5 phat1 song1 5G",
        "co bao nhieu trma phat sogn 5g",
    ],
)
def test_one_question_typed_in_many_ways_finds_one_passage(answerer, question):
    answer = answerer.answer(question)
    assert answer.status is Status.ANSWER
    assert answer.results[0].entry.id == "mobile"
    assert "11.000 trạm phát sóng 5G" in answer.results[0].excerpt.text


def test_the_chair_is_found_and_marked(answerer):
    result = answerer.answer("ai chu tri hoi nghi dang uy quy 1").results[0]
    marked = [result.excerpt.text[start:end] for start, end in result.excerpt.highlights]
    assert result.entry.id == "party"
    assert any("chủ trì" in piece for piece in marked)


def _marked(result):
    return [result.excerpt.text[start:end] for start, end in result.excerpt.highlights]


def test_a_word_that_may_be_grammar_as_it_was_typed_is_marked_with_its_neighbour(answerer):
    marked = _marked(answerer.answer("ai chu tri hoi nghi dang uy quy 1").results[0])
    assert "chủ trì hội nghị Đảng ủy quý I" in marked  # "hoi" may be "hỏi" and "dang" may be "đang"


def test_half_of_a_word_for_the_same_is_not_marked(answerer):
    body = "Ban Chấp hành Đảng bộ họp ngày 8/5/2009. Thứ trưởng điều hành hội nghị Đảng bộ và kết luận các nội dung."
    result = Answerer.build([_entry("meeting", "Đảng bộ", body)]).answer("Ai chủ trì hội nghị Đảng bộ?").results[0]
    marked = " | ".join(_marked(result))
    assert "điều hành" in marked
    assert "Chấp hành" not in marked


def test_a_word_is_not_marked_as_the_abbreviation_that_it_would_be_without_its_accents():
    body = "Cán bộ dự họp tại trụ sở. Văn phòng Đảng ủy (ĐU) lập báo cáo; ĐU giao các chi bộ triển khai trong quý."
    answerer = Answerer.build([_entry("meeting", "Báo cáo", body)], glossary={"ĐU": ("Đảng ủy",)})
    marked = _marked(answerer.answer("đảng ủy giao chi bộ làm gì, ai lập báo cáo").results[0])
    assert any("ĐU" in piece for piece in marked)
    assert not any("dự" in piece for piece in marked)


def test_what_the_knowledge_does_not_hold_is_not_answered(answerer):
    assert answerer.answer("hôm nay ăn trưa món gì ngon?").status is not Status.ANSWER


def test_an_entry_above_the_viewer_leaves_no_trace(answerer):
    question = "danh sách quy hoạch cán bộ của vụ"
    assert answerer.answer(question, viewer=Visibility.ADMIN).results[0].entry.id == "secret"
    assert all(result.entry.id != "secret" for result in answerer.answer(question, viewer=Visibility.STAFF).results)


def test_a_typed_accent_decides_between_equals():
    entries = (
        _entry("road", "Một", "Con đường mới dài mười cây số."),
        _entry("sun", "Hai", "Con dương mới dài mười cây số."),
    )
    answerer = Answerer.build(entries)
    assert answerer.answer("con đường mới").results[0].entry.id == "road"
    assert answerer.answer("con dương mới").results[0].entry.id == "sun"


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Bluezone nằm ở đâu", {"bluezone"}),
        ("bluezone nam o dau", {"bluezone"}),
        ("bluezoen nam o dau", {"bluezoen"}),  # a slip
        ("ở đâu có Trạm Bluezone", {"Trạm", "Bluezone"}),
        ("trạm phát sóng nằm ở đâu", set()),
        ("fcebook nằm ở đâu", set()),  # the knowledge has nothing like it
    ],
)
def test_what_is_no_vietnamese_syllable_is_a_name_wherever_it_stands(question, names):
    entries = (
        _entry("app", "Ứng dụng", "Bluezone chạy trên điện thoại."),
        _entry("mast", "Trạm", "Trạm phát sóng nằm ở ngoại thành."),
    )
    terms = Searcher(Index.build(entries)).read(question).terms
    assert {term.written for term in terms if term.is_name} in (names, {name.capitalize() for name in names})


def test_no_entries_mean_nothing_found():
    assert Answerer.build(()).answer("ai chủ trì?").status is Status.NOT_FOUND


@settings(max_examples=150)
@given(st.text(max_size=400))
@example("s×ª0")  # all that is found scores below nought, and contradicts it
def test_any_text_gets_an_answer_with_verbatim_excerpts(text):
    for result in _SHARED.answer(text).results:
        excerpt = result.excerpt
        assert result.entry.body[excerpt.start : excerpt.start + len(excerpt.text)] == excerpt.text
        assert len(excerpt.text) <= EXCERPT_LIMIT
        before = 0
        for start, end in excerpt.highlights:
            assert before <= start < end <= len(excerpt.text)
            before = end


@pytest.mark.parametrize(
    "text", ["", " ", "a" * 4096, "🎉" * 50, "của là gì", "123456789", "\u200b\u202e", "<b>&amp;</b>", "xyzzy " * 700]
)
def test_the_worst_messages_are_answered_calmly(text):
    assert _SHARED.answer(text).status in set(Status)


def test_a_long_entry_is_cut_into_passages_and_each_is_found():
    filler = " ".join(f"Đoạn thứ {n} nói về việc thường ngày của cơ quan số {n}." for n in range(80))
    entry = _entry("long", "Báo cáo", f"{filler} Kho lưu trữ đặt tại Sơn La từ mùa thu. {filler}")
    excerpt = Answerer.build((*ENTRIES, entry)).answer("kho lưu trữ đặt ở đâu").results[0].excerpt
    assert "Sơn La" in excerpt.text


def test_excerpts_never_cut_a_word():
    text = _SHARED.answer("mục tiêu phủ sóng khu công nghiệp năm sau").results[0].excerpt
    body = ENTRIES[0].body
    end = text.start + len(text.text)
    assert text.start == 0 or not body[text.start - 1].isalnum()
    assert end == len(body) or not body[end].isalnum()
    assert "khu cong nghiep" in fold(text.text)


_SHARED = Answerer.build(ENTRIES)


def test_an_abbreviation_and_what_it_stands_for_find_each_other():
    short = _entry("short", "Tin số 1", "Bộ họp về ứng dụng CNTT tại xã Hòa Lạc.")
    full = _entry("full", "Tin số 2", "Phát triển công nghệ thông tin (CNTT) ở huyện Mê Linh.")
    answerer = Answerer.build([short, full])
    for question in ("cong nghe thong tin o hoa lac", "CNTT ở Hòa Lạc", "cntt hoa lac"):
        first = answerer.answer(question).results[0]
        assert first.entry.id == "short"
        assert "CNTT" in {first.excerpt.text[start:end] for start, end in first.excerpt.highlights}, question
    assert answerer.answer("cntt me linh ntn").results[0].entry.id == "full"


def test_shorthand_and_missing_spaces_find_what_was_meant():
    answerer = Answerer.build(ENTRIES)
    plain = answerer.answer("Ai chủ trì hội nghị ban chấp hành").results[0].entry.id
    assert answerer.answer("ai chutri hộinghị bch").results[0].entry.id == plain


def test_shorthand_before_a_number_is_what_the_knowledge_numbers():
    entries = (
        _entry("stage", "Số hóa", "Giai đoạn 1 của lộ trình số hóa truyền hình kết thúc ở bốn thành phố."),
        _entry("boss", "Nhân sự", "Giám đốc đài truyền hình nói về lộ trình."),
    )
    searcher = Searcher(Index.build(entries))
    assert searcher.as_meant("gđ 1 số hóa truyền hình") == "giai đoạn 1 số hóa truyền hình"
    assert searcher.as_meant("gđ 7 số hóa truyền hình") == "giám đốc 7 số hóa truyền hình"
    assert searcher.as_meant("gđ đài truyền hình nói gì") == "giám đốc đài truyền hình nói gì"


def test_the_admins_glossary_is_used():
    entry = _entry("mic", "Tin số 3", "Bộ Thông tin và Truyền thông ban hành kế hoạch tuyển dụng.")
    answerer = Answerer.build([entry], glossary={"MIC": ("Bộ Thông tin và Truyền thông",)})
    assert "Thông" in answerer.answer("kế hoạch tuyển dụng của mic").understood.matched


REPORT = (
    "Ba nhà mạng đã lắp 11.000 trạm phát sóng tại các thành phố lớn, theo báo cáo của Cục Viễn thông sáng nay. "
    "Các trạm này phủ sóng phần lớn khu công nghiệp, cảng biển và sân bay, nơi nhu cầu kết nối tăng nhanh nhất."
)


def _dated(name, body, day):
    return _entry(name, f"Tin {name}", body, date=Period(day, day))


@pytest.mark.parametrize(
    ("other", "shown"),
    [
        (_dated("b", REPORT, dt.date(2024, 5, 3)), 1),  # the same report in another paper
        (_dated("b", REPORT.replace("sáng nay", "hôm qua"), dt.date(2024, 5, 3)), 1),
        (_dated("b", REPORT.replace("11.000", "12.000"), dt.date(2024, 5, 3)), 2),  # a figure differs
        (_dated("b", REPORT, dt.date(2024, 6, 3)), 2),  # the same words a month later
        (_dated("b", REPORT + " " + ENTRIES[1].body + " " + ENTRIES[0].body, dt.date(2024, 5, 3)), 2),
    ],
)
def test_a_report_that_two_papers_printed_is_shown_once(other, shown):
    answer = Answerer.build([_dated("a", REPORT, dt.date(2024, 5, 2)), other]).answer("có bao nhiêu trạm phát sóng")
    assert len(answer.results) == shown


def test_another_word_for_the_same_finds_it():
    answerer = Answerer.build(
        [
            _entry("off", "Tin số 1", "Nhà mạng dừng dịch vụ 2G ở huyện Mê Linh từ tháng sau để dành băng tần cho 4G."),
            _entry("on", "Tin số 2", "Nhà mạng mở thêm dịch vụ 4G ở huyện Ba Vì từ tháng sau cho người dân vùng xa."),
        ]
    )
    assert answerer.answer("khi nào cắt sóng 2G").results[0].entry.id == "off"


def test_a_slip_that_makes_another_known_syllable_is_told_by_its_neighbour() -> None:
    position = Position(Path("a.yaml"))
    entries = [
        Entry(f"e{n}", Kind.NEWS, f"Quyết định {n}", Source("nguồn"), f"Quyết định số {n} có hiệu lực.", position)
        for n in range(880, 890)
    ] + [Entry("r", Kind.NEWS, "Rà quét mã độc", Source("nguồn"), "Chiến dịch rà quét mã độc.", position)]
    searcher = Searcher(Index.build(entries))
    read = searcher.read("quết định 888")
    assert read.terms[0].spellings[0].folded == "quyet"
    assert searcher.read("rà quét mã độc").terms[1].spellings[0].folded == "quet"
    assert searcher.search("quết định 888").found[0].located.entry.id == "e888"


LONG = _entry(
    "long",
    "Hội nghị an toàn giao thông năm 2024",
    "Hội nghị an toàn giao thông năm 2024 họp sáng nay, bàn về an toàn giao thông. "
    + "Các đại biểu trao đổi về việc chung. " * 40
    + "\nNguyên nhân\nCó 43% số vụ do đi sai làn, 5% do rượu bia. "
    + "Các đại biểu trao đổi về việc chung. " * 40,
)


def test_the_excerpt_is_looked_for_in_all_good_passages_of_an_entry():
    got = Answerer.build((LONG, *ENTRIES)).answer("hội nghị an toàn giao thông năm 2024 bao nhiêu vụ do rượu bia")
    assert "5% do rượu bia" in got.results[0].excerpt.text


def test_an_excerpt_does_not_end_with_a_heading():
    body = (
        "Tỉnh trồng rừng ở Bản Lạ, được 40 ha rừng thông.\n\nII. CHĂN NUÔI\nĐàn bò tăng.\n\nIII. THỦY SẢN\nAo cá cạn."
    )
    got = Answerer.build((_entry("wood", "Nông nghiệp", body), *ENTRIES)).answer("trồng được bao nhiêu ha rừng thông")
    assert "40 ha" in got.results[0].excerpt.text
    assert not got.results[0].excerpt.text.endswith(("CHĂN NUÔI", "THỦY SẢN"))
