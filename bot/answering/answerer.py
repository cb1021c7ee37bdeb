"""From a question to its Answer. Every channel calls this and nothing behind it."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.answering.alike import others_holding
from bot.answering.answer import Answer, Status, Understood
from bot.answering.caveats import asks_for_present, caveats_of
from bot.answering.confidence import beside_rivals, learned_confidence
from bot.answering.duty_questions import duty_asked
from bot.answering.exactly import at_least, lacks, telling_first
from bot.answering.fields import field_asked, says_nothing_of
from bot.answering.guard import conflicts, fixed_by, is_of
from bot.answering.intent import Intent, intent_of
from bot.answering.judgement import judged, words_held
from bot.answering.listing import entries_listed, entries_named
from bot.answering.order import in_order, led_by
from bot.answering.people import people_asked, written_in_full
from bot.answering.promised import Promised
from bot.answering.register import Register, people_of
from bot.answering.results import opening, results_of, saying
from bot.answering.unsaid import could_tell, ends_in_title, made_whole, named_before, names_no_subject, spoken_of
from bot.knowledge.entry import Visibility
from bot.language.courtesies import without_courtesies
from bot.language.names import KnownPeople
from bot.language.normal import fold, normalise
from bot.language.ordinals import numbers_beside_names, ordinals_as_written
from bot.search.doubles import without_doubles
from bot.search.index import Index
from bot.search.meaning import read_meaning
from bot.search.searcher import LONGEST_QUESTION, Searcher, by_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bot.answering.confidence import ConfidenceModel
    from bot.answering.guard import FixedByQuestion
    from bot.knowledge.entry import Entry
    from bot.search.kept import IndexFolder
    from bot.search.meaning import Encoder, VectorStore
    from bot.search.searcher import Found, Search
    from bot.search.terms import QuestionTerms

_STATUS_BY_INTENT: Final = {
    Intent.GREETING: Status.SMALL_TALK, Intent.THANKS: Status.SMALL_TALK, Intent.WHO_ARE_YOU: Status.SMALL_TALK,
    Intent.OPINION: Status.REFUSED, Intent.INJECTION: Status.REFUSED, Intent.INSULT: Status.REFUSED,
    Intent.TASK: Status.REFUSED,
}  # fmt: skip

_STANDS_FOR_ITSELF: Final = 0.6
"""The confidence from which on a message that may go on from the one before is rather taken by itself."""


class Answerer:
    """Answers questions from one snapshot of the knowledge. Never changes; threads may share it."""

    def __init__(self, searcher: Searcher, confidence: ConfidenceModel | None = None) -> None:
        self._searcher = searcher
        self._confidence = confidence or learned_confidence()
        self._register = Register(searcher.index)
        entries = self._register.entries
        self._people = KnownPeople(
            person for entry in entries if entry.people or entry.meeting for person in people_of(entry)
        )
        self._promised = Promised(entries)
        self._replacements = {entry.replaces: entry for entry in entries if entry.replaces}

    @classmethod
    def build(
        cls,
        entries: Sequence[Entry],
        progress: Callable[[int], None] = lambda _: None,
        glossary: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
        folder: IndexFolder | None = None,
    ) -> Answerer:
        """An answerer over those entries.

        Args:
            entries: in any order.
            progress: is told how many passages are indexed, now and then.
            glossary: what the admin says that abbreviations stand for.
            folder: where an index is kept, so that one that was built before is opened instead.
        """
        return cls(Searcher(Index.build(entries, progress, glossary, folder=folder)))

    def edited(
        self, entries: Sequence[Entry], glossary: Mapping[str, tuple[str, ...]], folder: IndexFolder | None = None
    ) -> Answerer:
        """An answerer over other entries. What they share with these is taken over, so that few edits take no time.

        By words alone: ranking by meaning has to be added again. With a ``folder`` what had to be built anew is kept.
        """
        index = Index.build(entries, glossary=glossary, like=self._searcher.index, folder=folder)
        return Answerer(Searcher(index), self._confidence)

    def with_meaning(
        self,
        encoder: Encoder,
        store: VectorStore,
        progress: Callable[[int], None] = lambda _: None,
        *,
        make: bool = True,
    ) -> Answerer | None:
        """The same answerer, ranking by meaning as well (see ``read_meaning``): call it in a thread.

        Returns None where there is nothing to rank, or where vectors are missing that may not be made.
        """
        meaning = read_meaning(self._searcher.index, encoder, store, progress, make=make)
        return Answerer(self._searcher.with_meaning(meaning), self._confidence) if meaning else None

    @property
    def reads_meaning(self) -> bool:
        """Whether each question is read by the model as well, which takes some tens of milliseconds."""
        return self._searcher.reads_meaning

    @property
    def size(self) -> int:
        """How many passages are searched."""
        return self._searcher.index.size

    def read(self, question: str) -> QuestionTerms:
        """The question's terms as the search reads them, for telling which questions mean the same."""
        return self._searcher.read(question)

    def others_holding(self, own: Entry) -> Callable[[Sequence[str]], Iterable[tuple[int, Entry]]]:
        """Tells which entries beside one of these hold a run of words; see `bot.answering.alike`."""
        return others_holding(own, self._searcher.index)

    def answer(
        self,
        question: str,
        *,
        viewer: Visibility = Visibility.STAFF,
        today: dt.date | None = None,
        before: Answer | None = None,
    ) -> Answer:
        """The Answer to a question in any spelling, from the entries that the viewer may see.

        Args:
            question: what was typed.
            viewer: whose question it is.
            today: the day that "tuần trước" is reckoned from; the machine's own where it is left out.
            before: the answer to the question before in the same conversation, which a fragment may go on from.
        """
        begun = time.perf_counter()
        today = today or dt.date.today()  # noqa: DTZ011 - whoever has a time zone gives the day
        typed = normalise(question)[:LONGEST_QUESTION]
        text = self._as_written(typed)
        asked = made_whole(text, before, today)
        fragment = text if asked and ends_in_title(asked, before) else ""
        whole = self._as_written(asked) if asked else text  # what was asked before stands in it as it was typed
        made = self._answer(whole, viewer, today, typed=asked or typed, fragment=fragment)
        if asked is None and (entry := self._left_unsaid(text, made, before, viewer, today)):
            asked = f"{text.strip(' ?!.')} {entry.title}"
            fragment = f"{text} {named_before(before, entry)}" if before else text
            made = self._answer(self._as_written(asked), viewer, today, typed=asked, fragment=fragment, about=entry)
        understood = replace(made.understood, asked=asked or "")
        return replace(made, question=question, understood=understood, elapsed_ms=(time.perf_counter() - begun) * 1000)

    def _as_written(self, text: str) -> str:
        """A text in normal form as its writer meant it, numbers of names and ordinals as the knowledge writes them."""
        index = self._searcher.index
        meant = numbers_beside_names(self._searcher.as_meant(text), index.pair_count, index.syllables.__contains__)
        return ordinals_as_written(meant, index.pair_count)

    def _answer(
        self, text: str, viewer: Visibility, today: dt.date, *, typed: str, fragment: str, about: Entry | None = None
    ) -> Answer:
        """The Answer to a whole question; ``about`` is the entry that it is known to be about."""
        bare = without_courtesies(text)
        intent = Intent.QUESTION
        wordings = (text, bare) if about is None else ()  # what is about an entry is a question, whatever its words
        for wording in dict.fromkeys(wordings):  # a greeting is one as long as nothing but a courtesy is asked
            intent = intent_of(wording)
            if intent in _STATUS_BY_INTENT:
                return Answer(wording, _STATUS_BY_INTENT[intent], 1.0, (), 0.0, intent)
        text, typed = bare, without_courtesies(typed)
        fixed = fixed_by(text, today, people_asked(text, self._people, self._searcher.index.pair_count))
        visible = _visible_to(viewer)
        written = written_in_full(text, fixed.people)  # a full name may tell what an abbreviation beside it means
        find = self._searcher.search_as_meant if written == text else self._searcher.search
        search = find(written, lambda entry: entry.visibility in visible)
        if fragment:
            search = replace(search, cut_by=self._searcher.read(fragment))
        promised = about or self._promised.entry(typed, visible)
        if intent not in (Intent.LIST, Intent.TIMELINE):
            return self._told_or_named(search, fixed, viewer, today, promised)
        listed = self._list(intent, fixed, search, viewer)
        if listed.status is Status.LIST:
            return listed
        told = self._told(search, fixed, viewer, today, promised)
        # "tuần 37 có tin gì?" may be answered by a report on that week.
        return told if told.status is Status.ANSWER and is_of(fixed, told.results[0].entry) else listed

    def _left_unsaid(
        self, text: str, made: Answer, before: Answer | None, viewer: Visibility, today: dt.date
    ) -> Entry | None:
        """The entry just spoken of, where a message leaves its subject unsaid, has its words and asks nothing else.

        What is well answered by itself stands for itself.
        """
        shown = spoken_of(before)
        if shown is None or made.intent not in (Intent.QUESTION, Intent.WHO_ARE_YOU):
            return None
        sure = made.status is Status.ANSWER and made.confidence >= _STANDS_FOR_ITSELF
        if sure or not viewer.sees(shown.visibility) or not names_no_subject(text, today):
            return None
        return shown if could_tell(self._searcher.read(without_courtesies(text)), shown) else None

    def _told_or_named(
        self, search: Search, fixed: FixedByQuestion, viewer: Visibility, today: dt.date, promised: Entry | None
    ) -> Answer:
        """The Answer to a question for a fact; where that is but a name, the entries that bear it."""
        named = () if promised else entries_named(fixed, search, self._register, viewer)
        if len(named) > 1:
            results = tuple(opening(entry) for entry in named)
            return Answer(fixed.text, Status.LIST, 1.0, results, 0.0, Intent.LIST)
        told = self._told(search, fixed, viewer, today, promised)
        if named and told.status is not Status.ANSWER:
            return self._told(search, fixed, viewer, today, named[0])
        return told

    def _told(
        self, search: Search, fixed: FixedByQuestion, viewer: Visibility, today: dt.date, promised: Entry | None
    ) -> Answer:
        """The Answer to a question for a fact, by what was found; first what an entry promises to answer."""
        index, text = self._searcher.index, fixed.text
        search, contradicted = in_order(without_doubles(search, index), fixed, self._replacements)
        duty = duty_asked(fixed)
        if not contradicted:
            search = telling_first(search, fixed, duty)
        confidence = self._confidence.probability(beside_rivals(search if fixed else by_words(search)), index)
        passages = self._promised_passages(search, fixed, promised)
        if passages:
            search, contradicted = led_by(search, passages), ()
            confidence = max(confidence, self._confidence.answers_from)
        field, present = field_asked(text), asks_for_present(text)
        results = results_of(
            search, lambda entry: caveats_of(entry, self._replacements, viewer, today, present=present)
        )
        results = saying(field, text, results, duty)
        if results:
            _ = results[0].excerpt  # what is shown at once is cut within the time that is told
        words = words_held(search, index)
        first = results[0].entry if results else None
        lacking = False
        if first is not None:
            lacking = not passages and lacks(text, first, duty, index.syllables.__contains__)
            confidence = at_least(confidence, text, first, duty, words, self._confidence)
        judgement = judged(confidence, contradicted, words, fixed, self._confidence, lacking=lacking)
        unsaid = field.value if field and results and says_nothing_of(field, results[0].entry) else ""
        understood = Understood(
            periods=fixed.periods,
            conflicts=judgement.conflicts,
            matched=words.matched,
            missing=words.missing,
            people=_people_meant(fixed),
            unsaid=unsaid,
        )
        return Answer(text, judgement.status, judgement.confidence, results, 0.0, understood=understood)

    def _list(self, intent: Intent, fixed: FixedByQuestion, search: Search, viewer: Visibility) -> Answer:
        oldest_first = intent is Intent.TIMELINE
        listed = entries_listed(fixed, search, self._register, viewer, oldest_first=oldest_first)
        understood = Understood(periods=fixed.periods, people=_people_meant(fixed))
        if not listed.entries:
            near = tuple(opening(entry) for entry in listed.nearest) or results_of(search)
            return Answer(fixed.text, Status.NOT_FOUND, 0.0, near, 0.0, intent, understood)
        results = tuple(opening(entry) for entry in listed.entries)
        return Answer(fixed.text, Status.LIST, 1.0, results, 0.0, intent, understood)

    def _promised_passages(self, search: Search, fixed: FixedByQuestion, entry: Entry | None) -> tuple[Found, ...]:
        """The passages of the entry that an editor wrote the question beside; none without one.

        What contradicts the question, or was replaced, is not put first by that.
        """
        if entry is None or entry.id in self._replacements or (fixed and conflicts(fixed, entry)):
            return ()
        own = tuple(found for found in search.found if found.located.entry.id == entry.id)
        # In its few words a question may not even bring the entry among the candidates: its title does.
        return own or self._searcher.search(f"{search.terms.text} {entry.title}", lambda one: one.id == entry.id).found


def _visible_to(viewer: Visibility) -> frozenset[Visibility]:
    return frozenset(visibility for visibility in Visibility if viewer.sees(visibility))


def _people_meant(fixed: FixedByQuestion) -> tuple[str, ...]:
    """The full names that the question's own words only mean."""
    return tuple(name for person in fixed.people for name in person.names if fold(name) not in fold(fixed.text))
