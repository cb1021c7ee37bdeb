import pytest

from bot.answering.answer import Status
from bot.answering.answerer import Answerer
from bot.answering.promised import Promised
from bot.knowledge.entry import Visibility
from tests.telegram.entries import entry

TRAINING = "Lớp tập huấn an toàn thông tin mở tại Hải Phòng cho bốn mươi cán bộ các sở."
ALIAS = "Khóa bồi dưỡng bảo mật diễn ra chỗ nào?"


def _answerer(**training):
    given = {"title": "Tập huấn an toàn thông tin", "body": TRAINING, "questions": (ALIAS,), **training}
    return Answerer.build(
        [
            entry("tap-huan", **given),
            entry("hop-bao", title="Họp báo tháng 5", body="Thứ trưởng Phan Tâm chủ trì họp báo tại Hà Nội."),
            entry("song", title="Tắt sóng 2G", body="Sóng 2G tắt từ ngày 16/9/2024 trên cả nước, theo lộ trình."),
        ]
    )


@pytest.mark.parametrize(
    "asked",
    [
        ALIAS,
        "khoa boi duong bao mat dien ra cho nao",
        "KHOÁ BỒI DƯỠNG BẢO MẬT: diễn ra chỗ nào",
        "Bot ơi cho em hỏi khóa bồi dưỡng bảo mật diễn ra chỗ nào vậy ạ?",
    ],
)
def test_a_question_written_beside_an_entry_is_answered_by_it_however_it_is_typed(asked):
    answer = _answerer().answer(asked)
    assert (answer.status, answer.results[0].entry.id) == (Status.ANSWER, "tap-huan")
    assert answer.results[0].excerpt.text in TRAINING


@pytest.mark.parametrize(
    "asked", ["ai là bộ trưởng", "Bộ trưởng là ai?", "bộ trưởng hiện nay là ai ạ", "ai dang la bo truong"]
)
def test_who_somebody_is_may_be_asked_either_way_round(asked):
    promised = Promised([entry("tap-huan", questions=("Ai là Bộ trưởng?",))])
    assert promised.entry(asked, {*Visibility}) is not None
    assert promised.entry("ai là thứ trưởng", {*Visibility}) is None


@pytest.mark.parametrize("asked", ["", "ạ", "cho em hỏi", "bot ơi", "Khóa bồi dưỡng bảo mật", f"{ALIAS} bao giờ xong"])
def test_what_says_less_or_more_than_the_question_is_no_promise(asked):
    promised = Promised([entry("tap-huan", questions=(ALIAS,))])
    assert promised.entry(asked, {*Visibility}) is None


def test_a_promise_of_what_may_not_be_seen_is_none():
    answer = _answerer(visibility=Visibility.ADMIN).answer(ALIAS, viewer=Visibility.STAFF)
    assert answer.status is not Status.ANSWER
    assert "tap-huan" not in [result.entry.id for result in answer.results]


def test_a_promise_that_the_entry_contradicts_is_not_kept():
    question = "Ai mở lớp tập huấn an toàn thông tin ngày 3/3/2031?"
    assert _answerer(questions=(question,)).answer(question).status is Status.NOT_FOUND


def test_what_was_replaced_is_not_preferred_and_what_two_promise_neither():
    old = entry("cu", title="Tập huấn cũ", body=TRAINING, questions=(ALIAS,))
    new = entry("moi", title="Bảo mật", body="Khóa bồi dưỡng bảo mật diễn ra ở Vinh từ thứ Hai.", replaces="cu")
    assert Answerer.build([old, new]).answer(ALIAS).results[0].entry.id == "moi"
    two = Promised([old, entry("khac", questions=(ALIAS.lower(),), visibility=Visibility.ADMIN)])
    assert two.entry(ALIAS, {Visibility.STAFF}).id == "cu", "the other is not to be seen"
    assert two.entry(ALIAS, {*Visibility}) is None
