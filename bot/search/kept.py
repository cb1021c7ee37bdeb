"""An index on the disk: what was read once need not be read again when the bot starts.

A folder holds one part: its arrays as numpy's own files, opened as they lie there, and tantivy's own folder. Nothing in
it is code. It is named by what made it (the program's own modules and the engine's version), so that another release
reads its texts anew; it is written aside and renamed when whole, and each file's size and checksum are looked at first.
"""

from __future__ import annotations

import json
import logging
import secrets
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from unicodedata import unidata_version
from zlib import crc32

import numpy as np
import tantivy
from tantivy.tantivy import __version__ as engine_version

from bot.search.digests import Digests, digest_of
from bot.search.part import Part, schema
from bot.search.pieces import Tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from bot.knowledge.entry import Entry
    from bot.language.abbreviations import Abbreviations

_LOG: Final = logging.getLogger(__name__)

_ENDING: Final = ".index"
_UNFINISHED: Final = ".writing"
_STALE_SECONDS: Final = 900.0
_READ_AT_ONCE: Final = 1 << 20
_MAPPED_BYTES: Final = 1 << 16
_ENGINE: Final = "engine"
_CONTENTS: Final = "contents.json"
_TEXTS: Final = "texts.json"
_ARRAYS: Final = (
    "first", "borders", "folded", "keys", "sentence", "kinds", "asked", "asked_borders", "asked_first",
    "key_numbers", "key_counts", "syllable_counts", "digests", "digest",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kept:
    """A part from the disk, and digests of what its entries said."""

    part: Part
    digests: Digests


class Opened(NamedTuple):
    """A part from the disk, and for each entry its number there; -1 where it holds none that says the same."""

    part: Part
    places: NDArray[np.int64]


class IndexFolder:
    """Keeps the part of an index that was built last.

    Args:
        folder: made when something is kept. Processes may share it; each uses what is whole.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def opened(self, entries: Sequence[Entry]) -> Opened | None:
        """What this release kept last, for those entries; None where there is nothing, or nothing whole."""
        paths = sorted(self._folder.glob(f"{_made_by()}-*{_ENDING}"), key=_changed_at, reverse=True)
        if not paths:
            return None
        with ThreadPoolExecutor(1) as aside:  # files are looked through while it is worked out what the entries say
            whole = aside.submit(_first_whole, paths)
            now = digest_of(entries)
            kept = whole.result()
        return Opened(kept.part, kept.digests.places_of(entries, now)) if kept else None

    def built(self, entries: Sequence[Entry], short: Abbreviations, progress: Callable[[int], None]) -> Part:
        """A part of those entries, kept for the next start; in memory alone where the disk does not take it.

        Args:
            entries: in any order.
            short: see `Part.build`.
            progress: is told the number of passages done so far, now and then.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with TemporaryDirectory(suffix=_UNFINISHED, dir=self._folder, ignore_cleanup_errors=True) as aside:
                return self._kept(Path(aside), entries, short, progress)
        except (OSError, ValueError) as refused:
            _LOG.warning(
                "the index cannot be kept in %s (%s); it is built anew at the next start", self._folder, refused
            )
            return Part.build(entries, short, progress)

    def _kept(
        self, aside: Path, entries: Sequence[Entry], short: Abbreviations, progress: Callable[[int], None]
    ) -> Part:
        whole = aside / "whole"
        whole.mkdir(mode=0o700)  # entries for admins alone are in it too
        (whole / _ENGINE).mkdir()
        engine = tantivy.Index(schema(), path=str(whole / _ENGINE))
        _write(whole, Part.build(entries, short, progress, engine), Digests.of(entries))
        del engine
        place = self._folder / f"{_made_by()}-{secrets.token_hex(8)}{_ENDING}"
        whole.rename(place)
        kept = _opened(place)
        self._forget_others(place)
        return kept.part

    def _forget_others(self, last: Path) -> None:
        """Removes what was kept before, also by other releases, and what a crash left unfinished.

        What is young may be another process's, which is about to open it.
        """
        for path in self._folder.iterdir():
            is_ours = path.name.endswith((_ENDING, _UNFINISHED)) and path != last
            if is_ours and time.time() - _changed_at(path) > _STALE_SECONDS:
                shutil.rmtree(path, ignore_errors=True)


@cache
def _made_by() -> str:
    """A name for whatever decides what an index holds: the modules that read texts, the engine, Python's letters."""
    named = blake2b(f"{engine_version} {unidata_version}".encode(), digest_size=8)
    for package in ("bot.language", "bot.search"):
        for module in sorted(resources.files(package).iterdir(), key=lambda one: one.name):
            if module.name.endswith((".py", ".yaml")):
                named.update(module.read_bytes())
    return named.hexdigest()


def _first_whole(paths: Sequence[Path]) -> Kept | None:
    """What lies in the first folder that is whole; those that are not are removed."""
    for path in paths:
        try:
            return _opened(path)
        except (OSError, ValueError, KeyError, TypeError) as damaged:
            _LOG.warning("%s is damaged (%s); the index is built anew", path, damaged)
            shutil.rmtree(path, ignore_errors=True)
    return None


def _changed_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # another process took it away
        return 0.0


def _write(folder: Path, part: Part, digests: Digests) -> None:
    arrays: dict[str, NDArray[Any]] = {
        "first": part.first, "borders": part.borders, "asked": part.asked, "asked_borders": part.asked_borders,
        "asked_first": part.asked_first, "folded": part.tokens.folded, "keys": part.tokens.keys,
        "sentence": part.tokens.sentence, "kinds": part.tokens.kinds,
        "digests": digests.each, "digest": digests.all_of_them,
        "key_numbers": np.fromiter(part.key_counts.keys(), np.int64, len(part.key_counts)),
        "key_counts": np.fromiter(part.key_counts.values(), np.int64, len(part.key_counts)),
        "syllable_counts": np.fromiter(part.syllables.values(), np.int64, len(part.syllables)),
    }  # fmt: skip
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)
    texts = {
        "introduced": [[number, pairs] for number, pairs in part.introduced.items()],
        "shorts": dict(part.shorts),
        "syllables": " ".join(part.syllables),
    }
    (folder / _TEXTS).write_text(json.dumps(texts, ensure_ascii=False), "utf-8")
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    seals = {str(path.relative_to(folder)): _seal(path) for path in files}
    (folder / _CONTENTS).write_text(json.dumps(seals), "utf-8")


def _seal(path: Path) -> list[int]:
    """The size of a file, and a checksum of what is in it."""
    checksum = 0
    with path.open("rb") as file:
        while piece := file.read(_READ_AT_ONCE):
            checksum = crc32(piece, checksum)
    return [path.stat().st_size, checksum]


def _array(file: Path) -> NDArray[Any]:
    """The array as it lies on the disk; a short one (it may be empty, which cannot be mapped) is read."""
    if file.stat().st_size < _MAPPED_BYTES:
        return np.asarray(np.load(file, allow_pickle=False))
    # A plain view: numpy's own class for mapped files makes every look at them slower.
    return np.asarray(np.load(file, mmap_mode="r", allow_pickle=False))


def _opened(folder: Path) -> Kept:
    """What lies in the folder.

    Raises:
        OSError: a file is missing or cannot be read.
        ValueError: a file is not what was written.
    """
    seals = dict(json.loads((folder / _CONTENTS).read_text("utf-8")))
    if unsealed := {_TEXTS, *(f"{name}.npy" for name in _ARRAYS)} - seals.keys():
        raise ValueError(f"{min(unsealed)} is not listed")
    for name, seal in seals.items():
        if _seal(folder / name) != seal:
            raise ValueError(f"{name} is not as it was written")
    held = {name: _array(folder / f"{name}.npy") for name in _ARRAYS}
    texts: Any = json.loads((folder / _TEXTS).read_text("utf-8"))
    engine = tantivy.Index.open(str(folder / _ENGINE))
    engine.reload()
    part = Part(
        first=held["first"],
        borders=held["borders"],
        tokens=Tokens(held["folded"], held["keys"], held["sentence"], held["kinds"]),
        asked=held["asked"],
        asked_borders=held["asked_borders"],
        asked_first=held["asked_first"],
        key_counts=dict(zip(held["key_numbers"].tolist(), held["key_counts"].tolist(), strict=True)),
        introduced={
            number: tuple((short, meaning) for short, meaning in pairs) for number, pairs in texts["introduced"]
        },
        shorts={short: tuple(meanings) for short, meanings in texts["shorts"].items()},
        engine=engine,
        # To ask the engine for them would take twenty times as long.
        syllables=dict(zip(str(texts["syllables"]).split(), held["syllable_counts"].tolist(), strict=True)),
    )
    return Kept(part, Digests(held["digests"], held["digest"]))
