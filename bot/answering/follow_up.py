"""A message that goes on from the one before: «còn quý II?», «ai chủ trì?», «ở đâu?», «chi tiết hơn»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.language.dates import periods_in
from bot.language.normal import fold
from bot.language.syllables import tokens

if TYPE_CHECKING:
    import datetime as dt

_OPENS: Final = re.compile(r"^\s*(?:(?:thế|the|vậy|vay|à|a|ừ|u) )?(?:còn|con)\s+", re.IGNORECASE)
_ENDS: Final = re.compile(r"\s*(?:thì sao|thi sao|thế nào|the nao|thì thế nào|sao)?\s*[?!.]*\s*$", re.IGNORECASE)
_WHEN: Final = r"(?:(?:den )?khi nao|bao gio|luc nao|ngay nao|hom nao|ngay may|may gio|nam nao|thang nao)"
_ACTS: Final = r"(?:chu tri|chu toa|dieu hanh|du|tham du|tham gia|phat bieu|ki|trinh bay|lam|noi)"
_FRAGMENTS: Final = re.compile(
    r"(?:the |vay |con )?(?:"
    rf"(?:do |nhung |co )?ai (?:la nguoi )?{_ACTS}(?: (?:the|vay|cuoc hop|buoi hop|do|no|hop|nua))*|"
    rf"(?:nguoi|lanh dao|thu truong|bo truong|don vi) nao {_ACTS}|dia diem(?: o dau)?|"
    rf"(?:(?:hop|to chuc|dien ra|lam|khai mac) )?(?:o dau|tai dau|cho nao|noi nao|{_WHEN})(?: \w+)?|"
    r"(?:giao )?(?:cho )?(?:don vi|ai|co quan) nao(?: (?:lam|phu trach|chu tri|duoc giao|thuc hien))?|giao (?:cho )?ai|"
    r"(?:ai|don vi nao|co quan nao) (?:phu trach|lam|duoc giao|thuc hien)|"
    rf"(?:thoi )?han (?:chot |cuoi )?(?:la )?(?:{_WHEN}|nao|chot)|han chot|thoi han|"
    rf"(?:phai |can )?(?:xong|hoan thanh)(?: truoc)? {_WHEN}|{_WHEN} (?:phai )?(?:xong|hoan thanh)|"
    r"(?:thanh phan|nhung ai) (?:du|tham du|gom nhung ai)|ket luan (?:gi|the nao|ra sao|la gi)|"
    r"(?:ban|noi) (?:ve )?(?:nhung )?gi|noi dung (?:gi|la gi|chinh)?|"
    r"vi sao|tai sao|bao nhieu(?: \w+)?|nguon(?: (?:dau|nao|o dau))?)"
)
_MORE: Final = re.compile(
    r"(?:noi |cho (?:xem )?)?(?:chi tiet|cu the|ro)(?: (?:hon|them|di|nua))*|xem them|noi them|them nua"
)
_LONGEST: Final = 9
"""Syllables that a fragment may have: longer ones stand for themselves."""


def whole_question(message: str, before: str, title: str, today: dt.date) -> str | None:
    """The full question that a fragment asks, after ``before`` was answered by the entry titled ``title``.

    None where the message stands for itself. Without a title nothing answered ``before``: then only its parts can be
    exchanged ("còn quý III?").

    >>> import datetime as dt
    >>> whole_question("còn quý II?", "kế hoạch quý I năm 2009 là gì", "Hội nghị", dt.date(2026, 1, 1))
    'kế hoạch quý II năm 2009 là gì'
    >>> whole_question("ai chủ trì?", "họp về 5G khi nào", "Hội nghị 5G", dt.date(2026, 1, 1))
    'ai chủ trì Hội nghị 5G'
    """
    found = tokens(message)
    if not found or len(found) > _LONGEST:
        return None
    opened = _OPENS.match(message)
    if opened:
        return _continued(_ENDS.sub("", message[opened.end() :]).strip(), before, today)
    folded = " ".join(fold(token.folded) for token in found)
    if title and _FRAGMENTS.fullmatch(folded):
        return f"{_ENDS.sub('', message).strip() or message.strip(' ?!.')} {title}"
    return f"{title} chi tiết" if title and _MORE.fullmatch(folded) else None


def _continued(fragment: str, before: str, today: dt.date) -> str | None:
    """The question before with its time, or its last part, exchanged for the fragment."""
    if not fragment:
        return None
    new, old = periods_in(fragment, today), periods_in(before, today)
    if new and old:
        first, last = old[0], new[0]
        year = re.search(r"\s*(?:/|năm\s+|nam\s+)?(?:19|20)\d\d$", before[first.start : first.end])
        told = fragment
        if year and last.year_is_assumed:
            told = f"{fragment[: last.end]} năm {year.group()[-4:]}{fragment[last.end :]}"
        return f"{before[: first.start]}{told}{before[first.end :]}".strip()
    return f"{before.rstrip(' ?!.')} {fragment}"
