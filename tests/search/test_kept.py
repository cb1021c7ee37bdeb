"""An index that is kept on the disk: the same answers, in every trouble."""

from __future__ import annotations

import dataclasses
import json
import logging
import os
import resource
import shutil
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.answerer import Answerer
from bot.knowledge.loading import load
from bot.search.digests import Digests, digest_of
from bot.search.index import Index
from bot.search.kept import IndexFolder, _seal
from bot.search.part import Part
from tests.search.test_edits import GLOSSARY, QUESTION, STATE, an_entry, what_it_finds, what_it_holds

ENTRIES = load(Path("knowledge")).entries
QUESTIONS = [
    *[question for entry in ENTRIES for question in entry.questions][::4],
    *("ai chu tri hoi nghi dang uy bo quy 1 nam 2009", "tat song 2g khi nao", "băng tần 2300MHz"),
    *("khongcogi xyz", "CĐS", "a"),
]


def told(answerer):
    """What an answerer says to every question: how it went, what was found, in which order, and what is quoted."""
    return [
        (answer.status, round(answer.confidence, 9), [(one.entry.id, one.excerpt, one.score) for one in answer.results])
        for answer in map(answerer.answer, QUESTIONS)
    ]


@pytest.fixture(scope="module")
def in_memory():
    return told(Answerer.build(ENTRIES))


@pytest.fixture
def building(monkeypatch):
    """How many entries each built part had."""
    parts, build = [], Part.build.__func__

    def counted(cls, entries, *args, **kwargs):
        parts.append(len(entries))
        return build(cls, entries, *args, **kwargs)

    monkeypatch.setattr(Part, "build", classmethod(counted))
    return parts


def test_what_is_opened_says_what_was_built_without_building(tmp_path, in_memory, building):
    assert told(Answerer.build(ENTRIES, folder=IndexFolder(tmp_path / "index"))) == in_memory
    assert building == [len(ENTRIES)]
    assert told(Answerer.build(ENTRIES, folder=IndexFolder(tmp_path / "index"))) == in_memory
    assert building == [len(ENTRIES)]


def test_after_edits_between_two_starts_only_what_changed_is_built(tmp_path, building):
    folder = IndexFolder(tmp_path)
    Answerer.build(ENTRIES, folder=folder)
    changed = dataclasses.replace(ENTRIES[5], body=f"{ENTRIES[5].body}\nBộ trưởng Zorbak khai trương trạm.")
    entries = (*ENTRIES[:3], changed, *ENTRIES[6:], ENTRIES[4])  # one changed, one gone, one moved
    opened = Answerer.build(entries, folder=folder)
    assert building == [len(ENTRIES), 1]
    assert opened.answer("Zorbak khai trương gì").results[0].entry.id == changed.id
    assert {id(one) for one in opened._searcher.index.entries} == {id(one) for one in entries}


def test_a_wholly_other_knowledge_is_built_and_kept_in_its_turn(tmp_path, building):
    folder = IndexFolder(tmp_path)
    Answerer.build(ENTRIES[:40], folder=folder)
    Answerer.build(ENTRIES[40:], folder=folder)
    Answerer.build(ENTRIES[40:], folder=folder)
    assert building == [40, len(ENTRIES) - 40]


def test_an_edit_over_what_was_opened_is_served(tmp_path):
    Answerer.build(ENTRIES, folder=IndexFolder(tmp_path))
    opened = Answerer.build(ENTRIES, folder=IndexFolder(tmp_path))
    changed = dataclasses.replace(ENTRIES[0], body="Bộ trưởng Zorbak khai trương trạm mới ở Hà Nội.")
    edited = opened.edited((changed, *ENTRIES[1:]), {})
    assert edited.answer("Zorbak khai trương gì").results[0].entry.id == changed.id


@pytest.mark.parametrize("size", [0, 1])
def test_the_smallest_knowledge_is_kept_too(tmp_path, size):
    for _ in range(2):
        index = Index.build(ENTRIES[:size], folder=IndexFolder(tmp_path))
        assert len(index.entries) == size


def files(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


@pytest.mark.parametrize("harm", ["cut", "changed", "gone", "empty"])
def test_damage_to_any_file_is_noticed_and_mended(tmp_path, harm, caplog):
    sound, few = tmp_path / "sound", ENTRIES[:6]
    Index.build(few, folder=IndexFolder(sound))
    for number in range(len(files(sound))):
        folder = tmp_path / str(number)
        shutil.copytree(sound, folder)
        victim = files(folder)[number]
        content = victim.read_bytes()
        if harm == "gone":
            victim.unlink()
        else:
            middle = len(content) // 2
            flipped = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
            victim.write_bytes({"cut": content[:-1], "changed": flipped, "empty": b""}[harm])
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            assert len(Index.build(few, folder=IndexFolder(folder)).entries) == len(few)
        assert "built anew" in caplog.text, victim.name
        caplog.clear()
        Index.build(few, folder=IndexFolder(folder))
        assert not caplog.text


def test_a_folder_that_cannot_be_written_costs_the_start_only_its_time(tmp_path, in_memory, caplog):
    (tmp_path / "index").write_text("a file where the folder should be")
    assert told(Answerer.build(ENTRIES, folder=IndexFolder(tmp_path / "index"))) == in_memory
    assert "cannot be kept" in caplog.text


def test_what_another_release_kept_is_not_used_and_goes_once_it_is_old(tmp_path, building):
    Index.build(ENTRIES, folder=IndexFolder(tmp_path))
    (kept,) = tmp_path.iterdir()
    other = kept.rename(tmp_path / f"0123456789abcdef-{kept.name.partition('-')[2]}")
    unfinished = tmp_path / "left.writing"
    unfinished.mkdir()
    for path in (other, unfinished):
        os.utime(path, (0, 0))
    Index.build(ENTRIES, folder=IndexFolder(tmp_path))
    assert building == [len(ENTRIES)] * 2
    assert other not in (left := list(tmp_path.iterdir()))
    assert unfinished not in left
    assert len(left) == 1


def test_processes_that_start_at_once_share_a_folder(tmp_path, in_memory):
    with ThreadPoolExecutor(4) as at_once:
        built = list(at_once.map(lambda _: Answerer.build(ENTRIES, folder=IndexFolder(tmp_path)), range(4)))
    assert all(told(one) == in_memory for one in built)


def test_only_the_bots_own_account_may_look_inside(tmp_path):
    Index.build(ENTRIES[:3], folder=IndexFolder(tmp_path))
    (kept,) = tmp_path.iterdir()
    assert kept.stat().st_mode & 0o077 == 0


@settings(max_examples=15, deadline=None)
@given(STATE, STATE, GLOSSARY, GLOSSARY, QUESTION)
def test_what_is_opened_after_any_edits_is_as_what_is_built_anew(before, after, glossary, later_glossary, question):
    with TemporaryDirectory() as name:
        folder = IndexFolder(Path(name))
        Index.build(before, glossary=glossary, folder=folder)
        for entries, meanings in ((before, glossary), (after, later_glossary)):
            opened = Index.build(entries, glossary=meanings, folder=folder)
            anew = Index.build(entries, glossary=meanings)
            assert what_it_holds(opened) == what_it_holds(anew)
            assert what_it_finds(opened, question) == what_it_finds(anew, question)
            edited = Index.build(before, glossary=meanings, like=opened)
            assert what_it_holds(edited) == what_it_holds(Index.build(before, glossary=meanings))


@pytest.mark.parametrize(
    "contents", ["[]", "{}", "null", "1", '["folded.npy"]', '{"folded.npy": [1, 2]}', '{"../../../etc/passwd": "x"}']
)
def test_what_others_wrote_there_is_not_opened(tmp_path, caplog, contents):
    Index.build(ENTRIES[:3], folder=IndexFolder(tmp_path))
    (kept,) = tmp_path.iterdir()
    (kept / "contents.json").write_text(contents, "utf-8")
    assert len(Index.build(ENTRIES[:3], folder=IndexFolder(tmp_path)).entries) == 3
    assert "built anew" in caplog.text


@pytest.mark.parametrize("name", ["syllable_counts.npy", "digest.npy"])
def test_what_lacks_a_file_that_this_release_keeps_is_built_anew(tmp_path, building, name):
    Index.build(ENTRIES[:3], folder=IndexFolder(tmp_path))
    (kept,) = tmp_path.iterdir()
    contents = kept / "contents.json"
    listed = json.loads(contents.read_text("utf-8"))
    del listed[name]
    contents.write_text(json.dumps(listed), "utf-8")
    (kept / name).unlink()
    Index.build(ENTRIES[:3], folder=IndexFolder(tmp_path))
    assert building == [3, 3]


@pytest.mark.parametrize("syllables", [None, "", "an", 5, [], ["an"]])
def test_words_that_do_not_go_with_their_counts_are_not_believed(tmp_path, caplog, syllables):
    built = Index.build(ENTRIES[:3], folder=IndexFolder(tmp_path))
    (kept,) = tmp_path.iterdir()
    texts = json.loads((kept / "texts.json").read_text("utf-8"))
    (kept / "texts.json").write_text(json.dumps(texts | {"syllables": syllables}), "utf-8")
    contents = kept / "contents.json"
    seals = {name: _seal(kept / name) for name in json.loads(contents.read_text("utf-8"))}
    contents.write_text(json.dumps(seals), "utf-8")
    opened = Index.build(ENTRIES[:3], folder=IndexFolder(tmp_path))
    assert "built anew" in caplog.text
    assert dict(opened.syllables) == dict(built.syllables)


A_TEXT = st.text(st.sampled_from("ab \n\ud800ư"), max_size=2)
TEXTS = st.lists(A_TEXT, max_size=2).map(tuple)
ANY_ENTRIES = st.lists(st.builds(an_entry, st.just(1), A_TEXT, A_TEXT, TEXTS, TEXTS, TEXTS), max_size=3)


@settings(max_examples=400, deadline=None)
@given(ANY_ENTRIES, ANY_ENTRIES)
def test_entries_are_known_again_only_where_each_of_their_texts_is_the_same(before, now):
    places = Digests.of(before).places_of(now, digest_of(now)).tolist()
    assert places.count(-1) == (Counter(now) - Counter(before)).total()
    assert all(before[place] == entry for place, entry in zip(places, now, strict=True) if place >= 0)
    assert len({*places} - {-1}) == len(places) - places.count(-1)


def test_nothing_that_lies_there_is_executed(tmp_path):
    Index.build(ENTRIES[:3], folder=IndexFolder(tmp_path / "index"))
    (kept,) = (tmp_path / "index").iterdir()
    trap = tmp_path / "sprung"

    class Trap:
        def __reduce__(self):
            return (Path.touch, (trap,))

    for file in kept.glob("*.npy"):
        np.save(file, np.array([Trap()], dtype=object), allow_pickle=True)
    contents = kept / "contents.json"
    seals = {name: _seal(kept / name) for name in json.loads(contents.read_text("utf-8"))}
    contents.write_text(json.dumps(seals), "utf-8")
    assert len(Index.build(ENTRIES[:3], folder=IndexFolder(tmp_path / "index")).entries) == 3
    assert not trap.exists()


@pytest.mark.parametrize("room", [0, 100, 2_000])
def test_a_full_disk_costs_the_start_only_its_time(tmp_path, caplog, room):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))  # no file may grow longer
    try:
        index = Index.build(ENTRIES[:9], folder=IndexFolder(tmp_path))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert what_it_finds(index, QUESTIONS[0]) == what_it_finds(Index.build(ENTRIES[:9]), QUESTIONS[0])
    assert "cannot be kept" in caplog.text
    assert list(tmp_path.iterdir()) == []


def test_replicas_that_start_at_once_leave_what_each_can_open(tmp_path, building):
    program = (
        "import sys; from pathlib import Path; from tests.search.test_kept import ENTRIES, Index, IndexFolder\n"
        "Index.build(ENTRIES[:9], folder=IndexFolder(Path(sys.argv[1])))"
    )
    replicas = [subprocess.Popen([sys.executable, "-c", program, str(tmp_path)]) for _ in range(2)]
    assert [replica.wait() for replica in replicas] == [0, 0]
    Index.build(ENTRIES[:9], folder=IndexFolder(tmp_path))
    assert building == []
