"""Questions written by hand over a knowledge folder, in YAML: the kind of each, its way of typing, its right answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from bot.answering.answer import Status
from bot.language.normal import normalise
from bot.scorecard.questions import Asked, QuestionSet, QuestionSetError

if TYPE_CHECKING:
    from pathlib import Path

    from bot.answering.answer import Answer

_NO_ENTRY: Final = "none"
_CLAIMS: Final = frozenset((Status.ANSWER, Status.AMBIGUOUS, Status.LIST))


class Kind(StrEnum):
    """What a question asks for. The values are the keys of the file."""

    FACTS = "facts"
    PARAPHRASES = "paraphrases"
    PEOPLE = "people"
    LISTS = "lists"
    NEAR_MISSES = "near_misses"
    FOREIGN = "foreign"


class Typed(StrEnum):
    """How a question is typed."""

    ACCENTS = "accents"
    PLAIN = "plain"
    TYPOS = "typos"
    TELEX = "telex"
    VNI = "vni"
    CHAT = "chat"
    JOINED = "joined"
    OLD_MARKS = "old_marks"


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """A question with what must come of it.

    Attributes:
        kind: what it asks for.
        typed: how it is typed.
        ask: the question.
        entries: ids of which one must come first (``LISTS``: all must be among the results); none where nothing in the
            knowledge answers it.
        holds: words that the first excerpt must hold; empty where any excerpt of the entry will do.
    """

    kind: Kind
    typed: Typed
    ask: str
    entries: tuple[str, ...]
    holds: str = ""

    def first(self, got: Answer) -> bool:
        """Whether a right entry is the first result, whatever the status."""
        return bool(got.results) and got.results[0].entry.id in self.entries

    def answered(self, got: Answer) -> bool:
        """Whether the bot did what it should: answer, list, or claim nothing."""
        if not self.entries:
            return got.status not in _CLAIMS
        if self.kind is Kind.LISTS:
            return got.status is Status.LIST and set(self.entries) <= {result.entry.id for result in got.results}
        return got.status is Status.ANSWER and self.first(got)

    def shown(self, got: Answer) -> bool:
        """Whether the right entry is first and its excerpt holds the words; letter case and spaces do not count."""
        return self.first(got) and _plain(self.holds) in _plain(got.results[0].excerpt.text)


def read_golden(file: Path) -> tuple[GoldenQuestion, ...]:
    """The questions of a file, in its order: ``{kind: [{ask, entry, typed?, holds?}]}``.

    Raises:
        QuestionSetError: the file cannot be read, or something in it is no question.
    """
    try:
        held = _GOLDEN.validate_python(yaml.safe_load(file.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise QuestionSetError(
            f"cannot be read: {error}", where=str(file), mend="name a UTF-8 YAML file of questions"
        ) from error
    except ValidationError as error:
        fault = error.errors()[0]
        where = " ".join(str(part) for part in fault["loc"])
        raise QuestionSetError(
            f"{where}: {fault['msg']}",
            where=str(file),
            mend=f"a line is {{ask: …, entry: …, holds: …}} below one of {', '.join(Kind)}",
        ) from error
    return tuple(
        GoldenQuestion(kind, row.typed, row.ask, tuple(name for name in row.entry if name != _NO_ENTRY), row.holds)
        for kind, rows in held.items()
        for row in rows
    )


def golden_set(file: Path) -> QuestionSet:
    """The same for a scorecard: the questions with just one right entry, and those that have no answer.

    Raises:
        QuestionSetError: as for ``read_golden``.
    """
    questions = read_golden(file)
    asked = tuple(
        Asked(one.ask, one.entries[0], (one.holds,) if one.holds else ())
        for one in questions
        if len(one.entries) == 1 and one.kind is not Kind.LISTS
    )
    return QuestionSet(file.stem, asked, outside=tuple(Asked(one.ask, "", ()) for one in questions if not one.entries))


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid")
    ask: str = Field(min_length=1)
    entry: Annotated[list[str], BeforeValidator(lambda held: [held] if isinstance(held, str) else held)] = Field(
        min_length=1
    )
    typed: Typed = Typed.ACCENTS
    holds: str = ""


_GOLDEN: Final = TypeAdapter(dict[Kind, list[_Row]])


def _plain(text: str) -> str:
    return " ".join(normalise(text).lower().split())
