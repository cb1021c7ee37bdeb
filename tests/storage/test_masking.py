import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.storage.masking import mask


@pytest.mark.parametrize(
    "personal",
    [
        "0912345678", "0912 345 678", "0912.345.678", "+84912345678", "+84 912 345 678", "(024) 39435602",
        "024 3943 5602", "84912345678", "001089012345", "001 089 012 345", "123456789", "123 456 789",
        "lan.nguyen@mic.gov.vn", "a+b@x-y.com.vn",
    ],
)  # fmt: skip
def test_what_points_to_a_person_is_masked(personal):
    masked = mask(f"cho hỏi {personal} là của ai?")
    assert masked.startswith("cho hỏi [")
    assert masked.endswith("] là của ai?")


@pytest.mark.parametrize(
    "harmless",
    [
        "Nghị định 30/2020/NĐ-CP", "ngày 12/05/2009", "năm 2024 2025", "1.000.000.000 đồng", "100.000.000 đồng",
        "3,5 triệu thuê bao", "băng tần 2500-2600 MHz", "Quyết định 1012/QĐ-TTg", "đầu số 0912", "12 345 678 thuê bao",
        "08/05/2009 09:30:00", "2.500.000.000.000 đồng", "từ 01/01/2024 đến 31/12/2024",
    ],
)  # fmt: skip
def test_codes_dates_and_amounts_stay(harmless):
    assert mask(harmless) == harmless


@given(st.text())
def test_masking_twice_is_masking_once(text):
    assert mask(mask(text)) == mask(text)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("piece", ["x", "0", "0 ", "a.", "a@", "(0", "@a."])
def test_half_a_million_characters_are_no_trouble(piece):
    assert mask(piece * 500_000)
