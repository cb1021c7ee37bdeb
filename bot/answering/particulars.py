"""Particulars that a question asks for and that only an entry with such words can tell: a birthday, a salary, a price.

Everything else of "lương bộ trưởng" or "giá cước EMS" stands in many entries; the one word that matters may stand in
none, or only in another sense ("chất lượng", "đánh giá").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.language.function_words import FUNCTION_KEYS, FUNCTION_SYLLABLES
from bot.language.legal_syllables import is_legal_folded
from bot.language.normal import fold
from bot.language.sentences import sentences
from bot.language.syllables import is_accented, key, tokens
from bot.language.synonyms import other_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.knowledge.entry import Entry

_MONEY: Final = re.compile(
    r"\d\s*(?:nghìn |ngàn |triệu |tỷ |tỉ )*(?:đồng|vnđ|vnd|usd|đô|euro|bảng|yên|tệ|xu|rúp|franc|won|rupee|tỷ|tỉ)(?!\w)|"
    r"(?<!\w)(?:giá|phí|tiền|lương|thưởng|phạt|cước|vé|mức)(?!\w)[^.;]{0,40}?\d\s*(?:nghìn|ngàn|triệu)(?! ?\w)|"
    r"[$€£¥]\s?\d|\d\s?[$€£¥đ](?!\w)",
    re.IGNORECASE,
)
"""Of what thousands and millions are, a text says, unless that is money."""
_SHARE: Final = re.compile(r"\d\s*%|phần|(?<![\d/])\d{1,2}/\d{1,2}(?![\d/])|nửa|đa số", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Particular:
    """``asked`` is looked for in a question with its accents, ``asked_plain`` in one without; ``told`` in a text."""

    asked: re.Pattern[str]
    asked_plain: re.Pattern[str]
    told: re.Pattern[str]


def _of(asked: str, asked_plain: str, told: str | re.Pattern[str]) -> _Particular:
    held = re.compile(told, re.IGNORECASE) if isinstance(told, str) else told
    return _Particular(re.compile(rf"(?<!\w)(?:{asked})(?!\w)"), re.compile(rf"(?<!\w)(?:{asked_plain})(?!\w)"), held)


_OFFICE: Final = (
    r"(?:bộ trưởng|thứ trưởng|cục trưởng|vụ trưởng|chuyên viên|công chức|viên chức|cán bộ|nhân viên|giáo viên|"
    r"giảng viên|hiệu trưởng|giám đốc|chủ tịch|bác sĩ|y tá|điều dưỡng|y bác sĩ|kỹ sư|công nhân|lái xe|bộ đội|công an)"
)
_OFFICE_PLAIN: Final = fold(_OFFICE)
_PRICED: Final = r"(?:khối|trúng|vé|xăng|vàng|gói|cước|khởi điểm|bán|mua|thuê|đất|đô)"
_PRICE: Final = (
    rf"(?:^\W*giá {_PRICED}|(?<!đánh )(?<!đấu )(?<!định )(?<!giảm )(?<!tăng )giá (?!trị)(?:\w+ ){{0,5}}bao nhiêu)"
)
_PRICE_PLAIN: Final = (
    rf"(?:^\W*gia {fold(_PRICED)}|(?<!danh )(?<!dau )(?<!dinh )(?<!giam )(?<!tang )(?<!tham )(?<!quoc )"
    r"gia (?!tri|dinh|han|nhap|cong|tang|the)(?P<of>(?:\w+ ){0,5})bao nhieu)"
)
_MONEY_ASKED: Final = r"bao nhiêu tiền|mức phạt (?:\w+ ){0,9}bao nhiêu"
_BIRTH: Final = r"sinh (?:năm|ngày|tháng|khi) (?:nào|mấy|bao nhiêu)|năm sinh của|bao nhiêu tuổi|mấy tuổi"
_HOME: Final = r"quê (?:quán )?(?:ở )?(?:đâu|tỉnh nào)|quê quán"
_FOUNDED: Final = r"(?:thành lập|ra đời) (?:vào |từ |hồi )?(?:(?:năm|ngày|khi|tháng) (?:nào|mấy|bao nhiêu)|bao giờ)"
_FEES: Final = r"(?:học phí|viện phí|lệ phí|(?<!kinh )(?<!chi )phí|giá vé|vé)"
_FEE: Final = r"(?:học phí|viện phí|lệ phí|giá vé)(?: \w+){0,8} bao nhiêu"
_PAY: Final = r"(?:tiền|mức|bậc) lương|lương (?:tháng|cơ (?:bản|sở)|bậc)"
_PARTICULARS: Final = (
    _of(
        _BIRTH,
        fold(_BIRTH),
        r"(?<!\w)(?:(?<!tuyển )(?<!phát )(?<!học )(?<!thí )(?<!vệ )"
        r"sinh (?:năm|ngày|tháng|tại|ở|ra|lúc|trong|vào)|tuổi|ra đời|chào đời)(?!\w)|\([^()\d]{0,20}\d{4}",
    ),
    _of(_HOME, fold(_HOME), r"(?<!\w)(?:quê|nguyên quán|sinh (?:ra )?(?:ở|tại)|gốc|người)(?!\w)"),
    _of(
        rf"lương (?:của )?{_OFFICE}|{_PAY}",
        rf"luong (?:cua )?{_OFFICE_PLAIN}|{fold(_PAY)}",
        rf"(?<!\w)(?:lương(?! (?:thực|tâm|thiện))|thu nhập[^.]{{0,60}}{_MONEY.pattern})(?!\w)",
    ),
    _of(
        _FOUNDED,
        fold(_FOUNDED),
        r"(?<!\w)(?:thành lập|sáng lập|ra đời|khai sinh|lập (?:năm|ngày|từ|ra))(?!\w)|\([^()]{0,40}\d{4}",
    ),
    _of(
        _FEE,
        fold(_FEE),
        rf"(?<!\w){_FEES}(?:[^.;]|\.(?=\d)){{0,80}}(?:{_MONEY.pattern})|(?:{_MONEY.pattern})(?:[^.;]|\.(?=\d)){{0,80}}{_FEES}",
    ),
    _of(f"{_PRICE}|{_MONEY_ASKED}", f"{_PRICE_PLAIN}|{fold(_MONEY_ASKED)}", _MONEY),
    _of("bao nhiêu phần trăm|bao nhiêu ?%", "bao nhieu phan tram|bao nhieu ?%", _SHARE),
)
_SHARES: Final = _of(
    "(?:tỷ|tỉ) lệ|(?:bao nhiêu|mấy) ?(?:phần trăm|%)",
    "t[iy] le|(?:bao nhieu|may) ?(?:phan tram|%)",
    r"\d\s*%|phần trăm",
)
"""A share may be told in many ways, but is looked for first where a figure tells it."""

_AFFAIRS: Final = (
    r"biên chế|phụ cấp|công tác phí|nghỉ phép|nghỉ ốm|thai sản|bảo hiểm (?:xã hội|y tế)|nâng (?:ngạch|bậc)|"
    r"thâm niên|khám sức kh(?:ỏe|oẻ)|mật khẩu|máy in|máy chiếu|học phí|tuyển dụng|thi tuyển|chấm công|làm thêm giờ|"
    r"gửi xe|căng tin|căn tin|đặt phòng|đặt xe|thẻ ra vào|trợ cấp|hợp đồng lao động|(?:thăng|nâng) hạng|"
    r"du học|bảng lương|phiếu lương|tăng lương|đồng phục|t[ỉỷ] giá|lãi suất|vắc[ -]xin|xe (?:bus|buýt)|outlook|excel|"
    r"vpn|wifi|teamviewer|thời tiết|chứng khoán|xổ số|vé máy bay|điểm chuẩn|tạm ứng"
)
_OF_AN_OFFICE: Final = re.compile(rf"(?<!\w)(?:{_AFFAIRS}|nâng lương|con dấu)(?!\w)")
_OF_AN_OFFICE_PLAIN: Final = re.compile(rf"(?<!\w)(?:{fold(_AFFAIRS)})(?!\w)")  # "nang luong" may be "năng lượng"
"""Words of several syllables from an office's own affairs, the parts of which are everywhere in articles."""
_POST: Final = re.compile(
    r"(?<!\w)((?:pho |tong |quyen )?(?:vu truong|cuc truong|vien truong|giam doc|chanh van phong|chanh thanh tra|"
    r"truong phong|tong bien tap|chu nhiem|chu tich|hieu truong|bi thu)) "
    r"((?:cuc|vu|vien|so|trung tam|bao|ban|phong|hoc vien|tap doan|tong cong ti|van phong|ubnd|uy ban|hoi|"
    r"tinh|thanh pho|huyen|quan|phuong|xa|benh vien|truong|dai hoc|cong ti|ngan hang|nha may|san bay) "
    r"(?!(?:nao|gi|ai|la)(?!\w))\w+(?: (?!(?:la|ai)(?!\w))\w+)?|\w+)"
)
_UNIT_ENDS: Final = re.compile(r"(?<!\w)(?:la|ai|ten|hien|nam|hoi|luc|thoi|khi|\d+)(?!\w)")
"""What follows the name of a unit in a question for who heads it."""
_WHAT_POST: Final = re.compile(r" (?:la ai|giu chuc|chuc (?:vu|danh|gi)|lam chuc) ")
_POST_WORDS: Final = r"(?:\w+ truong|chu tich|giam doc|bi thu|chanh \w+|dai su|chu nhiem|tong bien tap)"
_WHO: Final = re.compile(r"(?<!\w)(?:ai|ten (?:la )?gi)(?!\w)")
_HAS_HOW_MANY: Final = re.compile(r"(?<=\w )co (?:tat ca |tong cong )?(?:bao nhieu|may) (\w+)(?: \w+)?$")
"""How many of something there are, where nothing more is asked of them."""
_HOW_MANY: Final = key("mấy")
_COUNTED_OTHERWISE: Final = FUNCTION_SYLLABLES | frozenset(
    "nguoi con cai chiec em vi tien phan loai thu ti ty trieu nghin".split()
)
_LAW: Final = re.compile(r"(?<!\w)(?<!phap )(?<!ki )(?<!ky )(?<!dinh )luat ((?!su |gia )\w+) (\w+)")
"""A law by the first two words of its name."""
_NO_NAME: Final = frozenset(
    "nao gi moi cu nay do duoc co la cua ve se da cho nhu thi trong va cac nhung khac hien qua ra nam dau hanh".split()
)
"""What follows "luật" and is no part of a name."""


def lacks_particular(question: str, entry: Entry, known: Callable[[str], bool] = lambda _: True) -> bool:
    """Whether a question in normal form asks for a particular that no word of an entry could tell.

    Or for who holds a post, for a law or for an office's own affairs, that the entry does not name.

    Args:
        question: in normal form.
        entry: the one that would answer.
        known: whether the knowledge has a folded syllable; one that it has not may be a slip and so names nothing.
    """
    if any(particular.told.search(entry.body) is None for particular in _asked(question, known=known)):
        return True
    if _lacks_counted(question, entry, known) or _lacks_affair(question, entry):
        return True
    asked = _plain(question)
    post, law = _post_asked(asked), _LAW.search(asked)
    if post and not all(map(known, post.group(2).split())):
        post = None
    named = law.group() if law and _NO_NAME.isdisjoint(law.groups()) and all(map(known, law.groups())) else ""
    if not (post or named):
        return False
    text = f" {_plain(entry.title)} {_plain(entry.body)} "
    if named and f" {named} " not in text:
        return True
    return post is not None and not (
        re.search(rf"(?<!pho ){post.group(1)} ", text)
        and f" {post.group(2)} " in text
        and _names_the_rest(question, asked, post.end(), entry, known)
    )


def _lacks_affair(question: str, entry: Entry) -> bool:
    """Whether a question is about an affair of an office that an entry does not name, both with accents or without."""
    if is_accented(question):
        own, text = _OF_AN_OFFICE.search(question.lower()), f"{entry.title} {entry.body}".lower()
    else:
        own, text = _OF_AN_OFFICE_PLAIN.search(_plain(question)), f"{_plain(entry.title)} {_plain(entry.body)}"
    return own is not None and own.group() not in text


def _names_the_rest(question: str, asked: str, end: int, entry: Entry, known: Callable[[str], bool]) -> bool:
    """Whether an entry has each word of content that follows the first ones of a unit's name in the question."""
    first = len(asked[:end].split())
    more = len(_UNIT_ENDS.split(asked[end:], maxsplit=1)[0].split())
    held = tokens(f"{entry.title} {entry.body}")
    rest = [token for token in tokens(question)[first : first + more] if known(token.folded)]
    if is_accented(question):
        return {token.key for token in rest} <= FUNCTION_KEYS | {token.key for token in held}
    return {token.folded for token in rest} <= FUNCTION_SYLLABLES | {token.folded for token in held}


def _lacks_counted(question: str, entry: Entry, known: Callable[[str], bool]) -> bool:
    """Whether a question asks how many of something there are, which an entry has no word for: "có mấy chương"."""
    found = tokens(question)
    folded = [token.folded for token in found]
    counted = _HAS_HOW_MANY.search(" ".join(folded))
    if counted is None:
        return False
    place = len(counted.string[: counted.start(1)].split())
    noun, accented = found[place], is_accented(question)
    if (
        not known(noun.folded)
        or noun.folded in _COUNTED_OTHERWISE
        or (accented and found[place - 1].folded == "may" and found[place - 1].key != _HOW_MANY)
    ):
        return False
    words = {noun.folded} | other_words(found, accented=accented).get(place, frozenset())
    return words.isdisjoint(token.folded for token in tokens(f"{entry.title} {entry.body}"))


def asks_who_holds_a_post(question: str) -> bool:
    """Whether a question in normal form asks who holds a post of some unit; without a time the present one is meant."""
    return _post_asked(_plain(question)) is not None


def tells_particular(question: str, entry: Entry) -> bool:
    """Whether one sentence of an entry has all that a question asks for in so many words, beside a label it names.

    True where nothing of the kind is asked for. "Giá khối C2" is told where C2 and an amount of money stand together,
    who heads a bureau where the post stands before it, or in an entry on that bureau.
    """
    if (told_post := _tells_post_of(question, entry)) is not None:
        return told_post
    if post := _post_asked(_plain(question)):
        title, body = f" {_plain(entry.title)} ", f" {_plain(entry.body)} "
        told_of = body if f" {post.group(2)} " in title else ""
        return f" {post.group()} " in body or f" {post.group(1)} " in told_of
    told = [particular.told for particular in _asked(question, (*_PARTICULARS, _SHARES))]
    if not told:
        return True
    labels = re.findall(r"(?<!\w)[a-z]\d{1,2}(?!\w)", fold(question))
    return any(
        all(form.search(said) for form in told) and all(label in fold(said) for label in labels)
        for said in (entry.body[one.start : one.end] for one in sentences(entry.body))
    )


def _tells_post_of(question: str, entry: Entry) -> bool | None:
    """Whether a post stands before the name of whom a question asks the post of; None where it asks for none."""
    asked = f" {_plain(question)} "
    if not _WHAT_POST.search(asked):
        return None
    body = _plain(entry.body)
    named = [name for name in map(_plain, entry.people) if f" {name} " in asked]
    return (
        any(re.search(rf"(?<!\w){_POST_WORDS}(?: \w+){{0,6}} {name}(?!\w)", body) for name in named) if named else None
    )


def _post_asked(asked: str) -> re.Match[str] | None:
    """The post and its unit, where it is asked who holds it; a unit of one word is a name, no Vietnamese word."""
    post = _POST.search(asked) if _WHO.search(asked) else None
    return post if post and (" " in post.group(2) or not is_legal_folded(post.group(2))) else None


def _plain(text: str) -> str:
    """The words alone, folded, with single spaces."""
    return " ".join(token.folded for token in tokens(text))


def _asked(
    question: str, among: tuple[_Particular, ...] = _PARTICULARS, known: Callable[[str], bool] = lambda _: True
) -> list[_Particular]:
    accented, small = is_accented(question), question.lower()
    found = ((one, (one.asked if accented else one.asked_plain).search(small)) for one in among)
    return [one for one, match in found if match and all(map(known, (match.groupdict().get("of") or "").split()))]
