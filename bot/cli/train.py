"""``hoibo train``: the three small models, learned anew from question sets."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
import numpy as np

from bot.answering.signs import signs
from bot.knowledge.loading import load
from bot.language.normal import normalise
from bot.scorecard.golden import golden_set
from bot.scorecard.questions import Asked, read_passages, read_questions
from bot.scorecard.training import Judged, learn_confidence, learn_excerpt, learn_ranking, learn_trees
from bot.scorecard.ways import Way, type_as
from bot.search.evidence import FIGURES
from bot.search.excerpt import SIGNS, weigh_runs
from bot.search.index import Index
from bot.search.ranking import RankingModel
from bot.search.searcher import Searcher

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from bot.knowledge.entry import Entry

    Table = NDArray[np.float64]

_SETS, _FOREIGN, _LEFT_OUT = 3, 2, 2
"""How often the question sets count; within them the foreign questions; and those whose entry was taken away.

The last are the nearest to what staff ask in vain: the knowledge is halved, and each half asked about the other.
"""
_WAYS: Final = (Way.CLEAN, Way.NO_ACCENTS, Way.TYPOS, Way.BOTH)
_BY_HAND: Final = {"alias": 1.5, "label_pairs": 0.1}
"""Weights that question sets without titles and alias questions cannot teach."""
_GOLDEN: Final = 2
"""How often each golden question counts when excerpts are learned: docs/decisions.md tells what 1 to 6 times bring."""
_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.command()
@click.option("--set", "sets", nargs=2, multiple=True, type=_FILE, required=True, help="PASSAGES and QUESTIONS.")
@click.option("--foreign", type=_FILE, default="tests/training/foreign_questions.txt", show_default=True)
@click.option("--golden", type=_FILE, default="tests/golden/questions.yaml", show_default=True)
@click.option("--knowledge", type=click.Path(path_type=Path), default="knowledge", show_default=True)
@click.option("--only", type=click.Choice(("excerpt",)), help="Learn the choice of excerpts alone; the rest stays.")
@click.option("--into", type=click.Path(path_type=Path, file_okay=False, exists=True), default="bot", show_default=True)
def command(
    sets: tuple[tuple[Path, Path], ...], foreign: Path, golden: Path, knowledge: Path, only: str | None, into: Path
) -> None:
    """Học lại cách xếp hạng, độ chắc chắn và cách trích từ các bộ câu hỏi. Learns the weights from question sets.

    Each set's questions are foreign to the other sets; the entries' own alias questions and the FOREIGN file teach how
    staff ask, and GOLDEN questions about KNOWLEDGE which piece of news they want to see. The thresholds of the
    confidence stay as they are.
    """
    given = [(read_passages(passages), read_questions(questions).asked) for passages, questions in sets]
    searchers = [Searcher(Index.build(entries)) for entries, _ in given]
    questions: list[Sequence[Asked]] = [asked for _, asked in given]
    if only is None:
        model = _write_ranking(into / "search" / "weights.json", searchers, questions)
        searchers = [Searcher(searcher.index, model) for searcher in searchers]
        _write_confidence(into / "answering" / "confidence.json", searchers, questions, foreign, knowledge, model)
    excerpt = learn_excerpt(
        [s for searcher, asked in zip(searchers, questions, strict=True) for s in _excerpts(searcher, _typed(asked))]
        + _of_golden(golden, knowledge) * _GOLDEN
    )
    by_sign = {name: round(float(w), 4) for name, w in zip(SIGNS, excerpt, strict=True)}
    _write(into / "search" / "excerpt.json", by_sign)


def _of_golden(golden: Path, knowledge: Path) -> list[tuple[Table, NDArray[np.bool_]]]:
    """The golden questions, each as it is written there: the only ones about news, with titles and paragraphs."""
    held = load(knowledge)
    asked = golden_set(golden).asked
    return list(
        _excerpts(Searcher(Index.build(held.entries, glossary=held.glossary)), ((o, o.question) for o in asked))
    )


def _write_ranking(file: Path, searchers: Sequence[Searcher], asked: Sequence[Sequence[Asked]]) -> RankingModel:
    weights = learn_ranking(
        [s for searcher, ones in zip(searchers, asked, strict=True) for s in _ranked(searcher, ones)]
    )
    ranking = {name: round(float(w), 4) for name, w in zip(FIGURES, weights, strict=True)} | _BY_HAND
    _write(file, ranking)
    return RankingModel(np.array([ranking[name] for name in FIGURES]))


def _typed(asked: Sequence[Asked]) -> Iterator[tuple[Asked, str]]:
    return ((one, type_as(way, one.question, str(number))) for way in _WAYS for number, one in enumerate(asked))


def _ranked(searcher: Searcher, asked: Sequence[Asked]) -> Iterator[tuple[Table, int]]:
    for one, typed in _typed(asked):
        numbers, evidence = searcher.evidence(typed)
        ids = [searcher.index.passages[number].entry.id for number in numbers]
        if evidence is not None and one.entry in ids:
            yield evidence.figures, ids.index(one.entry)


def _excerpts(searcher: Searcher, typed_as: Iterable[tuple[Asked, str]]) -> Iterator[tuple[Table, NDArray[np.bool_]]]:
    for one, typed in typed_as:
        search = searcher.search(typed)
        if not search.found or search.found[0].located.entry.id != one.entry or not one.answers:
            continue
        located = search.found[0].located
        body = located.entry.body
        runs = weigh_runs(located.entry, located.passage, search.terms)
        pieces = [normalise(body[start:end]).lower() for start, end in zip(runs.starts, runs.ends, strict=True)]
        holds = np.array([any(normalise(answer).lower() in piece for answer in one.answers) for piece in pieces])
        if holds.any():
            yield runs.signs, holds


def _write_confidence(
    file: Path,
    searchers: list[Searcher],
    asked: list[Sequence[Asked]],
    foreign: Path,
    knowledge: Path,
    model: RankingModel,
) -> None:
    entries = load(knowledge).entries
    unaided: list[Entry] = [dataclasses.replace(entry, questions=()) for entry in entries]
    staff = Searcher(Index.build(unaided), model)
    own = [Asked(question, entry.id, ()) for entry in entries for question in entry.questions]
    others = [Asked(line.strip(), "", ()) for line in foreign.read_text("utf-8").splitlines() if line.strip()]
    found: list[list[float]] = []
    right: list[bool] = []
    wrong: list[list[float]] = []
    for place, searcher in enumerate(searchers):
        _gather(searcher, asked[place], found, right)
        for other, questions in enumerate(asked):
            if other != place:
                _gather(searcher, questions, wrong, [])
    _gather(staff, own, found, right)
    foreign_rows: list[list[float]] = []
    _gather(staff, others, foreign_rows, [])
    found, right = found * _SETS, right * _SETS
    wrong = (wrong + foreign_rows * _FOREIGN) * _SETS
    left_out: list[list[float]] = []
    for first in (0, 1):
        half = unaided[first::2]
        held_by_half = {entry.id for entry in half}
        searcher = Searcher(Index.build(half), model)
        _gather(searcher, [one for one in own if one.entry in held_by_half], found, right)
        _gather(searcher, [one for one in own if one.entry not in held_by_half], left_out, [])
    wrong += left_out * _LEFT_OUT
    for searcher, questions in zip(searchers, asked, strict=True):
        known = list(dict.fromkeys(located.entry for located in searcher.index.passages))
        for first in (0, 1):
            half = known[first::2]
            held_by_half = {entry.id for entry in half}
            _gather(
                Searcher(Index.build(half), model),
                [one for one in questions if one.entry not in held_by_half],
                wrong,
                [],
            )
    names = list(signs(staff.search(own[0].question), staff.index))
    judged = Judged.of(np.array(found), np.array(right), np.array(wrong))
    weights, bias = learn_confidence(judged)
    held = json.loads(file.read_text("utf-8"))
    held["weights"] = {name: round(float(w), 3) for name, w in zip(names, weights, strict=True)}
    held["bias"] = round(bias, 3)
    _write(file, held)
    trees = [[[round(number, 4) for number in node] for node in tree] for tree in learn_trees(judged)]
    file.with_name("confidence_trees.json").write_text(json.dumps(trees, separators=(",", ":")) + "\n", "utf-8")


def _gather(searcher: Searcher, asked: Sequence[Asked], rows: list[list[float]], right: list[bool]) -> None:
    for one, typed in _typed(asked):
        search = searcher.search(typed)
        if search.found:
            rows.append(list(signs(search, searcher.index).values()))
            right.append(search.found[0].located.entry.id == one.entry)


def _write(file: Path, held: object) -> None:
    file.write_text(json.dumps(held, indent=1) + "\n", "utf-8")
    click.echo(f"{file}: ✓", err=True)
