"""Time phrases as staff write them, read on Monday 23 November 2026; each with its accents and without."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.dates import periods_in
from bot.language.normal import fold

TODAY = dt.date(2026, 11, 23)
TABLE = """
ngày 8/5/2009 | 2009-05-08 2009-05-08
hop ngay mung 8 thang 5 | 2026-05-08 2026-05-08
ngày mùng tám tháng năm năm 2009 | 2009-05-08 2009-05-08
quý I/2009 | 2009-01-01 2009-03-31
quý 1 năm ngoái | 2025-01-01 2025-03-31
qui 1 nam 2009 | 2009-01-01 2009-03-31
6 tháng đầu năm | 2026-01-01 2026-06-30
sáu tháng đầu năm 2010 | 2010-01-01 2010-06-30
tám tháng năm 2023 | 2023-01-01 2023-08-31
ngày tám tháng năm 2023 | 2023-05-08 2023-05-08
lễ hội tổ chức lần đầu năm nào | -
họp lần đầu năm 2000 | 2000-01-01 2000-12-31
đầu tháng 9 | 2026-09-01 2026-09-10
cuối tháng chín năm 2012 | 2012-09-21 2012-09-30
tuần trước | 2026-11-16 2026-11-22
thứ năm tuần trước | 2026-11-19 2026-11-19
thu nam tuan truoc | 2026-11-19 2026-11-19
hôm qua | 2026-11-22 2026-11-22
hom kia | 2026-11-21 2026-11-21
từ 1/9 đến 5/9 | 2026-09-01 2026-09-05
giai đoạn 2016-2020 | 2016-01-01 2020-12-31
giai đoạn 2016 – 2020 | 2016-01-01 2020-12-31
nhiệm kỳ 2020-2025 | 2020-01-01 2025-12-31
khoá X | 2006-01-01 2011-12-31
Quốc hội khóa XIII | 2011-01-01 2016-12-31
trước tháng 6 | … 2026-05-31
kể từ 2008 | 2008-01-01 …
sau năm 2020 | 2021-01-01 …
tháng này | 2026-11-01 2026-11-30
năm nay | 2026-01-01 2026-12-31
3 ngày qua | 2026-11-20 2026-11-23
tuần qua | 2026-11-16 2026-11-22
nửa đầu năm | 2026-01-01 2026-06-30
thập niên 2010 | 2010-01-01 2019-12-31
những năm 90 | 1990-01-01 1999-12-31
nghị định 30/2020/NĐ-CP | -
thứ trưởng Lai năm người | -
5 năm | -
từ tháng 3 đến tháng 5 năm 2010 | 2010-03-01 2010-05-31
giao ban tháng 7,8 năm 2017 | 2017-07-01 2017-08-31
giao ban thang 7 8 2017 | 2017-07-01 2017-08-31
tháng 11 2023 | 2023-11-01 2023-11-30
16/9 | 2026-09-16 2026-09-16
1/2 dân số | -
30/2/2010 | -
tháng 13 | -
quý 5 | -
có gì mới trong tuần qua | 2026-11-16 2026-11-22
năm 2009 | 2009-01-01 2009-12-31
hội nghị tháng 5 | 2026-05-01 2026-05-31
cuoi nam ngoai | 2025-09-01 2025-12-31
cuối năm 2015 | 2015-09-01 2015-12-31
từ năm 2008 đến năm 2010 | 2008-01-01 2010-12-31
nhiệm kỳ 2020-2012 | 2012-01-01 2020-12-31
từ 29/2 đến 1/3 năm 2023 | 2023-02-28 2023-03-01
từ 29/2/2024 đến 15/2/2024 | 2024-02-15 2024-02-29
sau ngày 31/12/9999 | … …
ngày 20 tháng 11 | 2026-11-20 2026-11-20
2009-05-08 | 2009-05-08 2009-05-08
8-5-2009 | 2009-05-08 2009-05-08
8.5.2009 | 2009-05-08 2009-05-08
thang 5 nam 2009 | 2009-05-01 2009-05-31
tháng 5/2009 | 2009-05-01 2009-05-31
5/2009 | 2009-05-01 2009-05-31
tuần này | 2026-11-23 2026-11-29
ba năm gần đây | 2023-11-24 2026-11-23
chiều qua | 2026-11-22 2026-11-22
sáng nay | 2026-11-23 2026-11-23
điều 5 khoản 3 | -
còn quý II? | 2026-04-01 2026-06-30
tháng tư | 2026-04-01 2026-04-30
thang sau | 2026-12-01 2026-12-31
tháng sáu | 2026-06-01 2026-06-30
trong 10 năm qua | 2016-11-25 2026-11-23
chủ nhật tuần này | 2026-11-29 2026-11-29
thứ sáu vừa rồi | 2026-11-20 2026-11-20
năm 2010 và 2011 | 2010-01-01 2011-12-31
trước ngày 30/6/2009 | … 2009-06-29
đến hết quý III năm 2012 | … 2012-09-30
từ 3/2008 | 2008-03-01 …
đến 1/9 | … 2026-09-01
thứ ba tuần này | 2026-11-24 2026-11-24
thứ tư tuần sau | 2026-12-02 2026-12-02
ngày hai mươi lăm tháng mười hai năm 2010 | 2010-12-25 2010-12-25
ngày ba mươi mốt tháng mười | 2026-10-31 2026-10-31
mồng ba tháng tư năm 2012 | 2012-04-03 2012-04-03
tháng mười một năm 2012 | 2012-11-01 2012-11-30
tháng trước | 2026-10-01 2026-10-31
quý trước | 2026-07-01 2026-09-30
quý này | 2026-10-01 2026-12-31
quý bốn năm 2011 | 2011-10-01 2011-12-31
quý tư năm 2011 | 2011-10-01 2011-12-31
năm kia | 2024-01-01 2024-12-31
năm sau | 2027-01-01 2027-12-31
đầu năm | 2026-01-01 2026-04-30
cuối năm | 2026-09-01 2026-12-31
giữa năm 2013 | 2013-05-01 2013-08-31
giữa tháng 7/2014 | 2014-07-11 2014-07-20
thượng tuần tháng 3 | 2026-03-01 2026-03-10
9 tháng đầu năm 2012 | 2012-01-01 2012-09-30
3 tháng cuối năm 2012 | 2012-10-01 2012-12-31
nửa cuối năm 2014 | 2014-07-01 2014-12-31
hôm nay | 2026-11-23 2026-11-23
ngày mai | 2026-11-24 2026-11-24
ngày kia | 2026-11-25 2026-11-25
hai tuần qua | 2026-11-09 2026-11-23
vài ngày gần đây | 2026-11-20 2026-11-23
gần đây | 2026-10-24 2026-11-23
trong năm 2014 và năm 2015 | 2014-01-01 2015-12-31
từ đầu năm 2015 | 2015-01-01 …
từ tháng 1/2015 đến tháng 3/2015 | 2015-01-01 2015-03-31
từ 1/9/2010 đến 5/9/2010 | 2010-09-01 2010-09-05
ngày 1/9 đến ngày 5/9/2012 | 2012-09-01 2012-09-05
2008-2010 | 2008-01-01 2010-12-31
giai đoạn từ 2010 đến 2015 | 2010-01-01 2015-12-31
kể từ tháng 3 năm 2011 | 2011-03-01 …
sau ngày 1/7/2010 | 2010-07-02 …
tính đến 30/6/2012 | … 2012-06-30
thập kỷ 2000 | 2000-01-01 2009-12-31
quý II và quý III năm 2010 | 2010-04-01 2010-09-30
quý 3 | 2026-07-01 2026-09-30
thang tu | 2026-04-01 2026-04-30
qui tu nam 2011 | 2011-10-01 2011-12-31
tu thang 3 den thang 5 nam 2010 | 2010-03-01 2010-05-31
thang 6 vua roi | 2026-06-01 2026-06-30
tháng 8 năm ngoái | 2025-08-01 2025-08-31
trong tháng | -
ngày 15 | 2026-11-15 2026-11-15
ngày 28 tháng trước | 2026-10-28 2026-10-28
mùng 5 | 2026-11-05 2026-11-05
hom nay | 2026-11-23 2026-11-23
tuan toi | 2026-11-30 2026-12-06
cong van 15/BTTTT | -
thông tư 12/2021/TT-BTTTT | -
lần thứ 5 | -
thứ trưởng | -
năm đơn vị | -
tuần 12 | 2026-03-16 2026-03-22
tuan thu 12 nam 2023 | 2023-03-20 2023-03-26
tuần 37/2017 | 2017-09-11 2017-09-17
tuần 12/2023 | 2023-03-20 2023-03-26
mỗi tuần 2 buổi | -
tuần 2 tháng 5/2010 | 2010-05-08 2010-05-14
tuần thứ ba của tháng 9 | 2026-09-15 2026-09-21
tuần cuối tháng 9 | 2026-09-24 2026-09-30
quý vừa rồi | 2026-07-01 2026-09-30
cuối quý I/2009 | 2009-03-01 2009-03-31
đầu quý 2 | 2026-04-01 2026-04-30
nửa đầu tháng 9 | 2026-09-01 2026-09-15
nửa cuối tháng 9/2012 | 2012-09-16 2012-09-30
hai tháng đầu năm | 2026-01-01 2026-02-28
6 tháng cuối năm ngoái | 2025-07-01 2025-12-31
6T đầu năm | 2026-01-01 2026-06-30
Q1/2009 | 2009-01-01 2009-03-31
T5/2009 | 2009-05-01 2009-05-31
q3/2012 | 2012-07-01 2012-09-30
tháng 5 và tháng 6 năm 2010 | 2010-05-01 2010-06-30
tháng 7, tháng 8 năm 2017 | 2017-07-01 2017-08-31
quý I và II/2010 | 2010-01-01 2010-06-30
quý II-III/2010 | 2010-04-01 2010-09-30
từ quý I đến quý III năm 2012 | 2012-01-01 2012-09-30
cuối tuần trước | 2026-11-20 2026-11-22
cuối tuần này | 2026-11-27 2026-11-29
đầu tuần này | 2026-11-23 2026-11-24
giữa tuần | 2026-11-25 2026-11-26
hôm thứ năm | 2026-11-19 2026-11-19
thứ hai vừa qua | 2026-11-16 2026-11-16
thứ hai tới | 2026-11-30 2026-11-30
sáng 17/5/2010 | 2010-05-17 2010-05-17
sáng thứ hai | 2026-11-23 2026-11-23
ngày này năm ngoái | 2025-11-23 2025-11-23
hai năm trước | 2024-01-01 2024-12-31
3 tháng trước | 2026-08-01 2026-08-31
cách đây 2 tuần | 2026-11-09 2026-11-15
cách đây ba năm | 2023-01-01 2023-12-31
5 ngày trước | 2026-11-18 2026-11-18
trong vòng 3 tháng qua | 2026-08-25 2026-11-23
năm 2009-2010 | 2009-01-01 2010-12-31
năm hai nghìn không trăm linh chín | 2009-01-01 2009-12-31
năm hai nghìn mười hai | 2012-01-01 2012-12-31
thế kỷ 21 | 2001-01-01 2100-12-31
thế kỷ XX | 1901-01-01 2000-12-31
mấy hôm nay | 2026-11-16 2026-11-23
những ngày này | 2026-11-16 2026-11-23
hôm 8/5 | 2026-05-08 2026-05-08
đầu tháng này | 2026-11-01 2026-11-10
3 quý đầu năm 2012 | 2012-01-01 2012-09-30
trước 2010 | … 2009-12-31
từ đầu năm đến nay | 2026-01-01 …
năm 2010, 2011, 2012 | 2010-01-01 2012-12-31
giữa năm 2010 và 2012 | 2010-01-01 2012-12-31
tháng 12-2023 | 2023-12-01 2023-12-31
12-2023 | 2023-12-01 2023-12-31
ngày 8 và 9/5/2009 | 2009-05-08 2009-05-09
ngày 8-9/5/2009 | 2009-05-08 2009-05-09
8–9/5/2009 | 2009-05-08 2009-05-09
các ngày 1, 2 và 3 tháng 9 | 2026-09-01 2026-09-03
hai ngày 8, 9/5 | 2026-05-08 2026-05-09
từ 1 đến 5/9/2010 | 2010-09-01 2010-09-05
tháng 3, 4/2012 | 2012-03-01 2012-04-30
quý 3 vừa rồi | 2026-07-01 2026-09-30
2 năm qua | 2024-11-23 2026-11-23
trong 3 tháng tới | 2026-11-23 2027-02-21
2 tuần nữa | 2026-11-23 2026-12-07
tháng 5 này | 2026-05-01 2026-05-31
tháng 5 vừa qua | 2026-05-01 2026-05-31
tháng 5 tới | 2027-05-01 2027-05-31
5 năm một lần | -
tuần trước nữa | 2026-11-09 2026-11-15
30/4 năm ngoái | 2025-04-30 2025-04-30
đêm qua | 2026-11-22 2026-11-22
quý I-2009 | 2009-01-01 2009-03-31
đến tháng 5 tới | … 2027-05-31
tăng 5 năm liền | -
tối 3/10/2022 | 2022-10-03 2022-10-03
tới ngày 3/10/2022 | … 2022-10-03
sáng mai | 2026-11-24 2026-11-24
từ đầu tháng đến giờ | 2026-11-01 …
cuối tháng | 2026-11-21 2026-11-30
từ 2020 đến nay | 2020-01-01 …
họp báo tháng 12 nam 2023 | 2023-12-01 2023-12-31
Việt nam 2025 | 2025-01-01 2025-12-31
cuộc họp gần đây nhất | -
"""
ONLY_WITH_ACCENTS = {"tháng sáu"}  # typed without, it is the next month rather than June
CASES = [tuple(part.strip() for part in line.split("|")) for line in TABLE.strip().splitlines()]
FOLDED = [(fold(phrase), expected) for phrase, expected in CASES if phrase not in ONLY_WITH_ACCENTS]


def written(day: dt.date) -> str:
    return "…" if day in (dt.date.min, dt.date.max) else day.isoformat()


@pytest.mark.parametrize(("phrase", "expected"), sorted({*CASES, *FOLDED}))
def test_a_phrase_names_its_days(phrase: str, expected: str) -> None:
    periods = periods_in(phrase, TODAY)
    assert ("; ".join(f"{written(p.first)} {written(p.last)}" for p in periods) or "-") == expected
    assert all(phrase[p.start : p.end].strip() for p in periods)


@pytest.mark.parametrize("phrase", ["từ 2020 đến nay", "trước năm 2010", "sau năm 2024", "tính đến ngày 8/9/2024"])
def test_a_period_holds_the_words_that_open_and_close_it(phrase: str) -> None:
    (period,) = periods_in(f"tin {phrase} có gì", TODAY)
    assert f"tin {phrase} có gì"[period.start : period.end] == phrase


def test_there_are_enough_phrases() -> None:
    assert len({*CASES, *FOLDED}) >= 320


def test_an_assumed_year_may_be_any() -> None:
    (may,) = periods_in("tháng 5", TODAY)
    assert may.holds(dt.date(2009, 5, 8))
    assert not may.holds(dt.date(2009, 6, 1))


@given(st.text(alphabet=st.sampled_from("0123456789/-. ngàythánămquýIVXtừđếtrước"), max_size=60), st.dates())
def test_no_text_and_no_day_breaks_the_grammar(text: str, today: dt.date) -> None:
    for period in periods_in(text, today):
        assert period.first <= period.last
        assert 0 <= period.start < period.end <= len(text)
