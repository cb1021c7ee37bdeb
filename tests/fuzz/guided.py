"""One door under atheris, which keeps what reaches new code: DOOR INPUTS FOLDER [SEED]. Writes FOLDER/DOOR.json.

Unlike libFuzzer's own way it does not end at the first finding: each is kept once, by its kind and place.
"""

from __future__ import annotations

import json
import logging
import sys
import time
import traceback
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["bot"]):
    from tests.fuzz.doors import DOORS

SAVED_EACH = 20_000


class Watch:
    """Enters a door again and again, and remembers how it went."""

    def __init__(self, name, inputs, file):
        self.door = DOORS[name]
        self.inputs = inputs
        self.file = file
        self.count = 0
        self.refused = 0
        self.slowest = (0.0, b"")
        self.findings = {}

    def __call__(self, raw):
        begun = time.process_time()
        try:
            self.door.enter(raw)
        except self.door.refusals:
            self.refused += 1
        except Exception as found:  # noqa: BLE001  # whatever it is, it is a finding
            place = traceback.extract_tb(found.__traceback__)[-1]
            kind = f"{type(found).__name__} {found} at {Path(place.filename).name}:{place.lineno}"[:300]
            self.findings.setdefault(kind, raw.hex())
        took = time.process_time() - begun
        self.count += 1
        self.slowest = max(self.slowest, (took, raw))
        if took > self.door.seconds:
            self.findings.setdefault(f"longer than {self.door.seconds} s", raw.hex())
        if self.count % SAVED_EACH == 0 or self.count == self.inputs:
            self.save()

    def save(self):
        told = {
            "inputs": self.count,
            "refused": self.refused,
            "slowest_ms": round(self.slowest[0] * 1000, 1),
            "slowest": self.slowest[1].hex(),
            "findings": self.findings,
        }
        self.file.write_text(json.dumps(told, indent=1))


def main(name, inputs, folder, seed):
    logging.disable(logging.CRITICAL)
    corpus = folder / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, whole in enumerate(DOORS[name].seeds):
        (corpus / f"seed-{number}").write_bytes(whole)
    watch = Watch(name, inputs, folder / f"{name}.json")
    options = [
        f"-runs={inputs}",
        f"-seed={seed}",
        f"-max_len={DOORS[name].longest}",
        "-rss_limit_mb=2048",
        "-timeout=120",
    ]
    # The corpus it finds goes to the first folder; what libFuzzer tells is of no use here.
    atheris.Setup([sys.argv[0], *options, "-verbosity=0", f"-artifact_prefix={folder}/{name}-", str(corpus)], watch)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]) if len(sys.argv) > 4 else 1)
