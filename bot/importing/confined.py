"""Documents read in a process of their own, which may not grow or go on without end.

A PDF of eight kilobytes made pdfium take gigabytes and then end its whole process; a DOCX with wide cells kept
python-docx busy for minutes. Neither can be bounded from inside. So what may blow up is read by a child, which the
system stops at its bound of memory and this process at its bound of time; what comes back is plain JSON. The child
knows none of the bot's settings.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import logging
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.importing.document import Document, ImportingError
from bot.importing.kinds import document_of, is_office_file

if TYPE_CHECKING:
    from typing import Any

_LOG: Final = logging.getLogger(__name__)

MOST_MEMORY: Final = 400_000_000
"""Bytes that the child may hold; a report of 300 pages takes a tenth of it."""
LONGEST: Final = 40.0
"""Seconds that it may take."""
LARGEST_BESIDE: Final = 500_000
"""Bytes up to which pages and plain texts are read in this process: a second's work at most."""
_ROOT: Final = str(Path(__file__).parents[2])
_CHILD: Final = "import sys; sys.path.insert(0, sys.argv[1]); from bot.importing.confined import serve; serve()"


def read_confined(content: bytes, name: str, url: str | None, charset: str | None) -> Document:
    """What ``document_of`` says, by a child where the document may take more than it should.

    Raises:
        ImportingError: as ``document_of``; or it takes too long or too much memory.
    """
    if not is_office_file(content) and len(content) <= LARGEST_BESIDE:
        return document_of(content, name, url, charset)
    head = json.dumps({"name": name, "url": url, "charset": charset}).encode()
    try:
        done = subprocess.run(  # noqa: S603 - this very program, with nothing of the document's on its command line
            [sys.executable, "-B", "-c", _CHILD, _ROOT],
            input=head + b"\n" + content,
            capture_output=True,
            timeout=LONGEST,
            check=False,
            env={kept: os.environ[kept] for kept in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if kept in os.environ},
        )
    except subprocess.TimeoutExpired as slow:
        raise ImportingError(
            f"took more than {LONGEST:.0f} s", says="too-slow", where=name, mend="copy the text into a .txt"
        ) from slow
    if done.returncode < 0:  # stopped by the system, or by a library that was refused more
        raise _too_much(name)
    if done.returncode > 0:
        _LOG.error("a document could not be read:\n%s", done.stderr.decode(errors="replace")[-2_000:])
        raise ImportingError("it cannot be read", says="broken", where=name, mend="copy the text into a .txt")
    said = json.loads(done.stdout)
    if "document" not in said:
        raise ImportingError(said["what"], says=said["says"], where=name, mend=said["mend"])
    return _document(said["document"])


def serve() -> None:
    """The child's whole life: reads one document from standard input and writes what became of it as JSON."""
    _bound_memory()
    head = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    answer: dict[str, object]
    try:
        document = document_of(content, head["name"], head["url"], head["charset"])
        answer = {"document": asdict(document) | {"date": document.date.isoformat() if document.date else None}}
    except ImportingError as refused:
        answer = _as_json(refused)
    except MemoryError:
        answer = _as_json(_too_much(head["name"]))
    sys.stdout.write(json.dumps(answer))


def _as_json(refused: ImportingError) -> dict[str, object]:
    return {"what": refused.what, "says": refused.says, "mend": refused.mend}


def _too_much(name: str) -> ImportingError:
    return ImportingError(
        "reading it takes too much memory", says="too-large", where=name, mend="copy the text into a .txt"
    )


def _bound_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - Windows has none; there the bound of time is the only one
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    bound = MOST_MEMORY if most == resource.RLIM_INFINITY else min(most, MOST_MEMORY)
    resource.setrlimit(resource.RLIMIT_DATA, (bound, bound))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError):  # a service may be forbidden to change even its own priority
        os.nice(10)  # people are answered first


def _document(held: dict[str, Any]) -> Document:
    date = dt.date.fromisoformat(held["date"]) if held["date"] else None
    paragraphs, notes = tuple(held["paragraphs"]), tuple(held["notes"])
    return Document(paragraphs, held["title"], date, held["url"], held["site"], notes)
