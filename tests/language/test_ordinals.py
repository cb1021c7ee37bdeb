"""Ordinals in figures and in words: which of the two a knowledge writes decides."""

from __future__ import annotations

import pytest

from bot.language.ordinals import numbers_beside_names, ordinals_as_written

IN_WORDS = {"thu_sau": 2, "thu_nam": 3}
IN_ROMAN = {"thu_viii": 2}
IN_FIGURES = {"thu_53": 1, "thu_5": 1, "thu_nam": 9}


@pytest.mark.parametrize(
    ("asked", "written", "held"),
    [
        ("ADGMIN lần 6 ở đâu", "ADGMIN lần thứ sáu ở đâu", IN_WORDS),
        ("giải thưởng lần thứ 5", "giải thưởng lần thứ năm", IN_WORDS),
        ("giai thuong lan 5", "giai thuong lan thu nam", IN_WORDS),
        ("UPU lần 53", "UPU lần 53", IN_FIGURES),
        ("liên hoan lần 8", "liên hoan lần thứ VIII", IN_ROMAN),
        ("lien hoan lan thu 8 o dau", "lien hoan lan thu viii o dau", IN_ROMAN),
        ("giao ban q3/2025", "giao ban quy 3/2025", {}),
        ("giao ban Q.3 năm 2025", "giao ban quý 3 năm 2025", {}),
        ("quận q3 ở đâu", "quận q3 ở đâu", {}),
        ("cuộc thi lần 5", "cuộc thi lần 5", IN_FIGURES),
        ("lần 7 ở đâu", "lần 7 ở đâu", IN_WORDS),
        ("tăng lần 5,5 điểm", "tăng lần 5,5 điểm", IN_WORDS),
        ("lần 0", "lần 0", IN_WORDS),
    ],
)
def test_an_ordinal_is_written_as_the_knowledge_writes_it(asked: str, written: str, held: dict[str, int]) -> None:
    assert ordinals_as_written(asked, lambda pair: held.get(pair, 0)) == written


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("APPU 13 họp ở đâu", "APPU lần thứ 13 họp ở đâu"),
        ("appu 13 hop o dau", "appu lan thu 13 hop o dau"),
        ("ADGMIN 6", "ADGMIN lan thu 6"),
        ("vinasat 3 phóng khi nào", "vinasat-3 phóng khi nào"),
        ("vinasat 2 phóng khi nào", "vinasat-2 phóng khi nào"),
        ("viettel 8 đầu số", "viettel 8 đầu số"),
        ("viettel 8% thị phần", "viettel 8% thị phần"),
        ("tháng 8 có gì", "tháng 8 có gì"),
        ("truong 8 o dau", "truong 8 o dau"),
        ("bluezone 8/2020", "bluezone 8/2020"),
    ],
)
def test_a_number_behind_a_name_is_a_version_or_says_which_time(asked: str, read: str) -> None:
    assert numbers_beside_names(asked, lambda pair: int(pair == "vinasat_2")) == read


def test_a_slip_before_a_number_is_no_name_that_is_numbered():
    assert numbers_beside_names("vao thag 7 nam 1960", lambda _: 0, lambda syllable: syllable != "thag") == (
        "vao thag 7 nam 1960"
    )
    assert numbers_beside_names("APPU 13", lambda _: 0, lambda syllable: syllable == "appu") == "APPU lan thu 13"
