"""From unanswered to answered in Telegram, over HTTP: each deed, whom it concerns, and those who wish it ill."""

import itertools

import pytest

from bot.storage.gaps import GapState, Verdict
from bot.storage.people import Rank
from bot.telegram.messages.message import Action
from bot.telegram.transport.signing import Signer
from tests.telegram.conftest import KEY

EDITOR_ID = 4711
ENTRY = """# giữ lời ghi chú này
id: tap-huan
title: Tập huấn an toàn thông tin
date: 2024-05-08
source: {name: Mic.gov.vn}
questions:
  - Lớp tập huấn an toàn thông tin mở ở đâu?  # từ đầu
body: |
  Lớp tập huấn an toàn thông tin mở tại Hải Phòng. Có bốn mươi cán bộ của các sở dự lớp.
"""
QUESTION = "Khóa bồi dưỡng bảo mật diễn ra chỗ nào?"
NOT_FOUND = "chưa"
TOLD = "nay đã có"


def _leisure():
    """Ticks by which everyone takes their time, so that nobody is told to slow down."""
    return itertools.count(step=10).__next__


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "knowledge"
    made.mkdir()
    (made / "tap-huan.yaml").write_text(ENTRY, encoding="utf-8")
    hidden = ENTRY.replace("tap-huan", "mat").replace("Tập huấn an toàn thông tin", "Kinđô bảo mật")
    (made / "mat.yaml").write_text(f"{hidden}visibility: admin\n", encoding="utf-8")
    return made


@pytest.fixture
def editor(server):
    return server.person("Chi", EDITOR_ID)


@pytest.fixture
def run(start_bot, folder, database_url, server):
    """Starts a bot on the folder, on each kind of database; Chi is an editor."""

    def start(**given):
        return start_bot(**{"knowledge": folder, "ticks": _leisure(), "database": database_url, **given})

    return start


async def _asks(person, storage, question=QUESTION):
    """Asks, and waits until it is on record that there was no answer."""
    before = await storage.database.look_up("SELECT COUNT(*) FROM exchanges")
    await person.says(question)
    reply = await person.receives()
    for _ in range(200):
        if await storage.database.look_up("SELECT COUNT(*) FROM exchanges") != before:
            return reply
        await person.says("/help")
        await person.receives("nguyên văn")
    raise AssertionError("the question was never recorded")


def _told(person):
    return [seen for seen in person.history() if TOLD in seen.text]


def _text(folder, name="tap-huan"):
    return (folder / f"{name}.yaml").read_text(encoding="utf-8")


async def test_a_question_added_to_an_entry_is_answered_and_its_asker_told_once_over_a_restart(
    run, admin, staff, folder
):
    async with run() as storage:
        await _asks(staff, storage)
        await admin.says("/chưa trả lời")
        card = await admin.receives("Chưa trả lời được · 1/1")
        assert QUESTION in card.text
        assert "1 lần, 1 người hỏi" in card.text
        await admin.presses("Thêm cách hỏi vào mục…", on=card)
        choice = await admin.sees_edit(card, "vào mục nào?")
        await admin.presses("Tập huấn an toàn thông tin", on=choice)
        trial = await admin.sees_edit(card, "Khi đó câu này được mục này trả lời")
        assert "Không câu hỏi nào khác đổi câu trả lời" in trial.text
        assert _text(folder) == ENTRY, "nothing is written before it is confirmed"
        await admin.presses("Thêm", on=trial)
        await admin.sees_edit(card, "đã thêm cách hỏi")
        assert _text(folder).startswith("# giữ lời ghi chú này\nid: tap-huan\n")
        assert "# từ đầu" in _text(folder)
        assert f"- {QUESTION}" in _text(folder)
        told = await staff.receives(TOLD)
        assert QUESTION in told.text
        assert "Hải Phòng" in told.text
        await staff.says(QUESTION)
        await staff.receives("Hải Phòng")
        toast = await admin.sees_toast(await admin.presses_stale(trial.buttons[0].data, on=card))
        assert "vừa xử lý" in toast.text
        await admin.sees_edit(card, "không còn câu hỏi nào chưa trả lời được")
        await admin.says("/lichsu tap-huan")
        await admin.receives("Bình: sửa")
    async with run():
        await staff.says("/help")
        await staff.receives("nguyên văn")
    assert len(_told(staff)) == 1
    assert not _told(admin)


async def test_what_was_decided_before_a_restart_is_told_after_it(run, staff, folder):
    async with run() as storage:
        await _asks(staff, storage)
        (words,) = await storage.database.look_up("SELECT normalised FROM exchanges")
        verdict = Verdict(GapState.ALIASED, QUESTION, 1, 0, "Bình", entry="tap-huan")
        await storage.gaps.decide([storage.gaps.mark(words)], verdict)
    (folder / "tap-huan.yaml").write_text(ENTRY.replace("  - Lớp", f"  - {QUESTION}\n  - Lớp"), encoding="utf-8")
    async with run():
        assert "Hải Phòng" in (await staff.receives(TOLD)).text


async def test_a_draft_is_begun_filled_in_and_published_and_then_answers(run, admin, staff, folder):
    async with run() as storage:
        await _asks(staff, storage)
        await admin.says("/chuatraloi")
        card = await admin.receives("Chưa trả lời được")
        await admin.presses("Tạo mục mới", on=card)
        draft = await admin.sees_edit(card, "Bản nháp")
        (file,) = (folder / "drafts").glob("*.yaml")
        assert QUESTION in file.read_text(encoding="utf-8")
        assert file.read_text(encoding="utf-8").count("# ") > 5
        await admin.receives("Gửi nội dung mới")
        await admin.presses("Đăng", on=draft)
        await admin.receives("Chưa đăng được")
        await admin.says("/chuatraloi")
        again = await admin.receives("Đã có bản nháp")
        await admin.presses("Xem bản nháp", on=again)
        await admin.receives("Bản nháp")
        await admin.says("Khóa học ở Vinh, bắt đầu ngày 3/6/2026.")
        filled = await admin.receives("Khóa học ở Vinh")
        await admin.presses("Đăng", on=filled)
        await admin.sees_edit(filled, "đã đăng")
        assert "Vinh" in (await staff.receives(TOLD)).text


async def test_what_is_left_aside_stays_so_over_a_restart_until_it_is_taken_back(run, admin, staff):
    async with run() as storage:
        await _asks(staff, storage)
        await admin.says("/chuatraloi")
        card = await admin.receives("Chưa trả lời được")
        await admin.presses("Bỏ qua", on=card)
        await admin.sees_edit(card, "Đã bỏ qua câu này")
    async with run() as storage:
        await _asks(staff, storage, "khoa boi duong bao mat dien ra cho nao")
        await admin.says("/thongke")
        report = await admin.receives("Báo cáo ngày")
        assert "bồi dưỡng" not in report.text.lower()
        await admin.says("/chuatraloi")
        none = await admin.receives("không còn câu hỏi nào")
        await admin.presses("Đã bỏ qua (1)", on=none)
        left = await admin.sees_edit(none, "Bình đã bỏ qua")
        await admin.presses("Thôi bỏ qua", on=left)
        await admin.sees_edit(none, "Chưa trả lời được · 1/1")
    assert not _told(staff)


async def test_an_expert_is_asked_and_their_reply_becomes_a_draft_that_both_may_publish(run, admin, editor, staff):
    async with run() as storage:
        await storage.people.let_in(EDITOR_ID, "Chi", Rank.EDITOR, by=1)
        await editor.says("/help")
        await editor.receives("nguyên văn")
        await _asks(staff, storage)
        await admin.says("/chuatraloi")
        card = await admin.receives("Chưa trả lời được")
        await admin.presses("Giao cho…", on=card)
        await admin.presses("Chi", on=await admin.sees_edit(card, "Giao câu này cho ai?"))
        await admin.sees_edit(card, "Đã giao cho Chi")
        asked = await editor.receives("nhờ bạn trả lời")
        assert QUESTION in asked.text
    async with run():
        await editor.says("Khóa học ở Vinh: [xem] # 'lịch'\nBắt đầu ngày 3/6/2026.", reply_to=asked)
        draft = await editor.receives("Bản nháp")
        assert "Khóa học ở Vinh: [xem] # 'lịch'" in draft.text
        await admin.receives("Chi đã trả lời câu")
        own = await admin.receives("Bản nháp")
        await editor.says("lần nữa", reply_to=asked)
        await editor.receives("đã được xử lý")
        await admin.presses("Đăng", on=own)
        await admin.sees_edit(own, "đã đăng")
        assert "Vinh" in (await staff.receives(TOLD)).text
        toast = await editor.sees_toast(await editor.presses("Đăng", on=draft))
        assert "không còn" in toast.text


async def test_an_expert_may_answer_after_a_button_with_a_file_or_say_no(run, admin, editor, staff, folder):
    async with run() as storage:
        await storage.people.let_in(EDITOR_ID, "Chi", Rank.EDITOR, by=1)
        await editor.says("/help")
        await editor.receives("nguyên văn")
        await _asks(staff, storage)
        await _given(admin)
        asked = await editor.receives("nhờ bạn trả lời")
        await editor.presses("Không phải việc của tôi", on=asked)
        await editor.sees_edit(asked, "Cảm ơn bạn")
        await admin.receives("Chi không nhận trả lời")
        await _given(admin)
        asked = await editor.receives("nhờ bạn trả lời")
        await editor.presses("Trả lời", on=asked)
        await editor.receives("Hãy gửi câu trả lời")
        page = (
            "Lịch các lớp học năm nay\nKhóa bồi dưỡng về an toàn mạng mở ở Vinh từ ngày 3/6/2026 cho các sở phía Bắc."
        )
        await editor.sends_file("lich.txt", page.encode())
        await editor.receives("Lịch các lớp học")
        (file,) = (folder / "drafts").glob("*.yaml")
        assert QUESTION in file.read_text(encoding="utf-8")


async def test_an_expert_who_cannot_be_reached_leaves_the_gap_as_it_was(run, admin, editor, staff):
    hostile = "Lương <b>tăng</b> & </i> {x} bao nhiêu?"
    async with run() as storage:
        await storage.people.let_in(EDITOR_ID, "Chi <i>", Rank.EDITOR, by=1)
        await editor.says("/help")
        await editor.receives("nguyên văn")
        await editor.blocks()
        await _asks(staff, storage, hostile)
        await admin.says("/chuatraloi")
        card = await admin.receives("Chưa trả lời được")
        assert hostile in card.text
        await admin.presses("Thêm cách hỏi vào mục…", on=card)
        choice = await admin.sees_edit(card, "vào mục nào?")
        await admin.presses("◀ Quay lại", on=choice)
        await admin.presses("Giao cho…", on=await admin.sees_edit(card, "Chưa trả lời được · 1/1"))
        choice = await admin.sees_edit(card, "Giao câu này cho ai?")
        toast = await admin.sees_toast(await admin.presses("Chi <i>", on=choice))
        assert "Không nhắn được" in toast.text
        await admin.says("/chuatraloi")
        assert "giao" not in (await admin.receives("Chưa trả lời được · 1/1")).text


async def _given(admin):
    await admin.says("/chuatraloi")
    card = await admin.receives("Chưa trả lời được")
    await admin.presses("Giao cho…", on=card)
    await admin.presses("Chi", on=await admin.sees_edit(card, "Giao câu này cho ai?"))
    await admin.sees_edit(card, "Đã giao cho Chi")


async def test_of_two_admins_at_once_the_second_is_told(run, server, admin, staff, folder):
    other = server.person("Dung", 4712)
    async with run(admins={admin.id, other.id}) as storage:
        await _asks(staff, storage)
        cards = []
        for person in (admin, other):
            await person.says("/chuatraloi")
            cards.append(await person.receives("Chưa trả lời được"))
        await admin.presses("Tạo mục mới", on=cards[0])
        await admin.sees_edit(cards[0], "Bản nháp")
        toast = await other.sees_toast(await other.presses("Tạo mục mới", on=cards[1]))
        assert "vừa xử lý" in toast.text
        await other.sees_edit(cards[1], "Đã có bản nháp")
        assert len(list((folder / "drafts").glob("*.yaml"))) == 1


async def test_the_daily_report_leads_to_the_gaps(run, admin, staff):
    async with run() as storage:
        await _asks(staff, storage)
        await admin.says("/thongke")
        report = await admin.receives("Báo cáo ngày")
        await admin.presses("Xử lý câu chưa trả lời được", on=report)
        card = await admin.receives("Chưa trả lời được · 1/1")
        assert QUESTION in card.text


async def test_who_is_no_editor_any_more_can_do_nothing_with_old_cards(run, server, admin, editor, staff, folder):
    async with run() as storage:
        await storage.people.let_in(EDITOR_ID, "Chi", Rank.EDITOR, by=1)
        await _asks(staff, storage)
        await editor.says("/chuatraloi")
        card = await editor.receives("Chưa trả lời được")
        assert "Kinđô" not in card.text
        await editor.presses("Thêm cách hỏi vào mục…", on=card)
        choice = await editor.sees_edit(card, "vào mục nào?")
        assert "Kinđô" not in str(choice.json), "what only admins may see is not even named"
        await _given(admin)
        asked = await editor.receives("nhờ bạn trả lời")
        for rank in (Rank.STAFF, None):
            if rank is None:
                await storage.people.remove(EDITOR_ID, by=1)
            else:
                await storage.people.let_in(EDITOR_ID, "Chi", rank, by=1)
            for button in (*card.buttons, *choice.buttons, *asked.buttons):
                toast = await editor.sees_toast(await editor.presses_stale(button.data, on=card))
                assert "chỉ dành cho biên tập" in toast.text
            await editor.says("/chuatraloi")
            assert "Chưa trả lời được" not in (await editor.receives()).text
            await editor.says("Câu trả lời của tôi.", reply_to=asked)
            await editor.receives()
    assert _text(folder) == ENTRY
    assert not list(folder.glob("drafts/*.yaml"))


async def test_forged_and_mangled_buttons_and_those_in_groups_do_nothing(run, server, admin, staff, folder):
    group = server.group("Phòng", [admin, staff])
    signer = Signer(KEY)
    async with run() as storage:
        await _asks(staff, storage)
        await admin.says("/chuatraloi")
        card = await admin.receives("Chưa trả lời được")
        sealed = [button.data for button in card.buttons if button.data]
        for data in ("gapskip:aaaaaaaaaaaa:0", *(one.replace(":0", ":1") for one in sealed if ":0" in one), "x" * 64):
            toast = await admin.sees_toast(await admin.presses_stale(data, on=card))
            assert toast.text
        for key in ("", "f" * 12, "%"):
            for verb in ("gapskip", "gapalias", "gapdraft", "gapopen"):
                toast = await admin.sees_toast(
                    await admin.presses_stale(signer.seal(Action(verb, (key, "0"))), on=card)
                )
                assert "vừa xử lý" in toast.text
        await admin.says(f"@{server.username} {QUESTION}", chat=group)
        reply = await admin.receives(chat=group)
        for data in sealed:
            toast = await admin.sees_toast(await admin.presses_stale(data, on=reply))
            assert toast.text
        assert [decision.state for decision, _ in await storage.gaps.all()] == []
    assert _text(folder) == ENTRY


async def test_editors_and_promoted_admins_find_the_editing_commands_in_their_menus(run, server, admin, editor):
    async with run() as storage:
        await storage.people.let_in(EDITOR_ID, "Chi", Rank.STAFF, by=1)
        await editor.says("/help")
        await editor.receives("nguyên văn")
        await admin.says("/nguoi")
        people = await admin.receives("người đã được cho vào")
        await admin.presses(people.buttons[0].text, on=people)
        shown = await admin.sees_edit(people, "Chi")
        await admin.presses("Biên tập", on=shown)
        shown = await admin.sees_edit(people, "Biên tập")
        assert {"them", "nhap", "sua", "go", "lichsu", "chuatraloi"} <= _menu(server, EDITOR_ID)
        assert "moi_nguoi" not in _menu(server, EDITOR_ID)
        await admin.presses("Quản trị", on=shown)
        await admin.sees_edit(people, "Quản trị")
        assert {"them", "chuatraloi", "moi_nguoi", "thongke"} <= _menu(server, EDITOR_ID)
        await storage.people.let_in(EDITOR_ID, "Chi", Rank.EDITOR, by=1)
    async with run():
        for _ in range(200):  # what a bot shows of itself is set while it answers already
            if "moi_nguoi" not in _menu(server, EDITOR_ID):
                break
            await editor.says("/help")
            await editor.receives("nguyên văn")
        assert {"them", "chuatraloi"} <= _menu(server, EDITOR_ID)


def _menu(server, person):
    """The commands in a person's own menu, Vietnamese, as last set."""
    calls = [
        call.values
        for call in server.calls("setMyCommands")
        if str(person) in str(call.values.get("scope")) and not call.values.get("language_code")
    ]
    return {
        name
        for name in ("them", "nhap", "sua", "go", "lichsu", "chuatraloi", "moi_nguoi", "thongke")
        if f'"{name}"' in str(calls[-1]["commands"]).replace("'", '"')
    }
