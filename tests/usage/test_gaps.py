"""Gaps and what is done about them, on real files and both databases."""

import asyncio

import pytest

from bot.answering.answer import Status
from bot.answering.preview import Difference
from bot.answering.snapshot import Served
from bot.errors import KnowledgeError
from bot.knowledge.desk import Desk
from bot.knowledge.editing import ChangedMeanwhileError
from bot.knowledge.entry import Visibility
from bot.knowledge.loading import load
from bot.language.normal import normalise
from bot.storage.exchanges import Feedback, put_exchanges, put_feedback
from bot.storage.gaps import GapState, Verdict
from bot.usage.gap_answers import GapAnswers
from bot.usage.gap_deeds import Decider, GapDeeds, UnfoundError
from bot.usage.gaps import MOST_TRIED, Gaps, SettledError, Standing
from bot.usage.misses import Meanings, gather_misses
from tests.storage.test_recorder import HANOI
from tests.usage.test_report import asked

AN, BINH, DUNG = 5, 6, 7
CHI = Decider("Chi", 9)
ENTRY = """# giữ lời ghi chú này
id: {id}
title: {title}
date: 2024-05-08
visibility: {visibility}
source: {{name: Mic.gov.vn}}
body: |
  {body}
"""
TRAINING = ("tap-huan", "Tập huấn an toàn thông tin", "staff", "Lớp tập huấn mở tại Hải Phòng cho bốn mươi cán bộ.")
HIDDEN = ("mat", "Lịch bảo trì máy chủ", "admin", "Máy chủ Kinđô nghỉ vào chủ nhật.")
OTHER = ("hop-bao", "Họp báo tháng 5", "staff", "Thứ trưởng Phan Tâm chủ trì họp báo tại Hà Nội.")
QUESTION = "Khóa bồi dưỡng bảo mật diễn ra chỗ nào?"


class Installation:
    """Knowledge on the disk, a database, and the deeds on both."""

    def __init__(self, folder, storage, clock):
        self.folder, self.storage = folder, storage
        for name, title, visibility, body in (TRAINING, HIDDEN, OTHER):
            text = ENTRY.format(id=name, title=title, visibility=visibility, body=body)
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        self.served = Served(lambda: load(folder))
        desk = Desk(folder)
        self.gaps = Gaps(desk, lambda: self.served.now, storage, clock=clock, zone=HANOI)
        self.deeds = GapDeeds(self.gaps, desk, storage)
        self.answers = GapAnswers(self.gaps, storage)
        self.number = 0

    async def asked(self, question, *people, status=Status.NOT_FOUND, **fields):
        async with self.storage.database.write() as transaction:
            for person in people:
                self.number += 1
                name = self.storage.pseudonyms.of(person)
                words = {"question": question, "normalised": normalise(question)}
                await put_exchanges(
                    transaction, [asked(self.number, status=status, person=name, entries=(), **words, **fields)]
                )

    async def first(self):
        return (await self.gaps.groups())[0]

    async def told(self):
        """Whom the gaps that are answered by now are told to."""
        self.served.reload()
        await self.answers.notice({AN, BINH, DUNG, CHI.id})
        chats = []
        while (due := await self.storage.gap_askers.claim()) is not None:
            chats.append((due.chat, due.question))
            await self.storage.gap_askers.settle(due)
        return chats

    def text(self, name="tap-huan"):
        return (self.folder / f"{name}.yaml").read_text(encoding="utf-8")


@pytest.fixture
def place(storage, clock, tmp_path):
    folder = tmp_path / "knowledge"
    folder.mkdir()
    return Installation(folder, storage, clock)


async def test_the_worst_gap_comes_first_and_what_is_answered_by_now_is_told_so(place):
    await place.asked(QUESTION, AN, BINH)
    await place.asked("Lương tăng bao nhiêu?", AN)
    await place.asked("Ai chủ trì họp báo tháng 5?", DUNG)
    groups = await place.gaps.groups()
    assert [(gap.miss.question, gap.standing) for gap in groups] == [
        (QUESTION, Standing.OPEN),
        ("Ai chủ trì họp báo tháng 5?", Standing.ANSWERED),
        ("Lương tăng bao nhiêu?", Standing.OPEN),
    ]
    assert await place.gaps.find(groups[0].key) == groups[0]
    assert await place.gaps.find("") is None
    assert await place.gaps.find("f" * 12) is None


async def test_an_added_question_finds_its_entry_keeps_comments_and_its_askers_are_told_once(place):
    await place.asked(QUESTION, AN, BINH, CHI.id)
    await place.asked("khoa boi duong bao mat dien ra cho nao", BINH)
    gap = await place.first()
    trial = await place.deeds.try_alias(gap, "tap-huan", Visibility.STAFF)
    assert trial.finds
    assert "questions" not in place.text(), "nothing is written before it was looked at"
    await place.deeds.add_alias(gap, "tap-huan", Visibility.STAFF, CHI, version=trial.version[:8])
    assert place.text().startswith("# giữ lời ghi chú này\nid: tap-huan\n")
    assert f"- {QUESTION}" in place.text()
    assert [edit.who for edit in await place.storage.edits.of("tap-huan")] == ["Chi"]
    assert (await place.first()).standing is Standing.ALIASED
    told = await place.told()
    assert told == [(AN, QUESTION), (BINH, "khoa boi duong bao mat dien ra cho nao")], "who decided knows already"
    assert await place.told() == []
    assert (await place.first()).standing is Standing.ANSWERED


async def test_what_an_added_question_changes_for_others_is_shown_before(place):
    await place.asked(QUESTION, AN)
    await place.asked("ai chủ trì họp báo tháng 5", BINH, status=Status.ANSWER)
    await place.asked(f"{QUESTION} ạ".lower(), BINH, status=Status.ANSWER)
    trial = await place.deeds.try_alias(await place.first(), "tap-huan", Visibility.STAFF)
    (change,) = trial.changes
    assert (change.question, change.difference) == (f"{QUESTION} ạ".lower(), Difference.ANSWERED)


async def test_nothing_is_added_to_what_was_changed_meanwhile_or_is_not_to_be_seen(place):
    await place.asked(QUESTION, AN)
    gap = await place.first()
    for name in ("mat", "nothing-of-that-name"):
        with pytest.raises(KnowledgeError, match="no entry"):
            await place.deeds.try_alias(gap, name, Visibility.STAFF)
    with pytest.raises(ChangedMeanwhileError):
        await place.deeds.add_alias(gap, "tap-huan", Visibility.STAFF, CHI, version="0000")
    assert "mat" not in [entry.id for entry in place.gaps.nearest(gap, Visibility.STAFF)]
    assert await place.storage.gaps.all() == (), "what was refused was not decided either"


async def test_a_question_that_would_still_not_find_the_entry_is_not_added(place):
    await place.asked("Họp báo ngày 3/3/2031 do ai chủ trì?", AN)
    gap = await place.first()
    with pytest.raises(UnfoundError):
        await place.deeds.add_alias(gap, "hop-bao", Visibility.STAFF, CHI)
    assert "questions" not in place.text("hop-bao")


async def test_of_many_who_decide_at_once_one_does_and_nothing_is_written_twice(place):
    await place.asked(QUESTION, AN)
    gap = await place.first()
    deeds = place.deeds
    done = await asyncio.gather(
        deeds.make_draft(gap, CHI),
        deeds.make_draft(gap, Decider("Dung", 7)),
        deeds.ignore(gap, CHI),
        deeds.assign(gap, 7, "Dung", CHI),
        deeds.add_alias(gap, "tap-huan", Visibility.STAFF, CHI),
        deeds.add_alias(gap, "hop-bao", Visibility.STAFF, CHI),
        return_exceptions=True,
    )
    assert sum(not isinstance(one, BaseException) for one in done) == 1
    assert all(isinstance(one, SettledError) for one in done if isinstance(one, BaseException))
    written = len(list(place.folder.glob("drafts/*.yaml"))) + ("questions" in place.text())
    assert written + ("questions" in place.text("hop-bao")) <= 1


async def test_what_is_asked_rated_or_deleted_is_seen_at_once_and_what_was_answered_makes_no_work(place, clock):
    await place.asked(QUESTION, AN, BINH)
    first = await place.first()
    await place.asked("Ai chủ trì họp báo tháng 5?", AN, status=Status.ANSWER)
    assert (await place.first()).miss is first.miss, "nothing is gathered anew"
    await place.storage.owners.delete(BINH)
    assert (await place.first()).miss.people == 1
    async with place.storage.database.write() as transaction:
        name = place.storage.pseudonyms.of(AN)
        opinion = Feedback(str(place.number), name, good=False, reason="", given_at=clock.now)
        await put_feedback(transaction, opinion)
    assert len(await place.gaps.groups()) == 2
    await place.asked(QUESTION, DUNG)
    assert (await place.first()).miss.people == 2


async def test_an_ignored_gap_stays_away_under_new_wordings_until_it_grows_or_is_taken_back(place):
    await place.asked(QUESTION, AN)
    gap = await place.first()
    await place.deeds.ignore(gap, CHI)
    await place.asked("khóa bồi dưỡng bảo mật diễn ra ở chỗ nào vậy", BINH, DUNG)
    again = await place.first()
    assert (again.miss.count, again.standing) == (3, Standing.IGNORED)
    await place.asked(QUESTION, BINH)
    assert (await place.first()).standing is Standing.OPEN, "four times as often as then"
    renewed = await place.deeds.ignore(await place.first(), CHI)
    assert (await place.first()).standing is Standing.IGNORED
    await place.deeds.reopen(await place.first(), CHI)
    assert (await place.first()).standing is Standing.OPEN
    with pytest.raises(SettledError):
        await place.gaps.seen(again.key, renewed.turn)


async def test_of_many_gaps_the_worst_are_asked_again_and_what_was_decided_about_the_others_still_holds(
    place, monkeypatch
):
    asked = []
    answers = place.gaps.answers
    monkeypatch.setattr(place.gaps, "answers", lambda question, one: asked.append(question) or answers(question, one))
    subjects = [
        f"{one}{other}" for one in "bcdghklmnpqrstvx" for other in ("oat", "iem", "uong", "eng", "ach", "yp", "on")
    ]
    for number, subject in enumerate(subjects):
        await place.asked(f"Quy chế {subject} {number + 1000} ra sao?", AN)
    groups = await place.gaps.groups()
    assert len(groups) > MOST_TRIED
    assert len(asked) == MOST_TRIED
    assert all(gap.standing is Standing.OPEN for gap in groups)
    await place.deeds.ignore(groups[-1], CHI)
    assert (await place.gaps.find(groups[-1].key)).standing is Standing.IGNORED


async def test_a_report_names_no_gap_that_was_left_until_it_grows_or_that_is_taken_back(place):
    async def reported():
        missed = place.storage.exchanges.missed(place.gaps.today, 1)
        misses = await gather_misses(missed, Meanings(place.served.now.answerer.read))
        return [miss.question for miss in await place.gaps.not_ignored(misses)]

    other = "Lương tăng bao nhiêu?"
    await place.asked(QUESTION, AN, BINH)
    await place.asked(other, AN)
    assert await reported() == [QUESTION, other]
    await place.deeds.ignore(await place.first(), CHI)
    assert await reported() == [other]
    await place.asked("khoa boi duong bao mat dien ra cho nao", DUNG)
    assert await reported() == [other], "another wording of the same is left as well"
    await place.asked(QUESTION, DUNG, CHI.id, 11)
    assert await reported() == [QUESTION, other], "it grew"
    await place.deeds.ignore(await place.first(), CHI)
    assert await reported() == [other]
    await place.deeds.reopen(await place.first(), CHI)
    assert await reported() == [QUESTION, other]


async def test_a_draft_is_commented_cannot_be_served_unfilled_and_once_published_answers(place):
    await place.asked(QUESTION, AN)
    draft = await place.deeds.make_draft(await place.first(), CHI)
    assert "# " in draft.text
    assert QUESTION in draft.text
    desk = Desk(place.folder)
    with pytest.raises(KnowledgeError):
        desk.publish(draft.file, draft.version, who="Chi")
    assert (await place.first()).standing is Standing.DRAFTED
    filled = draft.text.replace('body: ""', "body: |\n  Lớp học ở Vinh, bắt đầu ngày 3/6/2026.")
    desk.publish(draft.file, desk.keep(draft.file, filled).version, who="Chi")
    assert await place.told() == [(AN, QUESTION)]
    assert (await place.first()).standing is Standing.ANSWERED


async def test_a_dropped_draft_leaves_the_gap_open(place):
    await place.asked(QUESTION, AN)
    draft = await place.deeds.make_draft(await place.first(), CHI)
    Desk(place.folder).drop(draft.file, draft.version)
    gap = await place.first()
    assert gap.standing is Standing.OPEN
    assert (await place.deeds.make_draft(gap, CHI)).file.exists()


async def test_what_an_expert_writes_becomes_a_draft_that_answers(place):
    await place.asked(QUESTION, AN)
    await place.deeds.assign(await place.first(), DUNG, "Dung", CHI)
    gap = await place.first()
    assert (gap.standing, gap.decision.expert) == (Standing.ASSIGNED, DUNG)
    answer = "Khóa học ở Vinh: [xem] # 'lịch'\nBắt đầu ngày 3/6/2026."
    draft = await place.deeds.replied(gap, answer, Decider("Dung", DUNG))
    Desk(place.folder).publish(draft.file, draft.version, who="Dung")
    assert await place.told() == [(AN, QUESTION)]
    entry = place.served.now.knowledge.entry(draft.file.stem)
    assert (entry.body.strip(), entry.questions, entry.source.name) == (answer, (QUESTION,), "Dung")


async def test_who_waits_by_their_own_wish_deleted_their_data_or_left_is_not_told(place):
    await place.asked(QUESTION, AN, BINH, DUNG, 8)
    await place.storage.waiting.add(AN, QUESTION)
    await place.storage.owners.delete(BINH)
    await place.deeds.add_alias(await place.first(), "tap-huan", Visibility.STAFF, CHI)
    assert await place.told() == [(DUNG, QUESTION)], "and 8 is not among those who were let in"


async def test_where_an_answer_was_found_wanting_only_the_chosen_entry_answers(place, clock):
    question = "Ai chủ trì họp báo tháng 5?"
    await place.asked(question, AN, status=Status.ANSWER)
    async with place.storage.database.write() as transaction:
        opinion = Feedback(
            str(place.number), place.storage.pseudonyms.of(AN), good=False, reason="", given_at=clock.now
        )
        await put_feedback(transaction, opinion)
    gap = await place.first()
    assert gap.standing is Standing.OPEN
    await place.deeds.make_draft(gap, CHI)
    assert await place.told() == []


@pytest.mark.parametrize("state", [GapState.ALIASED, GapState.DRAFTED, GapState.ASSIGNED])
async def test_what_was_decided_and_never_carried_out_is_open_again(place, clock, state):
    await place.asked(QUESTION, AN)
    verdict = Verdict(state, QUESTION, 1, 0, "Chi", entry="gone", expert=DUNG, expert_name="Dung")
    await place.storage.gaps.decide((await place.first()).marks, verdict)
    clock.go(minutes=11)
    gap = await place.first()
    assert gap.standing is Standing.OPEN
    await place.deeds.add_alias(gap, "tap-huan", Visibility.STAFF, CHI)
    assert await place.told() == [(AN, QUESTION)]


async def test_of_many_processes_that_notice_at_once_one_tells_each_asker(place):
    people = range(100, 140)
    await place.asked(QUESTION, *people)
    await place.deeds.add_alias(await place.first(), "tap-huan", Visibility.STAFF, CHI)
    place.served.reload()
    noticed = await asyncio.gather(*(GapAnswers(place.gaps, place.storage).notice(people) for _ in range(8)))
    assert sorted(noticed) == [*[0] * 7, 1]

    async def tells():
        told = []
        while (due := await place.storage.gap_askers.claim()) is not None:
            told.append(due.chat)
            await place.storage.gap_askers.settle(due)
        return told

    told = await asyncio.gather(*(tells() for _ in range(4)))
    assert sorted(chat for some in told for chat in some) == [*people]


async def test_a_file_that_cannot_be_written_leaves_the_gap_open(place):
    await place.asked(QUESTION, AN)
    gap = await place.first()
    (place.folder / "drafts").write_text("no folder", encoding="utf-8")
    with pytest.raises(KnowledgeError):
        await place.deeds.make_draft(gap, CHI)
    assert (await place.first()).standing is Standing.OPEN
