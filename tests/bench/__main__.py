"""``make bench``: this project beside its peers, on the same passages and questions, in one run."""

from __future__ import annotations

import time

BEGUN = time.perf_counter()  # before the imports: start-up includes them

import json  # noqa: E402 the clock starts first
import sys  # noqa: E402
import tempfile  # noqa: E402
from dataclasses import asdict  # noqa: E402
from pathlib import Path  # noqa: E402

import click  # noqa: E402
import measuring  # noqa: E402
from corpus import made_corpus, questions_of, read_corpus  # noqa: E402
from engines import ENGINES  # noqa: E402

FEWER = {"rapidfuzz": 1_000_000, "rapidfuzz-words": 1_000_000}
"""Engines that read every passage: so many passages times questions, at most."""


@click.command()
@click.option("--size", "sizes", multiple=True, type=click.IntRange(50), help="Passages to make; may be repeated.")
@click.option("--corpus", type=click.Path(path_type=Path, exists=True), help='Passages to use: {"id", "text"} a line.')
@click.option("--engine", "engines", multiple=True, type=click.Choice(list(ENGINES)), help="Only these.")
@click.option("--questions", default=400, show_default=True, type=click.IntRange(8))
@click.option("--json", "as_json", is_flag=True, help="An object a line in place of tables.")
def bench(
    sizes: tuple[int, ...], corpus: Path | None, engines: tuple[str, ...], questions: int, *, as_json: bool
) -> None:
    """Who finds the right passage first, how fast, from how much memory."""
    for size in sizes or ((0,) if corpus else (6000,)):
        with tempfile.TemporaryDirectory(prefix="hoibo-bench-") as name:
            folder = Path(name)
            passages = list(read_corpus(corpus) if corpus else made_corpus(Path("knowledge"), size))
            file, asked = folder / "corpus.jsonl", folder / "questions.jsonl"
            with file.open("w", encoding="utf-8") as lines:
                lines.writelines(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in passages)
            asked.write_text(measuring.as_lines(questions_of(passages, questions)), "utf-8")
            count = len(passages)
            del passages
            rows = [
                measuring.measure(engine, file, asked, folder, min(questions, _bearable(engine, count)))
                for engine in engines or ENGINES
            ]
        made = {"passages": count, "rows": [asdict(row) for row in rows]}
        click.echo(json.dumps(made) if as_json else _table(count, rows))


def _bearable(engine: str, passages: int) -> int:
    """How many questions an engine is asked."""
    return max(8, FEWER.get(engine, sys.maxsize) // passages)


def _table(count: int, rows: list[measuring.Measured]) -> str:
    ways = list(rows[0].by_way)
    cells = [["", "R@1", *ways, "p50 ms", "p99 ms", "cpu p50", "cpu p99", "ratio", "build s", "passages/s a core"]]
    cells[0] += ["start s", "RSS MB"]
    for row in rows:
        built = row.cpu_build > 0.01  # rapidfuzz builds nothing
        cells.append(
            [
                row.engine,
                f"{row.first:.3f}",
                *(f"{row.by_way.get(way, 0):.3f}" for way in ways),
                f"{row.p50_ms:.2f}",
                f"{row.p99_ms:.2f}",
                f"{row.cpu_p50_ms:.2f}",
                f"{row.cpu_p99_ms:.2f}",
                f"{row.cpu_p50_ms / rows[0].cpu_p50_ms:.2f}",
                f"{row.build:.2f}" if built else "–",
                f"{count / row.cpu_build:,.0f}" if built else "–",
                f"{row.start:.2f}",
                f"{row.resident:.0f}",
            ]
        )
    widths = [max(map(len, column)) + 2 for column in zip(*cells, strict=True)]
    return "\n".join(
        [
            f"{count:,} passages; cpu: ms of the processor; ratio: the engine's cpu p50 to {rows[0].engine}'s",
            *("".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in cells),
            *(f"  {name}: {ms:.1f} ms" for row in rows for name, ms in row.worst_ms.items()),
        ]
    )


def _step(step: str, engine: str, corpus: str, asked: str, folder: str, questions: str) -> None:
    """One step of one engine, in this process; what came of it on standard output."""
    made = ENGINES[engine]()
    if step == "build":
        figures = measuring.build(made, Path(corpus), Path(folder))
    else:
        figures = measuring.answer(made, Path(corpus), Path(asked), Path(folder), int(questions), BEGUN)
    sys.stdout.write(json.dumps(figures))


if __name__ == "__main__":
    if sys.argv[1:2] in (["build"], ["answer"]):
        _step(*sys.argv[1:])
    else:
        bench()
