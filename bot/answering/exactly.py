"""What only the very words can answer: a unit's task, a numbered point, a number to call, a price.

Likeness finds what is about the same; whether it says the thing itself is looked up here, in what would be shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.answering.contacts import holding_first, lacks_contact
from bot.answering.duties import gives, giving_first, lacks_duty
from bot.answering.fields import Field, field_asked, tells_no_day
from bot.answering.particulars import lacks_particular
from bot.answering.points import has_point, lacks_point, point_asked, point_words, pointing_first
from bot.language.normal import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.answering.confidence import ConfidenceModel
    from bot.answering.duty_questions import DutyAsked
    from bot.answering.guard import FixedByQuestion
    from bot.answering.judgement import WordsHeld
    from bot.knowledge.entry import Entry
    from bot.search.searcher import Search

_NEAR: Final = 0.08
"""The confidence from which on an entry answers that gives the very task asked for, or has the very point."""


def telling_first(search: Search, fixed: FixedByQuestion, duty: DutyAsked | None) -> Search:
    """The search with what gives the task asked for, or has the number to call, before what does not."""
    if duty:
        return giving_first(search, duty, fixed)
    return pointing_first(holding_first(search, fixed.text), fixed.text)


def lacks(text: str, entry: Entry, duty: DutyAsked | None, known: Callable[[str], bool]) -> bool:
    """Whether a question asks for something of the kind, and an entry has no word of it."""
    return (
        lacks_contact(text, entry)
        or (field_asked(text) is Field.DUE and tells_no_day(entry))
        or lacks_point(text, entry)
        or (duty is not None and lacks_duty(duty, entry))
        or lacks_particular(text, entry, known)
    )


def at_least(
    confidence: float, text: str, entry: Entry, duty: DutyAsked | None, words: WordsHeld, thresholds: ConfidenceModel
) -> float:
    """The confidence, or what is needed to answer where an entry has the very task, point or section asked for."""
    least = _NEAR if duty is not None or point_asked(text) is not None else thresholds.asks_from
    if not least <= confidence < thresholds.answers_from:
        return confidence
    tells = duty is not None and gives(duty, entry)
    held = {fold(word) for word in words.missing} <= point_words(text)
    return thresholds.answers_from if tells or (held and has_point(text, entry)) else confidence
