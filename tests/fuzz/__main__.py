"""Puts hostile input through every door and tells what came of it: ``make fuzz``, ``make fuzz INPUTS=100000``.

Each door runs in a process of its own, so that one that takes the interpreter down is a finding like any other. Exit
status 1 where there is a finding.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.fuzz.doors import DOORS, ROOT

WEIGHTS = {
    "question": 0.2,
    "html": 0.2,
    "docx": 0.3,
    "pdf": 0.3,
    "feed": 0.3,
    "minutes": 0.5,
    "buttons": 2,
    "normaliser": 3,
}
"""Shares of the inputs; 1 where nothing is said. What is slow gets fewer."""


def shares(inputs, names):
    whole = sum(WEIGHTS.get(name, 1) for name in names)
    return {name: round(inputs * WEIGHTS.get(name, 1) / whole) + 1 for name in names}


def through(name, inputs, folder):
    """What came of one door."""
    command = [sys.executable, "-m", "tests.fuzz.guided", name, str(inputs), str(folder), str(time.time_ns() % 2**31)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    file = folder / f"{name}.json"
    told = (
        json.loads(file.read_text()) if file.exists() else {"inputs": 0, "refused": 0, "slowest_ms": 0, "findings": {}}
    )
    if ran.returncode != 0:
        told["findings"][f"the process ended with {ran.returncode}: {ran.stderr[-600:]}"] = ""
    return told


def main(inputs, names):
    try:
        import atheris  # noqa: F401, PLC0415  # only to say at once what is missing
    except ImportError:
        sys.stdout.write("left out: atheris is not installed here (it comes with `make fuzz`)\n")
        return 2
    folder = Path(tempfile.mkdtemp(prefix="hoibo-fuzz-"))
    sys.stdout.write("| door | inputs | findings | refused | slowest, ms | seconds |\n|---|---|---|---|---|---|\n")
    findings, total = {}, 0
    for name, share in shares(inputs, names).items():
        begun = time.monotonic()
        told = through(name, share, folder)
        findings |= {f"{name}: {kind}": raw for kind, raw in told["findings"].items()}
        total += told["inputs"]
        sys.stdout.write(
            f"| {name} | {told['inputs']:,} | {len(told['findings'])} | {told['refused']:,} | {told['slowest_ms']} | "
            f"{time.monotonic() - begun:.0f} |\n"
        )
        sys.stdout.flush()
    sys.stdout.write(f"| all | {total:,} | {len(findings)} | | | |\n\nkept in {folder}\n")
    for kind, raw in findings.items():
        sys.stdout.write(f"\n{kind}\n  input (hexadecimal): {raw[:400]}\n")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000, sys.argv[2:] or list(DOORS)))
