"""``make bench-knowledge``: what many entries cost those who write them: checking, serving an edit, and who waits."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click
from corpus import made_corpus

from bot.answering.snapshot import Served
from bot.knowledge.shelf import Shelf

ENTRY = """id: bai-{number}
title: >-
  {title}
date: {year}-{month:02}-{day:02}
source: {{name: Mic.gov.vn, url: "https://mic.gov.vn/{number}.htm"}}
topics: [viễn thông, bưu chính]
questions:
  - Bài số {number} nói về việc gì ở Hà Nội?
body: |
  {text}
"""


@click.command()
@click.option("--size", "sizes", multiple=True, type=click.IntRange(50), help="Entries to make; may be repeated.")
def bench(sizes: tuple[int, ...]) -> None:
    """How long `hoibo check` takes, how soon an edit is served, and how long it keeps the event loop waiting."""
    click.echo("| entries | hoibo check s | start s | edit to served s | loop waits: p99 ms, worst ms |")
    click.echo("|---:|---:|---:|---:|---:|")
    for size in sizes or (20_000,):
        with tempfile.TemporaryDirectory(prefix="hoibo-bench-") as name:
            folder = Path(name)
            for number, passage in enumerate(made_corpus(Path("knowledge"), size)):
                _write(folder, number, passage.title, passage.text)
            begun = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "bot", "check", "--knowledge", name], stdout=subprocess.PIPE, check=True
            )
            checked = time.perf_counter() - begun
            begun = time.perf_counter()
            served = Served(Shelf(folder).load)
            started = time.perf_counter() - begun
            file = folder / "2008" / "bai-0.yaml"
            file.write_text(file.read_text("utf-8") + "  Thêm một dòng.\n", "utf-8")
            edited, waits = asyncio.run(_reload(served))
        waits.sort()
        p99, worst = waits[int(len(waits) * 0.99)] * 1000, waits[-1] * 1000
        click.echo(f"| {size:,} | {checked:.1f} | {started:.1f} | {edited:.1f} | {p99:.0f}, {worst:.0f} |")


def _write(folder: Path, number: int, title: str, text: str) -> None:
    year = 2008 + number % 18
    place = folder / str(year)
    place.mkdir(exist_ok=True)
    content = ENTRY.format(number=number, title=title, text=text, year=year, month=number % 12 + 1, day=number % 28 + 1)
    (place / f"bai-{number}.yaml").write_text(content, encoding="utf-8")


async def _reload(served: Served) -> tuple[float, list[float]]:
    """The seconds until an edit is served, and those that the event loop was kept waiting meanwhile."""
    waits: list[float] = []

    async def listen() -> None:
        while True:
            begun = time.perf_counter()
            await asyncio.sleep(0.005)
            waits.append(time.perf_counter() - begun - 0.005)

    listening = asyncio.create_task(listen())
    await asyncio.sleep(0.1)
    begun = time.perf_counter()
    if not await asyncio.to_thread(served.reload):
        raise AssertionError("the edit was not seen")
    edited = time.perf_counter() - begun
    await asyncio.sleep(0.1)
    listening.cancel()
    return edited, waits


if __name__ == "__main__":
    bench()
