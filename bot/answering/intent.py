"""What a message wants, where that is not an answer to a question: a greeting, thanks, an opinion, a list.

By rules over whole messages, and cautious ones: what they do not know for sure is a question.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

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
    LIST = "list"
    TIMELINE = "timeline"


_TO_WHOM: Final = (
    r"(?: (?:ban|bot|em|anh|chi|ad|admin|moi nguoi|ca nha|hoi bo|cac ban|bac|co|chu|nhe|nha|a|oi|bo|buoi \w+))*"
)
_WHOLE: Final = {
    Intent.GREETING: (
        r"(?:xin |kinh |em |anh |chi )?(?:chao|hello|helo|hi|alo|hey)(?: buoi)?(?: (?:sang|trua|chieu|toi))?" + _TO_WHOM
    ),
    Intent.THANKS: (
        r"(?:(?:da )?(?:xin )?(?:cam on|thanks?|thank you|tks|camon)(?: rat)?(?: nhieu)?"
        + _TO_WHOM
        + r"(?: nhieu)?|(?:tam biet|bye|bai bai|ok|oke|okie|vang|da|u|uh|duoc roi|tot lam|tuyet voi)"
        r"(?: (?:ban|bot|em|a|nhe))*)"
    ),
    Intent.WHO_ARE_YOU: (
        r"(?:ban|bot|may|em|day|hoi bo) "
        r"(?:la ai|la gi|ten (?:la )?gi|lam duoc (?:nhung )?gi|biet lam gi|giup duoc gi)(?: \w+)?|"
        r"ai (?:tao ra|lam ra|viet ra) (?:ban|bot|may)"
    ),
}
_ANYWHERE: Final = {
    Intent.INJECTION: (
        r"(?:bo qua|quen|phot lo) (?:het |moi |cac |tat ca |nhung )*(?:huong dan|chi dan|chi thi|lenh|quy tac|yeu cau)|"
        r"ignore (?:all |any |the |previous )*(?:instruction|prompt|rule)|system prompt|prompt he thong|jailbreak|"
        r"^(?:hay |ban hay |tu gio ban )?(?:dong vai|gia vo la|gia lam) |you are now|developer mode"
    ),
    Intent.OPINION: (
        r"(?:theo (?:y (?:kien )?)?(?:cua )?|y kien (?:cua )?)(?:ban|bot|em|may)(?!\w)|"
        r"(?:^|\s)(?:ban|bot|em) (?:nghi|thay|danh gia|cam thay|nhan xet) (?:sao|gi|the nao|nhu the nao|ve)|"
        r"ai (?:gioi|tot|xung dang|dep|kem) (?:hon|nhat)|co (?:xung dang|nen tin|dang tin)"
    ),
}
_INSULTS: Final = frozenset("ngu ngốc khùng điên đần cút vcl đmm dkm vl clgt mày".split())
_LIST: Final = re.compile(
    r"^(?:hay |giup (?:toi |em |minh )?|cho (?:toi |em |minh )?(?:xin )?)*"
    r"(?:liet ke|danh sach|(?:ke ten|tong hop|diem lai) (?:cac|nhung|lai)) |"
    r"^(?:cho (?:toi |em |minh )?(?:biet |xem )?|xem |tim )?(?:cac|nhung|tat ca(?: cac)?) "
    r"(?:hoat dong|cuoc hop|hoi nghi|buoi hop|su kien|tin|tin tuc|bai viet|bai bao|phien hop) |"
    r"co (?:nhung |cac )?(?:tin gi|hoat dong gi|cuoc hop nao|su kien gi|hoi nghi nao|tin tuc gi|hoat dong nao|gi moi)"
    r"(?= |$)|^(?:tin|tin tuc|hoat dong) (?:moi|trong|tuan|thang|quy|nam|cua)|^co gi moi"
)
_TIMELINE: Final = re.compile(r"dong thoi gian|dien bien (?:cua |ve |vu )|qua trinh (?:cua |ve )|theo thu tu thoi gian")


def intent_of(text: str) -> Intent:
    """The intent of a message in normal form.

    >>> [intent_of(t).value for t in ("Chào bạn!", "Bạn là ai?", "các cuộc họp về chuyển đổi số quý này", "5G là gì?")]
    ['greeting', 'who-are-you', 'list', 'question']
    """
    words = re.findall(r"[^\W_]+", text.lower())
    folded = " ".join(fold(word) for word in words)
    for intent, pattern in _WHOLE.items():
        if re.fullmatch(pattern, folded):
            return intent
    for intent, pattern in _ANYWHERE.items():
        if re.search(pattern, folded):
            return intent
    if 0 < len(words) <= 6 and _insults(words):
        return Intent.INSULT
    if _TIMELINE.search(folded):
        return Intent.TIMELINE
    return Intent.LIST if _LIST.search(folded) else Intent.QUESTION


_INSULT_KEYS: Final = frozenset(key(word) for word in _INSULTS)


def _insults(words: list[str]) -> bool:
    """A short message that is told by its very words; ``ngữ`` and ``ngủ`` are no ``ngu``."""
    return sum(key(word) in _INSULT_KEYS for word in words) * 2 >= len(words)
