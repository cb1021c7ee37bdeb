"""What the body and title say that they should not: leftovers of web pages, secrets, personal data; or too little."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.errors import Position
from bot.knowledge.entry import Visibility
from bot.knowledge.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.knowledge.loading import Written

SHORTEST_BODY: Final = 80
"""Characters below which a body can hardly answer anything."""

_LONGEST_LEFTOVER: Final = 120
"""Characters of a line; a longer one is a paragraph that only begins like a menu."""
_LEFTOVER: Final = re.compile(
    r"\s*(?:"
    r"đánh giá bài viết.*|bình chọn\b.{0,40}|lượt xem\s*:?\s*\d+.*|số lượt (?:xem|truy cập).*|in (?:trang|bài viết|ấn)|"
    r"gửi (?:email|cho bạn bè|bài viết)|chia sẻ(?: bài viết| facebook| zalo)?|like\b.*|tweet|"
    r"(?:các )?(?:tin|bài)(?: viết)? (?:liên quan|khác|cùng chuyên mục|mới nhất|đọc nhiều).*|"
    r"trang chủ\s*(?:[|>»/].*)?|về đầu trang|đăng nhập|quay lại|xem thêm\W*|ý kiến bạn đọc.*|"
    r"bản quyền (?:thuộc|©).*|.*all rights reserved.*|copyright\b.*|từ khóa\s*:.*|tags?\s*:.*"
    r")\s*",
    re.IGNORECASE,
)
_MARKUP: Final = re.compile(
    r"</?(?:p|div|span|br|a|img|table|td|tr|strong|em|script|style)\b[^>\n]*>|&(?:nbsp|amp|quot|#\d+);"
)
# Mark of a secret document (Law 29/2018/QH14, article 8): MẬT, TỐI MẬT, TUYỆT MẬT in capitals as a stamp on its own.
_SECRET: Final = re.compile(
    r"(?:^|(?<=[.:;\n(\[]))[^\S\n]*(?:độ mật\s*:.*|ĐỘ MẬT\s*:.*|(?:TUYỆT |TỐI )?MẬT)(?=[^\S\n]*(?:$|[.;)\]\n]))",
    re.MULTILINE,
)
_LONG_NUMBER: Final = re.compile(r"\d(?:[ .]?\d){7}")
"""What every number of a card or a phone holds; most bodies hold none."""
_IDENTITY: Final = re.compile(
    r"(?:CCCD|CMND|CMTND|căn cước(?: công dân)?|chứng minh(?: nhân dân| thư)?)\D{0,20}\d(?:[\d. ]{7,14})\d|"
    r"(?<![\d./-])0(?:0[1-9]|[1-9]\d)[0-9]\d{2}\d{6}(?!\d|[./-]\d)",
    re.IGNORECASE,
)
_PHONE: Final = re.compile(r"(?<![\d./-])(?:\+84|84|0)[ .]?(?:3|5|7|8|9)\d(?:[ .]?\d){7}(?!\d|[./-]\d|\s*(?:đồng|USD))")


def find_in_text(written: Written) -> Iterator[Finding]:
    """The findings about an entry's words."""
    entry = written.entry
    if len(entry.body) < SHORTEST_BODY:
        yield _finding("short-body", written, 0, length=str(len(entry.body)), least=str(SHORTEST_BODY))
    yield from _leftovers(written)
    marked = f"{entry.body}\n{entry.title}"
    if ("MẬT" in marked or "ộ mật" in marked) and (found := _SECRET.search(marked)):
        yield _finding("secret", written, found.start(), Severity.ERROR, text=_short(found.group()))
    if entry.visibility is Visibility.ADMIN or not _LONG_NUMBER.search(entry.body):
        return
    # The number itself is not said: findings are shown in chats and CI logs.
    for code, pattern in (("identity-number", _IDENTITY), ("phone-number", _PHONE)):
        if found := pattern.search(entry.body):
            yield _finding(code, written, found.start())


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


def _finding(code: str, written: Written, offset: int, severity: Severity = Severity.WARNING, **values: str) -> Finding:
    return Finding(code, _place(written, offset), tuple(values.items()), severity)


def _place(written: Written, offset: int) -> Position:
    """The line of the body's character in the file; exact where the body is written as a block ("|")."""
    node = written.node.value["body"] if isinstance(written.node.value, dict) else written.node
    if node.style != "|" or not isinstance(node.value, str):
        return node.position
    cut = len(node.value) - len(node.value.lstrip())
    line = node.value[:cut].count("\n") + written.entry.body[:offset].count("\n")
    return Position(node.position.file, node.position.line + 1 + line)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:39]}…"
