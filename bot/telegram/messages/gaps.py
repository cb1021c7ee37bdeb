"""Gaps as cards: what was asked and went unanswered, and what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.answering.snapshot import entry_key
from bot.knowledge.desk import VERSION_LENGTH
from bot.knowledge.entry import Visibility
from bot.telegram.messages.editing import changes_html
from bot.telegram.messages.headings import flat, heading
from bot.telegram.messages.html import clip, escape, plain_name
from bot.telegram.messages.message import BUTTON_TEXT_LIMIT, Action, Message, Press
from bot.usage.gaps import DAYS, Standing

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from bot.knowledge.entry import Entry
    from bot.storage.gaps import GapDecision
    from bot.telegram.messages.message import Rows
    from bot.usage.gap_deeds import Trial
    from bot.usage.gaps import Gap
    from bot.words.catalogue import Catalogue

PEOPLE_ON_A_PAGE: Final = 10
_QUESTION: Final = 600
_WORDING: Final = 120
_WORDINGS: Final = 4


@dataclass(frozen=True, slots=True)
class GapPages:
    """The gaps that are turned through: to be done, or left aside."""

    todo: tuple[Gap, ...]
    ignored: tuple[Gap, ...]

    @classmethod
    def of(cls, groups: Sequence[Gap]) -> GapPages:
        """The open ones first, then those that somebody is at; what is answered by now is left out."""
        at_work = {Standing.ALIASED, Standing.DRAFTED, Standing.ASSIGNED}
        todo = [gap for gap in groups if gap.standing is Standing.OPEN]
        todo += [gap for gap in groups if gap.standing in at_work]
        return cls(tuple(todo), tuple(gap for gap in groups if gap.standing is Standing.IGNORED))


def gap_message(pages: GapPages, place: int, words: Catalogue, zone: ZoneInfo, *, ignored: bool = False) -> Message:
    """One gap with what can be done about it, and arrows to the others; ``place`` counts from 0."""
    shown, name, mark = (pages.ignored, "ignored", "i") if ignored else (pages.todo, "open", "o")
    others = pages.todo if ignored else pages.ignored
    back, back_mark = ("gaps-open-list", "o") if ignored else ("gaps-ignored-list", "i")
    turn: list[Press] = []
    if others:
        turn.append(Press(words.say(back, count=len(others)), Action("gaps", ("0", back_mark))))
    if not shown:
        return Message(escape(words.say(f"gaps-none-{name}", days=DAYS)), (tuple(turn),) if turn else ())
    place = min(max(place, 0), len(shown) - 1)
    gap = shown[place]
    title = words.say(f"gaps-title-{name}", place=place + 1, all=len(shown))
    arrows = [
        Press(sign, Action("gaps", (str(to), mark)))
        for sign, to in (("◀", place - 1), ("▶", place + 1))
        if 0 <= to < len(shown)
    ]
    rows = [row for row in (*_deeds(gap, words), tuple(arrows), tuple(turn)) if row]
    return Message(f"<i>{escape(title)}</i>\n\n{_gap_html(gap, words, zone)}", tuple(rows))


def which_entry_message(gap: Gap, entries: Sequence[Entry], words: Catalogue) -> Message:
    """Asks which of the nearest entries the question is to be added to."""
    if not entries:
        return Message(_asking(gap, words.say("gaps-no-entry")), (_back(gap, words),))
    rows = [
        (
            Press(
                clip(flat(entry.title), BUTTON_TEXT_LIMIT),
                Action("gaptry", (gap.key, str(gap.turn), entry_key(entry.id))),
            ),
        )
        for entry in entries
    ]
    return Message(_asking(gap, words.say("gaps-which-entry")), (*rows, _back(gap, words)))


def trial_message(gap: Gap, trial: Trial, words: Catalogue) -> Message:
    """What adding the question to an entry would change, and asks whether to."""
    parts = [_asking(gap, words.say("gaps-trial")), heading(trial.entry, words)]
    parts.append(escape(words.say("gaps-finds" if trial.finds else "gaps-finds-not")))
    if not Visibility.STAFF.sees(trial.entry.visibility):
        parts.append(escape(words.say("gaps-only-admins")))
    row: tuple[Press, ...] = _back(gap, words)
    if trial.finds:
        parts.append(changes_html(trial.changes, words) or escape(words.say("gaps-no-changes")))
        aimed = (gap.key, str(gap.turn), entry_key(trial.entry.id), trial.version[:VERSION_LENGTH])
        row = (Press(words.say("gaps-add"), Action("gapadd", aimed)), *row)
    return Message("\n\n".join(parts), (row,))


def experts_message(gap: Gap, people: Sequence[tuple[int, str]], page: int, words: Catalogue) -> Message:
    """Asks to whom the gap is given: their Telegram ids and names, a page at a time."""
    if not people:
        return Message(_asking(gap, words.say("gaps-nobody")), (_back(gap, words),))
    pages = -(-len(people) // PEOPLE_ON_A_PAGE)
    page = min(max(page, 0), pages - 1)
    shown = people[page * PEOPLE_ON_A_PAGE : (page + 1) * PEOPLE_ON_A_PAGE]
    aimed = (gap.key, str(gap.turn))
    rows = [
        (Press(plain_name(name, 40) or str(person), Action("gapgive", (*aimed, str(person)))),)
        for person, name in shown
    ]
    arrows = tuple(
        Press(sign, Action("gapwho", (*aimed, str(to))))
        for sign, to in (("◀", page - 1), ("▶", page + 1))
        if 0 <= to < pages
    )
    return Message(
        _asking(gap, words.say("gaps-whom")), tuple(row for row in (*rows, arrows, _back(gap, words)) if row)
    )


def assignment_message(decision: GapDecision, gap: Gap, words: Catalogue) -> Message:
    """Asks an expert for the answer."""
    told = words.say("gaps-asked", who=plain_name(decision.who), people=gap.miss.people)
    aimed = (str(decision.number), str(decision.turn))
    row = (
        Press(words.say("gaps-answer"), Action("gapsay", aimed)),
        Press(words.say("gaps-refuse"), Action("gapnot", aimed)),
    )
    return Message(f"{_asking(gap, told)}\n\n{escape(words.say('gaps-asked-how'))}", (row,))


def done_message(text: str, words: Catalogue) -> Message:
    """What was done, with the way to the next gap."""
    return Message(escape(text), ((Press(words.say("gaps-next"), Action("gaps", ("0", "o"))),),))


def report_rows(words: Catalogue) -> Rows:
    """Under a report: the way to what was not answered."""
    return ((Press(words.say("gaps-report"), Action("gapsnew", ("0", "o"))),),)


def _deeds(gap: Gap, words: Catalogue) -> Rows:
    aimed = (gap.key, str(gap.turn))
    if gap.standing is Standing.IGNORED:
        return ((Press(words.say("gaps-reopen"), Action("gapopen", aimed)),),)
    drafted = gap.standing is Standing.DRAFTED and gap.decision is not None
    draft = (
        Press(words.say("gaps-draft-show"), Action("gapcard", (entry_key(gap.decision.entry),)))
        if drafted and gap.decision
        else Press(words.say("gaps-draft"), Action("gapdraft", aimed))
    )
    return (
        (Press(words.say("gaps-alias"), Action("gapalias", aimed)), draft),
        (
            Press(words.say("gaps-assign"), Action("gapwho", (*aimed, "0"))),
            Press(words.say("gaps-ignore"), Action("gapskip", aimed)),
        ),
    )


def _back(gap: Gap, words: Catalogue) -> tuple[Press, ...]:
    return (Press(words.say("gaps-back"), Action("gapback", (gap.key,))),)


def _asking(gap: Gap, text: str) -> str:
    return f"{escape(text)}\n\n<b>{escape(clip(flat(gap.miss.question), _QUESTION))}</b>"


def _gap_html(gap: Gap, words: Catalogue, zone: ZoneInfo) -> str:
    miss, decision = gap.miss, gap.decision
    often = words.say("gaps-often", count=miss.count, people=miss.people, day=_day(miss.latest, zone))
    if miss.disliked:
        often = f"{often} · {words.say('gaps-disliked', count=miss.disliked)}"
    parts = [f"<b>{escape(clip(flat(miss.question), _QUESTION))}</b>\n{escape(often)}"]
    others = [wording for wording in miss.wordings if wording != miss.question][:_WORDINGS]
    if others:
        lines = [words.say("gaps-wordings"), *(f"• {clip(flat(wording), _WORDING)}" for wording in others)]
        parts.append("\n".join(escape(line) for line in lines))
    if decision is not None and gap.standing is not Standing.OPEN:
        told = words.say(
            f"gaps-standing-{gap.standing.value}",
            who=plain_name(decision.who),
            expert=plain_name(decision.expert_name),
            day=_day(decision.decided_at, zone),
        )
        parts.append(f"<i>{escape(told)}</i>")
    return "\n\n".join(parts)


def _day(moment: dt.datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return f"{local.day}/{local.month}/{local.year}"
