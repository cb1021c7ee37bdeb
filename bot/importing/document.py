"""What a reader gets out of a page or file, before anything is guessed about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import HoiboError

if TYPE_CHECKING:
    import datetime as dt


class ImportingError(HoiboError):
    """A page or file holds nothing that can be taken in; says why, where and what to do.

    Args:
        what: as of every error.
        where: the same.
        mend: the same.
        says: the text ``import-SAYS`` of the catalogue tells it to a person; empty where none does.
    """

    def __init__(self, what: str, *, where: str = "", mend: str = "", says: str = "") -> None:
        super().__init__(what, where=where, mend=mend)
        self.says = says


@dataclass(frozen=True, slots=True)
class Document:
    """Text out of a page or file.

    Attributes:
        paragraphs: the text, each without line ends; the title may be the first of them.
        title: what the page itself calls its title.
        date: the day that the page itself gives.
        url: the page's own link for itself, else the one it came by.
        site: the publication's name as the page gives it.
        notes: what a person should look at, as names of texts.
    """

    paragraphs: tuple[str, ...]
    title: str = ""
    date: dt.date | None = None
    url: str | None = None
    site: str = ""
    notes: tuple[str, ...] = ()
