import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.local.formatting import escape, parse_html, utf16_length, utf16_slice
from bot.local.refusal import RefusalError


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("chào", "chào", []),
        ("<b>a</b>", "a", [("bold", 0, 1)]),
        ("<STRONG>a</STRONG >", "a", [("bold", 0, 1)]),
        ("<i>😀</i><u>b</u>", "😀b", [("italic", 0, 2), ("underline", 2, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<b></b>trống", "trống", []),
        ("  <b> a </b>  ", "a", [("bold", 0, 1)]),
        ("&lt;b&gt; &amp;&quot; &#39;&#x1F600; &nbsp; &", "<b> &\" '😀 &nbsp; &", []),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("<span class='tg-spoiler'>a</span>", "a", [("spoiler", 0, 1)]),
        ("<a href='khong phai'>a</a>", "a", []),
        (
            "<s>a</s><del>b</del><code>c</code>",
            "abc",
            [("strikethrough", 0, 1), ("strikethrough", 1, 1), ("code", 2, 1)],
        ),
    ],
)
def test_marks_become_entities_over_plain_text(source, text, entities):
    found_text, found = parse_html(source)
    assert (found_text, [(e["type"], e["offset"], e["length"]) for e in found]) == (text, entities)


def test_a_link_carries_its_address():
    assert parse_html('<a href="https://mic.gov.vn/?a=1&amp;b=2">nguồn</a>')[1] == [
        {"type": "text_link", "offset": 0, "length": 5, "url": "https://mic.gov.vn/?a=1&b=2"}
    ]


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<x>a</x>", 'Unsupported start tag "x" at byte offset 0'),
        ("Đ <p>a</p>", 'Unsupported start tag "p" at byte offset 3'),
        ("5 <6", "Unclosed start tag at byte offset 2"),
        ("5 < 6 >", 'Unsupported start tag "" at byte offset 2'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ('<a href="x>a</a>', "Unclosed start tag at byte offset 0"),
        ('<a "x">a</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/y>a</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("a<br/>b", 'Unsupported start tag "br/" at byte offset 1'),
    ],
)
def test_unparsable_html_gets_telegrams_own_complaint(source, complaint):
    with pytest.raises(RefusalError) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {complaint}"


def test_entities_beyond_a_hundred_are_dropped_without_a_word():
    assert len(parse_html("<b>a</b> " * 150)[1]) == 100


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_an_escaped_text_comes_back_as_it_was(text):
    assert parse_html(escape(text)) == (text.strip(), [])


@given(st.text(alphabet="<>/b i&;#ađ😀\"'="))
def test_any_text_is_parsed_or_refused(source):
    try:
        text, entities = parse_html(source)
    except RefusalError:
        return
    for entity in entities:
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= utf16_length(text)
        assert utf16_slice(text, entity["offset"], entity["length"])
