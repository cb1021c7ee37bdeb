"""Files and links into drafts, whatever their kind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.importing.confined import read_confined
from bot.importing.document import Document, ImportingError
from bot.importing.feeds import is_feed, read_feed
from bot.importing.fetching import LARGEST
from bot.importing.kinds import lines_of
from bot.importing.understanding import Draft, understand
from bot.knowledge.checks.doubles import SHARED, sketch_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bot.importing.fetching import Fetcher
    from bot.knowledge.entry import Entry


_PIECES: Final = 24
"""Pieces of a draft that are looked for in each entry before the two are compared."""


def take_file(file: Path, *, site: str = "") -> Draft:
    """The draft of a file on this machine.

    Raises:
        ImportingError: it is too large, cannot be read, or holds no article.
    """
    try:
        if file.stat().st_size > LARGEST:
            raise ImportingError(
                f"more than {LARGEST:,} bytes", says="too-large", where=str(file), mend="take out what is not needed"
            )
        content = file.read_bytes()
    except OSError as unreadable:
        raise ImportingError(
            f"it cannot be read: {unreadable.strerror}",
            says="unreadable",
            where=str(file),
            mend="check its name and its rights",
        ) from unreadable
    return take_bytes(content, str(file), site=site)


def take_bytes(
    content: bytes, name: str, *, url: str | None = None, charset: str | None = None, site: str = ""
) -> Draft:
    """The draft of a document sent or fetched; its kind is told by its bytes, not by its name.

    Raises:
        ImportingError: it holds no article.
    """
    return understand(read_confined(content, name, url, charset), where=name, site=site)


def take_text(text: str, name: str = "text", *, site: str = "") -> Draft:
    """The draft of pasted text: the first line is its title.

    Raises:
        ImportingError: it holds no article.
    """
    return understand(Document(lines_of(text)), where=name, site=site)


def take_link(url: str, fetcher: Fetcher, *, site: str = "") -> Draft:
    """The draft of a page or document behind a link.

    Raises:
        FetchError: it was not fetched.
        ImportingError: it holds no article.
    """
    got = fetcher.fetch(url)
    draft = take_bytes(got.content, url, url=got.url, charset=got.charset, site=site)
    return draft if draft.url else replace(draft, url=got.url)


def links_of_feed(content: bytes, where: str) -> tuple[str, ...]:
    """The links of a feed's articles; none where the content is no feed.

    Raises:
        ImportingError: it looks like a feed and cannot be read.
    """
    return tuple(item.url for item in read_feed(content, where=where)) if is_feed(content) else ()


def known_as(draft: Draft, entries: Iterable[Entry]) -> Entry | None:
    """The entry that has the draft's link or nearly its text; None where it is new."""
    sketch = set(sketch_of(draft.body))
    link = (draft.url or "").rstrip("/")
    pieces = _pieces(draft.body)
    for entry in entries:
        if link and (entry.source.url or "").rstrip("/") == link:
            return entry
        # What has none of the pieces as they stand is not nearly the same, which is seen ten times sooner.
        if not any(piece in entry.body for piece in pieces):
            continue
        held = sketch_of(entry.body)
        if sketch and len(sketch & set(held)) >= SHARED * max(len(sketch), len(held)):
            return entry
    return None


def _pieces(body: str) -> list[str]:
    """Three words each, evenly spread."""
    words = body.split()
    starts = range(0, max(1, len(words) - 2), max(1, len(words) // _PIECES))
    return [" ".join(words[start : start + 3]) for start in starts]


def new_items(content: bytes, where: str, entries: Iterable[Entry]) -> Iterator[str]:
    """The links of a feed that no entry has."""
    known = {(entry.source.url or "").rstrip("/") for entry in entries}
    return (link for link in links_of_feed(content, where) if link.rstrip("/") not in known)
