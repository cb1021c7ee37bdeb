"""What is said about following: the list of what a chat follows, the morning's news, an answer that came at last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.answering.snapshot import entry_key
from bot.telegram.messages.headings import heading
from bot.telegram.messages.html import clip, escape
from bot.telegram.messages.message import BUTTON_TEXT_LIMIT, Action, Message, Press

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.knowledge.entry import Entry
    from bot.storage.subscriptions import Subscription
    from bot.words.catalogue import Catalogue

MOST_ENTRIES: Final = 8
"""How many new entries a morning's message names."""

MOST_FOLLOWED: Final = 20
"""How many subscriptions a person may have."""


def following_message(subscriptions: Sequence[Subscription], words: Catalogue, *, told: str = "") -> Message:
    """What a chat follows, each with a button that pauses or resumes it and one that ends it; ``told`` comes first."""
    if not subscriptions:
        return Message(escape(words.say("telegram-following-none")))
    rows = tuple(
        (
            Press(
                f"{'▶' if one.paused else '⏸'} {clip(one.words, BUTTON_TEXT_LIMIT // 2)}",
                Action("resume" if one.paused else "pause", (str(one.number),)),
            ),
            Press(words.say("telegram-unfollow"), Action("unfollow", (str(one.number),))),
        )
        for one in subscriptions[:MOST_FOLLOWED]
    )
    return Message("\n\n".join(escape(text) for text in (told, words.say("telegram-following")) if text), rows)


def digest_message(entries: Sequence[Entry], words: Catalogue) -> Message:
    """The morning's message: new entries that the person follows, each opened by a button."""
    shown = entries[:MOST_ENTRIES]
    lines = [f"{number}. {heading(entry, words)}" for number, entry in enumerate(shown, 1)]
    if len(entries) > len(shown):
        lines.append(escape(words.say("telegram-digest-more", count=len(entries) - len(shown))))
    html = "\n\n".join((escape(words.say("telegram-digest", count=len(entries))), *lines))
    opening = tuple(Press(str(number), Action("open", (entry_key(entry.id),))) for number, entry in enumerate(shown, 1))
    return Message(html, (opening, (Press(words.say("telegram-digest-manage"), Action("following")),)))


def come_true_message(question: str, answer: Message, words: Catalogue) -> Message:
    """An answer that somebody waited for, under the question."""
    told = escape(words.say("telegram-come-true", question=clip(" ".join(question.split()), 300)))
    return Message(f"{told}\n\n{answer.html}", answer.rows)
