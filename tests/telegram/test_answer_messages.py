import dataclasses
import datetime as dt
import re
from html import unescape
from itertools import count, takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.answer import Excerpt, Result, Status
from bot.answering.caveats import Caveat, Doubt
from bot.answering.snapshot import entry_key
from bot.knowledge.entry import Period, Source
from bot.telegram.messages.answers import answer_message, result_message
from bot.telegram.messages.entries import citation_message, entry_page
from bot.telegram.messages.greetings import help_message, start_message, trouble_message
from bot.telegram.messages.headings import written_date
from bot.telegram.messages.html import escape, units
from bot.telegram.messages.message import TEXT_LIMIT, Link, Press
from bot.words.catalogue import Language, catalogue
from tests.telegram.entries import BODY, answer, entry, result

VIETNAMESE = catalogue(Language.VIETNAMESE)


def _buttons(message):
    return [button for row in message.rows for button in row]


def test_an_answer_quotes_the_excerpt_with_its_title_kind_date_and_source():
    message = answer_message(answer(Status.ANSWER, result()), VIETNAMESE)
    assert message.html == (
        "<b>Hội nghị dang-uy</b>\nCuộc họp · 8/5/2009 · Mic.gov.vn\n"
        "<blockquote>Thứ trưởng <b>Trần Đức Lai</b> chủ trì hội nghị ngày 8/5/2009 tại Hà Nội.</blockquote>"
    )
    assert message.rows[0] == (Link("Nguồn: Mic.gov.vn", "https://mic.gov.vn/dang-uy.htm"),)
    assert [button.text for button in message.rows[-1]] == ["Xem thêm", "Trích dẫn", "Chia sẻ"]


def test_the_other_results_are_one_press_away():
    results = (result("a"), result("b"), result("c"))
    first, middle, last = (result_message(results, shown, VIETNAMESE).rows[1] for shown in range(3))
    assert [button.text for button in first] == ["1/3", "▶"]
    assert [button.text for button in middle] == ["◀", "2/3", "▶"]
    assert [button.text for button in last] == ["◀", "3/3"]
    assert middle[0].action.arguments == (entry_key("a"),)
    assert middle[2].action.arguments == (entry_key("c"),)


def test_when_several_fit_the_person_is_asked_which_of_at_most_three():
    message = answer_message(answer(Status.AMBIGUOUS, *map(result, "abcde")), VIETNAMESE)
    assert message.html.startswith("Ý bạn là…?")
    assert [button.text for button in _buttons(message)] == ["Hội nghị a", "Hội nghị b", "Hội nghị c"]


def test_not_knowing_is_said_with_what_is_near_and_what_can_be_asked():
    message = answer_message(answer(Status.NOT_FOUND, result("a")), VIETNAMESE, examples=["Ai chủ trì?"])
    assert message.html.startswith("Tôi không biết")
    assert "<code>Ai chủ trì?</code>" in message.html
    assert [button.text for button in _buttons(message)] == ["Hội nghị a", "Báo tôi khi có"]


def test_nothing_near_means_no_title_and_no_word_of_nearness():
    message = answer_message(answer(Status.NOT_FOUND), VIETNAMESE)
    assert [button.text for button in _buttons(message)] == ["Báo tôi khi có"]
    assert "Gần nhất" not in message.html


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", "https://localhost/x", "https://mic.gov.vn/a b", "x"])
def test_an_address_that_telegram_refuses_gets_no_button(url):
    message = answer_message(answer(Status.ANSWER, result(source=Source("Mic", url))), VIETNAMESE)
    assert not [button for button in _buttons(message) if isinstance(button, Link)]


def test_markup_in_an_entry_is_shown_not_obeyed():
    evil = result(title='<b>x</b> & "y"', text="a <i>b</i> & c", highlights=((2, 5),), source=Source("<u>s", None))
    html = answer_message(answer(Status.ANSWER, evil), VIETNAMESE).html
    assert re.findall(r"<[^>]*>", html) == ["<b>", "</b>", "<blockquote>", "<b>", "</b>", "</blockquote>"]


def test_an_entry_of_giant_strings_stays_within_telegrams_limits():
    giant = [
        result(str(n), title="🗓" * 9_000, source=Source("🗓" * 9_000, "https://a.vn/" + "x" * 9_000)) for n in range(10)
    ]
    for status in (Status.ANSWER, Status.AMBIGUOUS, Status.NOT_FOUND, Status.LIST):
        message = answer_message(answer(status, *giant), VIETNAMESE, examples=["🗓" * 9_000] * 3)
        assert units(re.sub(r"<[^>]*>", "", message.html)) < TEXT_LIMIT
        assert all(units(button.text) <= 64 for button in _buttons(message) if isinstance(button, Press))


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        ((2009, 5, 8), (2009, 5, 8), "8/5/2009"),
        ((2009, 9, 1), (2009, 9, 5), "1–5/9/2009"),
        ((2009, 8, 28), (2009, 9, 5), "28/8/2009–5/9/2009"),
    ],
)
def test_dates_are_written_as_people_write_them(first, last, written):
    assert written_date(Period(dt.date(*first), dt.date(*last))) == written


def test_an_entry_without_a_date_leaves_the_date_out():
    assert "\nCuộc họp · Mic.gov.vn\n" in answer_message(answer(Status.ANSWER, result(date=None)), VIETNAMESE).html


def test_a_key_is_short_and_lasting():
    assert entry_key(entry().id) == entry_key("dang-uy")
    assert re.fullmatch("[0-9a-f]{16}", entry_key("đảng" * 100))


@pytest.mark.parametrize("language", Language)
def test_greetings_hold_the_name_harmlessly_and_the_examples(language):
    words = catalogue(language)
    html = start_message("<b>\u202eLan", words, examples=["Ai chủ trì?"]).html
    assert " &lt;b&gt;Lan!" in html
    assert "<code>Ai chủ trì?</code>" in html
    assert "<code>" in help_message(words, examples=["Ai?"]).html
    assert "<code>" not in help_message(words, examples=[]).html
    assert "a1b2" in trouble_message("a1b2", words).html


def test_the_paragraphs_around_the_excerpt_are_folded_up_below_it():
    body = "Một.\n\n" + "Trước đó là phần mở đầu dài. " * 4 + BODY + "\n\nBa."
    shown = Result(entry(body=body), Excerpt(BODY, body.index(BODY)), 1.0)
    html = result_message([shown], 0, VIETNAMESE).html
    assert "<blockquote expandable>Trước đó" in html
    assert "Một." not in html
    assert "Ba." not in html


def test_a_passage_that_says_no_more_than_the_excerpt_is_left_out():
    assert "expandable" not in result_message([result()], 0, VIETNAMESE).html


@given(st.text(st.one_of(st.just("\n"), st.characters(exclude_categories=["Cc", "Cs"])), max_size=9_000))
def test_the_pages_of_an_entry_hold_its_whole_body(body):
    long = entry(body=body)
    pages = list(takewhile(bool, (entry_page(long, number, VIETNAMESE) for number in count())))
    quoted = [unescape(page.html.split("<blockquote>")[1].removesuffix("</blockquote>")) for page in pages]
    assert "".join("".join(quoted).split()) == "".join(unescape(escape(body)).split())
    assert all(units(re.sub(r"<[^>]*>", "", page.html)) <= TEXT_LIMIT for page in pages)
    assert entry_page(long, -1, VIETNAMESE) is None


def test_a_citation_names_source_and_date_around_the_verbatim_words():
    html = citation_message(result(), VIETNAMESE).html
    assert html == (f"Theo Mic.gov.vn, ngày 8/5/2009: “{BODY}” (Hội nghị dang-uy, https://mic.gov.vn/dang-uy.htm).")
    assert citation_message(result(date=None), VIETNAMESE).html.startswith("Theo Mic.gov.vn: “")


def test_doubts_about_an_entry_stand_above_it_with_a_way_to_what_replaces_it():
    newer = entry("moi")
    doubtful = dataclasses.replace(
        result(),
        caveats=(Caveat(Doubt.REPLACED, by=newer), Caveat(Doubt.REVIEW, day=dt.date(2026, 1, 2))),
    )
    message = answer_message(answer(Status.ANSWER, doubtful), VIETNAMESE)
    assert message.html.startswith("⚠ <i>Mục này đã được thay bằng: Hội nghị moi</i>\n⚠ <i>Mục này cần được xem lại")
    assert "2/1/2026" in message.html
    assert "Hội nghị moi" in [button.text for row in message.rows for button in row]
