"""The sentence in which a text says outright what is asked: how many there are, the theme, the reason, who said what.

An excerpt is cut by how much of the question it holds; the answer may stand in the next sentence and repeat nothing.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final

from bot.answering.answer import EXCERPT_LIMIT, Excerpt
from bot.answering.register import people_of
from bot.language.function_words import FUNCTION_KEYS, FUNCTION_SYLLABLES
from bot.language.outline import is_heading
from bot.language.sentences import sentences
from bot.language.syllables import is_accented, key, tokens
from bot.search.kinds import numeral

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.knowledge.entry import Entry
    from bot.language.sentences import Sentence
    from bot.language.syllables import Token

_MANY: Final = "may"
_HOW_MANY: Final = key("mấy")
_COUNT: Final = re.compile(r"(?<!\w)(?:bao nhieu|may) (\w+)(?: (\w+))?")
_SHARE_ASKED: Final = re.compile(r"(?:nhiêu|nhieu|mấy|may) ?%", re.IGNORECASE)
"""A share is asked for, not how many there are of what stands behind it."""
_SCALES: Final = frozenset("tram nghin ngan trieu ti ty".split())
_UNCOUNTED: Final = frozenset("tien phan lan ngay thang nam tuoi h m met ti ty trieu".split())
"""What is asked the number of in other ways: amounts of money, times, measures."""
_ENOUGH_OF_A_NAME: Final = 3
"""Syllables of a unit's name by which it is found."""
_CLOSELY: Final = 6
"""Syllables behind a name among which the word for saying stands."""
_HEADS: Final = re.compile(
    r"(?<!\w)(chu de|thong diep|khau hieu|muc dich|nguyen nhan|muc tieu|"
    r"diem moi|pham vi|quy mo|doi tuong|dieu kien|hinh thuc|ngoai le)"
    r"(?=[\w ]{0,60}(?:gi|nao|the nao|ra sao)(?!\w))"
)
_GIVEN: Final = re.compile(
    r"(?<!\w)((?:\w+ ){2,5})duoc giao (?:\w+ ){0,3}gi(?!\w)|(?<!\w)giao (?:cho )?((?:\w+ ){2,5})(?:\w+ ){0,3}gi(?!\w)"
)
"""Who was given a task, where it is asked which."""
_BEGINS: Final = re.compile(
    r"(?!(?:ai|co|cho|tai|vi|sao|khi|bao|nam|thang|quy|ngay|ong|ba|bo|hoi nghi|o)(?!\w))(\w+ \w+)"
    r"(?: (?!(?:ai|gi|nao|dau|may|bao|sao|khi|the|ntn)(?!\w))\w+)*"
    r"(?: (?:gi|bao nhieu|the nao|ra sao|dau))?"
)
"""A whole question that begins with what it asks for: "vướng mắc ở dự án là gì", "giá vé tuyến số 1"."""
_ENDS: Final = re.compile(r"(?:(?!(?:ai|gi|nao|dau|may|bao|sao|khi|the|ntn|khong|chua)(?!\w))\w+ ){3,}([a-z]+ [a-z]+)")
"""One that asks with no word and ends with what it is after: "lễ hội năm 2023 kinh phí"."""
_WHAT_FOR: Final = re.compile(r"(?<!\w)(?:de lam gi|nham (?:muc dich )?gi|muc dich)(?!\w)")
_WHAT_IS_SAID: Final = re.compile(
    r"(?<!\w)(?:noi|neu|phat bieu|cho biet|yeu cau|de nghi|chi dao|giai thich|nhan manh|khuyen|nhac|dan|cam ket|"
    r"danh gia|nhan xet|khang dinh|y kien)(?: \w+){0,2}? (?:gi|sao|the nao|ra sao)(?!\w)"
)
_SAID: Final = frozenset(
    "noi neu biet yeu nghi thich manh khuyen nhac dan ket gia xet dinh dao rang bao giao trinh dat".split()
)
"""Syllables of what people do with words, as they stand after a name."""
_WHY: Final = re.compile(r"(?<!\w)(?:vi sao|tai sao|sao lai|^sao|li do|ly do|nguyen nhan)(?!\w)")
_AIMING_AT: Final = frozenset(map(key, ("nhằm", "để")))
_SAYS_WHY: Final = (("nguyen", "nhan"), ("li", "do"), ("vuong", "mac"))


def outright_excerpt(question: str, entry: Entry, shown: Excerpt) -> Excerpt | None:
    """The sentence of an entry's body that says outright what a question in normal form asks, which ``shown`` does not.

    With the sentence before it where both fit. None where nothing of the kind is asked, said, or missing.
    """
    accented, words = is_accented(question), tokens(question)
    folded = " ".join(
        "_" if accented and token.folded == _MANY and token.key != _HOW_MANY else token.folded for token in words
    )
    asked = {token.folded for token in words} - FUNCTION_SYLLABLES
    titled = f" {' '.join(token.folded for token in tokens(entry.title))} "
    counts = () if _SHARE_ASKED.search(question) else _COUNT.findall(folded)
    finders = (*_said_by(folded, entry), *_asked(folded, titled, counts))
    shown_words = tokens(shown.text) if finders else []
    for find in finders:
        if find(shown_words) is not None:
            return None
        best: tuple[int, Sentence, tuple[int, int]] | None = None
        for sentence in sentences(entry.body):
            said = tokens(entry.body[sentence.start : sentence.end])
            place = find(said)
            if place is None or is_heading(entry.body, sentence.start, sentence.end):
                continue
            rank = len(asked & {token.folded for token in said})
            if best is None or rank > best[0]:
                best = (rank, sentence, place)
        if best is not None:
            return _with_what_leads_to_it(entry.body, best[1], best[2])
    return None


def _asked(
    folded: str, titled: str, counts: Sequence[tuple[str, str]]
) -> list[Callable[[Sequence[Token]], tuple[int, int] | None]]:
    """What tells in the words of a text where that is said which a question asks, the surest first."""
    finders: list[Callable[[Sequence[Token]], tuple[int, int] | None]] = []
    for noun, more in counts:
        if noun in _UNCOUNTED:
            continue
        if more and more not in FUNCTION_SYLLABLES:
            finders.append(partial(_counted, noun=(noun, more)))
        if noun not in FUNCTION_SYLLABLES:
            finders.append(partial(_counted, noun=(noun,)))
    if head := _HEADS.search(folded):
        finders.append(partial(_standing, words=tuple(head.group(1).split())))
    if _WHY.search(folded):
        finders.extend(partial(_standing, words=words) for words in _SAYS_WHY)
    if _WHAT_FOR.search(folded):
        finders.append(_aiming)
    if given := _GIVEN.search(folded):
        finders.append(
            partial(_standing, words=("giao", *(given.group(1) or given.group(2)).split()[:_ENOUGH_OF_A_NAME]))
        )
    heads = [whole.group(1) for whole in (_BEGINS.fullmatch(folded), _ENDS.fullmatch(folded)) if whole]
    finders.extend(partial(_named, words=tuple(head.split())) for head in heads if f" {head} " not in titled)
    return finders


def _said_by(folded: str, entry: Entry) -> Iterator[Callable[[Sequence[Token]], tuple[int, int] | None]]:
    """What tells where a text says what somebody said, of those whom a question asks that of."""
    if not _WHAT_IS_SAID.search(folded):
        return
    for person in people_of(entry):
        name = tuple(token.folded for token in tokens(person))
        if f" {' '.join(name)} " in f" {folded} ":
            yield partial(_saying, name=name)


def _saying(found: Sequence[Token], name: tuple[str, ...]) -> tuple[int, int] | None:
    """Where a name stands and a word for saying closely after it."""
    for place in range(len(found) - len(name) + 1):
        after = place + len(name)
        if tuple(one.folded for one in found[place:after]) == name and any(
            one.folded in _SAID for one in found[after : after + _CLOSELY]
        ):
            return found[place].start, found[after - 1].end
    return None


def _counted(found: Sequence[Token], noun: tuple[str, ...]) -> tuple[int, int] | None:
    """Where a number stands before a noun, perhaps with thousands or millions between: "hơn 60 triệu thuê bao"."""
    for place, token in enumerate(found):
        if not (token.folded[0].isdigit() or numeral(token)):
            continue
        after = place + 1
        while after < len(found) and (found[after].folded in _SCALES or found[after].folded[0].isdigit()):
            after += 1
        if tuple(one.folded for one in found[after : after + len(noun)]) == noun:
            return token.start, found[after + len(noun) - 1].end
    return None


def _standing(found: Sequence[Token], words: tuple[str, ...]) -> tuple[int, int] | None:
    """Where words stand side by side."""
    for place in range(len(found) - len(words) + 1):
        if tuple(one.folded for one in found[place : place + len(words)]) == words:
            return found[place].start, found[place + len(words) - 1].end
    return None


def _aiming(found: Sequence[Token]) -> tuple[int, int] | None:
    """Where what something is for follows."""
    return next(((token.start, token.end) for token in found if token.key in _AIMING_AT), None)


def _named(found: Sequence[Token], words: tuple[str, ...]) -> tuple[int, int] | None:
    """Where words of content stand side by side; what is grammar is told by its accents: "vé" is no "về"."""
    return _standing([token._replace(folded="") if token.key in FUNCTION_KEYS else token for token in found], words)


def _with_what_leads_to_it(body: str, sentence: Sentence, place: tuple[int, int]) -> Excerpt | None:
    """The sentence with those before it that still fit; None where it is too long to be shown whole."""
    if sentence.end - sentence.start > EXCERPT_LIMIT:
        return None
    start = min(
        (one.start for one in sentences(body) if sentence.end - EXCERPT_LIMIT <= one.start <= sentence.start),
        default=sentence.start,
    )
    shift = sentence.start - start
    return Excerpt(body[start : sentence.end], start, ((place[0] + shift, place[1] + shift),))
