"""A list as a DOCX file: for each entry its title with a link, its date and source, and its first sentence."""

from __future__ import annotations

import io
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from bot.telegram.messages.headings import byline, flat
from bot.telegram.messages.html import linkable

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from bot.answering.answer import Result
    from bot.words.catalogue import Catalogue

LONGEST: Final = 500
"""Entries that a file holds: more than anybody reads, and done in a second or two."""


def can_write() -> bool:
    """Whether python-docx, which comes with the extra for imports, is installed."""
    return find_spec("docx") is not None


def list_file(title: str, results: Sequence[Result], today: dt.date, words: Catalogue) -> bytes:
    """The file's bytes. Takes up to a second or two: call in a thread.

    Args:
        title: what was asked for, in one line.
        results: the list, in its order; `LONGEST` of it are written.
        today: the day of the list, told under the title.
        words: the person's language.
    """
    import docx  # noqa: PLC0415 - an extra that need not be installed
    from docx.shared import Pt  # noqa: PLC0415

    title = _printable(flat(title))
    document = docx.Document()
    document.core_properties.title = title[:250]
    document.core_properties.author = words.say("telegram-list-file-author")
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(13)  # as Decree 30/2020/NĐ-CP wants official papers
    document.add_heading(title, level=1)
    day = f"{today.day}/{today.month}/{today.year}"
    document.add_paragraph(words.say("telegram-list-file-told", count=len(results), day=day))
    for number, result in enumerate(results[:LONGEST], 1):
        entry = result.entry
        heading = document.add_paragraph()
        heading.paragraph_format.space_before = Pt(8)
        heading.paragraph_format.space_after = Pt(0)
        heading.paragraph_format.keep_with_next = True
        heading.add_run(f"{number}. ").bold = True
        _add_link(heading, flat(entry.title), entry.source.url)
        told = document.add_paragraph()
        told.paragraph_format.space_after = Pt(0)
        told.add_run(_printable(byline(entry, words))).italic = True
        document.add_paragraph(_printable(flat(result.excerpt.text)))
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _add_link(paragraph: Any, text: str, url: str | None) -> None:
    """Adds a bold run that leads to the address where there is one that can be opened."""
    from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    run = paragraph.add_run(_printable(text))
    run.bold = True
    if url is None or not linkable(url):
        return
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run.font.underline = True
    link.append(run._r)  # noqa: SLF001 - python-docx has no other way to make a link
    paragraph._p.append(link)  # noqa: SLF001


def _printable(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return "".join(character for character in text if character.isprintable() or character == " ")
