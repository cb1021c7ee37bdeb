"""Abbreviations: where their meanings come from, and when a word is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.abbreviations import Abbreviations, abbreviations, introduced
from bot.language.normal import normalise

if TYPE_CHECKING:
    from bot.language.abbreviations import Ambiguity

USUAL = abbreviations({}, ())


def _first(short: Ambiguity) -> str:
    return short.meanings[0]


@pytest.mark.parametrize(
    ("question", "in_full"),
    [
        ("ứng dụng CNTT ở bộ", "ứng dụng công nghệ thông tin ở bộ"),
        ("ung dung cntt o bo", "ung dung cong nghe thong tin o bo"),
        ("Bộ TT&TT họp j", "Bộ thông tin và truyền thông họp gì"),
        ("đ/c nào chủ trì", "đồng chí nào chủ trì"),
        ("sxh tăng, bv thiếu thuốc", "sốt xuất huyết tăng, bệnh viện thiếu thuốc"),
        ("giam thue gtgt, atgt nam 2019", "giam thue gia tri gia tang, an toan giao thong nam 2019"),
        ("giảm thuế vat", "giảm thuế giá trị gia tăng"),
        ("giam thue VAT", "giam thue gia tri gia tang"),
        ("loai dong vat nao", "loai dong vat nao"),
        ("bch tw dang", "ban chap hanh trung uong dang"),
        ("T.Ư ban hành", "trung ương ban hành"),
        ("ke hoach cds ntn", "ke hoach chuyen doi so nhu the nao"),
        ("UBND-HĐND họp", "ủy ban nhân dân-hội đồng nhân dân họp"),
        ("họp TƯ lần 5", "họp trung ương lần 5"),
        ("a Lai có dự ko", "anh Lai có dự không"),
        ("PTTg nào ký chuyển MBF về BCA", "Phó Thủ tướng nào ký chuyển MobiFone về Bộ Công an"),
        ("BT nói j về tk", "Bộ trưởng nói gì về tài khoản"),
        ("event nào có slogan này", "sự kiện nào có khẩu hiệu này"),
        ("when is the auction", "khi nao la the dau gia"),
    ],
)
def test_what_is_short_is_written_out(question: str, in_full: str) -> None:
    assert USUAL.write_out(question, _first) == in_full


@pytest.mark.parametrize(
    "question",
    [
        "Nghị định 30/2020/NĐ-CP nói gì",  # a code is quoted as it is
        "quyết định 749/QĐ-TTg",
        "từ năm 2019 đến nay",  # từ is a word, TƯ an abbreviation
        "HỌP TƯ NGÀY NÀO",  # in capitals throughout, capitals say nothing
        "du an nao",  # ĐU folded is a syllable
        "Sant's là ai",
        "hệ thống A",
        "",
    ],
)
def test_what_only_looks_short_stays(question: str) -> None:
    assert "trung" not in USUAL.write_out(question, _first).lower()
    assert "nghị định của" not in USUAL.write_out(question, _first)
    assert USUAL.write_out(question, lambda _: None) == question


def test_neighbours_are_told_to_whoever_chooses() -> None:
    seen: list[Ambiguity] = []

    def choose(short: Ambiguity) -> str:
        seen.append(short)
        return short.meanings[-1]

    assert USUAL.write_out("họp BTC giải", choose) == "họp ban tổ chức giải"
    assert (seen[0].before, seen[0].after) == ("họp", "giải")
    assert seen[0].is_written


def test_texts_introduce_their_own_abbreviations() -> None:
    texts = [
        "Cục An toàn thông tin (Cục ATTT) và kinh tế số (KTS).",
        "Trung tâm Giám sát và An toàn (gọi tắt là TTGSAT) họp (sáng nay) tại Bộ (MIC).",
        "Kinh tế số (KTS), kỹ thuật số (KTS) và kinh tế số (KTS).",
    ]
    assert introduced(texts) == {
        "KTS": ("kinh tế số", "Kinh tế số"),
        "TTGSAT": ("Trung tâm Giám sát và An toàn",),
    }


def test_the_admins_word_comes_before_common_usage() -> None:
    own = abbreviations({"CNTT": ("cây nông thôn ta",)}, ("công nghệ thông tin (CNTT)",))
    assert own.write_out("về CNTT", _first) == "về cây nông thôn ta"


def test_a_text_can_be_found_by_what_its_abbreviations_stand_for() -> None:
    text = "Bộ TT&TT đẩy mạnh CNTT; KH đã có"
    words = ["Bộ", "TT", "TT", "đẩy", "mạnh", "CNTT", "KH", "đã", "có"]
    found = Abbreviations({"CNTT": ("công nghệ thông tin",), "TT&TT": ("thông tin truyền thông",)}).in_full(words, text)
    assert found == "công nghệ thông tin thông tin truyền thông".split()


@given(st.text(max_size=200).map(normalise))
def test_no_text_breaks_it(text: str) -> None:
    USUAL.write_out(text, _first)
    introduced([text, f"({text})"])
    USUAL.in_full(text.split(), text)
