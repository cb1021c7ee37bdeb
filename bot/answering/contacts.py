"""Ways to reach somebody that a question asks for: a number, address or timetable, so formed that its absence shows.

News and minutes rarely hold one, and "số điện thoại của Cục …" shares its words with every report of telephones.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.answering.order import led_by_holder
from bot.language.normal import fold

if TYPE_CHECKING:
    from bot.knowledge.entry import Entry
    from bot.search.searcher import Search

_IN_REACH: Final = 0.6
"""A result with this share of the best one's score may take its place where only it has the number."""
_BEFORE: Final = r"^\W*(?:(?:cho|xin|hoi|toi|em|minh|biet|lay|can|tim|co) )*"
_NO_OTHER: Final = (
    r"\b(?!.*\b(?:khi nao|bao gio|ngay nao|nam nao|tai sao|vi sao|the nao|ra sao|may (?!ban)\w+|bao nhieu \w+|"
    r"thue bao|doi|chuyen|luu|lo|ban|rac|bi|duoc)\b)"
)
"""What is asked about such numbers themselves: that they change, are kept or leak."""
_ASKED: Final = {
    re.compile(
        _BEFORE + r"(?:so dien thoai|sdt|so dt|so may ban|so hotline|hotline|duong day nong|so fax)" + _NO_OTHER
    ): (
        re.compile(
            r"(?<![\d./])(?:(?:\+84|0)[ .]?\d(?:[ .-]?\d){7,9}|1[89]00[ .]?\d{4,6})(?!\d)|\b(?:đầu số|tổng đài) \d{3,}"
        )
    ),
    re.compile(_BEFORE + r"lich (?:cong tac|hop|lam viec|truc|tiep|tuan|bo|cua|giao ban)" + _NO_OTHER): re.compile(
        r"\b[Ll]ịch (?:công tác|họp|làm việc|trực|tiếp)"
    ),
    re.compile(_BEFORE + r"(?:dia chi )?(?:e ?mail|mail|thu dien tu|hop thu)" + _NO_OTHER): re.compile(
        r"\S@[^\s@]+\.\w"
    ),
}


def lacks_contact(question: str, entry: Entry) -> bool:
    """Whether a question in normal form asks how to reach somebody, and the entry has nothing of that form.

    A number with its dialling code, a service number (1800…, "đầu số 156"), an e-mail address, somebody's timetable.
    """
    folded = fold(question)
    return any(asked.search(folded) is not None and form.search(entry.body) is None for asked, form in _ASKED.items())


def holding_first(search: Search, question: str) -> Search:
    """The search with the best entry first that has what a question asks for to reach somebody; see ``lacks_contact``.

    As it was where the first has it, or none within reach.
    """
    if not search.found or not lacks_contact(question, search.found[0].located.entry):
        return search
    return led_by_holder(search, _IN_REACH, lambda entry: not lacks_contact(question, entry))
