"""Questions that an editor wrote beside an entry: asked in the same words, they are answered by that entry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.language.normal import fold, normalise

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from bot.knowledge.entry import Entry, Visibility

_WORD: Final = re.compile(r"[^\W_]+")


class Promised:
    """The questions that entries promise to answer. Never changes; threads may share it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_words: dict[str, list[Entry]] = {}
        for entry in entries:
            for words in {_words(normalise(question)) for question in entry.questions}:
                self._by_words.setdefault(words, []).append(entry)

    def entry(self, question: str, visible: Collection[Visibility]) -> Entry | None:
        """The entry that promises to answer the question, case, accents and punctuation apart.

        None where no visible entry does, or more than one, so that none is preferred.
        """
        held = [entry for entry in self._by_words.get(_words(question), ()) if entry.visibility in visible]
        return held[0] if len(held) == 1 else None


def _words(question: str) -> str:
    return " ".join(_WORD.findall(fold(question)))
