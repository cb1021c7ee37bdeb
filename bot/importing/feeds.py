"""The articles of an RSS or Atom feed."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

import feedparser

from bot.importing.document import ImportingError

MOST_ITEMS: Final = 100
"""The newest so many of a feed; an endless one ends there."""


@dataclass(frozen=True, slots=True)
class Item:
    """One article of a feed: its link, its title, and its day where the feed gives it."""

    url: str
    title: str
    date: dt.date | None


def is_feed(content: bytes) -> bool:
    """Whether bytes look like RSS or Atom rather than a page.

    >>> is_feed(b'<rss version="2.0"></rss>'), is_feed(b"<html></html>")
    (True, False)
    """
    return re.search(rb"<(?:rss|feed|rdf:RDF)[\s>]", content[:2048]) is not None


def read_feed(content: bytes, *, where: str) -> tuple[Item, ...]:
    """The feed's articles that have a link, in its order.

    Raises:
        ImportingError: it is no feed, or declares entities (which grow without end).
    """
    if re.search(rb"<!ENTITY", content, re.IGNORECASE):
        raise ImportingError(
            "the feed declares entities", says="no-feed", where=where, mend="ask its publisher for a plain feed"
        )
    parsed = feedparser.parse(content, sanitize_html=True, resolve_relative_uris=False)
    items = [
        Item(str(one.link), str(one.get("title", "")), _day(one.get("published_parsed") or one.get("updated_parsed")))
        for one in parsed.entries[:MOST_ITEMS]
        if re.match(r"https?://", str(one.get("link", "")))
    ]
    if not items and not parsed.version:
        raise ImportingError(
            "this is no RSS or Atom feed", says="no-feed", where=where, mend="open the link and look for its RSS"
        )
    return tuple(items)


def _day(moment: object) -> dt.date | None:
    match moment:
        case (int(year), int(month), int(day), *_):
            return dt.date(year, month, day)
        case _:
            return None
