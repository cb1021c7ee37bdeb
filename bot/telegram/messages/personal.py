"""What is said about a person's own: languages, what is kept, its deletion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.telegram.messages.html import clip, escape
from bot.telegram.messages.message import Action, Message, Press
from bot.words.catalogue import Language, catalogue

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.storage.own_data import OwnData
    from bot.words.catalogue import Catalogue


def language_message(words: Catalogue) -> Message:
    """Offers each language in its own words."""
    row = tuple(
        Press(catalogue(language).say("telegram-language-name"), Action("language", (language.value,)))
        for language in Language
    )
    return Message(escape(words.say("telegram-language")), (row,))


def own_data_message(own: OwnData, zone: ZoneInfo, words: Catalogue) -> Message:
    """All that is kept of a person, with the newest of their questions."""
    lines = [words.say("telegram-data-counts", questions=own.question_count, ratings=own.feedback_count)]
    if own.member is not None:
        role = words.say(f"telegram-role-{own.member.rank.value}")
        lines.append(words.say("telegram-data-member", person=clip(own.member.name, 64), role=role))
    for question in own.questions:
        at = question.asked_at.astimezone(zone)
        lines.append(f"• {at.day}/{at.month}/{at.year} {at:%H:%M} – {clip(' '.join(question.question.split()), 120)}")
    followed = [*(one.words for one in own.subscriptions), *(one.question for one in own.waiting)]
    if followed:
        lines.append(words.say("telegram-data-follows"))
        lines.extend(f"• {clip(one, 80)}" for one in followed[:10])
    lines.append(words.say("telegram-data-delete-how"))
    return Message("\n".join(map(escape, lines)))


def delete_message(words: Catalogue) -> Message:
    """Asks whether everything is really to be deleted."""
    return Message(
        escape(words.say("telegram-data-delete")), ((Press(words.say("telegram-data-delete-yes"), Action("forget")),),)
    )
