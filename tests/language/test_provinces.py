import pytest

from bot.language.normal import normalise
from bot.language.provinces import provinces_in


@pytest.mark.parametrize(
    ("text", "provinces"),
    [
        ("làm việc với bưu điện Quảng Ngãi", ["quang ngai"]),
        ("hoi nghi o quang ninh va can tho", ["quang ninh", "can tho"]),
        ("Hòa Bình đón đoàn", ["hoa binh"]),
        ("vì hòa bình", []),
        ("dien bien moi", []),
        ("giá lại tăng, làm đồng", []),
        ("nhà em ở Cần Thơ, tivi không bắt được kênh", []),
        ("em ở sở Nghệ An hỏi về 2G", []),
        ("bên mình tại Đà Nẵng muốn hỏi", []),
        ("Hà Nội", []),
        ("bao nhiêu IP Việt Nam dính botnet", []),
        ("bưu điện Nam Định", ["nam dinh"]),
    ],
)
def test_a_province_is_read_but_for_where_somebody_is_from(text, provinces):
    assert [name for name, _, _ in provinces_in(normalise(text))] == provinces
