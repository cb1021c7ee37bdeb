"""What the body and title say that they should not: leftovers of web pages, secrets, personal data; or too little."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.errors import Position
from bot.knowledge.entry import UNKNOWN_SOURCE, Visibility
from bot.knowledge.finding import Finding, warning
from bot.language.normal import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.knowledge.entry import Entry
    from bot.knowledge.reading import Node
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
# Mark of a secret document (Law 29/2018/QH14, article 8): MẬT, TỐI MẬT, TUYỆT MẬT in capitals as a stamp on its own.
_SECRET: Final = re.compile(
    r"(?:^|(?<=[.:;\n(\[]))[^\S\n]*"
    r"(?:(?i:độ mật)[^\S\n]*:[^\S\n]*(?i:tuyệt |tối )?(?i:mật)|(?:(?:TÀI LIỆU|VĂN BẢN) )?(?:TUYỆT |TỐI )?MẬT)"
    r"(?=[^\S\n]*(?:$|[.;)\]\n]))",
    re.MULTILINE,
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
    for text, place in _beside_the_body(written.node):
        if _LONG_NUMBER.search(text):
            yield from _personal(written, normalise(text), place)


def find_secret(entry: Entry, node: Node) -> Iterator[Finding]:
    """The error that an entry bears the mark of a state secret, in its body or beside it. Such a thing is never served.

    Args:
        entry: as it was read.
        node: what it was read from.
    """
    if found := _marked(entry.body):
        yield _secret(_place(entry, node, found.start()), found)
        return
    for text, place in _beside_the_body(node):
        if not text.isascii() and (found := _marked(normalise(text))):
            yield _secret(place, found)
            return


def _marked(text: str) -> re.Match[str] | None:
    return _SECRET.search(text) if "mật" in text.lower() else None


def _secret(place: Position, found: re.Match[str]) -> Finding:
    return Finding("secret", place, (("text", _short(found.group())),))


def _personal(written: Written, text: str, place: Position | None) -> Iterator[Finding]:
    """The numbers of somebody's in a text. They are not told: findings are shown in chats and CI logs."""
    if not _LONG_NUMBER.search(text):
        return

    def at(found: re.Match[str]) -> Position:
        return place or _place(written.entry, written.node, found.start())

    if found := _IDENTITY.search(text):
        yield warning("identity-number", at(found))
    for found in _PHONE.finditer(text):
        if not _NO_PHONE.search(text[: found.start()]):
            yield warning("phone-number", at(found))
            return


def _beside_the_body(node: Node) -> Iterator[tuple[str, Position]]:
    """Every text of an entry that people are shown, but for its body; a link's digits are nobody's."""
    rest = [node]
    while rest:
        held = rest.pop()
        if isinstance(held.value, str):
            yield held.value, held.position
        elif isinstance(held.value, tuple):
            rest.extend(held.value)
        else:
            rest.extend(one for name, one in held.value.items() if name not in ("body", "url"))


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
    return warning(code, _place(written.entry, written.node, offset), **values)


def _place(entry: Entry, whole: Node, offset: int) -> Position:
    """The line of the body's character in the file; exact where the body is written as a block ("|")."""
    node = whole.value["body"] if isinstance(whole.value, dict) else whole
    if node.style != "|" or not isinstance(node.value, str):
        return node.position
    cut = len(node.value) - len(node.value.lstrip())
    line = node.value[:cut].count("\n") + entry.body[:offset].count("\n")
    return Position(node.position.file, node.position.line + 1 + line)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:39]}…"
