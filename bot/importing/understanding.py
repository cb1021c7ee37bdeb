"""From a document to a draft of an entry: its title, day, kind and source, for minutes who led and what was decided.

Whatever was worked out rather than stated is named in ``guessed``, since a person confirms each draft.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bot.importing.document import ImportingError
from bot.importing.minutes import meeting_in
from bot.importing.page_dates import day_in
from bot.knowledge.checks.text import is_leftover
from bot.knowledge.entry import UNKNOWN_SOURCE, Kind, Meeting
from bot.language.normal import normalise

if TYPE_CHECKING:
    import datetime as dt

    from bot.importing.document import Document

_LONGEST_TITLE: Final = 300
_LONGEST_HEADING: Final = 200
_MEETING: Final = re.compile(
    r"^(?:biên bản|thông báo (?:ý kiến )?kết luận|kết luận|hội nghị|phiên họp|cuộc họp|họp|giao ban|tọa đàm|hội thảo|"
    r"đại hội|diễn đàn)\b",
    re.IGNORECASE,
)
_DATELINE: Final = re.compile(r"^\(?\s*([\w.]+\.(?:gov\.)?vn|TTXVN|ICTnews|VOV|MIC)\s*\)?\s*[-–—:]\s*", re.IGNORECASE)
_HEAD_OF_LETTER: Final = re.compile(
    r"^(?:cộng hòa xã hội chủ nghĩa việt nam|độc lập\s*[-–]\s*tự do\s*[-–]\s*hạnh phúc|số\s*:.{0,80}|[-–_*=. ]+)$",
    re.IGNORECASE,
)
_EDGE_OF_PAGE: Final = re.compile(
    r"^(?:file:///\S*(?: \d+/\d+)?|\d+/\d+|trang \d+(?:\s*/\s*\d+)?|"
    r"\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}:\d\d(?: [AP]M)?)$",
    re.IGNORECASE,
)
"""What a browser prints over and under a page."""
_ISSUER: Final = re.compile(
    r"^(?:BỘ|CỤC|VỤ|SỞ|UBND|ỦY BAN|VĂN PHÒNG|TRUNG TÂM|VIỆN|THANH TRA|TỔNG|ĐẢNG BỘ|ĐẢNG ỦY|CÔNG ĐOÀN)\b.{0,70}$"
)
_KIND_OF_PAPER: Final = re.compile(
    r"^(?:biên bản(?: (?:cuộc |buổi )?(?:họp|làm việc)| hội nghị)?|kết luận(?: (?:cuộc |buổi )?họp| hội nghị)?|"
    r"thông báo(?: kết luận)?(?: cuộc họp)?|báo cáo|tờ trình|công văn|tin tức|thông cáo báo chí)[:.]?$",
    re.IGNORECASE,
)
"""A heading that names the kind of paper: what the paper is about stands in the next line."""
_LABEL: Final = re.compile(
    r"^(?:\d+[.)]|[-–•]|(?:thời gian|địa điểm|chủ trì|thư ký|thành phần|kính gửi|số)\b)", re.IGNORECASE
)
_ONLY_A_DAY: Final = re.compile(
    r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|cập nhật|ngày đăng|ngày|lúc|gmt|am|pm|sa|ch|\W|\d)+", re.IGNORECASE
)
_SIGNED: Final = re.compile(
    r"^(?:[A-ZĐ]{1,5}|(?:theo|nguồn|tác giả|bài|ảnh|tin)\s*[:：].{0,60}|[A-ZĐ][\w.]*(?: [A-ZĐ][\w.]*){0,3})$"
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What would become an entry; ``guessed`` names its keys that a person should look at."""

    title: str
    kind: Kind
    source: str
    body: str
    url: str | None = None
    date: dt.date | None = None
    meeting: Meeting | None = None
    guessed: tuple[str, ...] = ()


def kind_by(title: str) -> Kind:
    """What a title tells of the kind: "Hội nghị giao ban" is a meeting's.

    >>> kind_by("Họp báo tháng 5").value, kind_by("Phóng vệ tinh").value
    ('meeting', 'news')
    """
    return Kind.MEETING if _MEETING.match(title) else Kind.NEWS


def understand(document: Document, *, where: str, site: str = "") -> Draft:
    """The draft of a document.

    Args:
        document: what a reader gave.
        where: the file or link, for messages.
        site: the source's name, where the person says it.

    Raises:
        ImportingError: nothing is left of it once leftovers of the page are gone.
    """
    title, paper, lines = _headed(document)
    if not lines or not title:
        raise ImportingError(
            "it holds no text of an article",
            says="no-article",
            where=where,
            mend="check the file; paste the text as .txt",
        )
    dateline = _DATELINE.match(lines[0])
    if dateline:
        lines[0] = lines[0][dateline.end() :]
    body = "\n\n".join(lines)
    guessed = []
    date = document.date
    if (date is None and (date := day_in(body[:600]) or day_in(body)) is not None) or document.notes:
        guessed.append("date")
    kind = kind_by(paper) if kind_by(title) is Kind.NEWS else Kind.MEETING
    meeting = meeting_in(body) if kind is Kind.MEETING else None
    guessed += ["kind", "meeting"] if meeting else ["kind"]
    host = urlsplit(document.url or "").hostname or ""
    source = site or document.site or (dateline.group(1) if dateline else "") or host.removeprefix("www.")
    if not source:
        source = UNKNOWN_SOURCE
        guessed.append("source")
    return Draft(
        title=title[:_LONGEST_TITLE],
        kind=kind,
        source=source,
        body=body,
        url=document.url,
        date=date,
        meeting=meeting,
        guessed=tuple(guessed),
    )


def _headed(document: Document) -> tuple[str, str, list[str]]:
    """The title, the heading that names the kind of paper (or the title again), and the lines of the text itself."""
    lines = [clean for line in document.paragraphs if (clean := normalise(line).strip())]
    lines = [
        line for line in lines if not (is_leftover(line) or _HEAD_OF_LETTER.match(line) or _EDGE_OF_PAGE.match(line))
    ]
    title = normalise(document.title).strip()
    while len(lines) > 1 and not title and lines[0].isupper() and _ISSUER.match(lines[0]):
        lines.pop(0)
    if not title and lines:
        title = lines.pop(0)
    elif lines and lines[0].casefold() == title.casefold():
        lines.pop(0)
    paper = title
    is_paper = len(lines) > 1 and _KIND_OF_PAPER.match(title) is not None
    if is_paper and len(lines[0]) <= _LONGEST_HEADING and not _LABEL.match(lines[0]):
        title = lines.pop(0)
    while lines and _ONLY_A_DAY.fullmatch(lines[0]):
        lines.pop(0)
    while lines and _SIGNED.match(lines[-1]):
        lines.pop()
    return title, paper, lines
