"""Entries out of a folder of YAML files: all of them, or every reason why not."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final, TypeVar

from bot.errors import KnowledgeError, Position
from bot.knowledge.entry import Entry, Kind, Meeting, Period, Source, Task, Visibility
from bot.knowledge.reading import Node, read_yaml
from bot.language.normal import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

GLOSSARY_FILE: Final = "glossary.yaml"
DRAFTS_FOLDER: Final = "drafts"

_DATE: Final = re.compile(r"(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}))")
_KEYS: Final = frozenset(
    "id kind title date source topics people questions visibility replaces review_by meeting body".split()
)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """A snapshot of the knowledge. ``version`` changes when, and only when, the content does."""

    entries: tuple[Entry, ...]
    glossary: Mapping[str, tuple[str, ...]]
    version: str

    def entry(self, name: str) -> Entry | None:
        """The entry with that id; None where there is none."""
        return next((entry for entry in self.entries if entry.id == name), None)


class BrokenKnowledgeError(KnowledgeError):
    """Everything that keeps the knowledge from being served; ``findings`` holds each, located, in order of files."""

    def __init__(self, findings: tuple[KnowledgeError, ...]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings


def load(folder: Path) -> Knowledge:
    """The knowledge in a folder, at any depth, without ``drafts/``.

    Raises:
        BrokenKnowledgeError: with every finding of every file.
    """
    if not folder.is_dir():
        raise KnowledgeError(
            "there is no such folder", where=str(folder), mend="name it with --knowledge or HOIBO_KNOWLEDGE"
        )
    findings: list[KnowledgeError] = []
    entries: dict[str, Entry] = {}
    glossary: dict[str, tuple[str, ...]] = {}
    digest = sha256()
    for file in _files(folder):
        try:
            root = read_yaml(file)
            digest.update(file.read_bytes())
        except KnowledgeError as broken:
            findings.append(broken)
            continue
        if file.name == GLOSSARY_FILE:
            glossary.update(_glossary(root, findings))
            continue
        for node in _mappings(root, file, findings):
            entry = _EntryReader(node, file.stem, findings).entry()
            if entry is None:
                continue
            if entry.id in entries:
                findings.append(
                    KnowledgeError(
                        f"the id {entry.id!r} is taken by {entries[entry.id].position}",
                        where=str(entry.position),
                        mend="give one of the two another id",
                    )
                )
            entries[entry.id] = entry
    if findings:
        raise BrokenKnowledgeError(tuple(findings))
    return Knowledge(tuple(entries.values()), glossary, digest.hexdigest()[:16])


def _files(folder: Path) -> list[Path]:
    return sorted(
        file
        for pattern in ("*.yaml", "*.yml")
        for file in folder.rglob(pattern)
        if file.is_file()
        and not any(part == DRAFTS_FOLDER or part.startswith(".") for part in file.relative_to(folder).parts)
    )


def _mappings(root: Node | None, file: Path, findings: list[KnowledgeError]) -> list[Node]:
    nodes = root.value if root and isinstance(root.value, tuple) else (root,) if root else ()
    if not nodes:
        findings.append(
            KnowledgeError("the file holds no entry", where=str(Position(file, 1)), mend="write one or delete the file")
        )
    good = []
    for node in nodes:
        if isinstance(node, Node) and isinstance(node.value, dict):
            good.append(node)
        elif isinstance(node, Node):
            findings.append(
                KnowledgeError(
                    "an entry must be a mapping of keys to values",
                    where=str(node.position),
                    mend="begin with id: or title:",
                )
            )
    return good


def _glossary(root: Node | None, findings: list[KnowledgeError]) -> dict[str, tuple[str, ...]]:
    held: dict[str, tuple[str, ...]] = {}
    sections = root.value.items() if root and isinstance(root.value, dict) else ()
    for _, section in sections:
        for short, node in section.value.items() if isinstance(section.value, dict) else ():
            many = node.value if isinstance(node.value, tuple) else (node,)
            texts = tuple(
                normalise(item.value) for item in many if isinstance(item, Node) and isinstance(item.value, str)
            )
            if texts:
                held[normalise(short)] = texts
            else:
                findings.append(
                    KnowledgeError(f"{short!r} has no meaning given", where=str(node.position), mend="write it out")
                )
    return held


_Choice = TypeVar("_Choice", Kind, Visibility)


class _EntryReader:
    """Reads one entry's node, gathering every finding rather than stopping at the first."""

    def __init__(self, node: Node, stem: str, findings: list[KnowledgeError]) -> None:
        self._node = node
        self._keys: dict[str, Node] = node.value if isinstance(node.value, dict) else {}
        self._stem = stem
        self._findings = findings

    def entry(self) -> Entry | None:
        before = len(self._findings)
        for key, position in self._node.key_positions:
            if key not in _KEYS:
                self._find(f"the key {key!r} is unknown", position, f"use one of: {', '.join(sorted(_KEYS))}")
        title, body = self._text("title"), self._text("body")
        for name, value in (("title", title), ("body", body)):
            if not value:
                self._find(f"{name} is missing", self._node.position, f"write {name}: …")
        kind = self._choice("kind", Kind, Kind.NEWS)
        visibility = self._choice("visibility", Visibility, Visibility.STAFF)
        entry = Entry(
            id=self._text("id") or self._stem,
            kind=kind,
            title=title,
            source=self._source(),
            body=body,
            position=self._node.position,
            date=self._period(),
            topics=self._texts("topics"),
            people=self._texts("people"),
            questions=self._texts("questions"),
            visibility=visibility,
            replaces=self._text("replaces") or None,
            review_by=self._date(self._keys.get("review_by")),
            meeting=self._meeting(),
        )
        return entry if len(self._findings) == before else None

    def _find(self, what: str, position: Position, mend: str) -> None:
        self._findings.append(KnowledgeError(what, where=str(position), mend=mend))

    def _text(self, key: str) -> str:
        return self._as_text(self._keys.get(key), key)

    def _as_text(self, node: Node | None, key: str) -> str:
        if node is None:
            return ""
        if not isinstance(node.value, str):
            self._find(f"{key} must be text", node.position, 'put it in quotes, or use "|" for a long text')
            return ""
        return normalise(node.value).strip()

    def _texts(self, key: str) -> tuple[str, ...]:
        return self._as_texts(self._keys.get(key), key)

    def _as_texts(self, node: Node | None, key: str) -> tuple[str, ...]:
        if node is None:
            return ()
        if not isinstance(node.value, tuple):
            self._find(f"{key} must be a list", node.position, f"write {key}: [one, another]")
            return ()
        return tuple(text for item in node.value if (text := self._as_text(item, key)))

    def _choice(self, key: str, choices: type[_Choice], default: _Choice) -> _Choice:
        text = self._text(key)
        if not text:
            return default
        try:
            return choices(text)
        except ValueError:
            self._find(f"{key} cannot be {text!r}", self._keys[key].position, f"use one of: {', '.join(choices)}")
            return default

    def _source(self) -> Source:
        node = self._keys.get("source")
        if node is None or not isinstance(node.value, dict):
            self._find(
                "source is missing", node.position if node else self._node.position, "write source: {name: …, url: …}"
            )
            return Source("")
        name = self._as_text(node.value.get("name"), "source.name")
        url = self._as_text(node.value.get("url"), "source.url")
        if not name and not url:
            self._find("source needs a name or a url", node.position, "write source: {name: …, url: …}")
        if url and not re.match(r"https?://[^\s/]+", url):
            self._find(f"the url {url!r} is no link", node.value["url"].position, "begin with https://")
        return Source(name or url.split("/")[2], url or None)

    def _date(self, node: Node | None) -> dt.date | None:
        text = self._as_text(node, "date")
        if node is None or not text:
            return None
        found = _DATE.fullmatch(text)
        try:
            if found and found.group(1):
                return dt.date(int(found.group(1)), int(found.group(2)), int(found.group(3)))
            if found:
                return dt.date(int(found.group(6)), int(found.group(5)), int(found.group(4)))
        except ValueError:
            self._find(f"there is no day {text}", node.position, "check day and month")
            return None
        self._find(f"{text!r} is no date", node.position, "write year-month-day: 2009-05-08")
        return None

    def _period(self) -> Period | None:
        node = self._keys.get("date")
        if node is not None and isinstance(node.value, dict):
            first, last = self._date(node.value.get("from")), self._date(node.value.get("to"))
            if first and last and first <= last:
                return Period(first, last)
            self._find(
                "the period needs from and to, in this order",
                node.position,
                "write date: {from: 2009-01-01, to: 2009-03-31}",
            )
            return None
        day = self._date(node)
        return Period(day, day) if day else None

    def _meeting(self) -> Meeting | None:
        node = self._keys.get("meeting")
        if node is None:
            return None
        if not isinstance(node.value, dict):
            self._find(
                "meeting must hold chair, place, conclusions, tasks", node.position, "indent them under meeting:"
            )
            return None
        held = node.value
        tasks = held.get("tasks")
        return Meeting(
            chair=self._as_text(held.get("chair"), "meeting.chair") or None,
            place=self._as_text(held.get("place"), "meeting.place") or None,
            conclusions=self._as_texts(held.get("conclusions"), "meeting.conclusions"),
            tasks=tuple(self._task(task) for task in tasks.value if isinstance(task, Node))
            if tasks and isinstance(tasks.value, tuple)
            else (),
        )

    def _task(self, node: Node) -> Task:
        if not isinstance(node.value, dict):
            return Task(self._as_text(node, "task"))
        held = node.value
        return Task(
            self._as_text(held.get("task"), "task"),
            self._as_text(held.get("unit"), "unit") or None,
            self._date(held.get("due")),
        )
