"""Which words of a text are taken for what a question asks for."""

import pytest

from bot.language.syllables import tokens
from bot.language.wanted import Wanted, wanted
from bot.search.kinds import of_kind


def _chosen(kind, text):
    found = tokens(text)
    return [token.folded for token, fits in zip(found, of_kind(kind, text, found), strict=True) if fits]


@pytest.mark.parametrize(
    ("kind", "text", "chosen"),
    [
        (Wanted.FIGURE, "ngày 6/4/2017 bày 40.000 đầu sách", ["40", "000"]),
        (Wanted.FIGURE, "năm 2016, theo 03/2024/TT-BTTTT, có 12 đơn vị", ["12"]),
        (Wanted.TIME, "75 nước tắt sóng ngày 30/11/2020", ["ngay", "30", "11", "2020"]),
        (Wanted.TIME, "66 điểm cầu", []),
        (Wanted.REASON, "Nguyên nhân là bão; do đó lùi hạn vì dân", ["nguyen", "vi"]),
        (Wanted.NAME, "tiếp đoàn có đồng chí Đinh Thế Huynh", ["dinh", "the", "huynh"]),
        (Wanted.ANYTHING, "Hà Nội 2020", []),
    ],
)
def test_a_figure_is_told_from_a_time_and_a_reason_from_a_consequence(kind, text, chosen):
    assert _chosen(kind, text) == chosen


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("vì sao lùi tắt sóng 2G", Wanted.REASON),
        ("nguyên nhân của nạn SIM rác", Wanted.REASON),
        ("phó thủ tướng nào dự diễn đàn", Wanted.NAME),
        ("đại biểu nào chất vấn", Wanted.NAME),
        ("vì sao năm 2019 có bao nhiêu", Wanted.FIGURE),
    ],
)
def test_a_question_tells_what_it_wants(question, kind):
    found = [(token.folded, token.key) for token in tokens(question)]
    assert wanted(found, accented=True) is kind
