from importlib import resources

import pytest
from fluent.syntax import FluentParser, ast

from bot.words.catalogue import Language, MissingWordsError, catalogue


def _messages(language):
    found = {}
    for file in (resources.files("bot.words") / language.value).iterdir():
        if not file.name.endswith(".ftl"):
            continue
        for part in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(part, ast.Junk), f"{language}/{file.name}: {part.content[:80]}"
            if isinstance(part, ast.Message):
                assert part.id.name not in found, f"{part.id.name} stands twice in {language}"
                found[part.id.name] = file.name
    return found


def test_both_languages_say_the_same_things_in_the_same_files():
    assert _messages(Language.VIETNAMESE) == _messages(Language.ENGLISH)


def test_an_unknown_text_is_a_named_error():
    with pytest.raises(MissingWordsError, match="no text 'nothing-of-the-kind'"):
        catalogue(Language.VIETNAMESE).say("nothing-of-the-kind")
