"""Articles out of HTML, of a saved page or a link."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import lxml.html
import trafilatura
from lxml.etree import LxmlError
from readability import Document as Readable
from readability.readability import Unparseable

from bot.importing.document import Document, ImportingError
from bot.importing.legacy import modern
from bot.importing.page_dates import day_in, page_day

if TYPE_CHECKING:
    import datetime as dt

SHORTEST: Final = 200
"""Characters below which one extractor's text is not trusted, and the other is asked."""
_BLOCKS: Final = "p div li h1 h2 h3 h4 h5 h6 td tr br blockquote section article table ul ol".split()
_NEAR_TITLE: Final = 12
"""Lines after the title among which the page gives its day."""
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_DATE_METAS: Final = ("article:published_time", "datePublished", "dc.date", "dc.date.issued", "pubdate", "date")


def read_html(content: bytes, *, url: str | None = None, charset: str | None = None) -> Document:
    """The article of a page.

    Raises:
        ImportingError: there is none.
    """
    where = url or "HTML"
    text = modern_page(content, charset)
    try:
        # huge_tree stays off: libxml2's own bounds on depth and size of a text hold.
        page = lxml.html.document_fromstring(text)
    except (LxmlError, ValueError, RecursionError) as broken:
        raise ImportingError(
            f"this is no page: {broken}", says="no-article", where=where, mend="save it again as HTML"
        ) from broken
    title = _title(page)
    paragraphs = _article(text, where)
    if title and paragraphs and paragraphs[0].casefold() == title.casefold():
        paragraphs = paragraphs[1:]
    if not paragraphs:
        raise ImportingError(
            "no article was found in the page", says="no-article", where=where, mend="paste the text into a .txt file"
        )
    stated, seen = _stated_day(page), _seen_day(page, title)
    notes = ("dates-differ",) if stated and seen and stated != seen else ()
    link = _first(page, "//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")
    return Document(
        paragraphs,
        title=title,
        date=seen or stated,
        url=link if re.match(r"https?://", link) else url,
        site=_first(page, "//meta[@property='og:site_name']/@content"),
        notes=notes,
    )


def modern_page(content: bytes, charset: str | None) -> str:
    """The page's characters in Unicode NFC, by the server's word, the page's own, or UTF-8."""
    declared = _CHARSET.search(content[:4096])
    for name in (charset, declared.group(1).decode("ascii") if declared else None, "utf-8-sig", "cp1258"):
        if name is None:
            continue
        try:
            return modern(re.sub(r"^\s*<\?xml[^>]*\?>", "", content.decode(name)))
        except (UnicodeDecodeError, LookupError):
            continue
    return modern(content.decode("latin-1"))


def _article(text: str, where: str) -> tuple[str, ...]:
    # Measured on portals' pages, readability left no menus and footers in where trafilatura did; trafilatura
    # finds articles in pages that readability gives up on.
    try:
        summary = lxml.html.fromstring(Readable(text, url=None).summary(html_partial=True))
        by_readability = _paragraphs(summary)
    except (Unparseable, LxmlError, ValueError):
        by_readability = ()
    if sum(map(len, by_readability)) >= SHORTEST:
        return by_readability
    extracted = trafilatura.extract(text, include_comments=False, include_tables=True, favor_precision=True) or ""
    by_trafilatura = tuple(line.strip() for line in extracted.splitlines() if line.strip())
    best = max(by_readability, by_trafilatura, key=lambda found: sum(map(len, found)))
    if not best:
        raise ImportingError(
            "no article was found in the page", says="no-article", where=where, mend="paste the text into a .txt file"
        )
    return best


def _paragraphs(element: Any) -> tuple[str, ...]:
    """The text of an element, a paragraph a block."""
    for hidden in element.xpath(".//script|.//style|.//noscript|.//template|.//comment()"):
        hidden.drop_tree()
    for block in element.iter(*_BLOCKS):
        block.text = f"\ue000{block.text or ''}"
        block.tail = f"\ue000{block.tail or ''}"
    pieces = (" ".join(piece.split()) for piece in element.text_content().split("\ue000"))
    return tuple(piece for piece in pieces if piece)


def _title(page: Any) -> str:
    whole = _first(page, "//title/text()")
    named = _first(page, "//meta[@property='og:title']/@content", "//meta[@name='title']/@content")
    heads = [" ".join(head.text_content().split()) for head in page.xpath("//h1|//*[contains(@class,'title')]")]
    heads = [head for head in heads if 10 <= len(head) <= 300]
    title = named or (heads[0] if heads else "") or whole
    # "Hội nghị … - Cổng thông tin của Bộ": the part that a heading repeats, or the longest.
    parts = [part.strip() for part in re.split(r"\s+[|»]\s+|\s+-\s+(?=[^-]*$)", title)]
    return " ".join(max(parts, key=len).split()) if title == whole else " ".join(title.split())


def _stated_day(page: Any) -> dt.date | None:
    for name in _DATE_METAS:
        value = _first(page, f"//meta[@property='{name}' or @name='{name}' or @itemprop='{name}']/@content")
        if value and (day := day_in(value)):
            return day
    value = _first(page, "//article//time/@datetime")
    return day_in(value) if value else None


def _seen_day(page: Any, title: str) -> dt.date | None:
    """The day written after the title, as readers see it; clocks and sidebars before it do not count."""
    body = page.find("body")
    lines = list(_paragraphs(body if body is not None else page))
    at = [number for number, line in enumerate(lines) if title and title.casefold() in line.casefold()]
    for number in at:
        if day := page_day(lines[number + 1 : number + 1 + _NEAR_TITLE]):
            return day
    return None


def _first(page: Any, *paths: str) -> str:
    for path in paths:
        for value in page.xpath(path):
            if str(value).strip():
                return str(value).strip()
    return ""
