"""The sentence in which a text says outright what is asked: how many there are, what the theme is, why it was so.

An excerpt is cut by how much of the question it holds; the answer may stand in the next sentence and repeat nothing.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final

from bot.answering.answer import EXCERPT_LIMIT, Excerpt
from bot.language.function_words import FUNCTION_SYLLABLES
from bot.language.sentences import sentences
from bot.language.syllables import is_accented, key, tokens
from bot.search.kinds import numeral

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.knowledge.entry import Entry
    from bot.language.sentences import Sentence
    from bot.language.syllables import Token

_MANY: Final = "may"
_HOW_MANY: Final = key("mấy")
_COUNT: Final = re.compile(r"(?<!\w)(?:bao nhieu|may) (\w+)(?: (\w+))?")
_SCALES: Final = frozenset("tram nghin ngan trieu ti ty".split())
_UNCOUNTED: Final = frozenset("tien phan lan gio ngay thang nam tuoi h m met ti ty trieu".split())
"""What is asked the number of in other ways: amounts of money, times, measures."""
_HEADS: Final = re.compile(
    r"(?<!\w)(chu de|thong diep|khau hieu|muc dich|nguyen nhan|muc tieu|"
    r"diem moi|pham vi|quy mo|doi tuong|dieu kien|hinh thuc|ngoai le)"
    r"(?=[\w ]{0,60}(?:gi|nao|the nao|ra sao)(?!\w))"
)
_WHY: Final = re.compile(r"(?<!\w)(?:vi sao|tai sao|sao lai|^sao|li do|ly do|nguyen nhan)(?!\w)")
_SAYS_WHY: Final = (("nguyen", "nhan"), ("li", "do"))


def outright_excerpt(question: str, entry: Entry, shown: Excerpt) -> Excerpt | None:
    """The sentence of an entry's body that says outright what a question in normal form asks, which ``shown`` does not.

    With the sentence before it where both fit. None where nothing of the kind is asked, said, or missing.
    """
    accented = is_accented(question)
    folded = " ".join(
        "_" if accented and token.folded == _MANY and token.key != _HOW_MANY else token.folded
        for token in tokens(question)
    )
    asked = {token.folded for token in tokens(question)} - FUNCTION_SYLLABLES
    for find in _asked(folded):
        found = tokens(shown.text)
        if find(found) is not None:
            return None
        best: tuple[int, Sentence, tuple[int, int]] | None = None
        for sentence in sentences(entry.body):
            said = tokens(entry.body[sentence.start : sentence.end])
            place = find(said)
            if place is None:
                continue
            rank = len(asked & {token.folded for token in said})
            if best is None or rank > best[0]:
                best = (rank, sentence, place)
        if best is not None:
            return _with_what_leads_to_it(entry.body, best[1], best[2])
    return None


def _asked(folded: str) -> list[Callable[[Sequence[Token]], tuple[int, int] | None]]:
    """What tells in the words of a text where that is said which a question asks, the surest first."""
    finders: list[Callable[[Sequence[Token]], tuple[int, int] | None]] = []
    for noun, more in _COUNT.findall(folded):
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
    return finders


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
