"""Questions that an editor wrote beside an entry: asked in the same words, they are answered by that entry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.language.normal import fold, normalise

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from bot.knowledge.entry import Entry, Visibility

_WORD: Final = re.compile(r"[^\W_]+")
_GREETING: Final = re.compile(
    r"(?:(?:da|bot|ad|admin) (?!oi ))*(?:\w+ oi )?"
    r"(?:(?:xin phep|xin|cho) (?:(?:em|toi|minh|anh|chi|chau|xin) )?hoi )?(?:la )?"
)
"""What stands before a question out of politeness, folded: "bot ơi cho em hỏi"."""
_COURTESIES: Final = frozenset("ạ à vậy nhỉ nhé hả thế với ơi".split())
"""The same behind it; typed without accents they may be words of the question, and are left."""
_WHO_IS: Final = re.compile(r"^ai la ((?:\w+ ?)+)$")
_NOW: Final = re.compile(r" (?:hien nay|hien tai|bay gio|hien gio|duong nhiem|dang)(?= |$)")
"""What is no part of a promise: which way round "ai là bộ trưởng" stands, and that the present one is meant."""


class Promised:
    """The questions that entries promise to answer. Never changes; threads may share it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_words: dict[str, list[Entry]] = {}
        for entry in entries:
            for words in {_words(normalise(question)) for question in entry.questions} if entry.questions else ():
                self._by_words.setdefault(words, []).append(entry)

    def entry(self, question: str, visible: Collection[Visibility]) -> Entry | None:
        """The entry that promises to answer the question, case, accents, punctuation and courtesies apart.

        None where no visible entry does, or more than one, so that none is preferred.
        """
        held = [entry for entry in self._by_words.get(_words(question), ()) if entry.visibility in visible]
        return held[0] if len(held) == 1 else None


def _words(question: str) -> str:
    """The question's words, folded, without what is said out of politeness alone."""
    words = _WORD.findall(question.lower())
    while len(words) > 1 and words[-1] in _COURTESIES:
        del words[-1]
    folded = fold(" ".join(words))
    greeting = _GREETING.match(folded)
    asked = _NOW.sub("", folded[greeting.end() :] if greeting else folded).strip()
    return _WHO_IS.sub(r"\1 la ai", asked)
