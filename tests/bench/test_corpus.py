import json
from pathlib import Path

import corpus
import measuring
import pytest

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


def test_the_same_passages_and_questions_come_every_time():
    once, again = (list(corpus.made_corpus(KNOWLEDGE, 60)) for _ in range(2))
    assert once == again
    assert corpus.questions_of(once, 20) == corpus.questions_of(again, 20)
    assert len({passage.id for passage in once}) == 60


@pytest.mark.parametrize("engine", ["hoibo", "tantivy", "fts5", "rapidfuzz-words"])
def test_every_engine_finds_most_of_a_few_passages(tmp_path, engine):
    passages = list(corpus.made_corpus(KNOWLEDGE, 60))
    file, asked = tmp_path / "corpus.jsonl", tmp_path / "asked.jsonl"
    file.write_text(
        "".join(json.dumps({"id": p.id, "title": p.title, "text": p.text}) + "\n" for p in passages), "utf-8"
    )
    asked.write_text(measuring.as_lines(corpus.questions_of(passages, 16)), "utf-8")
    measured = measuring.measure(engine, file, asked, tmp_path, 16)
    assert measured.first >= 0.5
    assert set(measured.by_way) == {way.value for way in corpus.ASKED_WAYS}
    assert bool(measured.worst_ms) == (engine == "hoibo")
