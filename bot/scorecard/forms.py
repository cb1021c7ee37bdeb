"""A scorecard as people and programs read it: a table for the terminal, Markdown, JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.scorecard.figures import Figures


class Form(StrEnum):
    """The forms in which a scorecard is printed."""

    TABLE = "table"
    JSON = "json"
    MARKDOWN = "markdown"


_COLUMNS: Final = (
    ("typed", "way"),
    ("n", "questions"),
    ("R@1", "first"),
    ("R@5", "first_five"),
    ("MRR", "mrr"),
    ("answer@1", "answer"),
    ("answered", "answered"),
    ("rejected", "rejected"),
    ("p50 ms", "p50_ms"),
    ("p99 ms", "p99_ms"),
)


def shown(name: str, card: Sequence[Figures], form: Form) -> str:
    """The scorecard of one question set, ending in a line end. JSON is one object: ``{"set", "figures": {way: …}}``."""
    match form:
        case Form.JSON:
            figures = {row.way: {key: value for key, value in asdict(row).items() if key != "way"} for row in card}
            return json.dumps({"set": name, "figures": figures}, ensure_ascii=False) + "\n"
        case Form.MARKDOWN:
            head = [title for title, _ in _COLUMNS]
            rows = [head, ["---", *["---:"] * (len(head) - 1)], *map(_cells, card)]
            return f"{name}\n\n" + "".join(f"| {' | '.join(row)} |\n" for row in rows)
        case Form.TABLE:
            rows = [[name, *(title for title, _ in _COLUMNS[1:])], *map(_cells, card)]
            wide = max(len(row[0]) for row in rows)
            return "".join(row[0].ljust(wide) + "".join(cell.rjust(10) for cell in row[1:]) + "\n" for row in rows)


def _cells(row: Figures) -> list[str]:
    return [_cell(getattr(row, field)) for _, field in _COLUMNS]


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.3f}"
    return "–" if value is None else str(value)
