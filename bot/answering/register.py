"""All entries of one index side by side, so that a list is chosen in a few vector operations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from bot.knowledge.entry import Kind, Visibility
from bot.language.syllables import tokens
from bot.search.pieces import LABEL_SENTENCE
from bot.search.spelled import number_of
from bot.search.vectors import distinct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from bot.knowledge.entry import Entry
    from bot.language.dates import TimePhrase
    from bot.search.index import Index
    from bot.search.passage_tokens import Openings, PassageTokens

    Chosen = NDArray[np.bool_]
    """For each entry, in the order of ``Register.entries``, whether it is chosen."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A syllable looked for: folded, or where accents were typed, as its key (see ``bot.language.syllables``)."""

    syllable: str
    by_key: bool = False


def people_of(entry: Entry) -> tuple[str, ...]:
    """Everybody whom an entry names in its fields, the chair of a meeting among them."""
    chair = entry.meeting.chair if entry.meeting else None
    return (*entry.people, chair) if chair else entry.people


class Register:
    """The entries of an index. Never changes; what it works out when first asked is the same in every thread."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.entries = index.entries
        self._entry_of = index.entry_of
        self._first_passages = np.flatnonzero(np.diff(index.entry_of, prepend=-1))

    @cached_property
    def _levels(self) -> NDArray[np.int64]:
        levels = {visibility: visibility.level for visibility in Visibility}
        return np.array([levels[entry.visibility] for entry in self.entries], np.int64)

    @cached_property
    def _first_day(self) -> NDArray[np.int64]:
        return np.array([entry.date.first.toordinal() if entry.date else 0 for entry in self.entries], np.int64)

    @cached_property
    def _last_day(self) -> NDArray[np.int64]:
        """The entries' last days as ``date.toordinal`` counts, 0 without a date."""
        return np.array([entry.date.last.toordinal() if entry.date else 0 for entry in self.entries], np.int64)

    def visible(self, viewer: Visibility) -> Chosen:
        """The entries that the viewer may see."""
        return self._levels <= viewer.level

    def within(self, period: TimePhrase) -> Chosen:
        """The dated entries that share a day with the period."""
        dated = self._last_day > 0
        return dated & (self._first_day <= period.last.toordinal()) & (self._last_day >= period.first.toordinal())

    @cached_property
    def meetings(self) -> Chosen:
        """The entries made from a meeting's summary."""
        return np.array([entry.kind is Kind.MEETING for entry in self.entries], bool)

    def naming(self, names: Iterable[str]) -> Chosen:
        """The entries that name one of these people, in a field or, in full, anywhere in their text."""
        chosen = np.zeros(len(self.entries), bool)
        for name in names:
            passages = self._index.holding([token.folded for token in tokens(name)])
            chosen[self._entry_of[passages]] = True
            chosen[self._by_person.get(name, [])] = True
        return chosen

    def led_by(self, names: Iterable[str]) -> Chosen:
        """The meetings that one of these people chaired."""
        wanted = {*names}
        return np.array([entry.meeting is not None and entry.meeting.chair in wanted for entry in self.entries], bool)

    @cached_property
    def _by_person(self) -> dict[str, list[int]]:
        named: dict[str, list[int]] = {}
        for number, entry in enumerate(self.entries):
            for name in people_of(entry):
                named.setdefault(name, []).append(number)
        return named

    def opening_with(
        self, phrase: Sequence[str], *, labels_only: bool = False, keys: Mapping[str, str] = MappingProxyType({})
    ) -> Chosen:
        """The entries in whose title, people and topics, or in whose first sentence, those syllables stand in a row.

        Args:
            phrase: folded syllables.
            labels_only: leaves out the first sentence.
            keys: the keys of folded syllables that another word folds to as well (``họp`` and ``hợp``).
        """
        row = self._labels if labels_only else self._openings
        chosen = np.zeros(len(self.entries), bool)
        sought = [Sought(keys[one], by_key=True) if one in keys else Sought(one) for one in phrase]
        chosen[row.owners(sought)] = True
        return chosen

    def on_subject(
        self, parts: Sequence[tuple[Sequence[Sought], float]], enough: float, found: Sequence[int]
    ) -> Chosen:
        """The entries whose labels hold parts (syllables in a row) that weigh enough, or of which a found passage does.

        Args:
            parts: what is looked for, with its weight.
            enough: the sum of weights from which on an entry is on the subject.
            found: numbers of the passages whose text counts as well.
        """
        chosen: Chosen = self._labels.weights(parts, len(self.entries)) >= enough
        if found:
            tokens_found, _ = self._index.tokens_of(found)
            row = _Row(tokens_found)
            passages = np.asarray(found)[row.weights(parts, len(found)) >= enough]
            chosen[self._entry_of[passages]] = True
        return chosen

    def newest_first(self, chosen: Chosen) -> Iterator[Entry]:
        """The chosen entries by their last day, those without a date at the end."""
        places = np.flatnonzero(chosen)
        return (self.entries[place] for place in places[np.argsort(-self._last_day[places], kind="stable")])

    def oldest_first(self, chosen: Chosen) -> Iterator[Entry]:
        """The chosen entries by their last day, those without a date at the beginning."""
        places = np.flatnonzero(chosen)
        return (self.entries[place] for place in places[np.argsort(self._last_day[places], kind="stable")])

    def nearest_in_time(self, chosen: Chosen, period: TimePhrase) -> Iterator[Entry]:
        """The chosen dated entries, those first that lie the fewest days beside the period."""
        places = np.flatnonzero(chosen & (self._last_day > 0))
        before = period.first.toordinal() - self._last_day[places]
        after = self._first_day[places] - period.last.toordinal()
        distance = np.maximum(0, np.maximum(before, after))
        return (self.entries[place] for place in places[np.argsort(distance, kind="stable")])

    @cached_property
    def _openings(self) -> _Row:
        """Every entry's labels and first sentence."""
        return self._opening(LABEL_SENTENCE + 1)

    @cached_property
    def _labels(self) -> _Row:
        return self._opening(LABEL_SENTENCE)

    def _opening(self, last: int) -> _Row:
        return _Row(self._index.openings_of(self._first_passages, last))


@dataclass(frozen=True, slots=True)
class _Row:
    """Syllables in order, and whose each is."""

    held: Openings | PassageTokens

    @property
    def owner(self) -> NDArray[np.int32]:
        return self.held.owner

    def _standing(self, sought: Sought) -> NDArray[np.uint32]:
        """The syllables by the numbers that the one sought is compared with."""
        return self.held.keys if sought.by_key else self.held.folded

    def owners(self, phrase: Sequence[Sought]) -> NDArray[np.int32]:
        """Who has those syllables in a row; as often as they have them."""
        if len(self.owner) < len(phrase) or not phrase:
            return np.zeros(0, np.int32)
        fits = len(self.owner) - len(phrase) + 1
        places = np.flatnonzero(self._standing(phrase[0])[:fits] == number_of(phrase[0].syllable))
        for step, sought in enumerate(phrase[1:], 1):
            places = places[self._standing(sought)[places + step] == number_of(sought.syllable)]
        found: NDArray[np.int32] = self.owner[places[self.owner[places] == self.owner[places + len(phrase) - 1]]]
        return found

    def weights(self, parts: Sequence[tuple[Sequence[Sought], float]], count: int) -> NDArray[np.float64]:
        """For each of so many owners the summed weights of the parts that it has."""
        total = np.zeros(count)
        for phrase, weight in parts:
            total[distinct(self.owners(phrase))] += weight
        return total
