"""What is said around a question out of courtesy: "dạ anh ơi cho em hỏi … với ạ, em cảm ơn anh nhiều".

It says nothing of what is asked, and every word of it would be looked for. Only whole phrases go, so that "nhờ", "giúp"
or "cảm ơn" within a question stay.
"""

from __future__ import annotations

import re
from typing import Final

from bot.language.normal import fold

_ME: Final = r"(?:toi|minh|em|anh|chi|chau|bon em|chung toi|chung em)"
_YOU: Final = r"(?:anh chi|anh|chi|ban|bot|ad|admin|em|sep|moi nguoi|ca nha|bac|co|chu|cac ban|hoi bo)"
_PARTICLES: Final = r"(?: (?:a|voi|nhe|nha|oi|gap|chut|mot chut|xiu|ti|giup|nua))*"
_BEFORE: Final = re.compile(
    r"^\W*(?:"
    rf"(?:da |vang )?(?:em |chau |xin |kinh )?chao (?:buoi (?:sang|trua|chieu|toi) )?{_YOU}(?: {_YOU})*{_PARTICLES}|"
    rf"(?:da |thua )?{_YOU} oi|da(?= (?:cho|em|thua|xin))|thua {_YOU}|kinh (?:gui|thua)[^,:.;\n]{{0,60}}(?=[,:.;\n])|"
    rf"(?:(?:lam on|xin|vui long|nho {_YOU}) )*cho {_ME} (?:xin )?(?:hoi|biet|xin thong tin|xem)"
    rf"(?: (?:la|rang|ve viec|them|thong tin))?{_PARTICLES}(?= )|"
    rf"(?:cho|xin)(?: phep)?(?: {_ME})? hoi(?: (?:la|rang|ve viec))?{_PARTICLES}|"
    rf"{_ME} (?:(?:dang|rat|chi) )?(?:muon|can|dinh)(?: gap)? (?:hoi|biet|tim hieu|tra cuu|tim|tra|xem|thong tin)"
    rf"(?: (?:la|rang|ve viec|thong tin|xem))*{_PARTICLES}|"
    rf"(?:tien the |tien |the )?{_ME} hoi (?:chut|ti|xiu|cai|them|nhanh|la|rang)(?: (?:chut|ti|xiu|nay|la|rang))*(?= )|"
    rf"{_ME} dang lam (?:bao cao|bai|to trinh|tham luan)(?: gap)?|"
    rf"(?:nho |phien |lam on )?{_YOU} (?:tra|tim|kiem|xem)(?: cuu)? (?:giup|ho|gium|dum)(?: {_ME})?"
    r"(?: (?:tin|bai|xem))?|"
    rf"(?:sep|lanh dao) (?:{_ME} )?dang (?:hoi|can)(?: gap)?|(?:fw|fwd|re|chuyen tiep) ?:|v ?/ ?v"
    r")(?=\W|$)[\s,.:;!?-]*"
)
_AFTER: Final = re.compile(
    r"(?<![\s,.:;!-])[\s,.:;!-]*(?:"  # from the first of a run on: tried from each, a thousand blanks take a second
    rf"(?<=[\s,.;!?])(?:{_ME} )?(?:xin |rat )?(?:tran trong |chan thanh )?cam on(?: {_YOU})*"
    r"(?: (?:truoc|nhieu|rat nhieu|a|nhe))*|"
    rf"(?<=\s)(?:giup|gium|ho) {_ME}{_PARTICLES}|(?<=\s)giup voi{_PARTICLES}|(?<=\n)tran trong.*|"
    r"(?<=\s)(?:tran trong|phai khong|dung khong|duoc khong|co dung khong|co phai khong|khong nhi|phai k|dung k|k nhi|"
    r"phai ko|dung ko|vay nhi|vay a|the a|ha anh|ha chi|ha ban|vay anh|vay chi|vay ban)(?: a)?"
    r")[\s.!?]*$",
    re.DOTALL,
)
_YES_OR_NO: Final = re.compile(r"^\s*(?:co phai|phai chang|co dung(?: la)?)(?: la)? (?=\S)")
_LEAST: Final = 2
"""Words that a question has at least: less, and the courtesy was the message."""


def without_courtesies(text: str) -> str:
    """A message in normal form without what is said out of courtesy before and after the question.

    >>> without_courtesies("Dạ anh ơi cho em hỏi ai chủ trì giao ban quý III với ạ, em cảm ơn anh nhiều")
    'ai chủ trì giao ban quý III với ạ'
    >>> without_courtesies("Cảm ơn nhiều ạ")
    'Cảm ơn nhiều ạ'
    """
    kept = text
    while True:
        shorter = _shortened(kept)
        if shorter == kept or len(re.findall(r"\w+", shorter)) < _LEAST:
            return kept
        kept = shorter


def _shortened(text: str) -> str:
    """The text without one courtesy, if it has any; folding keeps every letter's place."""
    folded = fold(text)
    for pattern in (_BEFORE, _YES_OR_NO):
        if found := pattern.match(folded):
            return text[found.end() :]
    if found := _AFTER.search(folded):
        return text[: found.start()]
    return text
