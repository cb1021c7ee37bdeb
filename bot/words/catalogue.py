"""Texts for people, by language: Fluent files in ``bot/words/vi`` and ``bot/words/en``, one a part of the product."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from importlib import resources

from bot.errors import HoiboError


class Language(StrEnum):
    """The languages that hoibo speaks, the first one first."""

    VIETNAMESE = "vi"
    ENGLISH = "en"


class MissingWordsError(HoiboError):
    """A catalogue has no text by that name, or the text asks for a value that was not given."""


class Catalogue:
    """The texts of one language.

    >>> catalogue(Language.VIETNAMESE).say("product-name")
    'Hỏi Bộ'
    """

    def __init__(self, language: Language) -> None:
        from fluent.runtime import FluentBundle, FluentResource  # noqa: PLC0415 - a search says nothing

        self.language = language
        # Isolation marks around values would break Telegram's HTML offsets and verbatim quotations.
        self._bundle = FluentBundle([language.value], use_isolating=False)
        folder = resources.files("bot.words") / language.value
        for file in sorted(folder.iterdir(), key=lambda file: file.name):
            if file.name.endswith(".ftl"):
                self._bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))

    def say(self, name: str, **values: str | float) -> str:
        """The text called ``name`` with ``values`` put in, verbatim (escaping is the caller's affair).

        Raises:
            MissingWordsError: no such text, or a value is missing.
        """
        pattern = self._bundle.get_message(name).value if self._bundle.has_message(name) else None
        if pattern is None:
            raise MissingWordsError(
                f"no text {name!r}", where=f"bot/words/{self.language.value}", mend="add it to both languages"
            )
        text, errors = self._bundle.format_pattern(pattern, values)
        if errors:
            raise MissingWordsError(
                str(errors[0]), where=f"bot/words/{self.language.value}: {name}", mend="give every value it uses"
            )
        return str(text)


@cache
def catalogue(language: Language) -> Catalogue:
    """The catalogue of a language, read once a process (it never changes)."""
    return Catalogue(language)
