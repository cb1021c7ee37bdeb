import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.scorecard.ways import Way, type_as


@pytest.mark.parametrize(
    ("way", "clean", "typed"),
    [
        (Way.NO_ACCENTS, "Đảng ủy họp ở đâu?", "dang uy hop o dau"),
        (Way.TELEX, "Hội nghị Đảng ủy", "Hooij nghij Ddangr uyr"),
        (Way.TELEX, "ngày trước, được", "ngayf truwowcs, dduwowcj"),
        (Way.VNI, "Hội nghị Đảng ủy", "Ho6i5 nghi5 D9ang3 uy3"),
        (Way.VNI, "trước năm 2009", "tru7o7c1 na8m 2009"),
        (Way.OTHER_TONE_PLACE, "hoà giải, hòa, hoạt, Thuỷ", "hòa giải, hoà, họat, Thủy"),
        (Way.OTHER_TONE_PLACE, "quý, quyết, tuyển, xoăn, hoàn", "quý, quyết, tuyển, xoăn, hòan"),
    ],
)
def test_each_way_spells_as_its_keyboard_does(way, clean, typed):
    assert type_as(way, clean) == typed


@given(st.text(), st.sampled_from(Way))
def test_a_way_types_any_text_and_the_same_twice(text, way):
    assert type_as(way, text) == type_as(way, text)


@given(st.text())
def test_decomposing_keeps_the_text(text):
    composed = unicodedata.normalize("NFC", text)
    assert unicodedata.normalize("NFC", type_as(Way.DECOMPOSED, text)) == composed


def test_about_a_quarter_of_the_longer_words_slip():
    words = ["nghị", "trường", "công", "thông", "hoạt"] * 40
    slipped = sum(a != b for a, b in zip(words, type_as(Way.TYPOS, " ".join(words)).split(" "), strict=True))
    assert 30 <= slipped <= 70


def test_another_seed_makes_other_slips():
    question = "Hội nghị thường trực Ban Chấp hành Đảng bộ cơ quan triển khai chương trình công tác"
    assert type_as(Way.TYPOS, question, "1") != type_as(Way.TYPOS, question, "2")
