"""Every example in a docstring of the bot is run: what it shows is what happens."""

import doctest
import importlib
import pkgutil

import pytest

import bot

FINDER = doctest.DocTestFinder(exclude_empty=True)


def modules():
    return sorted(found.name for found in pkgutil.walk_packages(bot.__path__, "bot.") if found.name != "bot.__main__")


def examples():
    return [
        pytest.param(example, id=example.name)
        for name in modules()
        for example in FINDER.find(importlib.import_module(name))
        if example.examples
    ]


@pytest.mark.parametrize("example", examples())
def test_an_example_gives_what_it_shows(example):
    said = []
    outcome = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(example, out=said.append)
    assert outcome.attempted
    assert not outcome.failed, "".join(said)
