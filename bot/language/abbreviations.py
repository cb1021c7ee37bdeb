"""Abbreviations of offices and shorthand of chats, and what they stand for.

Three sources, the nearest first: the admin's glossary, what the texts themselves introduce (``công nghệ thông tin
(CNTT)``), and a list of what every office in Viet Nam uses, kept beside this module.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import yaml

from bot.language.legal_syllables import is_legal, is_legal_folded
from bot.language.normal import fold, normalise
from bot.language.syllables import is_accented, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import TypeAlias

    Meanings: TypeAlias = Mapping[str, tuple[str, ...]]
    Choice: TypeAlias = Callable[["Ambiguity"], str | None]

_NONE: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({})
_MOST_MEANINGS: Final = 2
_TYPED: Final = re.compile(r"[^\W_]+(?:[&./-][^\W_]+)*")
_SIGNS: Final = re.compile(r"[&./-]")
_JOINED: Final = re.compile(r"[^\W_]+(?:[&/-][^\W_]+)+")
_IN_PARENTHESES: Final = re.compile(r"\((?:(?:viết|gọi) tắt là|sau đây (?:viết|gọi)(?: tắt)? là)?\s*([^\W\d_]{2,8})\)")
_WORD: Final = re.compile(r"[^\W_]+")
_PART: Final = re.compile(r"[^\W_]+|[\W_]+")
_PASSED_OVER: Final = frozenset("và của các về cho trong những".split())


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """An abbreviation as it was typed, and what it may stand for.

    ``is_written`` tells that of texts from mere chat; ``before`` and ``after`` are the words on either side, or empty.
    """

    word: str
    meanings: tuple[str, ...]
    is_written: bool
    before: str
    after: str


@dataclass(frozen=True)
class Abbreviations:
    """What stands for what, by abbreviation as it is written: ``written`` in any text, ``chat`` in what people type."""

    written: Meanings = field(default_factory=lambda: _NONE)
    chat: Meanings = field(default_factory=lambda: _NONE)

    @cached_property
    def _by_typed(self) -> Meanings:
        found: dict[str, tuple[str, ...]] = {}
        for short, meanings in (*self.written.items(), *self.chat.items()):
            for form in dict.fromkeys((short.lower(), fold(short))):
                found[form] = tuple(dict.fromkeys((*found.get(form, ()), *meanings)))
        return found

    @cached_property
    def _written_folded(self) -> frozenset[str]:
        return frozenset(fold(short) for short in self.written)

    @cached_property
    def in_texts(self) -> Meanings:
        """What is taken for an abbreviation wherever it stands in a text, with what it is found by there."""
        return {short: meanings[:_MOST_MEANINGS] for short, meanings in self.written.items() if _is_marked(short)}

    @cached_property
    def _alone(self) -> frozenset[str]:
        return frozenset(short for short in self.in_texts if not _SIGNS.search(short))

    @cached_property
    def phrases(self) -> tuple[tuple[str, str], ...]:
        """Each abbreviation that is one word, folded, with each of its meanings, folded."""
        return tuple(
            (fold(short), " ".join(token.folded for token in tokens(text)))
            for short in sorted(self._alone)
            for text in self.in_texts[short]
        )

    @cached_property
    def phrases_by_first(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """``phrases`` of several words, by their first one."""
        found: dict[str, tuple[tuple[str, str], ...]] = {}
        for short, phrase in self.phrases:
            first, _, more = phrase.partition(" ")
            if more:
                found[first] = (*found.get(first, ()), (short, phrase))
        return found

    def found_in(self, words: Sequence[str], text: str) -> tuple[list[str], list[str]]:
        """A text's abbreviations, those that are one word and those with signs; ``words`` are its own words."""
        alone = [] if self._alone.isdisjoint(words) else [word for word in words if word in self._alone]
        signed = "&" in text or "/" in text or "-" in text
        return alone, [joined for joined in _JOINED.findall(text) if joined in self.in_texts] if signed else []

    def in_full(self, words: Sequence[str], text: str) -> list[str]:
        """The meanings, as words, of a text's abbreviations, but those that it holds; ``words`` are its own words."""
        alone, joined = self.found_in(words, text)
        if not alone and not joined:
            return []
        small = text.lower()
        meanings = dict.fromkeys(meaning for short in (*alone, *joined) for meaning in self.in_texts[short])
        return [word for meaning in meanings if meaning.lower() not in small for word in meaning.split()]

    def write_out(self, question: str, choose: Choice) -> str:
        """A question with its abbreviations written in full; document codes (``30/2020/NĐ-CP``) stay.

        A question without accents gets none. A word that is a Vietnamese syllable as well is an abbreviation only
        where it stands in capitals among small letters.

        Args:
            question: in normal form.
            choose: is given what may be meant, and gives one of its meanings; None leaves the word.

        >>> Abbreviations({"CNTT": ("công nghệ thông tin",)}).write_out("ứng dụng cntt", lambda one: one.meanings[0])
        'ứng dụng công nghệ thông tin'
        """
        shouted, plain = question == question.upper(), not is_accented(question)
        done: list[str] = []
        last = 0
        words = list(_TYPED.finditer(question))
        if not any(self._is_met(match.group()) for match in words):
            return question
        for place, match in enumerate(words):
            done.append(question[last : match.start()])
            last = match.end()
            after = (
                self._first_meant(words[place + 1].group(), shouted=shouted, plain=plain)
                if place + 1 < len(words)
                else ""
            )
            if _is_code(question, match):
                done.append(match.group())
                continue
            for part in self._parts(match.group(), shouted=shouted, plain=plain):
                before = next((word for piece in reversed(done) for word in reversed(_WORD.findall(piece))), "")
                meanings = self._meanings(part, shouted=shouted, plain=plain)
                short = Ambiguity(part, meanings, fold(part) in self._written_folded, before, after)
                meaning = choose(short) if meanings else None
                done.append(part if meaning is None else fold(meaning) if question.isascii() else meaning)
        done.append(question[last:])
        return "".join(done)

    def _is_met(self, word: str) -> bool:
        """Whether the word, or what its signs part it into, may be an abbreviation."""
        parts = (word, *_PART.findall(word)) if _SIGNS.search(word) else (word,)
        return any(part.lower() in self._by_typed or fold(part) in self._by_typed for part in parts)

    def _first_meant(self, word: str, *, shouted: bool, plain: bool) -> str:
        """The first word of what a word may stand for, or the word itself."""
        meanings = self._meanings(word, shouted=shouted, plain=plain)
        return meanings[0].split()[0] if meanings else word

    def _parts(self, word: str, *, shouted: bool, plain: bool) -> list[str]:
        """The word itself, or what its signs part it into where it is no abbreviation as a whole."""
        whole = self._meanings(word, shouted=shouted, plain=plain) or not _SIGNS.search(word)
        return [word] if whole else _PART.findall(word)

    def _plain_word(self, small: str) -> bool:
        """Whether without accents it may be a word instead: "vat" is "vật" as well as an office's VAT."""
        return small in self._written_folded and is_legal_folded(small)

    def _meanings(self, word: str, *, shouted: bool, plain: bool) -> tuple[str, ...]:
        small = word.lower()
        meanings = self._by_typed.get(small) or self._by_typed.get(fold(small), ())
        if not meanings:
            return ()
        in_capitals = word != small and word == word.upper() and not shouted
        is_word = is_legal(small) or (self._plain_word(small) and plain)
        if is_word and len(word) > 1 and not in_capitals:
            return ()
        if len(word) == 1 and (word != small or shouted):
            return ()
        return meanings


def _is_marked(short: str) -> bool:
    """Whether it cannot be taken for a common word in a text: two capitals, or a sign inside."""
    return sum(letter.isupper() for letter in short) >= 2 or bool(_SIGNS.search(short))


def _is_code(text: str, match: re.Match[str]) -> bool:
    """Whether a word has a digit, or goes on from a number as in ``30/NĐ``, or from an apostrophe."""
    place = match.start()
    follows = place >= 2 and (text[place - 1] in "'’" or (text[place - 1] in "/-" and text[place - 2].isdigit()))
    return follows or any(letter.isdigit() for letter in match.group())


def introduced(texts: Iterable[str]) -> Meanings:
    """The abbreviations that the texts introduce in parentheses, each with its meanings, the commonest first.

    >>> introduced(["Ứng dụng công nghệ thông tin (CNTT) và chuyển đổi số (CĐS)."])
    {'CNTT': ('công nghệ thông tin',), 'CĐS': ('chuyển đổi số',)}
    """
    return _commonest(pair for text in texts for pair in introductions(text))


def introductions(text: str) -> tuple[tuple[str, str], ...]:
    """Each abbreviation that the text introduces in parentheses, with its meaning, as often as it does."""
    if "(" not in text:
        return ()
    found = ((match.group(1), match.start()) for match in _IN_PARENTHESES.finditer(text))
    pairs = ((short, _before(text, start, short)) for short, start in found if short == short.upper())
    return tuple((short, meaning) for short, meaning in pairs if meaning)


def _commonest(pairs: Iterable[tuple[str, str]]) -> Meanings:
    counts: dict[str, dict[str, int]] = {}
    for short, meaning in pairs:
        held = counts.setdefault(short, {})
        held[meaning] = held.get(meaning, 0) + 1
    return {
        short: tuple(sorted(held, key=lambda meaning: (-held[meaning], meaning))[:_MOST_MEANINGS])
        for short, held in counts.items()
    }


def _before(text: str, end: int, short: str) -> str | None:
    """The words just before ``end`` whose first letters make the abbreviation; None where they do not."""
    words = list(_WORD.finditer(text, max(0, end - 120), end))
    wanted = list(short.lower())
    for word in reversed(words):
        if word.group()[0].lower() == wanted[-1]:
            wanted.pop()
            if not wanted:
                return " ".join(text[word.start() : end].split())
        elif word.group().lower() not in _PASSED_OVER:
            return None
    return None


@cache
def _usual() -> tuple[Meanings, Meanings]:
    held = yaml.load(
        (resources.files("bot.language") / "abbreviations.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader
    )
    written, chat = (
        {normalise(short): tuple(map(normalise, meanings)) for short, meanings in held[section].items()}
        for section in ("abbreviations", "chat")
    )
    return MappingProxyType(written), MappingProxyType(chat)


def abbreviations(glossary: Meanings, texts: Iterable[str]) -> Abbreviations:
    """What the admin's glossary, the texts and common usage give together; the admin's word comes first."""
    return abbreviations_of(glossary, (pair for text in texts for pair in introductions(text)))


def abbreviations_of(glossary: Meanings, introduced_ones: Iterable[tuple[str, str]]) -> Abbreviations:
    """The same from what the texts introduce (see ``introductions``), text after text."""
    written, chat = _usual()
    together: dict[str, tuple[str, ...]] = dict(glossary)
    for source in (_commonest(introduced_ones), written):
        for short, meanings in source.items():
            known = {fold(text) for text in together.get(short, ())}
            if short not in glossary:
                together[short] = (*together.get(short, ()), *(m for m in meanings if fold(m) not in known))
    return Abbreviations(together, chat)
