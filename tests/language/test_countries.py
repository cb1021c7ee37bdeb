import pytest

from bot.language.countries import countries_in, names_country
from bot.language.normal import normalise


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Bộ trưởng thăm Hàn Quốc", ["han quoc"]),
        ("dai su nhat ban", ["nhat ban"]),
        ("thăm Nhật Bản", ["nhat ban"]),
        ("Bộ trưởng Nguyễn Bắc Son thăm Lào năm 2012", ["lào"]),
        ("anh Hung sang my bao gio", ["hoa ky"]),
        ("sếp sang nhật làm gì", ["nhat ban"]),
        ("dai su phap gap ai", ["pháp"]),
        ("bộ trưởng sang Đức", ["đức"]),
        ("sang anh lam gi", ["anh"]),
        ("nước Mỹ và nước Nga", ["hoa ky", "lien bang nga"]),
        ("tin về hợp tác với Lào", ["lào"]),
        ("phía Mỹ nói gì", ["hoa ky"]),
        ("gặp ngoại trưởng Nga ở đâu", ["lien bang nga"]),
        ("thu tuong lao tham nuoc ta", ["lào"]),
        ("thủ tướng ý kiến gì", []),
        ("phía Đức Long", []),
        ("thăm anh Hùng", []),
        ("thăm anh Đức", []),
        ("sáng nhất 5/6", []),
        ("người lao động", []),
        ("thăm lao động nghèo", []),
        ("nuoc phap luat", []),
        ("thẩm mỹ viện", []),
        ("tham my vien", []),
        ("khối C3 ba lần đấu giá", []),
        ("nước nhà", []),
        ("tiếp đoàn Pháp", ["pháp"]),
        ("đoàn ý kiến", []),
    ],
)
def test_a_country_is_read_where_nothing_else_can_be_meant(text, countries):
    assert [name for name, _, _ in countries_in(normalise(text))] == countries


@pytest.mark.parametrize(
    ("text", "country", "is_named"),
    [
        ("Thủ tướng Lào Sonexay Siphandone", "lào", True),
        ("người lao động", "lào", False),
        ("Đại sứ Mỹ", "hoa ky", True),
        ("mỹ thuật", "hoa ky", False),
        ("Việt Nam", "lào", False),
    ],
)
def test_an_entry_may_name_a_country_by_any_of_its_names(text, country, is_named):
    assert names_country(text, country) is is_named
