"""A list as a DOCX file, by a button under it, over HTTP."""

import datetime as dt
import io

import docx
import pytest

from bot.telegram.messages.list_file import LONGEST, list_file
from bot.words.catalogue import Language, catalogue
from tests.telegram.entries import result

WORDS = catalogue(Language.VIETNAMESE)
TODAY = dt.date(2026, 11, 23)


def _opened(content):
    return docx.Document(io.BytesIO(content))


def _addresses(document):
    return [part.target_ref for part in document.part.rels.values() if part.is_external]


async def test_a_list_is_had_as_a_file_with_titles_dates_and_links(bot, server, staff):
    await staff.says("danh sách họp báo năm 2023")
    listed = await staff.receives("Thời gian: năm 2023")
    await staff.presses("⬇ Tải DOCX", on=listed)
    sent = await staff.receives()
    file = sent.json["document"]
    assert file["file_name"].endswith(".docx")
    document = _opened(server.world.files[file["file_id"]].content)
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "danh sách họp báo năm 2023" in text
    assert text.count("/2023 · ") >= 4
    assert "Họp báo thường kỳ tháng 12/2023" in text
    assert len(_addresses(document)) >= 4


async def test_the_file_is_made_of_what_the_presser_may_see_now(bot, staff):
    await staff.says("ai chủ trì họp báo tháng 12/2025 của Bộ KH&CN?")
    answer = await staff.receives("Bùi Hoàng Phương")
    assert "⬇ Tải DOCX" not in [button.text for button in answer.buttons]


def test_a_file_holds_no_more_than_anybody_reads():
    document = _opened(list_file("x", [result(f"e{number}") for number in range(LONGEST + 5)], TODAY, WORDS))
    assert sum("Hội nghị e" in paragraph.text for paragraph in document.paragraphs) == LONGEST
    assert f"Có {LONGEST + 5} mục, lập ngày 23/11/2026." in [paragraph.text for paragraph in document.paragraphs]


@pytest.mark.parametrize("title", ["", "\x00\x1f\ufffe", "x" * 4000, "<w:t>&amp;"])
def test_no_title_breaks_a_file(title):
    assert _opened(list_file(title, [result(title=title)], TODAY, WORDS)).paragraphs
