"""What a message wants, where that is not an answer to a question: a greeting, thanks, an opinion, a list.

By rules over whole messages, and cautious ones: what they do not know for sure is a question.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from bot.answering.wishes import Wish, wish_of
from bot.language.normal import fold
from bot.language.syllables import key


class Intent(StrEnum):
    """Kinds of message."""

    QUESTION = "question"
    GREETING = "greeting"
    THANKS = "thanks"
    WHO_ARE_YOU = "who-are-you"
    OPINION = "opinion"
    INJECTION = "injection"
    INSULT = "insult"
    TASK = "task"
    LIST = "list"
    TIMELINE = "timeline"


_TO_WHOM: Final = (
    r"(?: (?:ban|bot|em|anh|chi|ad|admin|moi nguoi|ca nha|hoi bo|cac ban|bac|co|chu|nhe|nha|a|oi|bo|buoi \w+))*"
)
_GREETS: Final = (
    r"(?:(?:da )?(?:xin |kinh |em |anh |chi )?(?:chao|hello|helo|hi|alo|hey|good morning)"
    r"(?: buoi)?(?: (?:sang|trua|chieu|toi))?" + _TO_WHOM + r"|(?:bot|ban|ad|hoi bo) oi)"
)
_SATISFIED: Final = (
    r"(?:ok|oke|okie|vang|da|u|uh|duoc roi|tot lam|tuyet voi|hay qua|hay lam|da ro|hieu roi|da hieu|biet roi)"
)
_WHOLE: Final = {
    Intent.GREETING: _GREETS,
    Intent.THANKS: (
        rf"(?:(?:{_SATISFIED} )?(?:da )?(?:(?:xin|rat|chan thanh) )*(?:cam on|thanks?|thank you|tks|camon)"
        r"(?: rat)?(?: nhieu)?"
        + _TO_WHOM
        + rf"(?: nhieu)?{_TO_WHOM}|(?:tam biet|bye|bai bai|{_SATISFIED})(?: (?:ban|bot|em|a|nhe|vang|{_SATISFIED}))*)"
    ),
    Intent.WHO_ARE_YOU: (
        r"(?:ban|bot|may|em|day|hoi bo) "
        r"(?:la ai|la gi|ten (?:la )?gi|lam duoc (?:nhung )?gi|co the lam (?:duoc )?(?:nhung )?gi|biet lam gi|"
        r"giup duoc (?:nhung )?gi|la (?:con )?nguoi hay (?:la )?may)(?: \w+)?|"
        r"ai (?:tao ra|lam ra|viet ra) (?:ban|bot|may)|huong dan su dung(?: bot)?|"
        r"(?:toi |minh |em )?(?:co the )?hoi (?:ban |bot )?(?:duoc )?(?:nhung )gi|"
        r"(?:co )?(?:nhung |cac )?chu de(?: nao| gi)?(?: (?:de hoi|hoi duoc|trong kho))?|danh (?:muc|sach) chu de|"
        r"(?:trong kho|kho (?:nay|tri thuc)?) ?co (?:nhung )?(?:chu de )?(?:gi|nao)"
    ),
    Intent.INSULT: r"(?:bot |ban )?(?:im di|cam (?:mom|di|mieng)|do vo dung|vo dung(?: qua| the)?)",
}
_ORDERS: Final = r"(?:huong dan|chi dan|chi thi|menh lenh|lenh|quy tac|yeu cau)"
_SOMEBODY: Final = r"(?:bo truong|thu truong|thu tuong|chu tich|lanh dao|cuc truong|vu truong|ong|ba|anh|chi|sep)"
_ANYWHERE: Final[dict[Intent, str]] = {
    Intent.INJECTION: (
        rf"(?:bo qua|quen|phot lo) (?:di |het |moi |cac |tat ca |nhung )*{_ORDERS}"
        r"(?:$| (?:o )?(?:tren|truoc|phia tren|phia truoc|cua ban|cua bot|he thong|ban dau|va|da cho))|"
        r"(?:ignore|forget|bypass|disregard) (?:all |any |the |your |previous |prior )*(?:instruction|prompt|rule)|"
        rf"^(?:hay |ban hay |bay gio )?(?:bo qua|quen|phot lo) (?:di |het )?"
        rf"(?:moi|tat ca|toan bo)(?: cac| nhung)? {_ORDERS}|"
        r"(?:^| )(?:cho|dua|gui|doc|in|noi) (?:(?:toi|minh|em|ra|biet|xem|xin) )*(?:bot )?(?:token|api key|khoa api)$|"
        r"^(?:pretend|act as|you are) |system prompt|prompt (?:cua ban|cua bot|he thong)|jailbreak|developer mode|"
        r"(?:token|mat khau|api key) cua (?:bot|ban)(?: |$)|"
        r"^(?:hay |ban hay |tu gio (?:ban )?|bay gio ban )?(?:dong vai|gia vo la|gia lam) (?!tro)|you are now"
    ),
    Intent.OPINION: (
        r"(?:theo (?:y (?:kien )?)?(?:cua )?|y kien (?:cua )?)(?:ban|bot|em|may)(?: (?:thi|ai|co|nen|the|ve|nguoi)|$)|"
        r"(?:^|\s)(?:ban|bot|em) (?:nghi|thay|danh gia|cam thay|nhan xet) (?:sao|gi|the nao|nhu the nao|ve)|"
        r"^(?:ban|bot|em) (?:nghi|thay|danh gia)(?: \w+){1,6} (?:the nao|sao)$|"
        r"^(?:ban|bot|em) (?:co )?(?:thich|ung ho|yeu|ghet|tin tuong) |"
        r"(?:ai|lanh dao nao|(?:bo|thu) truong nao) (?:gioi|tot|xung dang|dep|kem) (?:hon|nhat)$|"
        r"co (?:xung dang|nen tin|dang tin)|"
        rf"{_SOMEBODY}(?: \w+){{0,4}} co (?:gioi|tot|dep|kem|te|hien|liem khiet|trong sach)(?: that)? (?:khong|k|ko)$"
    ),
}
_HELPED: Final = r"(?:giup|ho|gium|dum|cho (?:toi|minh|em|anh|chi|sep))"
_ANYWHERE[Intent.TASK] = (
    rf"^(?:(?:nho|lam on|hay|ban|bot|em|anh|chi|oi) )*(?:(?:viet|ve|tao|lam) {_HELPED} |"
    rf"soan(?: thao)? (?:{_HELPED} |(?:mot |bai |cong van|to trinh|bao cao|thu moi|giay moi|email|tin nhan))|"
    rf"dich (?:{_HELPED} |.* (?:sang|ra) tieng (?:anh|viet|phap|nhat|trung|han)(?: |$))|(?:ke|hat|lam) (?:\w+ )"
    r"{0,3}(?:chuyen cuoi|truyen cuoi|chuyen vui|bai hat|bai tho|tho)(?: |$))"
)
"""What would have to be written, translated or made up."""
_ACCORDING_TO_YOU: Final = [key(word) for word in ("theo", "bạn")]
"""By its accents: "theo ban" may be a committee's word."""
_INSULTS: Final = frozenset(map(key, "ngu ngốc khùng điên đần cút vcl đmm dkm vl đm clgt".split()))
_AROUND_INSULTS: Final = frozenset(
    map(key, "đồ mày bot bạn quá thế vãi như bò chó đi thật con thằng cái à vậy này vừa thôi rồi lắm".split())
)


def intent_of(text: str) -> Intent:
    """The intent of a message in normal form.

    >>> [intent_of(t).value for t in ("Chào bạn!", "Bạn là ai?", "các cuộc họp về chuyển đổi số quý này", "5G là gì?")]
    ['greeting', 'who-are-you', 'list', 'question']
    """
    words = re.findall(r"[^\W_]+", text.lower())
    folded = fold(" ".join(words))
    for intent, pattern in _WHOLE.items():
        if re.fullmatch(pattern, folded):
            return intent
    for intent, pattern in _ANYWHERE.items():
        if re.search(pattern, folded):
            return intent
    if told := _by_accents(words):
        return told
    wish = wish_of(text, folded)
    return {Wish.LIST: Intent.LIST, Wish.TIMELINE: Intent.TIMELINE, None: Intent.QUESTION}[wish]


def _by_accents(words: list[str]) -> Intent | None:
    """What only its very words tell: abuse (``ngữ`` and ``ngủ`` are no ``ngu``), or "theo bạn" at the beginning."""
    keys = [key(word) for word in words]
    if keys[:2] == _ACCORDING_TO_YOU:
        return Intent.OPINION
    return Intent.INSULT if _INSULTS & {*keys} and {*keys} <= _INSULTS | _AROUND_INSULTS else None
