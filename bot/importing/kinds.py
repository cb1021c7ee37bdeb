"""Which reader a document is for, told by its bytes; each reader is imported only where it is needed."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.importing.document import Document, ImportingError

MOST_TEXT: Final = 1_000_000
"""Characters of an article's text, about 400 pages; what has more is no article, and would take long to understand."""
_PACKED: Final = b"PK\x03\x04"
_PAGE_MARKS: Final = (b"<html", b"<!doctype html", b"<body", b"<div", b"<p>", b"<head")


def is_office_file(content: bytes) -> bool:
    """Whether bytes are a DOCX or PDF: small files that may grow to any size while they are read."""
    return content.startswith(_PACKED) or b"%PDF-" in content[:1024]


def document_of(content: bytes, name: str, url: str | None, charset: str | None) -> Document:
    """What a document sent or fetched holds.

    Args:
        content: its bytes.
        name: what it is called, for messages.
        url: its link, if it came by one.
        charset: what its server says of its characters.

    Raises:
        ImportingError: it is of no kind that is read, is broken, or holds more text than an article has.
    """
    document = _read(content, name, url, charset)
    if sum(map(len, document.paragraphs)) > MOST_TEXT:
        raise ImportingError(
            f"more than {MOST_TEXT:,} characters of text",
            says="too-large",
            where=name,
            mend="take the part that matters into a file of its own",
        )
    return document


def _read(content: bytes, name: str, url: str | None, charset: str | None) -> Document:
    if not content.strip():
        raise ImportingError("it is empty", says="empty", where=name, mend="check the file")
    if is_office_file(content):
        from bot.importing.office_files import read_docx, read_pdf  # noqa: PLC0415 - an optional extra

        read = read_docx if content.startswith(_PACKED) else read_pdf
        return replace(read(content, name), url=url)
    if content.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        raise ImportingError(
            "an old Word file", says="old-word", where=name, mend="open it in Word and save it as .docx"
        )
    from bot.importing.html_pages import modern_page, read_html  # noqa: PLC0415 - an optional extra

    if any(mark in content[:4096].lower() for mark in _PAGE_MARKS):
        return read_html(content, url=url, charset=charset)
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\x00" in content[:4096] and not wide:
        raise ImportingError(
            "this is no text", says="no-text", where=name, mend="HTML, DOCX, PDF, TXT, RSS and Atom are taken"
        )
    return Document(lines_of(modern_page(content, "utf-16" if wide else charset)), url=url)


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text that hold something, without spaces beyond need."""
    return tuple(clean for line in text.splitlines() if (clean := " ".join(line.split())))
