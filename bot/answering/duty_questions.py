"""Questions for tasks: "Sở Nội vụ phải làm gì", "giao cho ai việc gì", "ai phải báo cáo trước 30/11"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bot.answering.units import foreign_name, name_of, told_apart, units_in
from bot.language.function_words import FUNCTION_SYLLABLES
from bot.language.syllables import is_accented, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.guard import FixedByQuestion

_WHAT: Final = (
    r"(?:(?:lam|xong|nop|trinh|bao cao|chu tri|hoan thanh|thuc hien|trien khai) )*"
    r"(?:nhung |cac )?(?:viec |nhiem vu )?gi"
)
_TOLD: Final = re.compile(
    r"(?P<before>(?:\w+ ){1,8}?)(?:(?:da|se|con|can) )*"
    r"(?:(?P<given>duoc (?:\w+ )?giao(?: nhiem vu)?|phai|can|co nhiem vu) |(?=(?:lam|nop|trinh|chu tri viec) gi))"
    rf"{_WHAT}(?!\w)|"
    rf"(?<!\w)(?<!duoc )(?P<giving>giao) (?:viec |nhiem vu )?(?:cho )?(?P<after>(?:\w+ ){{2,7}}?){_WHAT}(?!\w)"
)
_WHOSE: Final = re.compile(
    r"(?<!\w)(?:ai|(?:don vi|co quan|so|phong|noi) nao|(?:viec|nhiem vu|nhung|nop|trinh|bao cao|xong|lam) gi)(?!\w)"
)
_BY: Final = re.compile(
    r"(?<!\w)(?:truoc|cham nhat|muon nhat|han|han chot)(?: la)?(?: ngay)? "
    r"(\d{1,2}) (?:thang )?(\d{1,2})(?: (?:nam )?(\d{4}))?(?!\w)"
)
_PERSON: Final = frozenset(("ong", "ba", "anh", "chi"))
_SETTING: Final = frozenset(
    "trong o tai ve cua khi truoc sau den tu gi nao ai phai nop bao cao trinh ngay han xong hop".split()
)
"""What leads from a task to where and when it was given, folded."""


@dataclass(frozen=True, slots=True)
class DutyAsked:
    """What tasks a question asks for.

    Attributes:
        unit: whose, as folded syllables; empty where it is asked whose they are.
        beside: the pairs of neighbouring syllables in the rest of the question, and its words of content.
        days: on which they are due, as year, month and day; 0 for a year that is not said.
        is_given: whether it is asked in so many words what was given to the unit or it must do.
        was_given: whether it is asked what was given to it.
    """

    unit: tuple[str, ...]
    beside: tuple[frozenset[tuple[str, str]], frozenset[str]]
    days: frozenset[tuple[int, int, int]]
    is_given: bool
    was_given: bool = False


def duty_asked(fixed: FixedByQuestion) -> DutyAsked | None:
    """The tasks that a question asks for; None where it asks for something else."""
    words = " ".join(told_apart(tokens(fixed.text), accented=is_accented(fixed.text)))
    days = frozenset((int(year or 0), int(month), int(day)) for day, month, year in _BY.findall(words))
    asked = _BY.sub("_", words)
    if (match := _TOLD.search(asked)) is not None:
        before, after = match.group("before") or "", match.group("after")
        named = (after or before).split()
        unit = next(units_in(named), ()) or foreign_name(named)
        if after and unit and not after.startswith(unit[0]):
            unit = ()  # "giao ban" gives nothing
        if unit and _PERSON.isdisjoint(unit):
            led = before.split()
            length = next((count for count in range(1, len(led)) if name_of(led[-count:]) == unit), len(led))
            unit = tuple(word.removesuffix("_") for word in unit)
            rest = (*asked[: match.start()].split(), *led[: len(led) - length], "_", *asked[match.end() :].split())
            told = match.group("given") or match.group("giving") or ""
            return DutyAsked(unit, _beside(rest), days, bool(told), "giao" in told.split())
    if days and _WHOSE.search(asked):
        return DutyAsked((), _beside(asked.split()), days, is_given=False)
    return None


def with_another_unit(question: str, other: str) -> str | None:
    """A question for a unit's tasks asked of another unit; None where it is none, or ``other`` names no unit.

    >>> with_another_unit("Sở Nội vụ được giao gì", "Sở Xây dựng")
    'Sở Xây dựng được giao gì'
    """
    found = tokens(question)
    words = [token.folded for token in found]
    match = _TOLD.search(" ".join(words))
    named = [token.folded for token in tokens(other)]
    if not named or match is None or not match.group("before") or next(units_in(named), ()) != name_of(named):
        return None
    end = match.string.count(" ", 0, match.end("before"))
    run = words[end - len(match.group("before").split()) : end]
    unit = next(units_in(run), ())
    if not unit:
        return None
    start = next(place for place in range(end - len(run), end) if name_of(words[place:end]) == unit)
    return f"{question[: found[start].start]}{other.strip()}{question[found[end - 1].end :]}"


def _beside(words: Sequence[str]) -> tuple[frozenset[tuple[str, str]], frozenset[str]]:
    words = [word.removesuffix("_") or word for word in words]
    pairs = frozenset(pair for pair in pairwise(words) if "_" not in pair and not _SETTING.intersection(pair))
    return pairs, frozenset(words) - FUNCTION_SYLLABLES - {"_"}
