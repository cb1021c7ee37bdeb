"""The schema: what is kept in the repository is what the model says, and samples can be filled in and served."""

from __future__ import annotations

import json
from pathlib import Path

from bot.knowledge.entry_reader import KEYS
from bot.knowledge.loading import read_file
from bot.knowledge.schema import SCHEMA_FILE, commented_entry, entry_schema

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


def test_the_schema_in_the_repository_is_that_of_the_model() -> None:
    kept = json.loads((KNOWLEDGE / SCHEMA_FILE).read_text(encoding="utf-8"))
    assert kept == entry_schema(), "run: hoibo new --schema"


def test_every_key_is_explained() -> None:
    properties = entry_schema()["definitions"]["entry"]["properties"]
    assert tuple(properties) == KEYS
    assert all(shape["description"] for shape in properties.values())


def test_a_new_entry_can_be_read_as_it_is_written(tmp_path: Path) -> None:
    new = commented_entry("Giao ban", "giao-ban")
    (tmp_path / "a.yaml").write_text(new, encoding="utf-8")
    assert [finding.code for finding in read_file(tmp_path / "a.yaml")[1]] == ["missing", "no-link"]
    filled = new.replace("|\n  …", "|\n  Thứ trưởng chủ trì.").replace("https://…", "https://mic.gov.vn/a.htm")
    (tmp_path / "a.yaml").write_text(filled, encoding="utf-8")
    ((written,), findings) = read_file(tmp_path / "a.yaml")
    assert (written.entry.id, findings) == ("giao-ban", ())
