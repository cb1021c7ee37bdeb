"""The knowledge folder as a running bot reads it, again and again: only what was changed, and never half of an edit.

A file that an edit broke stays as it was before that edit, and every other edit is served. Files may also break each
other though each is good by itself: an id that stands twice, entries that replace each other in a circle, an entry that
left one file for another which cannot be read. Then the files changed since are held back one after the other until
what is left fits together; at worst that is what was served before.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.errors import KnowledgeError
from bot.knowledge.files import Stamp, in_order, stamped_files
from bot.knowledge.finding import Finding, FoundError
from bot.knowledge.loading import (
    BrokenKnowledgeError,
    Content,
    Knowledge,
    content_of,
    doubled,
    errors_between,
    refuse_missing,
    version_of,
)
from bot.knowledge.manners import give_turns, uncollected

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SETTLED: Final = 3_000_000_000
"""Nanoseconds after which the time of a file's last change tells it from the next: some file systems count in twos of
seconds."""
_NOTHING: Final = Content(())


@dataclass(frozen=True, slots=True)
class _Read:
    """A file as it was read: its content, and the stamp that it had; None where that may not show the next change."""

    content: Content
    stamp: Stamp | None


class Shelf:
    """Reads one knowledge folder as often as it is asked to. For one thread at a time.

    Args:
        folder: the knowledge.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, _Read] = {}
        self._good: dict[str, Content] | None = None

    def load(self) -> Knowledge:
        """The knowledge as it is on the disk now, but for files whose last edit broke something: as they were before.

        Raises:
            BrokenKnowledgeError: with every finding, where nothing good was read before.
            KnowledgeError: the folder is gone, or emptied.
        """
        refuse_missing(self._folder)
        with uncollected():
            now, findings = self._contents()
            if self._good is None:
                fitting = _Fitting({}, now)
                if broken := (*findings, *fitting.findings):
                    raise BrokenKnowledgeError(tuple(FoundError(finding) for finding in broken))
            else:
                self._refuse_emptied(now)
                unseen = {str(one.position.file) for one in findings}
                now |= {file: old for file, old in self._good.items() if _is_under(file, unseen)}
                fitting = _Fitting(self._good, now)
            self._good = fitting.chosen
            return self._knowledge(fitting.chosen, (*findings, *fitting.findings))

    def _refuse_emptied(self, now: Mapping[str, Content]) -> None:
        if self._good and not now and not any(self._folder.iterdir()):
            raise KnowledgeError(
                "thư mục này đã trống (this folder has been emptied)",
                where=str(self._folder),
                mend="xem ổ đĩa chứa thư mục có còn gắn không (look whether the disk that holds it is still mounted)",
            )

    def _contents(self) -> tuple[dict[str, Content], tuple[Finding, ...]]:
        """What each file says now; and the folders that cannot be looked into."""
        files, findings = stamped_files(self._folder)
        read: dict[str, _Read] = {}
        for file, stamp in files.items():
            before = self._read.get(file)
            if before is not None and before.stamp == stamp:
                read[file] = before
                continue
            give_turns(len(read))
            if (one := _read(Path(file), stamp, before)) is not None:
                read[file] = one
        self._read = read
        return {file: one.content for file, one in read.items()}, findings

    def _knowledge(self, chosen: Mapping[str, Content], held_back: tuple[Finding, ...]) -> Knowledge:
        entries = tuple(one.entry for content in chosen.values() for one in content.written)
        glossary = {short: texts for content in chosen.values() for short, texts in content.glossary.items()}
        return Knowledge(entries, glossary, version_of(self._folder, chosen.items()), held_back)


def _read(file: Path, stamp: Stamp, before: _Read | None) -> _Read | None:
    """The file read anew; None where it went meanwhile. What says the same as before is the same object."""
    began = time.time_ns()
    content = content_of(file)
    if not content.raw and content.findings and not file.exists():
        return None
    # A change in the same instant as the last would leave the stamp as it is; and what could not be read may be soon.
    settled = max(stamp.written, stamp.status) < began - _SETTLED and bool(content.raw or not stamp.size)
    if before is not None and content.raw and before.content.digest == content.digest:
        content = before.content
    else:
        # The bytes are kept only of what is broken, for the ids that they name.
        raw = content.raw if content.findings else b""
        content = replace(content, written=tuple(one.without_node() for one in content.written), raw=raw)
    return _Read(content, stamp if settled else None)


def _is_under(file: str, folders: set[str]) -> bool:
    return bool(folders) and any(str(above) in folders for above in Path(file).parents)


class _Fitting:
    """Of each file what is on the disk now or, where that does not fit, what was good before.

    Attributes:
        chosen: what is served of each file, in order.
        findings: why something is held back.
    """

    def __init__(self, good: Mapping[str, Content], now: Mapping[str, Content]) -> None:
        self._good = good
        self._now = now
        self._held = {file for file, content in now.items() if content.findings}
        self.findings = [finding for content in now.values() for finding in content.findings]
        self.chosen = self._choose()
        while unfitting := list(self._unfitting()):
            self._held.update(file for file, _ in unfitting)
            self.findings += [finding for _, finding in unfitting]
            self.chosen = self._choose()

    def _choose(self) -> dict[str, Content]:
        chosen = dict(self._now)
        for file in self._held:
            chosen[file] = self._good.get(file, _NOTHING)
        # In order but for what went from the disk, so that this takes no time in which other threads must wait.
        return {file: chosen[file] for file in sorted(chosen, key=in_order)}

    def _changed(self, file: str) -> bool:
        if file in self._held:
            return False
        now, good = self._now.get(file), self._good.get(file)
        return now is None or good is None or now.digest != good.digest

    def _unfitting(self) -> Iterator[tuple[str, Finding]]:
        """Changed files that do not fit to the others, each with the reason.

        What was good before fitted together, so that in whatever does not fit a changed file has its part.
        """
        yield from self._doubles()
        yield from self._circles()
        if self._held:
            yield from self._lost()

    def _doubles(self) -> Iterator[tuple[str, Finding]]:
        seen: dict[str, tuple[str, Content, int]] = {}
        for file, content in self.chosen.items():
            for number, one in enumerate(content.written):
                first = seen.setdefault(one.entry.id, (file, content, number))
                if first == (file, content, number):
                    continue
                other = first[1].written[first[2]].entry
                if self._changed(file):
                    yield file, doubled(one.entry, other)
                elif self._changed(first[0]):
                    yield first[0], doubled(other, one.entry)

    def _circles(self) -> Iterator[tuple[str, Finding]]:
        for finding in errors_between(one for content in self.chosen.values() for one in content.written):
            file = str(finding.position.file)
            if self._changed(file):
                yield file, finding

    def _lost(self) -> Iterator[tuple[str, Finding]]:
        """Changed files that an entry left which a file that is held back names: it may have moved there."""
        served = {one.entry.id for content in self.chosen.values() for one in content.written}
        for file, old in self._good.items():
            if not self._changed(file):
                continue
            for one in old.written:
                if one.entry.id in served:
                    continue
                by = next((held for held in self._held if self._names(held, one.entry.id)), None)
                if by is not None:
                    yield file, Finding("waits", one.entry.position, (("id", one.entry.id), ("other", by)))
                    break

    def _names(self, held: str, entry_id: str) -> bool:
        content = self._now.get(held, _NOTHING)
        if any(one.entry.id == entry_id for one in content.written):
            return True
        named = rf"(?<![\w-]){re.escape(entry_id)}(?![\w-])"
        return re.search(named, content.raw.decode(errors="replace")) is not None
