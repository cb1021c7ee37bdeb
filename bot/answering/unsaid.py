"""What a message is about that was just spoken of, and that it therefore leaves unsaid: «giá bao nhiêu», «tặng gì»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.answering.answer import Status
from bot.answering.follow_up import whole_question
from bot.answering.intent import Intent
from bot.language.dates import periods_in
from bot.language.exact import exacts_in
from bot.language.function_words import FUNCTION_SYLLABLES
from bot.language.syllables import is_accented, tokens
from bot.search.terms import AS_SYNONYM

if TYPE_CHECKING:
    import datetime as dt

    from bot.answering.answer import Answer
    from bot.knowledge.entry import Entry
    from bot.search.terms import QuestionTerms

_LONGEST: Final = 6
"""Syllables that such a message may have: a longer one says what it is about."""
_SHORTEST_NAME: Final = 2


def spoken_of(before: Answer | None) -> Entry | None:
    """The entry that the answer before showed as the one asked about; a list of one shows one."""
    if before is None or not before.results:
        return None
    is_one = before.status in (Status.ANSWER, Status.AMBIGUOUS) or (
        before.status is Status.LIST and len(before.results) == 1
    )
    return before.results[0].entry if is_one else None


def made_whole(message: str, before: Answer | None, today: dt.date) -> str | None:
    """The whole question, where a message goes on from one that was answered, or nearly; else None."""
    if before is None or before.intent not in (Intent.QUESTION, Intent.LIST, Intent.TIMELINE):
        return None
    shown = spoken_of(before)
    is_list = before.intent is not Intent.QUESTION  # of which another period can be asked, but not who presided
    if not (shown or is_list or before.understood.conflicts):
        return None
    title = shown.title if shown else ""
    return whole_question(message, before.understood.asked or before.question, title, today)


def ends_in_title(asked: str, before: Answer | None) -> bool:
    """Whether a fragment was made whole by the title of what was answered before it."""
    return before is not None and bool(before.results) and asked.endswith(before.results[0].entry.title)


def names_no_subject(message: str, today: dt.date) -> bool:
    """Whether a message in normal form is short and names no time, code, number, place or person of its own.

    >>> import datetime as dt
    >>> [names_no_subject(text, dt.date(2026, 1, 1)) for text in ("giá bao nhiêu", "doanh thu năm 2019", "quê ông Hợp")]
    [True, False, False]
    """
    found = tokens(message)
    if not 1 <= len(found) <= _LONGEST or any(map(str.isdigit, message)):
        return False
    if any(_is_capital(message[token.start : token.end]) for token in found[1:]):
        return False
    return not periods_in(message, today) and not exacts_in(message)


def could_tell(terms: QuestionTerms, entry: Entry) -> bool:
    """Whether an entry, or a question written beside it, has every word of content that a message has; at least one.

    Typed with accents they have to be the very words: "giá" is not told by "gia đình". Other words for the same do not
    count, since parts of them are everywhere.
    """
    said = tokens("\n".join((entry.title, entry.body, *entry.questions)))
    folded, keys = {token.folded for token in said}, {token.key for token in said}
    accented = is_accented(terms.text)
    content = [term for term in terms.terms if term.is_content]
    return bool(content) and all(
        (term.key in keys if accented else term.folded in folded)
        or any(spelling.folded in folded for spelling in term.spellings if AS_SYNONYM < spelling.likelihood < 1)
        for term in content
    )


def named_before(before: Answer, entry: Entry) -> str:
    """The words of the question before that an entry writes as names, but for those of its title.

    After "Viettel trúng khối nào" it is still Viettel of which "giá bao nhiêu" is asked.
    """
    names = {token.folded for token in tokens(entry.body) if _is_capital(entry.body[token.start : token.end])}
    names -= {token.folded for token in tokens(entry.title)} | FUNCTION_SYLLABLES
    found = tokens(before.question)
    return " ".join(before.question[token.start : token.end] for token in found if token.folded in names)


def _is_capital(word: str) -> bool:
    """Whether a word inside a text is written as a name is; a single letter may be a slip."""
    return word[:1].isupper() and len(re.sub(r"\W", "", word)) >= _SHORTEST_NAME
