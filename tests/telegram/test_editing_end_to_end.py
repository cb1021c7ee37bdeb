"""Editors at work in Telegram, over HTTP: new articles, edits, withdrawing, history; and those who wish it ill."""

import asyncio
import datetime as dt
import io
import itertools
import json
import subprocess
import zipfile

import pytest

from bot.importing.fetching import Fetcher
from bot.knowledge.loading import read_file
from bot.storage.people import Rank
from tests.telegram.sites import a_site

EDITOR_ID = 4711

PAGE = """<!doctype html><html><head><title>Khánh thành trạm vệ tinh Hoa Lạc</title>
<meta property="og:site_name" content="Báo Vệ Tinh"></head><body><article>
<h1>Khánh thành trạm vệ tinh Hoa Lạc</h1>
<p>Ngày 12/3/2024, Thứ trưởng Phan Tâm dự lễ khánh thành trạm vệ tinh Hoa Lạc tại Hà Nội. Trạm phục vụ các tỉnh phía Bắc
và đưa tín hiệu truyền hình tới các xã vùng cao, theo kế hoạch phát triển hạ tầng số đến năm 2025.</p>
<p>Trạm có ba ăng ten đường kính chín mét, do cán bộ trong nước lắp đặt trong mười tháng và vận hành từ tháng sau.</p>
</article></body></html>"""

ENTRY = """# giữ lời ghi chú này
id: tap-huan
title: Tập huấn an toàn thông tin
date: 2024-05-08
source: {name: Mic.gov.vn, url: https://mic.gov.vn/tap-huan.htm}
topics: [An toàn thông tin]
questions: [Lớp tập huấn an toàn thông tin mở ở đâu?]
body: |
  Lớp tập huấn an toàn thông tin mở tại Hải Phòng cho bốn mươi cán bộ các sở.
"""


def _leisure():
    """Ticks by which everyone takes their time, so that nobody is told to slow down."""
    return itertools.count(step=10).__next__


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "knowledge"
    (made / "2024").mkdir(parents=True)
    (made / "2024" / "tap-huan.yaml").write_text(ENTRY, encoding="utf-8")
    return made


@pytest.fixture
def site():
    with a_site() as made:
        made.pages["/bai.htm"] = PAGE
        yield made


async def _drafted(person, content, name="bai.html"):
    await person.sends_file(name, content)
    offer = await person.receives("Thêm vào kho tri thức?")
    await person.presses("Thêm", on=offer)
    return await person.receives()


async def test_a_file_becomes_a_draft_and_once_published_answers_staff(start_bot, admin, staff, folder):
    async with start_bot(knowledge=folder, ticks=_leisure()):
        card = await _drafted(admin, PAGE.encode())
        assert "Bản nháp" in card.text
        assert "Khánh thành trạm vệ tinh Hoa Lạc" in card.text
        assert "Thứ trưởng Phan Tâm dự lễ" in card.text
        assert not list(folder.glob("2024/khanh*")), "nobody is served a draft"
        await admin.presses("Đăng", on=card)
        await admin.sees_edit(card, "đã đăng")
        assert list(folder.glob("2024/khanh-thanh*.yaml"))
        assert not list((folder / "drafts").glob("*.yaml"))
        await _answered(staff, "ai dự lễ khánh thành trạm vệ tinh Hoa Lạc?", "Phan Tâm")


async def test_a_link_is_offered_and_taken_and_the_same_article_is_not_doubled(start_bot, admin, folder, site):
    async with start_bot(knowledge=folder, ticks=_leisure(), fetcher=site.fetcher):
        await admin.says(site.url("/bai.htm"))
        offer = await admin.receives("Thêm vào kho tri thức?")
        await admin.presses("Thêm", on=offer)
        await admin.receives("trạm vệ tinh")
        await admin.says(f"/them {site.url('/bai.htm')}")
        await admin.receives("đã có")
        assert len(list((folder / "drafts").glob("*.yaml"))) == 1


async def test_pasted_text_becomes_a_draft_whose_title_cannot_break_the_file(start_bot, admin, folder):
    async with start_bot(knowledge=folder, ticks=_leisure()):
        await admin.says("/thêm")
        await admin.receives("Hãy gửi tệp")
        title = "x: [a, &b *c, !!python/object:os.system {}] # 'hết' \"nhé\""
        await admin.says(f"{title}\nNgày 2/9/2024 lãnh đạo Bộ dự lễ thượng cờ tại trụ sở Bộ ở Hà Nội.")
        card = await admin.receives("thượng cờ")
        assert title in card.text
        await admin.presses("Đăng", on=card)
        await admin.sees_edit(card, "đã đăng")


async def test_a_long_text_that_telegram_sends_in_parts_becomes_one_draft(start_bot, admin, folder):
    sentences = [f"Đoàn công tác số {number} làm việc tại xã vùng cao và lắp trạm thu phát." for number in range(160)]
    async with start_bot(knowledge=folder, ticks=_leisure()):
        await admin.says("/thêm")
        await admin.receives("Hãy gửi tệp")
        await admin.says("Tổng kết các đoàn công tác năm 2024\n" + "\n".join(sentences))
        card = await admin.receives("Tổng kết các đoàn công tác năm 2024")
        async with asyncio.timeout(20):
            while "Đoàn công tác số 159" not in "".join(map(_text, (folder / "drafts").glob("*.yaml"))):
                await asyncio.sleep(0.05)
        (draft,) = (folder / "drafts").glob("*.yaml")
        body = read_file(draft)[0][0].entry.body
        assert [" ".join(line.split()) for line in body.split("\n") if line] == sentences
        await admin.says("Lớp tập huấn an toàn thông tin mở ở đâu?")
        await admin.receives("Hải Phòng")
        await admin.presses("Đăng", on=card)
        await admin.sees_edit(card, "đã đăng")


def _text(file):
    return file.read_text(encoding="utf-8")


async def test_a_draft_is_changed_field_by_field_and_an_old_card_does_nothing_to_the_new(start_bot, admin, folder):
    async with start_bot(knowledge=folder, ticks=_leisure()):
        card = await _drafted(admin, PAGE.encode())
        await admin.presses("Sửa", on=card)
        fields = await admin.receives("Sửa phần nào?")
        await admin.presses("Ngày", on=fields)
        await admin.receives("12/03/2024")
        await admin.says("hôm nọ")
        await admin.receives("chưa hiểu")
        await admin.says("13/3/2024")
        newer = await admin.receives("13/3/2024")
        toast = await admin.sees_toast(await admin.presses("Đăng", on=card))
        assert "vừa sửa" in toast.text
        await admin.presses("Bỏ", on=newer)
        await admin.sees_edit(newer, "Đã bỏ")
        toast = await admin.sees_toast(await admin.presses("Bỏ", on=card))
        assert "không còn" in toast.text
        assert not list(folder.rglob("2024/khanh*"))


async def test_what_was_guessed_is_named_in_vietnamese_and_can_be_put_right(start_bot, admin, folder):
    async with start_bot(knowledge=folder, ticks=_leisure()):
        await admin.says("/them Khánh thành trạm vệ tinh\nNgày 12/3/2024, Thứ trưởng Phan Tâm dự lễ khánh thành trạm.")
        card = await admin.receives("Bản nháp")
        assert "cần xem lại: ngày, loại bài, tên nguồn" in card.text
        assert "Dòng" not in card.text
        for field, hint, wrong, value, shown in (
            ("Tên nguồn", "Gửi nội dung mới", None, "Báo Bưu điện", "· Báo Bưu điện"),
            ("Loại bài", "bài báo, cuộc họp", "chuyện phiếm", "Cuộc họp", "Cuộc họp · 12/3/2024"),
            ("Ai được xem", "Hiện là:\ncán bộ", "hàng xóm", "mọi người", "Ai được xem: mọi người"),
        ):
            await admin.presses("Sửa", on=card)
            await admin.presses(field, on=await admin.receives("Sửa phần nào?"))
            await admin.receives(hint)
            if wrong:
                await admin.says(wrong)
                await admin.receives("chưa hiểu")
            await admin.says(value)
            card = await admin.receives(shown)
        (draft,) = (folder / "drafts").glob("*.yaml")
        entry = read_file(draft)[0][0].entry
        assert (entry.source.name, entry.kind, entry.visibility) == ("Báo Bưu điện", "meeting", "public")


async def test_an_editor_cannot_hide_an_entry_from_themselves(start_bot, server, folder):
    editor = server.person("Dung", 4712)
    async with start_bot(knowledge=folder, ticks=_leisure()) as storage:
        await storage.people.let_in(editor.id, "Dung", Rank.EDITOR, by=None)
        await editor.says("/sua tap-huan")
        await editor.presses("Ai được xem", on=await editor.receives("Sửa phần nào?"))
        await editor.receives("Chọn một")
        await editor.says("quản trị")
        await editor.receives("chưa hiểu")
        await editor.says("mọi người")
        await editor.receives("Bản sửa, chưa đăng")


async def test_a_link_names_a_source_that_was_not_known(start_bot, admin, folder):
    async with start_bot(knowledge=folder, ticks=_leisure()):
        await admin.says("/them Khánh thành trạm vệ tinh\nNgày 12/3/2024, Thứ trưởng Phan Tâm dự lễ khánh thành trạm.")
        await admin.presses("Sửa", on=await admin.receives("Bản nháp"))
        await admin.presses("Liên kết", on=await admin.receives("Sửa phần nào?"))
        asked = await admin.receives("Bắt đầu bằng https://")
        assert "Hiện là" not in asked.text
        await admin.says("https://www.mic.gov.vn/tram.htm")
        await admin.receives("· mic.gov.vn")


async def test_the_history_is_found_by_words_as_well(start_bot, admin, folder):
    async with start_bot(knowledge=folder, ticks=_leisure()):
        await admin.says("/sua tap-huan")
        await admin.presses("Tiêu đề", on=await admin.receives("Sửa phần nào?"))
        await admin.receives("Gửi nội dung mới")
        await admin.says("Lớp tập huấn an toàn thông tin năm 2024")
        card = await admin.receives("Bản sửa")
        await admin.presses("Đăng", on=card)
        await admin.sees_edit(card, "đã đăng")
        await admin.says("/lich su tap huan an toan thong tin")
        choice = await admin.receives("Mục nào?")
        await admin.presses(choice.buttons[0].text, on=choice)
        shown = await admin.sees_edit(choice, "tap-huan")
        assert "Bình: sửa" in shown.text


async def test_an_edit_of_a_served_entry_outlives_a_restart_and_keeps_comments(start_bot, admin, staff, folder):
    async with start_bot(knowledge=folder, ticks=_leisure()):
        await admin.says("/sua tap-huan")
        fields = await admin.receives("Sửa phần nào?")
        await admin.presses("Nội dung", on=fields)
        await admin.receives("Hải Phòng")
    async with start_bot(knowledge=folder, ticks=_leisure()):
        await admin.says("Lớp tập huấn an toàn thông tin mở tại Quảng Ninh cho năm mươi cán bộ các sở.")
        card = await admin.receives("Bản sửa, chưa đăng")
        assert "Quảng Ninh" in card.text
        assert "Đổi câu trả lời" in card.text, "it is shown whose answers change"
        assert "Hải Phòng" in (folder / "2024" / "tap-huan.yaml").read_text(encoding="utf-8")
    async with start_bot(knowledge=folder, ticks=_leisure()):
        await admin.presses("Đăng", on=card)
        await admin.sees_edit(card, "đã đăng")
        text = (folder / "2024" / "tap-huan.yaml").read_text(encoding="utf-8")
        assert text.startswith("# giữ lời ghi chú này\nid: tap-huan\n")
        assert "Quảng Ninh" in text
        await _answered(staff, "lớp tập huấn an toàn thông tin mở ở đâu?", "Quảng Ninh")


async def test_a_dialogue_ends_by_itself_and_by_a_button(start_bot, admin, folder):
    now = dt.datetime.now(dt.UTC)
    async with start_bot(knowledge=folder, ticks=_leisure(), clock=lambda: now):
        for ends in (True, False):
            await admin.says("/sua tap-huan")
            await admin.presses("Tiêu đề", on=await admin.receives("Sửa phần nào?"))
            asked = await admin.receives("Gửi nội dung mới")
            if ends:
                await admin.presses("Thôi", on=asked)
                await admin.sees_edit(asked, "Đã thôi")
                await admin.says("lớp tập huấn an toàn thông tin mở ở đâu?")
                await admin.receives("Hải Phòng")
    async with start_bot(knowledge=folder, ticks=_leisure(), clock=lambda: now + dt.timedelta(hours=2)):
        await admin.says("lớp tập huấn an toàn thông tin mở ở đâu?")
        await admin.receives("Hải Phòng")


async def test_of_two_admins_at_once_the_second_is_told_and_loses_nothing(start_bot, server, admin, folder):
    other = server.person("Dung", 4712)
    async with start_bot(knowledge=folder, ticks=_leisure(), admins={admin.id, other.id}):
        cards = []
        for person, place in ((admin, "Huế"), (other, "Vinh")):
            await person.says("/sua tap-huan")
            await person.presses("Nội dung", on=await person.receives("Sửa phần nào?"))
            await person.receives("Hải Phòng")
            await person.says(f"Lớp tập huấn an toàn thông tin mở tại {place} cho các sở.")
            cards.append(await person.receives("chưa đăng"))
        await admin.presses("Đăng", on=cards[0])
        await admin.sees_edit(cards[0], "đã đăng")
        toast = await other.sees_toast(await other.presses("Đăng", on=cards[1]))
        assert "vừa sửa" in toast.text
        text = (folder / "2024" / "tap-huan.yaml").read_text(encoding="utf-8")
        assert "Huế" in text
        assert "Vinh" not in text


async def test_what_is_withdrawn_is_not_served_is_in_the_history_and_comes_back_by_undoing(
    start_bot, admin, staff, folder
):
    _git(folder, "init", "-q")
    async with start_bot(knowledge=folder, ticks=_leisure()):
        await admin.says("/gỡ tap-huan")
        asked = await admin.receives("Gỡ mục này?")
        assert "Mất câu trả lời" in asked.text
        await admin.presses("Gỡ", on=asked)
        await admin.sees_edit(asked, "đã gỡ")
        assert not (folder / "2024" / "tap-huan.yaml").exists()
        assert (folder / "drafts" / "withdrawn" / "tap-huan.yaml").exists()
        await admin.says("/lichsu tap-huan")
        history = await admin.receives("Bình: gỡ")
        await admin.presses("↩ Hoàn tác lần mới nhất", on=history)
        await admin.sees_edit(history, "đã hoàn tác")
        assert (folder / "2024" / "tap-huan.yaml").read_text(encoding="utf-8") == ENTRY
        assert "Bình Undo" in _git(folder, "log", "--format=%an %s")
        toast = await admin.sees_toast(await admin.presses_stale(history.buttons[0].data, on=history))
        assert "vừa sửa" in toast.text
        await _answered(staff, "lớp tập huấn an toàn thông tin mở ở đâu?", "Hải Phòng")


async def test_an_entry_is_found_by_words_as_well(start_bot, admin, folder):
    async with start_bot(knowledge=folder, ticks=_leisure()):
        await admin.says("/sua tap huan an toan")
        choice = await admin.receives("Mục nào?")
        await admin.presses("Tập huấn an toàn thông tin", on=choice)
        await admin.sees_edit(choice, "Sửa phần nào?")


async def test_who_lost_the_role_can_do_nothing_with_old_buttons_or_dialogues(start_bot, server, folder):
    editor = server.person("Chi", EDITOR_ID)
    async with start_bot(knowledge=folder, ticks=_leisure()) as storage:
        await storage.people.let_in(EDITOR_ID, "Chi", Rank.EDITOR, by=1)
        card = await _drafted(editor, PAGE.encode())
        await editor.says("/sua tap-huan")
        fields = await editor.receives("Sửa phần nào?")
        await editor.presses("Tiêu đề", on=fields)
        await editor.receives("Tập huấn")
        await storage.people.let_in(EDITOR_ID, "Chi", Rank.STAFF, by=1)
        for button, on in (("Đăng", card), ("Bỏ", card), ("Ngày", fields)):
            toast = await editor.sees_toast(await editor.presses(button, on=on))
            assert "chỉ dành cho biên tập" in toast.text
        await editor.says("lớp tập huấn an toàn thông tin mở ở đâu?")
        await editor.receives("Hải Phòng")
        await editor.says("/them https://mic.gov.vn/a.htm")
        await editor.receives("không biết lệnh")
        await editor.sends_file("bai.html", PAGE.encode())
        await editor.receives("chỉ đọc được chữ")
    assert len(list((folder / "drafts").glob("*.yaml"))) == 1


async def test_an_editor_neither_sees_nor_touches_what_only_admins_see(start_bot, server, folder):
    editor = server.person("Chi", EDITOR_ID)
    hidden = ENTRY.replace("tap-huan", "mat").replace("Tập huấn", "Kinđô") + "visibility: admin\n"
    (folder / "2024" / "mat.yaml").write_text(hidden, encoding="utf-8")
    async with start_bot(knowledge=folder, ticks=_leisure()) as storage:
        await storage.people.let_in(EDITOR_ID, "Chi", Rank.EDITOR, by=1)
        for command in ("sua", "go", "lichsu"):
            await editor.says(f"/{command} mat")
            assert "Kinđô" not in json.dumps((await editor.receives()).json, ensure_ascii=False)


def _bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"0" * 300_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(_bomb, id="zip bomb"),
        pytest.param(lambda: b"\x00\x01\x02" * 1000, id="no text"),
        pytest.param(lambda: b"%PDF-1.7\n" + b"\xff" * 2000, id="a broken pdf"),
        pytest.param(lambda: b"PK\x03\x04" + b"\x00" * 100, id="a broken docx"),
        pytest.param(lambda: b" ", id="empty"),
        pytest.param(lambda: b"x" * 20_500_000, id="huge"),
    ],
)
async def test_hostile_files_get_a_kind_refusal_and_the_bot_goes_on(start_bot, admin, folder, content):
    async with start_bot(knowledge=folder, ticks=_leisure()):
        refusal = await _drafted(admin, content(), "bai.docx")
        assert "Chưa lấy được" in refusal.text or "lớn quá" in refusal.text
        await admin.says("lớp tập huấn an toàn thông tin mở ở đâu?")
        await admin.receives("Hải Phòng")
    assert not list((folder / "drafts").glob("*.yaml"))


@pytest.mark.parametrize("link", ["http://127.0.0.1:8080/", "http://169.254.169.254/latest", "http://[::1]/"])
async def test_a_link_into_a_private_network_is_refused(start_bot, admin, folder, link):
    async with start_bot(knowledge=folder, ticks=_leisure(), fetcher=Fetcher):
        await admin.says(f"/them {link}")
        await admin.receives("Chưa lấy được: liên kết dẫn vào mạng nội bộ")


def _git(folder, *words):
    return subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=True).stdout.decode()


async def _answered(person, question, containing):
    """Asks until what was just published is served."""
    for _ in range(400):
        await person.says(question)
        if containing in (await person.receives()).text:
            return
    raise AssertionError(f"never answered with {containing!r}")
