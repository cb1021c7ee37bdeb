"""People in a question, by name, title and form of address."""

from __future__ import annotations

import pytest

from bot.language.names import KnownPeople
from bot.language.normal import fold

LAI, HUNG, LOI, HOA, HAI = "Trần Đức Lai", "Nguyễn Mạnh Hùng", "Trần Đức Lợi", "Lê Thị Hoa", "Nguyễn Thanh Hải"
PEOPLE = KnownPeople([LAI, HUNG, LOI, HOA, HAI, "Phan Tâm", "Đồng chí Phạm Đức Long"])
NAMED = [
    ("thứ trưởng Lai họp gì", [LAI]),
    ("các hoạt động của thứ trưởng lai trong tháng 5", [LAI]),
    ("đ/c Trần Đức Lai", [LAI]),
    ("Đ/c Lai kết luận gì", [LAI]),
    ("đồng chí Đức Lai", [LAI]),
    ("anh Lai nói gì", [LAI]),
    ("anh lai nói gì", [LAI]),
    ("Trần Đức Lai chủ trì họp nào", [LAI]),
    ("trần đức lợi phát biểu", [LOI]),
    ("bộ trưởng Nguyễn Mạnh Hùng", [HUNG]),
    ("Bộ trưởng Hùng gặp thứ trưởng Tâm", [HUNG, "Phan Tâm"]),
    ("anh Hùng dự hội nghị", [HUNG]),
    ("ông Hải và bà Hoa", [HAI, HOA]),
    ("chị Hoa phụ trách gì", [HOA]),
    ("phó vụ trưởng hoa", [HOA]),
    ("Phó Chánh Văn phòng Hải", [HAI]),
    ("PGS.TS Phan Tâm", ["Phan Tâm"]),
    ("đồng chí Long", ["Đồng chí Phạm Đức Long"]),
    ("phạm đức long", ["Đồng chí Phạm Đức Long"]),
]
NAMED_ONLY_WITH_ACCENTS = {
    "trần đức lợi phát biểu",
    "chị Hoa phụ trách gì",
    "anh Hùng dự hội nghị",
    "ông Hải và bà Hoa",
}
NOBODY = [
    "con em lai thi viết thư",
    "phong tặng danh hiệu anh hùng lao động",
    "Phong tặng danh hiệu anh hùng lao động cho Viettel",
    "anh hung lao dong la ai",
    "thứ trưởng họp gì",
    "thứ trưởng Trần Văn Bình",
    "trần đức",
    "hoa",
    "lai tạo giống lúa",
    "đồng chí Lai Xuân Môn",
    "tuyến cáp quang Hải Phòng",
    "họp ba hoa",
    "co hoa hong khong",
    "anh hưởng của 5G",
    "thứ trưởng Lại",
    "thu truong",
    "",
    "🙂 ?!",
]


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_somebody_is_found_by_name_title_and_address(text: str, names: list[str]) -> None:
    assert [name for person in PEOPLE.named_in(text) for name in person.names] == names


@pytest.mark.parametrize(("text", "names"), [case for case in NAMED if case[0] not in NAMED_ONLY_WITH_ACCENTS])
def test_typing_without_accents_finds_them_too(text: str, names: list[str]) -> None:
    assert [name for person in PEOPLE.named_in(fold(text)) for name in person.names] == names


@pytest.mark.parametrize("text", NOBODY)
def test_words_that_only_look_like_a_name_are_nobody(text: str) -> None:
    assert PEOPLE.named_in(text) == ()


def test_two_who_share_what_was_typed_are_both_meant() -> None:
    people = KnownPeople(["Trần Đức Lai", "Ngô Lai", "Đỗ Lãi"])
    assert [person.names for person in people.named_in("thu truong lai")] == [("Ngô Lai", "Trần Đức Lai")]
    assert [person.names for person in people.named_in("thứ trưởng Lãi")] == [("Đỗ Lãi",)]


def test_the_place_of_a_name_holds_its_title() -> None:
    text = "họp với thứ trưởng Lai về 5G"
    (person,) = PEOPLE.named_in(text)
    assert text[person.start : person.end] == "thứ trưởng Lai"
