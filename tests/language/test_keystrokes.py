import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.keystrokes import turn_back
from bot.language.legal_syllables import is_legal

ENGLISH = {"data", "password", "office365", "ipv4", "covid19", "internet", "facebook", "gif"}


def known(word):
    return word in ENGLISH


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Hooij nghij ddangr uyr booj quys 1", "Hội nghị đảng ủy bộ quý 1"),
        ("Ho6i5 nghi5 d9a3ng uy3 bo65 quy1 1", "Hội nghị đảng ủy bộ quý 1"),
        ("kees hoachj chuyeenr ddooir soos", "kế hoạch chuyển đổi số"),
        ("ke61 hoach5 chuye6n3 d9o6i3 so61", "kế hoạch chuyển đổi số"),
        ("truowngr ban chir ddaoj", "trưởng ban chỉ đạo"),
        ("thuws truwowngr laf ai", "thứ trưởng là ai"),
        ("nawm nay cos gif mowis", "năm nay có gì mới"),
        ("quaan ddooij nhaan daan", "quân đội nhân dân"),
        ("nguwowif", "người"),
        ("giuwax", "giữa"),
        ("camr own banj nhieeuf", "cảm ơn bạn nhiều"),
    ],
)
def test_raw_keystrokes_are_turned_back(typed, meant):
    assert turn_back(typed, known) == meant


@pytest.mark.parametrize(
    "text",
    [
        "data center",
        "covid19",
        "IPv4 va IPv6",
        "hoi nghi dang uy",
        "Office365",
        "5G",
        "30/2020/NĐ-CP",
        "password",
        "GIF",
        "facebook",
        "A1",
        "Windows",
        "hội nghị",
        "world cup",
        "USB",
        "quy 1 nam 2009",
        "how much did Viettel pay",
        "when was the room down",
    ],
)
def test_what_was_no_keystroke_stays(text):
    assert turn_back(text, known) == text


@given(st.text())
def test_any_text_is_read(text):
    assert isinstance(turn_back(text, known), str)


@pytest.mark.parametrize(
    "syllable",
    [
        "nghị",
        "hội",
        "nghiêng",
        "khuya",
        "quyết",
        "giêng",
        "gì",
        "uỷ",
        "yêu",
        "ở",
        "ướt",
        "thuở",
        "khoẻ",
        "quốc",
        "gìn",
        "xoong",
    ],
)
def test_legal_syllables(syllable):
    assert is_legal(syllable)


@pytest.mark.parametrize("syllable", ["web", "hôc", "tàp", "data", "str", "ng", "ii", "zoo", "fax"])
def test_illegal_syllables(syllable):
    assert not is_legal(syllable)
