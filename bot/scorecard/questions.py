"""Question sets: our own form (a JSON object a line) and SQuAD's, and the passages that come with them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from bot.errors import HoiboError, Position
from bot.knowledge.entry import Entry, Kind, Source
from bot.language.normal import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SOURCE: Final = Source("question set")
_Model = TypeVar("_Model", bound=BaseModel)


class QuestionSetError(HoiboError):
    """A file is no question set, or names a passage that nobody has."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the id of the entry that answers it, and the words (any of them) that the excerpt must hold."""

    question: str
    entry: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The questions of one file, and what else it brings: entries (a SQuAD file), questions without an answer."""

    name: str
    asked: tuple[Asked, ...]
    entries: tuple[Entry, ...] = ()
    outside: tuple[Asked, ...] = ()

    def some(self, limit: int | None) -> QuestionSet:
        """At most ``limit`` questions, spread evenly over the set. The entries and the questions outside stay all."""
        if limit is None or len(self.asked) <= limit:
            return self
        step = len(self.asked) / limit
        some = tuple(self.asked[int(n * step)] for n in range(limit))
        return QuestionSet(self.name, some, self.entries, self.outside)


def read_questions(file: Path) -> QuestionSet:
    """The question set in a file, by what it holds: ``{"data": …}`` is SQuAD, anything else an object a line.

    Raises:
        QuestionSetError: the file cannot be read, or a line of it is no question.
    """
    text = _text(file)
    if squad := _as_squad(file, text):
        return squad
    rows = [_valid(_Row, file, number, line) for number, line in _lines(text)]
    return QuestionSet(
        file.stem, tuple(Asked(row.question, row.passage_id or row.entry or "", tuple(row.answers)) for row in rows)
    )


def read_passages(file: Path) -> tuple[Entry, ...]:
    """Passages as entries, a JSON object a line: ``{"id", "title"?, "text", "url"?}``.

    Raises:
        QuestionSetError: the file cannot be read, or a line of it is no passage.
    """
    rows = ((number, _valid(_Passage, file, number, line)) for number, line in _lines(_text(file)))
    return tuple(_entry(row.id, row.title or row.text[:60], row.text, Position(file, number)) for number, row in rows)


class _Row(BaseModel):
    question: str = Field(min_length=1)
    passage_id: str | None = None
    entry: str | None = None
    answers: list[str] = []


class _Passage(BaseModel):
    model_config = ConfigDict(coerce_numbers_to_str=True)
    id: str
    title: str | None = None
    text: str = Field(min_length=1)


class _SquadAnswer(BaseModel):
    text: str


class _SquadQuestion(BaseModel):
    question: str
    answers: list[_SquadAnswer] = []
    is_impossible: bool = False


class _SquadParagraph(BaseModel):
    context: str
    qas: list[_SquadQuestion]


class _SquadArticle(BaseModel):
    title: str = ""
    paragraphs: list[_SquadParagraph]


_ARTICLES: Final = TypeAdapter(list[_SquadArticle])


def _as_squad(file: Path, text: str) -> QuestionSet | None:
    try:
        held = json.loads(text)
    except json.JSONDecodeError:
        return None  # lines, then
    if not isinstance(held, dict) or "data" not in held:
        return None
    try:
        articles = _ARTICLES.validate_python(held["data"])
    except ValidationError as error:
        raise QuestionSetError(
            f"no SQuAD file: {_first_fault(error)}", where=str(file), mend="compare it with SQuAD 1.1"
        ) from error
    entries: list[Entry] = []
    asked: list[Asked] = []
    for article in articles:
        for paragraph in article.paragraphs:
            name = f"{file.stem}-{len(entries):05}"
            entries.append(
                _entry(
                    name, article.title.replace("_", " ") or paragraph.context[:60], paragraph.context, Position(file)
                )
            )
            asked.extend(
                Asked(qa.question, name, tuple(answer.text for answer in qa.answers))
                for qa in paragraph.qas
                if not qa.is_impossible
            )
    return QuestionSet(file.stem, tuple(asked), tuple(entries))


def _entry(name: str, title: str, body: str, position: Position) -> Entry:
    return Entry(name, Kind.NEWS, normalise(title), _SOURCE, normalise(body), position)


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionSetError(
            f"cannot be read: {error}", where=str(file), mend="name a UTF-8 file of questions"
        ) from error


def _lines(text: str) -> Iterator[tuple[int, str]]:
    return ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())


def _valid(model: type[_Model], file: Path, number: int, line: str) -> _Model:
    try:
        return model.model_validate_json(line)
    except ValidationError as error:
        raise QuestionSetError(
            _first_fault(error),
            where=str(Position(file, number)),
            mend='a line is {"question": …, "passage_id": …, "answers": […]}; see hoibo eval --help',
        ) from error


def _first_fault(error: ValidationError) -> str:
    fault: Any = error.errors()[0]
    return " ".join(part for part in (".".join(map(str, fault["loc"])), fault["msg"]) if part)
