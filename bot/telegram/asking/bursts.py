"""Several messages in a row that are one question: whether they are, and which."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from bot.answering.answer import Status
from bot.language.normal import fold
from bot.telegram.asking.asker import whole

if TYPE_CHECKING:
    from bot.answering.answer import Answer
    from bot.knowledge.entry import Visibility
    from bot.telegram.asking.asker import Asker
    from bot.telegram.asking.conversations import Turn

BURST: Final = dt.timedelta(seconds=6)
"""Within this time of the last message another may belong to the same question."""

GREETING_WORDS: Final = 4
"""So many words without an answer, as "cho tôi hỏi", only begin the question that follows."""

ADDED_WORDS: Final = 5
"""So many words about the same entry only add to the question before, as "quý 1 năm 2009?"."""

ANSWERED: Final = 0.85
"""With this confidence a question has its answer, and what follows is another."""


async def one_question(asker: Asker, before: Turn, text: str, sent_at: dt.datetime, viewer: Visibility) -> str | None:
    """The one question that a text makes with the turn just before it; None where they are two.

    They are one where the first part was not answered with confidence, and both together are answered with more than
    either alone; or where a few words more lead to the same entry. Of 400 pairs of independent questions of the
    knowledge none were taken for one, of 400 pairs with one that it cannot answer 7. A few words that name nothing
    and got no answer count as the beginning of what follows.
    """
    opening = whole(before.answer)
    if sent_at - before.sent_at > BURST or _alike(opening, text):
        return None
    alone = (await asker.ask(text, viewer, before=before.answer)).answer
    if alone.understood.asked:
        return None  # it goes on from the answer before, and gets an answer of its own
    joined = (await asker.ask(f"{opening} {text}", viewer)).answer
    if before.answer.status is Status.NOT_FOUND and len(opening.split()) <= GREETING_WORDS:
        if joined.status is Status.ANSWER and joined.confidence > alone.confidence:
            return joined.question
        return text if alone.status is Status.ANSWER and not _names_something(before.answer) else None
    return joined.question if _belong_together(before.answer, alone, joined, len(text.split())) else None


def _names_something(answer: Answer) -> bool:
    """Whether a text had a word of content: "lương bộ trưởng" is a question, if short, "cho tôi hỏi" is none."""
    return bool(answer.understood.matched or answer.understood.missing)


def _belong_together(before: Answer, alone: Answer, joined: Answer, words: int) -> bool:
    if joined.status is not Status.ANSWER:
        return False
    if words <= ADDED_WORDS and _entry(before) == _entry(alone) == _entry(joined):
        return True
    return before.confidence < ANSWERED and joined.confidence > max(alone.confidence, before.confidence)


def _entry(answer: Answer) -> str:
    return answer.results[0].entry.id if answer.results else ""


def _alike(one: str, other: str) -> bool:
    """Whether two texts share half of the shorter one's words: then they are two questions of the same kind."""
    first, second = set(fold(one).split()), set(fold(other).split())
    return 2 * len(first & second) >= min(len(first), len(second))
