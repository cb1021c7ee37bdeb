"""What the body and title say that they should not: leftovers of web pages, personal data; or too little."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.knowledge.entry import UNKNOWN_SOURCE, Visibility
from bot.knowledge.finding import warning
from bot.language.normal import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.errors import Position
    from bot.knowledge.finding import Finding
    from bot.knowledge.written import Written

SHORTEST_BODY: Final = 80
"""Characters below which a body can hardly answer anything."""

_LONGEST_LEFTOVER: Final = 120
"""Characters of a line; a longer one is a paragraph that only begins like a menu."""
_LEFTOVER: Final = re.compile(
    r"\s*(?:"
    r"(?:đánh giá(?: bài viết)?|bình chọn(?: bài viết)?|ý kiến bạn đọc|tweet)\s*(?:[:(|].{0,40})?|"
    r"lượt xem\s*:?\s*\d+.*|số lượt (?:xem|truy cập)\s*:?\s*\d.*|in (?:trang|bài viết|ấn)|"
    r"gửi (?:email|cho bạn bè|bài viết)|chia sẻ(?: bài viết| facebook| zalo)?|like\s*(?:(?:\d|share|[|(]).*)?|"
    r"(?:các )?(?:tin|bài)(?: viết)? (?:liên quan|khác|cùng chuyên mục|mới nhất|đọc nhiều)\s*(?:[:(|>».].*)?|"
    r"trang chủ\s*(?:[|>»/].*)?|về đầu trang|đăng nhập|quay lại|xem thêm\W*|"
    r"(?:bản quyền|copyright)\s*(?:thuộc|©|\(c\)).*|.*all rights reserved.*|từ khóa\s*:.*|tags?\s*:.*"
    r")\s*",
    re.IGNORECASE,
)
_MARKUP: Final = re.compile(
    r"</?(?:p|div|span|br|a|img|table|t[dhr]|tbody|strong|em|script|style|[ou]l|li|h[1-6]|[biu]|font|iframe|input)"
    r"(?:\s[^>\n]*)?/?>|&(?:nbsp|amp|quot|lt|gt|#\d+);",
    re.IGNORECASE,
)
_LONG_NUMBER: Final = re.compile(r"\d(?:[ .-]?\d){7}")
"""What every number of a card or a phone holds; most bodies hold none."""
_COUNTED: Final = r"(?!\d|[./-][\dA-ZĐ]|[^\S\n]*(?:đồng|USD|người|công dân|thẻ|lượt|thuê bao|tài khoản|triệu|tỷ)\b)"
"""What does not follow a number of somebody's: more digits, what an amount counts, the rest of a document's number."""
# Cards have 9 digits, or 12 since Circular 07/2016/TT-BCA: a province from 001, a sex and century, a year, six digits.
# Dots part thousands where the number does not begin with 0.
_IDENTITY: Final = re.compile(
    r"(?:\b(?:CCCD|CMND|CMTND)|căn cước(?: công dân)?|chứng minh(?: nhân dân| thư)?)\D{0,20}"
    r"(?:0\d{2}[. ]?\d{3}[. ]?\d{3}[. ]?\d{3}|0\d{3} ?\d{4} ?\d{4}|\d{3} ?\d{3} ?\d{3}|0\d{2}\.\d{3}\.\d{3})"
    + _COUNTED
    + r"|(?<![\d./-])0(?:0[1-9]|[1-9]\d)[0-9]\d{2}\d{6}"
    + _COUNTED,
    re.IGNORECASE,
)
_PHONE: Final = re.compile(r"(?<![\d./-])(?:(?:\+84[ .-]?|0)[35789](?:[ .-]?\d){8}|84[35789]\d{8})" + _COUNTED)
_NO_PHONE: Final = re.compile(r"(?:mã số (?:thuế|doanh nghiệp)|MST|tài khoản|STK)[^\d\n]{0,15}$", re.IGNORECASE)
"""What stands before ten digits that are a tax number or an account."""


def find_in_text(written: Written) -> Iterator[Finding]:
    """The findings about an entry's words."""
    entry = written.entry
    if len(entry.body) < SHORTEST_BODY:
        yield _finding("short-body", written, 0, length=str(len(entry.body)), least=str(SHORTEST_BODY))
    if entry.source.name == UNKNOWN_SOURCE:
        yield warning("source-unknown", written.place_of("source"))
    yield from _leftovers(written)
    if entry.visibility is Visibility.ADMIN:
        return
    yield from _personal(written, entry.body, None)
    for node in written.texts_beside_body():
        if isinstance(node.value, str) and _LONG_NUMBER.search(node.value):
            yield from _personal(written, normalise(node.value), node.position)


def _personal(written: Written, text: str, place: Position | None) -> Iterator[Finding]:
    """The numbers of somebody's in a text. They are not told: findings are shown in chats and CI logs."""
    if not _LONG_NUMBER.search(text):
        return

    def at(found: re.Match[str]) -> Position:
        return place or written.place_in_body(found.start())

    if found := _IDENTITY.search(text):
        yield warning("identity-number", at(found))
    for found in _PHONE.finditer(text):
        if not _NO_PHONE.search(text[: found.start()]):
            yield warning("phone-number", at(found))
            return


def is_leftover(line: str) -> bool:
    """Whether a line is a leftover of a web page: a menu, a rating widget, a list of other articles.

    >>> is_leftover("Chia sẻ Facebook"), is_leftover("Bộ trưởng phát biểu.")
    (True, False)
    """
    return len(line) <= _LONGEST_LEFTOVER and _LEFTOVER.fullmatch(line) is not None


def _leftovers(written: Written) -> Iterator[Finding]:
    body = written.entry.body
    before = 0
    for line in body.split("\n"):
        if is_leftover(line):
            yield _finding("leftover", written, before, text=_short(line))
            break
        before += len(line) + 1
    if ("<" in body or "&" in body) and (found := _MARKUP.search(body)):
        yield _finding("markup", written, found.start(), text=_short(found.group()))


def _finding(code: str, written: Written, offset: int, **values: str) -> Finding:
    return warning(code, written.place_in_body(offset), **values)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:39]}…"
