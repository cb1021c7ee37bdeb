"""What it costs to understand a question beside searching for it: intent, time, numbers, people, fields, follow-up.

Run from the repository: ``python tests/bench/understanding.py``. Prints the median and the 99th of 100 in milliseconds.
"""

from __future__ import annotations

import datetime as dt
import statistics
import time
from pathlib import Path

import click

from bot.answering.answerer import Answerer
from bot.answering.fields import field_asked
from bot.answering.follow_up import whole_question
from bot.answering.guard import fixed_by
from bot.answering.intent import intent_of
from bot.answering.people import people_asked
from bot.knowledge.loading import load
from bot.language.names import KnownPeople
from bot.language.normal import normalise
from bot.scorecard.golden import read_golden
from bot.search.index import Index

ROOT = Path(__file__).parents[2]
TODAY = dt.date(2026, 11, 23)


def main() -> None:
    """Measures every golden question, each once unread before."""
    held = load(ROOT / "knowledge")
    known = KnownPeople(person for entry in held.entries for person in entry.people)
    index = Index.build(held.entries, glossary=held.glossary)
    answerer = Answerer.build(held.entries, glossary=held.glossary)
    understanding: list[float] = []
    answering: list[float] = []
    for question in read_golden(ROOT / "tests" / "golden" / "questions.yaml"):
        text = normalise(question.ask)
        begun = time.perf_counter()
        intent_of(text)
        fixed_by(text, TODAY, people_asked(text, known, index.pair_count))
        field_asked(text)
        whole_question(text, "ai chủ trì hội nghị quý I/2009", "Hội nghị giao ban quý I/2009", TODAY)
        understanding.append((time.perf_counter() - begun) * 1000)
        answering.append(answerer.answer(question.ask, today=TODAY).elapsed_ms)
    for name, taken in (("understanding", understanding), ("the whole answer", answering)):
        taken.sort()
        click.echo(f"{name}: p50 {statistics.median(taken):.2f} ms, p99 {taken[int(len(taken) * 0.99)]:.2f} ms")


if __name__ == "__main__":
    main()
