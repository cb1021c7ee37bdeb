"""Spaces that are missing or too many."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.joined import KnownText, space_out
from bot.language.normal import normalise
from bot.language.syllables import tokens

TEXT = "Hội nghị Ban Chấp hành Đảng bộ cơ quan họp về học tập trên Internet và trang web của bộ"
FOUND = tokens(TEXT)
FOLDED = [token.folded for token in FOUND]
KNOWN = KnownText(
    FOLDED.count,
    [token.key for token in FOUND].count,
    [f"{one}_{other}" for one, other in pairwise(FOLDED)].count,
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hộinghị đảngbộ", "hội nghị đảng bộ"),
        ("hoinghi dangbo o dau", "hoi nghi dang bo o dau"),
        ("hoinghibanchaphanh", "hoi nghi ban chap hanh"),
        ("hoctap cua bo", "hoc tap cua bo"),
        ("hội ng hị", "hội nghị"),
        ("hoi ngh i dang bo", "hoi nghi dang bo"),
        ("Đảngbộ cơquan", "Đảng bộ cơ quan"),
        ("băng tần 2300MHz", "băng tần 2300 MHz"),
        ("7.533tỷ đồng", "7.533 tỷ đồng"),
        ("mạng 5G lúc 10h", "mạng 5G lúc 10h"),
        ("họp T5/2009", "họp tháng 5/2009"),
        ("hop t12 nam 2009", "hop thang 12 nam 2009"),
        ("6t đầu năm 2019", "6 tháng đầu năm 2019"),
        ("6t dau 2019", "6 thang dau 2019"),
        ("tải 6t đường", "tải 6t đường"),
        ("họp lúc mấy h", "họp lúc mấy giờ"),
        ("bao h hop", "bao gio hop"),
        ("Internet2 là gì", "Internet 2 là gì"),
        ("mạng Ethernet2", "mạng Ethernet2"),
        ("phòng họp3", "phòng họp3"),
        ("đường T5 và máy T13/2009", "đường T5 và máy T13/2009"),
        ("internet online", "internet online"),
        ("facebook", "facebook"),
        ("hộibộ", "hộibộ"),  # never side by side in the knowledge
        ("BANCHAPHANH", "BANCHAPHANH"),
        ("họp về", "họp về"),
        ("", ""),
    ],
)
def test_spaces_are_mended(typed: str, meant: str) -> None:
    assert space_out(typed, KNOWN) == meant


@given(st.text(max_size=120).map(normalise))
def test_only_spaces_change(text: str) -> None:
    assert space_out(text, KNOWN).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nửa đầu 2019 doanh thu bao nhiêu", "6 tháng đầu năm 2019 doanh thu bao nhiêu"),
        ("nua cuoi nam 2019 co gi", "6 thang cuoi nam 2019 co gi"),
        ("nửa đầu bài viết", "nửa đầu bài viết"),
    ],
)
def test_half_a_year_is_written_as_its_months_where_the_knowledge_counts_them(typed: str, meant: str) -> None:
    known = KnownText(KNOWN.count, KNOWN.key_count, lambda pair: int(pair == "thang_dau"))
    assert space_out(typed, known) == meant
    assert space_out(typed, KNOWN) == typed


@pytest.mark.parametrize("text", ["a" * 4096, "hoinghi" * 600, " ".join("hộinghị" for _ in range(600)), "n g" * 1000])
def test_the_worst_text_is_read(text: str) -> None:
    assert space_out(text[:600], KNOWN)
