"""Every check of the knowledge, in one call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.knowledge.checks.days import find_in_days
from bot.knowledge.checks.doubles import find_doubles
from bot.knowledge.checks.relations import find_in_relations
from bot.knowledge.checks.self_finding import find_unfound
from bot.knowledge.checks.spelling import find_in_spelling
from bot.knowledge.checks.text import find_in_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from bot.knowledge.checks.self_finding import Finds
    from bot.knowledge.entry import Entry
    from bot.knowledge.finding import Finding
    from bot.knowledge.loading import Survey

MOST_QUESTIONS: Final = 1_000
"""Questions that are tried where nobody says how many; each takes milliseconds."""


def check(
    survey: Survey,
    today: dt.date,
    finder: Callable[[tuple[Entry, ...]], Finds] | None = None,
    most_questions: int = MOST_QUESTIONS,
) -> tuple[Finding, ...]:
    """Everything there is to say about the knowledge, in order of files and lines.

    Args:
        survey: what ``read_folder`` gave.
        today: the day from which dates are in the future, or ``review_by`` is past.
        finder: makes, of the entries, the function that gives the ids a question finds; left out, questions
            are not tried.
        most_questions: so many questions are tried, evenly spread.
    """
    found = list(survey.findings)
    for written in survey.written:
        found.extend(find_in_days(written, today))
        found.extend(find_in_spelling(written))
        found.extend(find_in_text(written))
    found.extend(find_in_relations(survey.written))
    found.extend(find_doubles(survey.written))
    entries = tuple(written.entry for written in survey.written)
    if finder is not None and entries and most_questions:
        found.extend(find_unfound(survey.written, finder(entries), most_questions))
    return tuple(sorted(found, key=lambda finding: (finding.position, finding.code)))
