"""One engine measured in two fresh processes: one builds, the other opens what was built and answers."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click
from corpus import Question, read_corpus
from engines import ENGINES

from bot.scorecard.figures import quantile

if TYPE_CHECKING:
    from engines import Engine

WORST = {
    "4,096 times one letter": "a" * 4096,
    "2,000 unknown words": " ".join(f"zq{n}xw" for n in range(2000)),
    "only function words": "là của và các những thì mà ở đâu khi nào ai gì bao nhiêu",
    "only digits": "0123456789 " * 60,
    "mixed scripts": "Bộ Министерство 情報通信部 وزارة สื่อสาร 정보통신부 πληροφορία 🏛️ thông tin" * 8,
    "one known word, 800 times": "truyền thông " * 800,
    "nothing but spaces": " " * 4096,
}
"""Input that nobody types in good faith."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one engine did. Times in seconds where not said otherwise, memory in MB (10^6 bytes).

    ``start`` is from the interpreter's first line to the first answer; ``resident`` after all questions. What begins
    with ``cpu`` is the processor's time, all threads together: on a machine that others share, the fairer figure.
    """

    engine: str
    first: float
    by_way: dict[str, float]
    p50_ms: float
    p99_ms: float
    cpu_p50_ms: float
    cpu_p99_ms: float
    build: float
    cpu_build: float
    start: float
    resident: float
    worst_ms: dict[str, float]


def measure(engine: str, corpus: Path, asked: Path, folder: Path, questions: int) -> Measured:
    """Runs the engine over the corpus; only the first ``questions`` of those asked."""
    build = _in_process("build", engine, corpus, asked, folder, questions)
    return Measured(**{**_in_process("answer", engine, corpus, asked, folder, questions), **build, "engine": engine})


def build(engine: Engine, corpus: Path, folder: Path) -> dict[str, object]:
    """Builds in this process; the seconds it took, the reading of the passages not counted."""
    passages = list(read_corpus(corpus))
    begun, used = time.perf_counter(), time.process_time()
    engine.build(passages, folder)
    return {"build": time.perf_counter() - begun, "cpu_build": time.process_time() - used}


def answer(engine: Engine, corpus: Path, asked: Path, folder: Path, questions: int, begun: float) -> dict[str, object]:
    """Opens and answers in this process. ``begun`` is when the process began, by ``time.perf_counter``."""
    with asked.open(encoding="utf-8") as lines:
        rows = [Question(**json.loads(line)) for line, _ in zip(lines, range(questions), strict=False)]
    engine.open(read_corpus(corpus), folder)
    engine.search(rows[0].text)
    start = time.perf_counter() - begun
    times: list[float] = []
    used: list[float] = []
    hits: dict[str, list[bool]] = {}
    with click.progressbar(rows, label=f"{type(engine).__name__:10}", file=sys.stderr) as bar:
        for row in bar:
            asked_at, before = time.perf_counter(), time.process_time()
            found = engine.search(row.text)
            used.append((time.process_time() - before) * 1000)
            times.append((time.perf_counter() - asked_at) * 1000)
            hits.setdefault(row.way, []).append(found[:1] == [row.passage])
    resident = _resident_mb()
    times.sort()
    used.sort()
    return {
        "first": sum(map(sum, hits.values())) / len(rows),
        "by_way": {way: sum(hit) / len(hit) for way, hit in hits.items()},
        "p50_ms": quantile(times, 0.5),
        "p99_ms": quantile(times, 0.99),
        "cpu_p50_ms": quantile(used, 0.5),
        "cpu_p99_ms": quantile(used, 0.99),
        "start": start,
        "resident": resident,
        "worst_ms": {name: _slowest(engine, text) for name, text in WORST.items()} if _is_ours(engine) else {},
    }


def as_lines(rows: list[Question]) -> str:
    """Questions as ``answer`` reads them."""
    return "".join(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in rows)


def _is_ours(engine: Engine) -> bool:
    return type(engine) is ENGINES["hoibo"]


def _slowest(engine: Engine, text: str) -> float:
    """Milliseconds, the slowest of three."""
    slowest = 0.0
    for _ in range(3):
        begun = time.perf_counter()
        engine.search(text)
        slowest = max(slowest, (time.perf_counter() - begun) * 1000)
    return slowest


def _resident_mb() -> float:
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024 / 1e6
    return float("nan")


def _in_process(step: str, engine: str, corpus: Path, asked: Path, folder: Path, questions: int) -> dict[str, object]:
    """What one step printed, run in an interpreter of its own."""
    done = subprocess.run(
        [
            sys.executable,
            str(Path(__file__).parent),
            step,
            engine,
            str(corpus),
            str(asked),
            str(folder),
            str(questions),
        ],
        stdout=subprocess.PIPE,
        check=True,
        encoding="utf-8",
    )
    return json.loads(done.stdout)
