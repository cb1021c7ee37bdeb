"""Files that are broken or built to break: each a located message, soon and small, and the others are still read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux tells how much memory was held")

GOOD = "title: Giao ban\nsource: {name: Cổng Bộ}\nbody: Thứ trưởng chủ trì.\n"
BOMB = "a: &a [x, x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}]\n"
    for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)

BAD = {
    "bomb": (BOMB.encode(), 1, "anchor"),
    "python-object": (b'title: x\nbody: !!python/object/apply:os.system ["true"]\n', 2, "tag"),
    "duplicate-keys": (f"{GOOD}title: Hai\n".encode(), 4, "duplicate-key"),
    "deep": (b"[" * 50_000, 1, "too-deep"),
    "many-values": (b"title: x\ntopics: [" + b"a," * 2_400_000 + b"a]\n", 2, "too-many-values"),
    "many-entries": (b"- {title: x, body: y}\n" * 200_000, 10_001, "too-many-values"),
    "huge": (b"title: x\nbody: |\n" + b"  chu\n" * 8_400_000, 0, "too-large"),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00", 1, "not-utf8"),
    "byte-order-mark": (b"\xef\xbb\xbf" + GOOD.replace("title", "titel").encode(), 1, "missing"),
    "windows-line-ends": (GOOD.replace("\n", "\r\n").replace("body", "bdoy").encode(), 3, "misspelled-key"),
    "tabs": (b"title: x\nsource:\n\tname: y\n", 3, "tab"),
    "latin-1": ("title: Công\nbody: x\n".encode("latin-1"), 1, "not-utf8"),
    "wrong-types": (b"title: [a]\nsource: 1\nbody: {a: b}\ntopics: x\n", 1, "no-single-text"),
    "empty": (b"", 1, "no-entry"),
}

_WITHIN = """
import json, sys, time
from pathlib import Path
from bot.knowledge.loading import read_folder
begun = time.perf_counter()
survey = read_folder(Path(sys.argv[1]))
print(json.dumps({
    "seconds": time.perf_counter() - begun,
    # The most that the process ever held, imports and all; unlike ru_maxrss it knows nothing of the parent.
    "megabytes": int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) / 1000,
    "read": [written.entry.title for written in survey.written],
    "found": [[f.position.file.name, f.position.line, f.code] for f in survey.findings],
}))
"""


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_with_its_place_and_the_good_one_beside_it_is_read(tmp_path: Path, name: str) -> None:
    content, line, code = BAD[name]
    (tmp_path / f"{name}.yaml").write_bytes(content)
    (tmp_path / "good.yaml").write_text(GOOD, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", _WITHIN, str(tmp_path)],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2], timeout=60,
    )  # fmt: skip
    told = json.loads(run.stdout)
    assert told["read"] == ["Giao ban"]
    assert [f"{name}.yaml", line, code] in told["found"]
    assert all(file == f"{name}.yaml" for file, *_ in told["found"])
    assert told["megabytes"] < 200
    print(f"{name}: {told['seconds'] * 1000:.0f} ms, {told['megabytes']:.0f} MB")  # noqa: T201 - with -s, the figures
