"""Whether a message wishes for a list, newest first, or for a course of events, rather than for one fact.

By rules over whole messages, and over what they say beside their time: "tháng trước bộ họp những gì" is "bộ họp những
gì" of a month.
"""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Final

from bot.language.dates import periods_in
from bot.language.normal import fold


class Wish(StrEnum):
    """In which order the entries are wished for."""

    LIST = "list"
    TIMELINE = "timeline"


_MEETING: Final = (
    r"(?:(?:cuoc |buoi |phien )?(?:hop bao|hop giao ban|giao ban|hoi thao|toa dam|trien lam|dien dan|dai hoi|hoi sach|"
    r"tap huan|dien tap)|le (?:ki niem|ky niem|ki ket|ky ket|trao giai|phat dong|khai mac)|"
    r"cuoc hop|hoi nghi|buoi hop|su kien|phien hop|cuoc thi|giai thuong|hoi cho|buoi lam viec|cuoc gap|buoi gap|"
    r"chuyen tham|chuyen cong tac|buoi tiep)"
)
_OCCASION: Final = (
    r"(?:buoi|cuoc|le(?! phi)|dot(?! pha)|hoi(?= (?:thi|dien|thao|trai|xuan))|"
    r"k[iy](?! (?:nang|thuat|su|luc|niem|quan|uc|cuong|luat|ket|nguyen|tu|dieu|ten|vong|hieu|gui)(?: |$))|"
    r"chuyen(?= (?:tham|cong tac|di|lam viec))|ngay hoi|lien hoan|con bao|tran (?:bao|lu)|"
    r"du an|de an|cong trinh|chien dich|chuong trinh) \w+"
)
"""What is counted by a word for what takes place once, whatever it is called."""
_ASKS: Final = r"(?:ai|gi|nao|dau|bao nhieu|may|sao|vi sao|the nao|bao gio|co \w+ (?:khong|chua))"
_PIECE: Final = r"(?:tin tuc|tin bai|tin|bai viet|bai bao|bai dang|bai(?! (?:hat|tho|thi|phat|hoc|tap|du)))"
_DOINGS: Final = rf"(?:{_MEETING}|hoat dong|{_PIECE})"
_PAPER: Final = r"(?:van ban|nghi dinh|thong tu|quyet dinh|chi thi|cong van|nghi quyet)"
_SPAN: Final = r"(?:tuan|thang|quy|nam|hom|ngay|gan day|vua qua)"
_TIME: Final = (
    r"(?:(?:trong|vao|o|tu|giai doan|dau|giua|cuoi|nua dau|nua cuoi|\d+|may|vai|hai|ba) )*"
    r"(?:tuan|thang|quy|qui|nam|hom|ngay|sang|chieu|toi|gan day|vua qua|thoi gian qua|giai doan|nhiem ky)(?= |$)"
)
_FOR_ME: Final = (
    r"(?:cho (?:toi |em |minh |anh |chi )?(?:biet |xem |xin )?|xem (?:giup |lai )?|tim (?:giup )?|can |xin )?"
)
_ALL: Final = r"(?:cac|nhung|tat ca(?: cac)?|het(?: cac)?|toan bo(?: cac)?)"
_LATEST: Final = r"(?:moi nhat|gan day nhat|gan nhat|moi day nhat)"
_LIST: Final = re.compile(
    r"^(?:hay |giup (?:toi |em |minh )?|cho (?:toi |em |minh )?(?:xin )?)*"
    r"(?:liet ke|danh sach|(?:ke ten|tong hop|tom tat|diem lai) (?:cac|nhung|lai)) |"
    rf"^(?:tong hop|thong ke|ke (?:ten|ra|het|lai)|diem(?: lai)?|gom) (?:{_ALL} )?(?:{_DOINGS}|{_PAPER}|le) |"
    rf"^{_FOR_ME}{_ALL} {_DOINGS} |"
    rf"^{_FOR_ME}{_ALL} {_OCCASION}(?!.* {_ASKS}(?: |$))|"
    rf"^(?!.*(?:^| ){_ASKS} ).* (?:cac|tung|nhung) nam(?: qua| gan day)?$|"
    rf"^{_FOR_ME}{_ALL} {_PAPER}(?: (?:va |hoac )?{_PAPER})*(?: (?:trong kho|moi(?: nhat)?|cua|ve)(?: [^\W\d]+)*)?$|"
    r"(?:co|du|tham du|tham gia|chu tri|to chuc|dien ra) (?:nhung |cac )"
    r"(?:tin|hoat dong|cuoc hop|su kien|hoi nghi|tin tuc|buoi hop|phien hop) (?:nao|gi)(?= |$)|"
    r"co (?:tin gi|hoat dong gi|cuoc hop nao|su kien gi|hoi nghi nao|tin tuc gi|hoat dong nao)(?= |$)|"
    rf"^(?:trong kho |kho )?co (?:nhung |cac )?{_PIECE}(?: (?:nao|gi))?(?: (?:moi|khac))? (?:ve|lien quan|noi ve) |"
    rf"^(?:bo |minh |co quan )?(?:co |da )?(?:to chuc |du )?(?:nhung |cac )?{_DOINGS} (?:nao|gi)"
    rf"(?: (?:da|duoc|se))?(?: (?:to chuc|dien ra|khai mac|hop))? {_TIME}|"
    rf"^{_TIME}(?: (?:\d+|thu|nam|thang|quy|qui|nay|truoc|qua|ngoai|vua|roi|i|ii|iii|iv))* "
    r"(?:bo )?co (?:nhung )?gi(?: moi| hay| dang chu y| noi bat| khong| dien ra)*$|"
    rf"^(?:tim |xem )?(?:{_DOINGS}|hop) {_TIME}(?! (?:nao|may|nhat))"
    r"(?: (?:\d+|nay|truoc|qua|ngoai|nam|va|den|tu|i|ii|iii|iv))*$|"
    rf"^(?:cho (?:toi |em |minh )?(?:xem )?|xem )?(?:tin|tin tuc|hoat dong) (?:moi|trong|ve|cua|{_SPAN})(?= |$)|"
    r"(?:^|(?:nay|qua|truoc|roi|gan day) |(?:thang|nam|quy|ngay|tuan) \w+(?: \d{4})? )co (?:tin )?gi moi"
    rf"(?:$| (?:ve|khong|a|nhi|o|cua|trong {_SPAN}|{_SPAN})(?= |$))|"
    rf"^(?:co )?{_PIECE} (?:gi )?moi(?: nhat)?(?: (?:khong|chua|a|nao))*$|"
    rf"^{_FOR_ME}(?:(?:{_DOINGS}|hop) )?{_LATEST}(?: (?:cua bo|trong kho|a))?$|"
    rf"^{_FOR_ME}(?:{_DOINGS}|hop) {_LATEST} (?:ve|cua|voi) "
)
_TIMELINE: Final = re.compile(
    r"dong thoi gian|dien bien (?:cua |ve |vu )|^dien bien |qua trinh (?:cua |ve )|theo thu tu thoi gian|"
    r"(?:^| )timeline(?: |$)|^(?:cac |nhung )?(?:cot moc|moc thoi gian)(?= )|^tien trinh "
)
_FACT: Final = re.compile(
    r" (?:la gi|la ai|o dau|khi nao|bao gio|(?:nam|ngay|thang|gio) nao|bao nhieu(?: \w+){0,2}|may \w+|nhu the nao|"
    r"the nao|ra sao|vi sao|tai sao)$|danh sach (?:\w+ )+nao "
)
"""How a message ends that asks for one fact, though it begins like the wish for a list."""
_HELD: Final = rf"(?:hop|{_DOINGS}|su kien)"
_COUNTED: Final = r"(?:cuoc hop|buoi hop|hoi nghi|hop bao|buoi giao ban|su kien|tin|bai|bai viet)"
_BESIDE_TIME: Final = re.compile(
    rf"(?:(?:bo|minh|co quan|bo minh|trong kho) )?(?:(?:co|da|se|thi|to chuc|dien ra|duoc) )*"
    rf"(?:(?:nhung |cac )?{_HELD}(?: (?:nhung )?(?:gi|nao))?|(?:nhung )?gi)"
    r"(?: (?:moi|hay|dang chu y|noi bat|dien ra|khong|chua|a|nhi|the|vay|trong|vao|o|tu|hoi|xay ra|cua bo))*|"
    rf"(?:bo )?(?:(?:co|da|tat ca) )*bao nhieu {_COUNTED}(?: (?:da|duoc|to chuc|dien ra))*"
    r"(?: (?:trong|vao|o|ve(?: \w+)+))?"
)
"""What a wish for the list of a period says beside the period; nothing at all is one as well."""
_ANY_DAY: Final = dt.date(2024, 7, 15)
"""Where the times of a text stand does not hang on the day."""


def wish_of(text: str, folded: str) -> Wish | None:
    """What is wished for by a message in normal form; None where that is a fact.

    Args:
        text: the message.
        folded: its words, folded and parted by single spaces.

    >>> [wish_of(text, fold(text)) for text in ("tuần trước bộ họp những gì", "diễn biến tắt sóng 2G", "5G là gì")]
    [<Wish.LIST: 'list'>, <Wish.TIMELINE: 'timeline'>, None]
    """
    periods = periods_in(text, _ANY_DAY)
    beside = text
    for period in reversed(periods):
        beside = f"{beside[: period.start]} {beside[period.end :]}"
    rest = " ".join(re.findall(r"[^\W_]+", fold(beside)))
    if periods and (not rest or _BESIDE_TIME.fullmatch(rest)):
        return Wish.LIST
    if _FACT.search(folded):
        return None
    if _TIMELINE.search(folded):
        return Wish.TIMELINE
    return Wish.LIST if _LIST.search(folded) or (periods and _LIST.search(f"{rest} ")) else None
