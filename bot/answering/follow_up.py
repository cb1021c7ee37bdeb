"""A message that goes on from the one before: «còn quý II?», «ai chủ trì?», «lần 50 thì sao», «quyết định đó ai ký»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.answering.duty_questions import with_another_unit
from bot.answering.wishes import Wish, wish_of
from bot.language.dates import periods_in
from bot.language.exact import exacts_in
from bot.language.normal import fold
from bot.language.syllables import is_accented, key, tokens

if TYPE_CHECKING:
    import datetime as dt

    from bot.language.syllables import Token

_OPENS: Final = re.compile(r"^\s*(?:(?:thế|the|vậy|vay|à|a|ừ|u) )?(?:còn|con)\s+", re.IGNORECASE)
_SO: Final = re.compile(
    r"^\s*(?:vậy|thế|the)\s+(?:thì\s+|thi\s+)?"
    r"(?!(?:nào|giới|hệ|vận|kỷ|kỉ|mạnh|lực|chấp|năng|thao|thức|chế|loại|tích|nao|gioi|he|van|ky|ki|manh|luc|chap|nang|"
    r"thuc|che|loai|tich)(?!\w))",
    re.IGNORECASE,
)
"""No "thế giới" or "thể thao"; ``vay`` without its accent is a loan as well."""
_ENDS: Final = re.compile(
    r"\s*(?:thì sao|thi sao|thế nào|the nao|thì thế nào|(?<!tại )(?<!tai )(?<!vì )(?<!vi )(?<!\w)sao)?"
    r"(?: (?:ạ|a|anh|em|nhỉ|nhi|vậy|vay))*\s*[?!.]*\s*$",
    re.IGNORECASE,
)
_AND_THAT: Final = re.compile(
    r"\s*thì (?:sao|thế nào)(?: (?:ạ|nhỉ|vậy|em|anh))*[?!.\s]*$|\s*thi (?:sao|the nao)[?!.\s]*$", re.IGNORECASE
)
_COURTESY: Final = re.compile(r"(?: (?:a|vay|the|nhi|nhe|ban|anh|chi|em|ha|bot|ad|day|v|z))+$")
"""What follows a fragment, folded, and adds nothing to it."""
_WHEN: Final = r"(?:(?:den )?khi nao|bao gio|luc nao|ngay nao|hom nao|ngay may|may gio|nam nao|thang nao)"
_ACTS: Final = r"(?:chu tri|chu toa|dieu hanh|du|tham du|tham gia|phat bieu|ki|trinh bay|lam|noi|dan dau)"
_POINT: Final = (
    r"(?:ton tai|han che|vuong mac|kho khan|ket qua|nhiem vu|kien nghi|de xuat|ket luan|noi dung|diem moi|muc tieu|"
    r"giai phap|y kien|sai pham|vi pham|ngoai le)"
)
_NUMBERED_POINT: Final = (
    r"(?:ket luan|kl|chi dao|yeu cau|kien nghi|nhiem vu|bai hoc|muc|diem|viec|y) (?:so |thu |muc |diem )*"
    r"(?:\d{1,2}(?: \d{1,2})*|nhat|hai|ba|tu|nam|sau|bay|tam|chin|muoi)(?: (?:la|noi|ghi))?(?: gi)?"
)
_FRAGMENTS: Final = re.compile(
    r"(?:the |vay |con )?(?:"
    rf"(?:do |nhung |co |co nhung )?ai (?:la nguoi )?{_ACTS}(?: (?:the|vay|cuoc hop|buoi hop|do|no|hop|nua))*|"
    rf"(?:nguoi|lanh dao|thu truong|bo truong|don vi) nao {_ACTS}|dia diem(?: o dau)?|"
    rf"(?:(?:hop|to chuc|dien ra|lam|khai mac) )?(?:o dau|tai dau|tu dau|den dau|cho nao|noi nao|{_WHEN})(?: \w+)?|"
    r"(?:giao )?(?:cho )?(?:don vi|ai|co quan) nao(?: (?:lam|phu trach|chu tri|duoc giao|thuc hien))?|giao (?:cho )?ai|"
    r"(?:ai|don vi nao|co quan nao) (?:phu trach|lam|duoc giao|thuc hien)|"
    rf"(?:thoi )?han (?:chot |cuoi )?(?:la )?(?:{_WHEN}|nao|chot)|han chot|thoi han|"
    rf"han (?:nop|gui|dang ki|bao cao)(?: bai)?(?: la)?(?: {_WHEN})?|"
    rf"(?:phai |can )?(?:xong|hoan thanh)(?: truoc)? {_WHEN}|{_WHEN} (?:phai )?(?:xong|hoan thanh)|"
    r"(?:thanh phan|nhung ai) (?:du|tham du|gom nhung ai)|(?:gom |gap |tiep |moi |co )*(?:nhung )?ai(?: nua)?|"
    r"ket luan (?:gi|the nao|ra sao|la gi)|"
    r"(?:ban|noi) (?:ve )?(?:nhung )?gi|noi dung (?:gi|la gi|chinh)?|"
    rf"{_NUMBERED_POINT}|"
    rf"(?:co )?(?:neu |dat )?(?:nhung )?(?:cac )?{_POINT} (?:gi|nao|the nao|ra sao)(?: (?:khong|chua|khac))?|"
    r"(?:vi sao|tai sao|sao)(?: lai)?(?: \w+){0,2}|bao nhieu(?: \w+)?|nguon(?: (?:dau|nao|o dau))?)"
)
_MORE: Final = re.compile(
    r"(?:noi |cho (?:xem )?)?(?:chi tiet|cu the|ro)(?: (?:hon|them|di|nua))*|xem them|noi them|them nua"
)
_THAT: Final = re.compile(
    r"(?:^| )(?:quyet dinh|nghi dinh|thong tu|van ban|cuoc hop|hoi nghi|hop bao|buoi hop|buoi le|buoi|su kien|"
    r"chuong trinh|de an|viec|tin|bai|chien dich|cuoc thi|du an|ong|ba|nguoi|ban ghi nho|dien dan) "
    r"(?:ay|nay|tren|do(?= (?:co|la|o|duoc|hop|dien|to|bao|gom|khi|nham|ban|noi|neu)|$))(?= |$)"
)
"""What was just spoken of, by a pronoun; "quyết định do ai ký" has none."""
_ABOUT: Final = re.compile(r"(?<!\w)(?:về|ve)\s+(?=\S)", re.IGNORECASE)
_QUESTION: Final = re.compile(
    r"(?:^| )(?:gi|ai|nao|(?:o|tu|tai|den) dau|dau$|bao nhieu|may|khi nao|bao gio|vi sao|tai sao|the nao|ra sao)(?= |$)"
)
_SHORT: Final = 3
_BESIDE_TIME: Final = 5
"""Syllables beside its time that a message may have which only names another time of what was spoken of."""
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
    folded = " ".join(fold(token.folded) for token in found)
    if opened := _OPENS.match(message):
        rest = _ENDS.sub("", message[opened.end() :]).strip()
        if whole := _of_the_entry(message, folded, title) or _asked_of_it(rest, title, today):
            return whole
        return _continued(rest, before, today)
    if (so := _SO.match(message)) or _AND_THAT.search(message):
        return _of_the_entry(message, folded, title) or _so_asked(
            _ENDS.sub("", message[so.end() if so else 0 :]).strip(), before, title, today
        )
    if _is_only_a_time(message, today) and periods_in(before, today):
        return _continued(message.strip(" ?!."), before, today)
    return _of_the_entry(message, folded, title) or _spoken_of(message, folded, title, today)


def _of_the_entry(message: str, folded: str, title: str) -> str | None:
    """A question without a subject asked of the entry just shown; None for any other."""
    bare = _COURTESY.sub("", folded)
    if title and (_FRAGMENTS.fullmatch(bare) or _FRAGMENTS.fullmatch(folded)):
        return f"{message.strip(' ?!.')} {title}"
    return f"{title} chi tiết" if title and _MORE.fullmatch(bare) else None


def _asked_of_it(rest: str, title: str, today: dt.date) -> str | None:
    """A whole question of the same entry ("còn bao nhiêu thuê bao"); None for what takes another's place."""
    if not title or not _QUESTION.search(" ".join(token.folded for token in tokens(rest))):
        return None
    return None if periods_in(rest, today) or exacts_in(rest) else f"{rest} {title}"


def _so_asked(rest: str, before: str, title: str, today: dt.date) -> str | None:
    """What comes after "thế", or before "thì sao": a question on the same entry, or what takes another's place."""
    if _QUESTION.search(" ".join(token.folded for token in tokens(rest))):
        return f"{rest} {title}" if title else None
    return _continued(rest, before, today, longest=_SHORT)


def _is_only_a_time(message: str, today: dt.date) -> bool:
    periods = periods_in(message, today)
    return len(periods) == 1 and not tokens(message[: periods[0].start] + message[periods[0].end :])


def _spoken_of(message: str, folded: str, title: str, today: dt.date) -> str | None:
    """A question on what was just spoken of ("ông ấy quê ở đâu", "quý II làm gì"); None for any other."""
    if not title or not _QUESTION.search(folded):
        return None
    if _THAT.search(folded):
        return f"{message.strip(' ?!.')} {title}"
    periods, told = periods_in(message, today), periods_in(title, today)
    if len(periods) != 1 or not told or periods[0].unit is not told[0].unit or not periods[0].year_is_assumed:
        return None
    here, end = periods[0], periods[0].end
    if len(tokens(message[: here.start] + message[end:])) > _BESIDE_TIME or told[0].year_is_assumed:
        return None
    return f"{message[:end]} năm {told[0].first.year}{message[end:]}".strip(" ?!.") + f" {title}"


def _continued(fragment: str, before: str, today: dt.date, longest: int = _LONGEST) -> str | None:
    """The question before with its time, or its last part, exchanged for the fragment.

    A fragment of more syllables than ``longest`` that takes no other's place stands for itself.
    """
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
    exchanged = (
        _exact_exchanged(fragment, before) or with_another_unit(before, fragment) or _like_exchanged(fragment, before)
    )
    if exchanged is None and not new:
        exchanged = _subject_exchanged(fragment, before, today)
    if exchanged or len(tokens(fragment)) > longest:
        return exchanged
    return f"{before.rstrip(' ?!.')} {fragment}"


def _exact_exchanged(fragment: str, before: str) -> str | None:
    """Another ordinal, code or amount in the place of one of the same kind: "lần 50" for "lần 53"."""
    for exact in exacts_in(fragment):
        for other in exacts_in(before):
            if exact.same_kind_as(other) and not exact.same_as(other):
                return f"{before[: other.start]}{fragment[exact.start : exact.end]}{before[other.end :]}"
    return None


def _like_exchanged(fragment: str, before: str) -> str | None:
    """What begins with the same word and ends in another name: "khối C2" for "khối B1"."""
    new, old = tokens(fragment), tokens(before)
    for place in range(len(old) - len(new) + 1):
        here = old[place : place + len(new)]
        same = [_is_same(one, other) for one, other in zip(new, here, strict=True)]
        if len(new) > 1 and all(same[:-1]) and not same[-1] and _is_label(new[-1]) and _is_label(here[-1]):
            return f"{before[: here[0].start]}{fragment.strip(' ?!.')}{before[here[-1].end :]}"
    return None


def _is_same(one: Token, other: Token) -> bool:
    return one.folded == other.folded


def _is_label(token: Token) -> bool:
    """Whether it is a number or a short code that tells one of many from the others."""
    return any(character.isdigit() for character in token.folded) or len(token.folded) == 1


def _subject_exchanged(fragment: str, before: str, today: dt.date) -> str | None:
    """What a list is about exchanged: "tin về bưu chính năm 2020" and "còn viễn thông"."""
    folded = " ".join(token.folded for token in tokens(before))
    about = _ABOUT.search(before)
    if about is None or wish_of(before, folded) is not Wish.LIST:
        return None
    end = min((p.start for p in periods_in(before, today) if p.start > about.end()), default=len(before))
    words = tokens(fragment)
    if words and (words[0].key if is_accented(fragment) else words[0].folded) in (key("về"), "ve"):
        fragment = fragment[words[0].end :].strip()
    return f"{before[: about.end()]}{fragment} {before[end:]}".strip()
