"""Taking in: one document in four forms is one draft; hostile and broken ones are each a clear error."""

from __future__ import annotations

import datetime as dt
import html
import io
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

import docx
import matplotlib as mpl
import pytest
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from bot.errors import Position
from bot.importing import confined
from bot.importing.document import ImportingError
from bot.importing.drafts import as_yaml, entry_id
from bot.importing.feeds import read_feed
from bot.importing.legacy import modern
from bot.importing.page_dates import day_in, page_day
from bot.importing.taking import known_as, links_of_feed, take_bytes, take_file, take_text
from bot.knowledge.entry import Entry, Kind, Source
from bot.knowledge.loading import read_file

if TYPE_CHECKING:
    from pathlib import Path

TITLE = "Hội nghị giao ban công tác viễn thông Cục Tần số"
PARAGRAPHS = (
    (
        "(Tanso.gov.vn) - Ngày 12/3/2011, tại Đà Nẵng, Cục Tần số tổ chức giao ban công tác viễn thông sáu tháng. "
        "Đồng chí Phạm Minh Tâm, Phó Cục trưởng phụ trách khu vực, chủ trì hội nghị cùng các trưởng phòng."
    ),
    "Hội nghị đã nghe báo cáo về kiểm soát băng tần; mười hai vụ can nhiễu đã được xử lý; họat động cấp phép đúng hạn.",
    (
        "Kết luận hội nghị, Phó Cục trưởng giao Văn phòng Cục tổng hợp góp ý xong trước ngày 30/4/2011. Việc chính sắp "
        "tới: Hoàn thiện quy hoạch băng tần; Mở rộng trạm kiểm soát; Tập huấn cán bộ các trung tâm."
    ),
)
LEFTOVER = "ĐÁNH GIÁ BÀI VIẾT( 0)"


def as_html() -> bytes:
    body = "".join(f"<p>{html.escape(text)}</p>" for text in PARAGRAPHS)
    return f"""<html><head><meta charset="utf-8"><title>{TITLE} - Cổng thông tin Cục</title></head><body>
      <div class="menu"><a href="/">Trang chủ</a> | <a href="/tin">Tin tức</a></div><div>Hôm nay: 23/11/2026</div>
      <div class="main"><h1>{TITLE}</h1><p class="date">Thứ bảy, 12/03/2011 15:30</p>{body}<p>TM</p>
      <div class="rating">{LEFTOVER}</div></div><div>Bản quyền thuộc Cục Tần số</div>
      <div class="sidebar"><a href="/x">Tin khác ngày 01/06/2012</a></div></body></html>""".encode()


def as_docx() -> bytes:
    file = docx.Document()
    file.add_heading(TITLE)
    for text in (*PARAGRAPHS, "TM", LEFTOVER):
        file.add_paragraph(text)
    held = io.BytesIO()
    file.save(held)
    return held.getvalue()


def as_pdf() -> bytes:
    held = io.BytesIO()
    with mpl.rc_context({"pdf.fonttype": 42, "font.family": "DejaVu Sans"}), PdfPages(held) as pages:
        page = Figure(figsize=(8, 11))
        page.text(0.05, 0.95, TITLE, fontsize=15)
        height = 0.9
        for text in (*PARAGRAPHS, "TM", LEFTOVER):
            line = ""
            for word in [*text.split(), None]:
                if word is None or len(line) + len(word) > 80:
                    page.text(0.05, height, line, fontsize=10)
                    height, line = height - 0.02, ""
                line = f"{line} {word}".strip()
            height -= 0.02
        pages.savefig(page)
    return held.getvalue()


FORMS = {
    "txt": "\n\n".join((TITLE, *PARAGRAPHS, "TM", LEFTOVER)).encode(),
    "html": as_html(),
    "docx": as_docx(),
    "pdf": as_pdf(),
}


@pytest.mark.parametrize("form", FORMS)
def test_one_document_is_one_draft_in_whichever_form(form: str) -> None:
    draft = take_bytes(FORMS[form], f"giao-ban.{form}")
    assert (draft.title, draft.date, draft.kind) == (TITLE, dt.date(2011, 3, 12), Kind.MEETING)
    assert draft.source == "Tanso.gov.vn"
    assert draft.body == "\n\n".join((PARAGRAPHS[0].removeprefix("(Tanso.gov.vn) - "), *PARAGRAPHS[1:]))
    assert draft.meeting is not None
    assert (draft.meeting.chair, draft.meeting.place) == ("Phạm Minh Tâm", "Đà Nẵng")
    assert draft.meeting.conclusions[1] == "Mở rộng trạm kiểm soát"
    (task,) = draft.meeting.tasks
    assert (task.unit, task.due) == ("Văn phòng Cục", dt.date(2011, 4, 30))
    assert "kind" in draft.guessed


def test_a_draft_can_be_served_as_it_is_written(tmp_path: Path) -> None:
    draft = take_bytes(FORMS["txt"], "a.txt")
    (tmp_path / "a.yaml").write_text(as_yaml(draft, entry_id(draft.title, ())), encoding="utf-8")
    ((written,), findings) = read_file(tmp_path / "a.yaml")
    assert findings == ()
    assert written.entry.body == draft.body
    assert written.entry.meeting == draft.meeting
    assert written.entry.id == "hoi-nghi-giao-ban-cong-tac-vien-thong-cuc-tan-so"


@pytest.mark.parametrize(
    "text",
    [
        "Héi nghÞ Ban chÊp hµnh §¶ng bé c¬ quan Bé\n\nHéi nghÞ ®· nghe b¸o c¸o kÕt qu¶ c«ng t¸c vµ kÕ ho¹ch quý II.",
        (
            "Hoäi nghò Ban chaáp haønh Ñaûng boä cô quan Boä\n\n"
            "Hoäi nghò ñaõ nghe baùo caùo keát quaû coâng taùc vaø keá hoaïch quyù II."
        ),
    ],
)
def test_an_old_file_without_a_day_says_that_one_is_to_be_filled_in(tmp_path: Path, text: str) -> None:
    file = tmp_path / "cu.txt"
    file.write_text(text, encoding="utf-8")
    draft = take_file(file)
    assert draft.title == "Hội nghị Ban chấp hành Đảng bộ cơ quan Bộ"
    assert draft.body == "Hội nghị đã nghe báo cáo kết quả công tác và kế hoạch quý II."
    written = as_yaml(draft, "cu")
    assert "# date: (trang không ghi ngày" in written
    (tmp_path / "cu.yaml").write_text(written, encoding="utf-8")
    ((entry,), findings) = read_file(tmp_path / "cu.yaml")
    assert (entry.entry.date, findings) == (None, ())


def test_an_article_that_is_known_is_told_by_its_link_or_its_text() -> None:
    draft = take_bytes(FORMS["html"], "a", url="https://a.vn/1")
    entry = Entry("cu", Kind.NEWS, "Cũ", Source("x", "https://a.vn/1/"), "Khác hẳn.", Position(__file__))
    assert known_as(draft, [entry]) is entry
    same_text = Entry("cu", Kind.NEWS, "Cũ", Source("x"), draft.body.replace("mười hai", "12"), Position(__file__))
    assert known_as(draft, [same_text]) is same_text
    assert known_as(take_text("Một tin khác\nBưu điện phát hành bộ tem mới về biển đảo."), [entry, same_text]) is None


def zip_bomb() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(3):
            packed.writestr(f"word/{number}.xml", b"\x00" * 40_000_000)
    return held.getvalue()


def docx_without_a_body() -> bytes:
    held = io.BytesIO(as_docx())
    with zipfile.ZipFile(held) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(held := io.BytesIO(), "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, b"<a/>" if name == "word/document.xml" else part)
    return held.getvalue()


def docx_with(body: bytes) -> bytes:
    held = io.BytesIO(as_docx())
    with zipfile.ZipFile(held) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + body)
    with zipfile.ZipFile(held := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return held.getvalue()


def cell_of_a_hundred_million_columns() -> bytes:
    return docx_with(
        b'<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr><w:gridSpan w:val="100000000"/></w:tcPr><w:p/></w:tc></w:tr>'
        b"</w:tbl>"
    )


def pdf_bomb() -> bytes:
    """A page whose content unpacks, in two steps, from 2 kilobytes to a gigabyte."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b" " * 1_000_000) for _ in range(1_000)) + packer.flush()
    content = zlib.compress(once, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>",
        b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%b\nendstream" % (len(content), content),
    ]
    return (
        b"%PDF-1.4\n"
        + b"".join(b"%d 0 obj\n%b\nendobj\n" % one for one in enumerate(objects, 1))
        + (b"trailer<</Size 5/Root 1 0 R>>\n%%EOF")
    )


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "empty"),
        (pdf_bomb(), "too much memory|only pictures"),
        (cell_of_a_hundred_million_columns(), "too much memory"),
        ("Họp\n".encode() + b"a " * 600_000, "characters of text"),
        (b"PK\x03\x04 no zip", "no DOCX"),
        (docx_without_a_body(), "no DOCX"),
        (zip_bomb(), "unpacks to"),
        (b"%PDF-1.7 broken", "no PDF"),
        (b"\xd0\xcf\x11\xe0old", "old Word"),
        (b"\x00\x01\x02\x03", "no text"),
        (b"<html><body></body></html>", "no article|no text"),
        (b"<html><body>" + b"<div>" * 100_000 + b"x", "no article|no text|no page"),
        (LEFTOVER.encode(), "no text of an article"),
    ],
)
def test_what_holds_no_article_is_refused_with_its_cause(content: bytes, cause: str) -> None:
    with pytest.raises(ImportingError, match=cause):
        take_bytes(content, "x")


def test_a_file_of_200_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    with file.open("wb") as held:
        held.truncate(200_000_000)
    with pytest.raises(ImportingError, match="more than 20,000,000 bytes"):
        take_file(file)


@pytest.mark.parametrize(("form", "ending"), [("pdf", "docx"), ("docx", "txt"), ("html", "pdf"), ("txt", "html")])
def test_a_wrong_ending_misleads_nobody(tmp_path: Path, form: str, ending: str) -> None:
    file = tmp_path / f"giao-ban.{ending}"
    file.write_bytes(FORMS[form])
    assert take_file(file).title == TITLE


def test_no_entity_of_a_docx_reaches_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET" * 50, encoding="utf-8")
    with zipfile.ZipFile(io.BytesIO(docx_with(b"<w:p><w:r><w:t>&x;</w:t></w:r></w:p>"))) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    entity = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{secret}">]>'.encode()
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:document", entity + b"<w:document", 1)
    with zipfile.ZipFile(held := io.BytesIO(), "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    assert "SECRET" not in take_bytes(held.getvalue(), "x").body


def test_what_is_read_apart_knows_no_setting_of_the_bot(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOIBO_TOKEN", "1:secret")
    monkeypatch.chdir(tmp_path)
    seen: list[dict[str, str]] = []
    really = confined.subprocess.run

    def run(*args: Any, **options: Any) -> Any:
        seen.append(options["env"])
        return really(*args, **options)

    monkeypatch.setattr(confined.subprocess, "run", run)
    assert take_bytes(FORMS["docx"], "a.docx").title == TITLE
    assert not [key for env in seen for key in env if key.startswith("HOIBO")]
    assert seen


def test_no_entity_of_a_page_reaches_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET" * 50, encoding="utf-8")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]>'.encode() + FORMS["html"].replace(b"TM", b"&x;")
    assert "SECRET" not in take_bytes(page, "x").body


def test_a_feed_gives_its_links_and_no_entities() -> None:
    items = "".join(f"<item><title>t{n}</title><link>https://a.vn/{n}</link></item>" for n in range(500))
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode()
    assert len(links_of_feed(feed, "x")) == 100
    assert links_of_feed(FORMS["html"], "x") == ()
    with pytest.raises(ImportingError, match="entities"):
        read_feed(b'<!DOCTYPE a [<!ENTITY b "c">]>' + feed, where="x")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Thứ sáu, 08/05/2009 15:30", (2009, 5, 8)),
        ("Cập nhật lúc 15:30, 8-5-2009", (2009, 5, 8)),
        ("ngày 08 tháng 5 năm 2009", (2009, 5, 8)),
        ("2009-05-08T15:30:00+07:00", (2009, 5, 8)),
        ("31/02/2009", None),
        ("văn bản 30/2020/NĐ-CP", None),
    ],
)
def test_days_as_pages_write_them(text: str, day: tuple[int, int, int] | None) -> None:
    assert day_in(text) == (dt.date(*day) if day else None)


def test_a_clock_is_not_the_articles_day() -> None:
    assert page_day(["Hôm nay: 23/11/2026", "Thứ sáu, 08/05/2009"]) == dt.date(2009, 5, 8)


@pytest.mark.parametrize(
    ("old", "text"),
    [
        ("Héi nghÞ Ban chÊp hµnh §¶ng bé c¬ quan Bé", "Hội nghị Ban chấp hành Đảng bộ cơ quan Bộ"),
        ("Hoäi nghò Ban chaáp haønh Ñaûng boä cô quan Boä", "Hội nghị Ban chấp hành Đảng bộ cơ quan Bộ"),
        ("Hội nghị Ban chấp hành", "Hội nghị Ban chấp hành"),
        ("Plain text, no accents", "Plain text, no accents"),
    ],
)
def test_fonts_of_before_unicode_are_read(old: str, text: str) -> None:
    assert modern(old) == text


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("BIÊN BẢN", "Họp Hội đồng thi đua quý IV"),
        ("VĂN PHÒNG BỘ\n\nKẾT LUẬN CUỘC HỌP", "Họp Hội đồng thi đua quý IV"),
        ("THÔNG BÁO", "Họp Hội đồng thi đua quý IV"),
    ],
)
def test_a_paper_is_called_by_what_it_is_about(head: str, title: str) -> None:
    draft = take_text(
        f"{head}\n\n{title}\n\nChủ trì: Phó Chánh Văn phòng Nguyễn Văn An\n\nHội đồng thống nhất khen 27 tập thể."
    )
    assert (draft.title, draft.kind) == (title, Kind.MEETING)
    assert draft.meeting is not None
    assert draft.meeting.chair == "Nguyễn Văn An"


def test_a_paper_without_any_other_title_keeps_its_own() -> None:
    draft = take_text("KẾT LUẬN CUỘC HỌP\n\nThời gian: 8h30 ngày 23/11/2026\n\nPhòng Tổng hợp hoàn thành báo cáo.")
    assert draft.title == "KẾT LUẬN CUỘC HỌP"


def test_text_that_runs_on_from_the_number_of_a_letter_is_kept() -> None:
    long = (
        "Số: 45/TB-BKHCN. Hà Nội, ngày 20 tháng 11 năm 2026. Thứ trưởng chủ trì họp Ban Chỉ đạo và giao các vụ báo cáo."
    )
    draft = take_text(f"Thông báo kết luận họp Ban Chỉ đạo\n\n{long}\n\n11/29/26, 1:30 AM\n\nfile:///tmp/a.html 1/1")
    assert draft.body == long
