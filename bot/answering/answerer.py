"""From a question to its Answer. Every channel calls this and nothing behind it."""

from __future__ import annotations

import datetime as dt
import re
import time
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.answering.answer import EXCERPT_LIMIT, RESULT_LIMIT, Answer, CutWhenRead, Excerpt, Result, Status, Understood
from bot.answering.caveats import asks_for_present, caveats_of
from bot.answering.confidence import learned_confidence
from bot.answering.fields import field_asked, field_excerpt, says_nothing_of
from bot.answering.follow_up import whole_question
from bot.answering.guard import conflicts, fixed_by, written_out
from bot.answering.intent import Intent, intent_of
from bot.answering.listing import entries_listed
from bot.answering.people import people_asked, written_in_full
from bot.answering.promised import Promised
from bot.answering.register import Register, people_of
from bot.knowledge.entry import Visibility
from bot.language.names import KnownPeople
from bot.language.normal import fold, normalise
from bot.language.sentences import sentences
from bot.search.doubles import without_doubles
from bot.search.excerpt import cut_excerpt
from bot.search.index import Index
from bot.search.meaning import read_meaning
from bot.search.searcher import Searcher, by_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.answering.caveats import Caveat
    from bot.answering.confidence import ConfidenceModel
    from bot.answering.fields import Field
    from bot.answering.guard import Conflict, FixedByQuestion
    from bot.knowledge.entry import Entry
    from bot.search.meaning import Encoder, VectorStore
    from bot.search.searcher import Found, Search
    from bot.search.terms import QuestionTerms

_IN_REACH: Final = 0.6
"""A result with this share of the best one's score may take its place where that contradicts the question."""
_IN_REACH_OF_NAMES: Final = 0.4
"""The same where the question names somebody: who does not occur in an entry, the question is hardly about."""
_TELLING_WORDS: Final = 2
"""So many words of content, all found and two of them side by side, are enough to tell what is contradicted."""
_BORDER_WORDS: Final = frozenset("sau trước từ đến kể truoc tu den ke".split())
_SAYING: Final = frozenset("nói nêu phát biểu noi neu phat bieu".split())
"""Words for what people do in every report of a meeting, which therefore need not stand in it."""
_WORD: Final = re.compile(r"[^\W_]+")
_NEAR: Final = 0.08
"""The confidence from which on a result is near enough to be told what it contradicts."""
_ABOUT_AS_GOOD: Final = 0.8
"""The same for a newer result where the newest was asked for."""
_TELLS_AS_WELL: Final = 0.6
"""The share of a replaced entry's score from which what replaces it holds the answer too, and stands before it."""
_STATUS_BY_INTENT: Final = {
    Intent.GREETING: Status.SMALL_TALK, Intent.THANKS: Status.SMALL_TALK, Intent.WHO_ARE_YOU: Status.SMALL_TALK,
    Intent.OPINION: Status.REFUSED, Intent.INJECTION: Status.REFUSED, Intent.INSULT: Status.REFUSED,
}  # fmt: skip


class Answerer:
    """Answers questions from one snapshot of the knowledge. Never changes; threads may share it."""

    def __init__(self, searcher: Searcher, confidence: ConfidenceModel | None = None) -> None:
        self._searcher = searcher
        self._confidence = confidence or learned_confidence()
        self._register = Register(searcher.index)
        entries = self._register.entries
        self._people = KnownPeople(person for entry in entries for person in people_of(entry))
        self._promised = Promised(entries)
        self._replacements = {entry.replaces: entry for entry in entries if entry.replaces}
        self._replaced_by = {replaced: entry.id for replaced, entry in self._replacements.items()}

    @classmethod
    def build(
        cls,
        entries: Sequence[Entry],
        progress: Callable[[int], None] = lambda _: None,
        glossary: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    ) -> Answerer:
        """An answerer over those entries.

        Args:
            entries: in any order.
            progress: is told how many passages are indexed, now and then.
            glossary: what the admin says that abbreviations stand for.
        """
        return cls(Searcher(Index.build(entries, progress, glossary)))

    def edited(self, entries: Sequence[Entry], glossary: Mapping[str, tuple[str, ...]]) -> Answerer:
        """An answerer over other entries. What they share with these is taken over, so that few edits take no time.

        By words alone: ranking by meaning has to be added again.
        """
        return Answerer(Searcher(Index.build(entries, glossary=glossary, like=self._searcher.index)), self._confidence)

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
        text = self._searcher.as_meant(normalise(question))
        asked = _whole(text, before, today)
        made = self._answer(asked or text, viewer, today, typed=asked or normalise(question))
        understood = replace(made.understood, asked=asked or "")
        return replace(made, question=question, understood=understood, elapsed_ms=(time.perf_counter() - begun) * 1000)

    def _answer(self, text: str, viewer: Visibility, today: dt.date, *, typed: str) -> Answer:
        intent = intent_of(text)
        if intent in _STATUS_BY_INTENT:
            return Answer(text, _STATUS_BY_INTENT[intent], 1.0, (), 0.0, intent)
        fixed = fixed_by(text, today, people_asked(text, self._people, self._searcher.index.pair_count))
        visible = frozenset(visibility for visibility in Visibility if viewer.sees(visibility))
        search = self._searcher.search(written_in_full(text, fixed.people), lambda entry: entry.visibility in visible)
        if intent in (Intent.LIST, Intent.TIMELINE):
            return self._list(intent, fixed, search, viewer)
        search, contradicted = self._in_order(without_doubles(search, self._searcher.index), fixed)
        confidence = self._confidence.probability(search if fixed else by_words(search), self._searcher.index)
        promised = self._with_promised_first(search, fixed, self._promised.entry(typed, visible))
        if promised is not None:
            search, contradicted, confidence = promised, (), max(confidence, self._confidence.answers_from)
        field = field_asked(text)
        present = asks_for_present(text)
        results = _results(search, lambda entry: caveats_of(entry, self._replacements, viewer, today, present=present))
        results = _saying(field, text, results)
        if results:
            _ = results[0].excerpt  # what is shown at once is cut within the time that is told
        matched, missing = self._words(search)
        all_there = (
            len(_beside_times(matched, fixed)) >= _TELLING_WORDS
            and not _beside_times(missing, fixed)
            and search.found[0].figure("content_pairs") > 0
        )
        if confidence < _NEAR and not fixed.exacts and not all_there:
            contradicted = ()  # what is not even near contradicts nothing
        all_but_saying = len(matched) >= _TELLING_WORDS and _SAYING.issuperset(missing)
        if fixed.people and (all_there or all_but_saying) and not contradicted:
            confidence = max(confidence, self._confidence.answers_from)  # few words, but a name among them
        status = self._status(confidence, results)
        if contradicted:
            status, confidence = Status.NOT_FOUND, min(confidence, self._confidence.asks_from)
        unsaid = field.value if field and results and says_nothing_of(field, results[0].entry) else ""
        return Answer(
            text,
            status,
            confidence,
            results,
            0.0,
            intent,
            Understood("", fixed.periods, contradicted, matched, missing, _people_meant(fixed), unsaid),
        )

    def _list(self, intent: Intent, fixed: FixedByQuestion, search: Search, viewer: Visibility) -> Answer:
        oldest_first = intent is Intent.TIMELINE
        listed = entries_listed(fixed, search, self._register, viewer, oldest_first=oldest_first)
        understood = Understood("", fixed.periods, people=_people_meant(fixed))
        if not listed.entries:
            near = tuple(_opening(entry) for entry in listed.nearest) or _results(search)
            return Answer(fixed.text, Status.NOT_FOUND, 0.0, near, 0.0, intent, understood)
        results = tuple(_opening(entry) for entry in listed.entries)
        return Answer(fixed.text, Status.LIST, 1.0, results, 0.0, intent, understood)

    def _in_order(self, search: Search, fixed: FixedByQuestion) -> tuple[Search, tuple[Conflict, ...]]:
        """The search with results that contradict the question behind those within reach that do not.

        Returns what the first result contradicts as well: nothing, unless no result in reach agrees.
        """
        if not search.found:
            return search, ()
        found = self._newer_first(search.found, newest=asks_for_present(fixed.text))
        if not fixed:
            return replace(search, found=found), ()
        reach = found[0].score * (_IN_REACH_OF_NAMES if fixed.people else _IN_REACH)
        near = [one for one in found if one.score >= reach]
        disputed = {one.located.entry.id: conflicts(fixed, one.located.entry) for one in near}
        agreeing = [one for one in near if not disputed[one.located.entry.id]]
        if not agreeing:
            return replace(search, found=found), disputed[found[0].located.entry.id]
        agreeing.sort(key=lambda one: not written_out(fixed, one.located.entry))
        kept = {id(one) for one in agreeing}
        return replace(search, found=(*agreeing, *(one for one in found if id(one) not in kept))), ()

    def _with_promised_first(self, search: Search, fixed: FixedByQuestion, entry: Entry | None) -> Search | None:
        """The search with the entry's passages first that an editor wrote the question beside; None without one.

        What contradicts the question, or was replaced, is not put first by that.
        """
        if entry is None or entry.id in self._replaced_by or (fixed and conflicts(fixed, entry)):
            return None
        own = tuple(found for found in search.found if found.located.entry.id == entry.id)
        if not own:
            own = self._searcher.search(search.terms.text, lambda one: one.id == entry.id).found
        if not own:
            return None
        others = (found for found in search.found if found.located.entry.id != entry.id)
        return replace(search, found=(*own, *others))

    def _newer_first(self, found: tuple[Found, ...], *, newest: bool) -> tuple[Found, ...]:
        """Replaced entries behind what tells the same in their place; where the newest was asked for, that first."""
        scores = {one.located.entry.id: one.score for one in reversed(found)}
        sunk = {
            id(one)
            for one in found
            if (newer := self._replaced_by.get(one.located.entry.id)) in scores
            and scores[newer] >= one.score * _TELLS_AS_WELL
        }
        standing = [one for one in found if id(one) not in sunk]
        replaced = [one for one in found if id(one) in sunk]
        if newest and standing:
            reach = standing[0].score * _ABOUT_AS_GOOD
            equal = [one for one in standing if one.score >= reach]
            equal.sort(
                key=lambda one: one.located.entry.date.last if one.located.entry.date else dt.date.min, reverse=True
            )
            standing = equal + standing[len(equal) :]
        return (*standing, *replaced)

    def _status(self, confidence: float, results: Sequence[Result]) -> Status:
        if not results or confidence < self._confidence.asks_from:
            return Status.NOT_FOUND
        if confidence < self._confidence.answers_from:
            return Status.AMBIGUOUS
        return Status.ANSWER

    def _words(self, search: Search) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The question's words of content that the first result holds, and those that it does not."""
        if not search.found:
            return (), ()
        held = self._searcher.index.syllables_of(search.found[0].number)
        matched: list[str] = []
        missing: list[str] = []
        for term in search.terms.terms:
            if term.is_content:
                known = any(held(spelling.folded) for spelling in term.spellings)
                (matched if known else missing).append(term.written)
        return tuple(matched), tuple(missing)


def _saying(field: Field | None, text: str, results: tuple[Result, ...]) -> tuple[Result, ...]:
    """The results, the first with the sentence that says the field asked for, where its excerpt does not hold that."""
    if field is None or not results:
        return results
    first = results[0]
    said = field_excerpt(field, text, first.entry)
    if said is None:
        return results
    begin, end = (said.start + place for place in said.highlights[0])
    shown = first.excerpt.start <= begin and end <= first.excerpt.start + len(first.excerpt.text)
    return results if shown else (Result(first.entry, said, first.score, first.caveats), *results[1:])


def _beside_times(words: Sequence[str], fixed: FixedByQuestion) -> list[str]:
    """Those of the words that do not stand in a period which the question names."""
    in_times = _BORDER_WORDS | {
        word for period in fixed.periods for word in _WORD.findall(fixed.text[period.start : period.end])
    }
    return [word for word in words if word not in in_times]


def _people_meant(fixed: FixedByQuestion) -> tuple[str, ...]:
    """The full names that the question's own words only mean."""
    return tuple(name for person in fixed.people for name in person.names if fold(name) not in fold(fixed.text))


def _whole(text: str, before: Answer | None, today: dt.date) -> str | None:
    """The whole question, where the text goes on from one that was answered, or nearly; else None."""
    if before is None or before.intent not in (Intent.QUESTION, Intent.LIST, Intent.TIMELINE):
        return None
    answered = before.results and before.status in (Status.ANSWER, Status.AMBIGUOUS)
    is_list = before.intent is not Intent.QUESTION  # of which another period can be asked, but not who presided
    if not (answered or is_list or before.understood.conflicts):
        return None
    title = before.results[0].entry.title if answered else ""
    return whole_question(text, before.understood.asked or before.question, title, today)


def _results(search: Search, caveats: Callable[[Entry], tuple[Caveat, ...]] = lambda _: ()) -> tuple[Result, ...]:
    best: dict[str, Found] = {}
    for found in search.found:
        best.setdefault(found.located.entry.id, found)
        if len(best) == RESULT_LIMIT:
            break
    return tuple(_result(found, search, caveats(found.located.entry)) for found in best.values())


def _result(found: Found, search: Search, caveats: tuple[Caveat, ...]) -> Result:
    return CutWhenRead(found.located.entry, partial(_excerpt, found, search.terms), found.score, caveats)


def _excerpt(found: Found, terms: QuestionTerms) -> Excerpt:
    entry = found.located.entry
    cutting = cut_excerpt(entry, found.located.passage, terms)
    return Excerpt(entry.body[cutting.start : cutting.end], cutting.start, cutting.highlights)


def _opening(entry: Entry) -> Result:
    """An entry with its first sentence, as it stands in a list."""
    return CutWhenRead(entry, partial(_first_sentence, entry.body), 0.0)


def _first_sentence(body: str) -> Excerpt:
    first = sentences(body)[0]
    return Excerpt(body[first.start : min(first.end, first.start + EXCERPT_LIMIT)], first.start)
