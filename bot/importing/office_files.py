"""Text out of DOCX and PDF files, with bounds on what a small file may blow up to."""

from __future__ import annotations

import contextlib
import io
import re
import time
import zipfile
from dataclasses import dataclass
from itertools import pairwise
from statistics import quantiles
from typing import Final

import docx
import pypdfium2 as pdfium
from docx.opc.exceptions import OpcError
from docx.table import Table
from lxml.etree import LxmlError

from bot.importing.document import Document, ImportingError
from bot.importing.legacy import modern

LARGEST_UNPACKED: Final = 100_000_000
"""Bytes that a DOCX may unpack to, as its directory says; zipfile itself refuses members that are longer than said."""
MOST_PAGES: Final = 300
"""Pages of a PDF that are read."""
LONGEST: Final = 20.0
"""Seconds that a PDF may take."""

_MORE_THAN_USUAL: Final = 1.3
"""A step between lines so many times the usual one parts paragraphs."""
_OTHER_SIZE: Final = 1.15
"""Letters so many times as high, or as low, are another paragraph: a heading."""

_FORM_OF_XML: Final = (AttributeError, TypeError, IndexError)
"""What python-docx raises where the XML is well formed and no document: an element is missing or out of place."""


def read_docx(content: bytes, where: str) -> Document:
    """The paragraphs and tables of a DOCX, in order.

    Raises:
        ImportingError: it is none, or unpacks to too much.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(member.file_size for member in packed.infolist())
        if unpacked > LARGEST_UNPACKED:
            raise ImportingError(
                f"unpacks to {unpacked:,} bytes, more than {LARGEST_UNPACKED:,}",
                says="too-large",
                where=where,
                mend="save it without pictures",
            )
        file = docx.Document(io.BytesIO(content))
        lines = [
            line
            for block in file.iter_inner_content()
            for line in (_rows(block) if isinstance(block, Table) else [block.text])
        ]
    except (zipfile.BadZipFile, OpcError, KeyError, ValueError, SyntaxError, LxmlError, *_FORM_OF_XML) as broken:
        raise ImportingError(
            f"this is no DOCX: {broken}", says="no-docx", where=where, mend="save it again as .docx"
        ) from broken
    pieces = (" ".join(modern(piece).split()) for line in lines for piece in line.split("\n"))
    return Document(tuple(piece for piece in pieces if piece))


def _rows(table: Table) -> list[str]:
    """A line a row; a cell that spans columns is there once."""
    return [
        " | ".join(dict.fromkeys(cell.text.strip() for cell in row.cells if cell.text.strip())) for row in table.rows
    ]


def read_pdf(content: bytes, where: str) -> Document:
    """The paragraphs of a PDF that holds text.

    Raises:
        ImportingError: it is none, is locked, holds pictures of pages only, or takes too long.
    """
    until = time.monotonic() + LONGEST
    pages: list[list[_Line]] = []
    try:
        with contextlib.closing(pdfium.PdfDocument(content)) as file:
            if len(file) > MOST_PAGES:
                raise ImportingError(
                    f"more than {MOST_PAGES} pages",
                    says="too-large",
                    where=where,
                    mend="take the pages that matter into a file of their own",
                )
            for number in range(len(file)):
                pages.append(_lines(file[number].get_textpage()))
                if time.monotonic() > until:
                    raise ImportingError(
                        f"took more than {LONGEST:.0f} s",
                        says="too-slow",
                        where=where,
                        mend="copy the text into a .txt",
                    )
    except pdfium.PdfiumError as broken:
        raise ImportingError(
            f"this is no PDF, or a locked one: {broken}", says="no-pdf", where=where, mend="print it to a PDF again"
        ) from broken
    paragraphs = joined_lines(_with_gaps(pages))
    if not paragraphs:
        raise ImportingError(
            "the PDF holds no text, only pictures",
            says="only-pictures",
            where=where,
            mend="have the text recognised first",
        )
    return Document(tuple(modern(paragraph) for paragraph in paragraphs))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page: its text, its foot's height over the page's foot, and its letters' height, in points."""

    text: str
    foot: float
    height: float


def _lines(page: pdfium.PdfTextPage) -> list[_Line]:
    lines = []
    start = 0
    for text in page.get_text_range().split("\r\n"):
        if text.strip() and start < page.count_chars():
            _, foot, _, head = page.get_charbox(start, loose=True)
            lines.append(_Line(text.strip(), foot, head - foot))
        start += len(text) + 2
    return lines


def _with_gaps(pages: list[list[_Line]]) -> list[str]:
    """The lines of all pages, with an empty one where the page leaves more room than usual, or letters change size."""
    # By the letters' height, since a heading's lines lie farther apart; and low among all steps, since in a text of
    # short paragraphs the gap between them is the commonest.
    steps = sorted(
        (one.foot - other.foot) / max(one.height, 0.1)
        for page in pages
        for one, other in pairwise(page)
        if one.foot > other.foot
    )
    usual = steps[len(steps) // 4] if steps else 0.0
    held: list[str] = []
    for page in pages:
        before: _Line | None = None
        for line in page:
            if before and (
                before.foot - line.foot > _MORE_THAN_USUAL * usual * before.height
                or not 1 / _OTHER_SIZE < line.height / max(before.height, 0.1) < _OTHER_SIZE
            ):
                held.append("")
            held.append(line.text)
            before = line
    return held


def joined_lines(lines: list[str]) -> tuple[str, ...]:
    """Paragraphs out of lines: up to an empty line; where there is none, to a line that ends early, with a sentence.

    >>> joined_lines(["Hội nghị giao", "ban quý I."])
    ('Hội nghị giao ban quý I.',)
    """
    gaps = any(not line.strip() for line in lines)
    lengths = [len(line) for line in lines if line]
    full = quantiles(lengths, n=10)[-1] if len(lengths) > 1 else 0
    held: list[str] = []
    paragraph = ""
    for line in lines:
        paragraph = f"{paragraph} {line.strip()}".strip()
        ends = re.search(r"[.!?…:;]['\"”’)]*$", line) is not None
        if not line.strip() or (not gaps and len(line) < 0.8 * full and (ends or len(line) < 0.5 * full)):
            held.append(paragraph)
            paragraph = ""
    held.append(paragraph)
    return tuple(" ".join(one.split()) for one in held if one.strip())
