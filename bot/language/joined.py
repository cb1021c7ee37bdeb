"""Syllables run together or torn apart by a slip of the space bar: ``hộinghị``, ``ng hị``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.language.legal_syllables import is_legal
from bot.language.syllables import folded_syllable, key

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD: Final = re.compile(r"[^\W\d_]+")
_FIGURE_AND_UNIT: Final = re.compile(
    r"(?<![\w.,/-])(\d+(?:[.,]\d+)*)([kmg]?hz|[kmg]bps|km|kw|mw|gb|mb|tb|tỷ|tỉ|ty|ti|triệu|trieu|nghìn|nghin|đồng|dong|usd)(?!\w)",
    re.IGNORECASE,
)
_NAME_AND_NUMBER: Final = re.compile(r"(?<![\w.,/-])([^\W\d_]{2,})(\d{1,4})(?![\w]|[./-]\w)")
_HALF_YEAR: Final = re.compile(r"(?<![\w.,/-])(\d{1,2})[tT](?= (?:đầu|dau|cuối|cuoi|đến|nam|năm)(?!\w))")
_HALF_IN_WORDS: Final = re.compile(
    r"(?<!\w)n(?:ử|u)a (đầu|dau|cuối|cuoi)(?: n[aă]m)?(?= (?:19|20)\d\d(?!\d))", re.IGNORECASE
)
_HOUR: Final = re.compile(r"(?<!\w)(mấy|may|bao) h(?!\w)", re.IGNORECASE)
_MONTH: Final = re.compile(r"(?<![\w/])[Tt](1[0-2]|0?[1-9])(?=(?:/| n[aă]m )(?:19|20)\d\d(?!\d))")
_DIGIT: Final = re.compile(r"\d")
_LONGEST_SYLLABLE: Final = 7
_LONGEST_RUN: Final = 60


@dataclass(frozen=True, slots=True)
class KnownText:
    """In how many passages of a knowledge a folded syllable stands, one with its accents (by key), a folded pair."""

    count: Callable[[str], int]
    key_count: Callable[[str], int]
    pair_count: Callable[[str], int]


def space_out(question: str, known: KnownText) -> str:
    """The question with spaces put between syllables that were run together, and taken out of torn ones.

    A run is parted only where the knowledge does not hold it and holds every pair of neighbours that the parting makes;
    so English words and names stay. Two pieces are joined only where one of them is no syllable and together they
    are one that the knowledge holds. A figure is parted from its unit (``2300MHz``) unless the knowledge has them so,
    ``T5/2009`` is written as the month that it is, ``6t đầu`` and ``nửa đầu`` as the months, ``mấy h`` as the hour. A
    name is parted from its number (``vinasat2``, ``QĐ888``) where the knowledge holds it and does not hold them so.
    """
    if _DIGIT.search(question):
        question = _with_numbers_apart(question, known)
    question = _HOUR.sub(r"\1 gio" if question.isascii() else r"\1 giờ", question)
    return _WORD.sub(lambda run: _parted(run.group(), known), _mended(question, known))


def _with_numbers_apart(question: str, known: KnownText) -> str:
    question = _FIGURE_AND_UNIT.sub(
        lambda run: run.group() if known.count(run.group().lower()) else f"{run.group(1)} {run.group(2)}", question
    )
    question = _MONTH.sub(r"thang \1" if question.isascii() else r"tháng \1", question)
    question = _HALF_YEAR.sub(r"\1 thang" if question.isascii() else r"\1 tháng", question)
    if known.pair_count("thang_dau"):
        question = _HALF_IN_WORDS.sub(r"6 thang \1 nam" if question.isascii() else r"6 tháng \1 năm", question)
    return _NAME_AND_NUMBER.sub(lambda run: _numbered(run, known), question)


def _numbered(run: re.Match[str], known: KnownText) -> str:
    name, number = run.groups()
    is_syllable = is_legal(name.lower()) and name != name.upper()
    if is_syllable or known.count(folded_syllable(run.group())) or not known.count(folded_syllable(name)):
        return run.group()
    return f"{name} {number}"


def _mended(question: str, known: KnownText) -> str:
    words = question.split(" ")
    place = 0
    while place + 1 < len(words):
        first, second = words[place : place + 2]
        if _are_torn(first, second, known):
            words[place : place + 2] = [first + second]
        place += 1
    return " ".join(words)


def _are_torn(first: str, second: str, known: KnownText) -> bool:
    together = first + second
    if len(together) > _LONGEST_SYLLABLE or not (first.isalpha() and second.isalpha()):
        return False
    if _is_syllable(first, known) and _is_syllable(second, known):
        return False
    return is_legal(together.lower()) and known.count(folded_syllable(together)) > 0


def _is_syllable(piece: str, known: KnownText) -> bool:
    return is_legal(piece.lower()) or known.count(folded_syllable(piece)) > 0


def _parted(run: str, known: KnownText) -> str:
    if not 4 <= len(run) <= _LONGEST_RUN or run == run.upper() or known.count(folded_syllable(run)):
        return run
    best = _best_parting(run, known)
    return " ".join(best) if best else run


def _best_parting(run: str, known: KnownText) -> tuple[str, ...]:
    """The parting into the fewest known syllables whose neighbours are all known as neighbours; empty if none."""
    ways: list[dict[str, tuple[tuple[int, int], tuple[str, ...]]]] = [{} for _ in range(len(run) + 1)]
    ways[0][""] = ((0, 0), ())
    for end in range(1, len(run) + 1):
        for start in range(max(0, end - _LONGEST_SYLLABLE), end):
            syllable = run[start:end]
            folded = folded_syllable(syllable)
            if not ways[start] or not _could_be(syllable) or not _holds(syllable, known):
                continue
            for before, ((parts, seldom), syllables) in ways[start].items():
                together = known.pair_count(f"{before}_{folded}") if before else 1
                cost = (parts + 1, seldom - min(together, 99))
                if together and (folded not in ways[end] or cost < ways[end][folded][0]):
                    ways[end][folded] = (cost, (*syllables, syllable))
    found = [way for way in ways[-1].values() if len(way[1]) > 1]
    return min(found)[1] if found else ()


def _holds(syllable: str, known: KnownText) -> bool:
    return bool(known.count(folded_syllable(syllable)) if syllable.isascii() else known.key_count(key(syllable)))


def _could_be(syllable: str) -> bool:
    """Legal as it stands, or with some tone: ``hoc`` is no syllable, but what somebody types for ``học``."""
    small = syllable.lower()
    return len(small) > 1 and (is_legal(small) or (small.isascii() and is_legal(_with_dot_below(small))))


def _with_dot_below(syllable: str) -> str:
    place = next((i for i in range(len(syllable) - 1, -1, -1) if syllable[i] in "aeiouy"), None)
    return syllable if place is None else f"{syllable[: place + 1]}\u0323{syllable[place + 1 :]}"
