"""Marks of state secrets: what bears one is never served, whoever wrote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.knowledge.finding import Finding
from bot.language.normal import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.errors import Position
    from bot.knowledge.written import Written

# Mark of a secret document (Law 29/2018/QH14, article 8): MẬT, TỐI MẬT, TUYỆT MẬT in capitals as a stamp on its own.
_SECRET: Final = re.compile(
    r"(?:^|(?<=[.:;\n(\[]))[^\S\n]*"
    r"(?:(?i:độ mật)[^\S\n]*:[^\S\n]*(?i:tuyệt |tối )?(?i:mật)|(?:(?:TÀI LIỆU|VĂN BẢN) )?(?:TUYỆT |TỐI )?MẬT)"
    r"(?=[^\S\n]*(?:$|[.;)\]\n]))",
    re.MULTILINE,
)


def find_secret(written: Written) -> Iterator[Finding]:
    """The error that an entry bears the mark of a state secret, in its body or beside it."""
    if found := _mark_in(written.entry.body):
        yield _secret(written.place_in_body(found.start()), found)
        return
    for node in written.texts_beside_body():
        text = node.value
        if isinstance(text, str) and not text.isascii() and (found := _mark_in(normalise(text))):
            yield _secret(node.position, found)
            return


def _mark_in(text: str) -> re.Match[str] | None:
    return _SECRET.search(text) if "mật" in text.lower() else None


def _secret(place: Position, found: re.Match[str]) -> Finding:
    return Finding("secret", place, (("text", " ".join(found.group().split())),))
