"""The folder read again and again: an edit that is broken holds back itself, and nothing half right is served."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import KnowledgeError
from bot.knowledge import shelf as shelf_module
from bot.knowledge.editing import publish
from bot.knowledge.finding import FoundError
from bot.knowledge.loading import BrokenKnowledgeError, load
from bot.knowledge.reading import Node
from bot.knowledge.replacing import find_circles
from bot.knowledge.shelf import Shelf
from bot.knowledge.written import Written

if TYPE_CHECKING:
    from pathlib import Path

    from bot.knowledge.loading import Knowledge


def entry(name: str, text: str = "một", replaces: str = "") -> str:
    return f"""\
- id: {name}
  title: Hội nghị {name}
  source: {{name: Mic.gov.vn}}
  {f"replaces: {replaces}" if replaces else "topics: []"}
  body: Nội dung {text} của {name}.
"""


BROKEN = "- id: {}\n  title: Một: hai\n"


def bodies(knowledge: Knowledge) -> dict[str, str]:
    return {one.id: one.body.split()[2] for one in knowledge.entries}


def write(folder: Path, **texts: str) -> None:
    for stem, text in texts.items():
        (folder / f"{stem}.yaml").write_text(text, "utf-8")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    write(tmp_path, a=entry("a"), b=entry("b"), c=entry("c"))
    shelf = Shelf(tmp_path)
    shelf.load()
    return shelf


def test_a_broken_file_stays_as_it_was_while_later_edits_of_others_are_served(tmp_path: Path, shelf: Shelf) -> None:
    write(tmp_path, a=BROKEN.format("a"))
    assert bodies(shelf.load()) == {"a": "một", "b": "một", "c": "một"}
    write(tmp_path, b=entry("b", "hai"), d=entry("d"))
    (tmp_path / "c.yaml").unlink()
    knowledge = shelf.load()
    assert bodies(knowledge) == {"a": "một", "b": "hai", "d": "một"}
    assert [str(finding.position.file.name) for finding in knowledge.held_back] == ["a.yaml"]
    write(tmp_path, a=entry("a", "ba"))
    knowledge = shelf.load()
    assert bodies(knowledge) == {"a": "ba", "b": "hai", "d": "một"}
    assert not knowledge.held_back
    assert knowledge.version == load(tmp_path).version


def test_a_file_that_was_never_good_is_told_and_left_out(tmp_path: Path, shelf: Shelf) -> None:
    write(tmp_path, new="title: [")
    knowledge = shelf.load()
    assert set(bodies(knowledge)) == {"a", "b", "c"}
    assert [finding.position.file.name for finding in knowledge.held_back] == ["new.yaml"]


def test_one_broken_entry_of_a_list_keeps_the_whole_file_as_it_was(tmp_path: Path, shelf: Shelf) -> None:
    write(tmp_path, a=entry("a", "hai") + BROKEN.format("e"))
    assert bodies(shelf.load())["a"] == "một"


def test_what_is_marked_secret_is_never_served(tmp_path: Path, shelf: Shelf) -> None:
    marked = entry("a").replace("Nội dung một", "Nội dung hai") + "  people: ['TỐI MẬT']\n"
    write(tmp_path, a=marked)
    knowledge = shelf.load()
    assert bodies(knowledge)["a"] == "một"
    assert [finding.code for finding in knowledge.held_back] == ["secret"]
    with pytest.raises(BrokenKnowledgeError, match="TỐI MẬT"):
        load(tmp_path)
    draft = tmp_path / "drafts" / "d.yaml"
    draft.parent.mkdir()
    draft.write_text(entry("d").replace("Nội dung", "MẬT. Nội dung"), "utf-8")
    with pytest.raises(FoundError, match="MẬT"):
        publish(tmp_path, draft)


def test_a_broken_glossary_stays_as_it_was(tmp_path: Path, shelf: Shelf) -> None:
    write(tmp_path, glossary="abbreviations: {BĐ: bưu điện}\n")
    assert shelf.load().glossary == {"BĐ": ("bưu điện",)}
    write(tmp_path, glossary="abbreviations: {BĐ: [}\n", b=entry("b", "hai"))
    knowledge = shelf.load()
    assert knowledge.glossary == {"BĐ": ("bưu điện",)}
    assert bodies(knowledge)["b"] == "hai"


@pytest.mark.parametrize(
    ("edits", "served", "codes"),
    [
        pytest.param(
            {"d": entry("a", "hai")}, {"a": "một"}, ["duplicate-id"], id="a new file takes an id that is taken"
        ),
        pytest.param(
            {"b": entry("a", "hai"), "c": entry("c", "hai")},
            {"a": "một", "b": "một", "c": "hai"},
            ["duplicate-id"],
            id="an edit takes the id of another file",
        ),
        pytest.param(
            {"a": entry("b", "hai"), "b": entry("a", "hai")}, {"a": "hai", "b": "hai"}, [], id="two files change places"
        ),
        pytest.param(
            {"a": entry("b", "hai"), "b": "title: ["},
            {"a": "một", "b": "một"},
            ["open-bracket", "duplicate-id"],
            id="two files change places and one breaks",
        ),
        pytest.param(
            {"a": entry("a", "hai", replaces="b"), "b": entry("b", "hai", replaces="a")},
            {"a": "một", "b": "một"},
            ["replaces-circle", "replaces-circle"],
            id="two replace each other",
        ),
        pytest.param(
            {"a": entry("e"), "b": entry("b", "hai") + entry("a", "hai")},
            {"a": "hai", "b": "hai", "e": "một"},
            [],
            id="an entry moves to another file",
        ),
        pytest.param(
            {"a": entry("e"), "b": entry("b", "hai") + BROKEN.format("a")},
            {"a": "một", "b": "một"},
            ["colon", "waits"],
            id="an entry moves to a file that breaks",
        ),
        pytest.param(
            {"a": None, "d": BROKEN.format("a")},
            {"a": "một"},
            ["colon", "waits"],
            id="a file is renamed and broken",
        ),
        pytest.param(
            {"a": None, "d": BROKEN.format("d")}, {"a": None}, ["colon"], id="a file goes while another is broken"
        ),
    ],
)
def test_files_that_do_not_fit_together_are_held_back(
    tmp_path: Path, shelf: Shelf, edits: dict[str, str | None], served: dict[str, str | None], codes: list[str]
) -> None:
    for stem, text in edits.items():
        if text is None:
            (tmp_path / f"{stem}.yaml").unlink()
        else:
            write(tmp_path, **{stem: text})
    knowledge = shelf.load()
    now = bodies(knowledge)
    assert {name: now.get(name) for name in served} == served
    assert [finding.code for finding in knowledge.held_back] == codes
    assert len(knowledge.entries) == len(now), "no id twice"


def test_what_waited_is_served_once_the_other_file_is_mended(tmp_path: Path, shelf: Shelf) -> None:
    write(tmp_path, a=entry("e"), b=entry("b", "hai") + BROKEN.format("a"))
    shelf.load()
    write(tmp_path, b=entry("b", "hai") + entry("a", "hai"))
    knowledge = shelf.load()
    assert bodies(knowledge) == {"a": "hai", "b": "hai", "c": "một", "e": "một"}
    assert not knowledge.held_back


def test_the_first_reading_refuses_what_is_broken_and_says_all_of_it(tmp_path: Path) -> None:
    write(
        tmp_path,
        a="title: [",
        b=entry("b", replaces="c") + entry("b"),
        c=entry("c", replaces="b"),
        d=entry("d", replaces="d"),
    )
    for read in (Shelf(tmp_path).load, lambda: load(tmp_path)):
        with pytest.raises(BrokenKnowledgeError) as broken:
            read()
        codes = [one.finding.code for one in broken.value.findings]
        assert {"open-bracket", "duplicate-id", "replaces-circle"} == set(codes)


def test_a_folder_that_is_gone_or_emptied_keeps_the_last_good_as_a_whole(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    write(folder, a=entry("a"))
    shelf = Shelf(folder)
    shelf.load()
    (folder / "a.yaml").unlink()
    with pytest.raises(KnowledgeError, match="emptied"):
        shelf.load()
    folder.rmdir()
    with pytest.raises(KnowledgeError, match="no such folder"):
        shelf.load()
    (folder / "drafts").mkdir(parents=True)
    assert shelf.load().entries == (), "the last entry was withdrawn"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look into every folder")
def test_a_folder_that_may_not_be_looked_into_keeps_its_entries(tmp_path: Path, shelf: Shelf) -> None:
    inner = tmp_path / "2024"
    inner.mkdir()
    write(inner, e=entry("e"))
    shelf.load()
    inner.chmod(0)
    try:
        knowledge = shelf.load()
    finally:
        inner.chmod(0o755)
    assert "e" in bodies(knowledge)
    assert [finding.code for finding in knowledge.held_back] == ["unreadable"]


def test_only_what_was_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, a=entry("a"), b=entry("b"))
    long_ago = 1_700_000_000
    for stem in "ab":
        os.utime(tmp_path / f"{stem}.yaml", (long_ago, long_ago))
    monkeypatch.setattr(shelf_module, "_SETTLED", 0)
    read: list[str] = []
    really = shelf_module.content_of
    monkeypatch.setattr(shelf_module, "content_of", lambda file: (read.append(file.name), really(file))[1])
    shelf = Shelf(tmp_path)
    first = shelf.load()
    read.clear()
    assert shelf.load().entries[0] is first.entries[0]
    assert read == []
    write(tmp_path, b=entry("b", "hai"))
    assert bodies(shelf.load()) == {"a": "một", "b": "hai"}
    assert read == ["b.yaml"]


def test_an_edit_that_keeps_size_and_time_is_seen(tmp_path: Path) -> None:
    write(tmp_path, a=entry("a", "hai"))
    shelf = Shelf(tmp_path)
    shelf.load()
    before = (tmp_path / "a.yaml").stat()
    write(tmp_path, a=entry("a", "ba1"))
    os.utime(tmp_path / "a.yaml", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert bodies(shelf.load()) == {"a": "ba1"}


NAMES = ("x", "y", "z")
FILES = ("p", "q", "r")
CONTENTS = st.one_of(
    st.none(),
    st.sampled_from(["title: [", BROKEN.format("x"), BROKEN.format("y"), ""]),
    st.lists(
        st.builds(entry, st.sampled_from(NAMES), st.sampled_from(["một", "hai"]), st.sampled_from(["", *NAMES])),
        min_size=1,
        max_size=2,
    ).map("".join),
)


@settings(max_examples=150, deadline=None)
@given(steps=st.lists(st.dictionaries(st.sampled_from(FILES), CONTENTS, min_size=1), max_size=6))
def test_whatever_is_edited_what_is_served_fits_together(
    tmp_path_factory: pytest.TempPathFactory, steps: list[dict[str, str | None]]
) -> None:
    folder = tmp_path_factory.mktemp("shelf")
    write(folder, still=entry("still"))
    shelf = Shelf(folder)
    shelf.load()
    for step in steps:
        for stem, text in step.items():
            if text is None:
                (folder / f"{stem}.yaml").unlink(missing_ok=True)
            else:
                write(folder, **{stem: text})
        knowledge = shelf.load()
        names = [one.id for one in knowledge.entries]
        assert len(names) == len(set(names))
        assert not list(find_circles([Written(one, Node({}, one.position)) for one in knowledge.entries]))
        assert "still" in names
        try:
            fresh = load(folder)
        except BrokenKnowledgeError:
            assert knowledge.held_back
        else:
            assert not knowledge.held_back
            assert knowledge.entries == fresh.entries
            assert knowledge.version == fresh.version
    shutil.rmtree(folder)
