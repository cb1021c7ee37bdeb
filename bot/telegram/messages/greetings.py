"""What the bot says before and beside answers: who it is, how to ask it, and what it does not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.telegram.messages.answers import examples_html
from bot.telegram.messages.html import escape, plain_name
from bot.telegram.messages.message import Link, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.words.catalogue import Catalogue


def start_message(name: str, words: Catalogue, *, examples: Sequence[str]) -> Message:
    """The first message a person gets: a greeting by name, what the bot is for, and questions to try."""
    greeting = escape(words.say("telegram-start-greeting", person=plain_name(name)))
    return Message(_with_examples((greeting, escape(words.say("telegram-start-purpose"))), words, examples))


def welcome_message(words: Catalogue, *, examples: Sequence[str]) -> Message:
    """Tells somebody that they were let in, what the bot is for, and questions to try."""
    said = (escape(words.say("telegram-welcome")), escape(words.say("telegram-start-purpose")))
    return Message(_with_examples(said, words, examples))


def help_message(words: Catalogue, *, examples: Sequence[str]) -> Message:
    """How to ask, what an answer shows, and questions to try."""
    return Message(_with_examples((escape(words.say("telegram-help")),), words, examples))


def plain_message(words: Catalogue, name: str, **values: str | int) -> Message:
    """A text of the catalogue as it stands, without buttons."""
    return Message(escape(words.say(name, **values)))


def in_private_message(words: Catalogue, username: str) -> Message:
    """Tells where commands work, with a button that leads there."""
    there = Link(words.say("telegram-in-private-button"), f"https://t.me/{username}")
    return Message(escape(words.say("telegram-in-private")), ((there,),))


def only_text_message(words: Catalogue, *, examples: Sequence[str]) -> Message:
    """Answers a photograph, a voice message and the like: only text is read, for example this."""
    return Message(_with_examples((escape(words.say("telegram-only-text")),), words, examples))


def trouble_message(reference: str, words: Catalogue) -> Message:
    """One calm sentence after an error, with the reference under which an admin finds it in the log."""
    return Message(escape(words.say("telegram-trouble", reference=reference)))


def alarm_message(what: str, words: Catalogue) -> Message:
    """To admins after an error that nobody foresaw: its kind and its place."""
    return Message(escape(words.say("telegram-alarm", what=what)))


def _with_examples(parts: Sequence[str], words: Catalogue, examples: Sequence[str]) -> str:
    return "\n\n".join((*parts, examples_html(examples, words)) if examples else parts)
