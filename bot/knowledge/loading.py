"""Entries out of a folder of YAML files: all of them, or every reason why not."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.errors import KnowledgeError, Position
from bot.knowledge.entry_reader import EntryReader
from bot.knowledge.files import knowledge_files
from bot.knowledge.finding import Finding, FoundError
from bot.knowledge.manners import give_turns, uncollected
from bot.knowledge.reading import Node, as_nodes, read_bytes, read_yaml
from bot.knowledge.replacing import find_circles
from bot.knowledge.written import Written
from bot.language.normal import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.knowledge.entry import Entry

GLOSSARY_FILE: Final = "glossary.yaml"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """A snapshot of the knowledge.

    Attributes:
        entries: in order of the files.
        glossary: what abbreviations stand for.
        version: changes when, and only when, the content or its place does.
        held_back: why files are served as they were before their last edit; empty where all are as they are now.
    """

    entries: tuple[Entry, ...]
    glossary: Mapping[str, tuple[str, ...]]
    version: str
    held_back: tuple[Finding, ...] = ()

    def entry(self, name: str) -> Entry | None:
        """The entry with that id; None where there is none."""
        return next((entry for entry in self.entries if entry.id == name), None)


@dataclass(frozen=True, slots=True)
class Survey:
    """A folder as far as it can be read: the good entries, and what is wrong with the others."""

    written: tuple[Written, ...]
    glossary: Mapping[str, tuple[str, ...]]
    version: str
    findings: tuple[Finding, ...]


class BrokenKnowledgeError(KnowledgeError):
    """Everything that keeps the knowledge from being served; ``findings`` holds each, located, in order of files."""

    def __init__(self, findings: tuple[FoundError, ...]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings


def load(folder: Path) -> Knowledge:
    """The knowledge in a folder, at any depth, without ``drafts/``.

    Raises:
        BrokenKnowledgeError: with every finding of every file.
    """
    survey = read_folder(folder, with_nodes=False)
    if findings := (*survey.findings, *errors_between(survey.written)):
        raise BrokenKnowledgeError(tuple(FoundError(finding) for finding in findings))
    return Knowledge(tuple(written.entry for written in survey.written), survey.glossary, survey.version)


def read_folder(folder: Path, *, with_nodes: bool = True) -> Survey:
    """Everything in a folder, at any depth, without ``drafts/``: what is good, and each thing that is not.

    Args:
        folder: the knowledge.
        with_nodes: whether the nodes are kept; letting 20,000 of them go at once would hold up every other thread.

    Raises:
        KnowledgeError: there is no such folder.
    """
    refuse_missing(folder)
    findings: list[Finding] = []
    written: dict[str, Written] = {}
    glossary: dict[str, tuple[str, ...]] = {}
    contents = []
    with uncollected():
        for number, file in enumerate(knowledge_files(folder)):
            give_turns(number)
            content = content_of(Path(file))
            contents.append((file, content))
            findings.extend(content.findings)
            glossary.update(content.glossary)
            for one in content.written:
                if one.entry.id in written:
                    findings.append(doubled(one.entry, written[one.entry.id].entry))
                written[one.entry.id] = one if with_nodes else one.without_node()
    return Survey(tuple(written.values()), glossary, version_of(folder, contents), tuple(findings))


def refuse_missing(folder: Path) -> None:
    """Raises a KnowledgeError where there is no such folder."""
    if not folder.is_dir():
        raise KnowledgeError(
            "không có thư mục này (there is no such folder)",
            where=str(folder),
            mend="chỉ ra thư mục tri thức bằng --knowledge hoặc HOIBO_KNOWLEDGE (name it there)",
        )


@dataclass(frozen=True, slots=True)
class Content:
    """What one file of the knowledge says.

    Attributes:
        written: its good entries.
        glossary: what abbreviations stand for, where it is the glossary.
        findings: what keeps the rest of it from being served.
        raw: the bytes; empty where they could not be read.
        digest: their SHA-256.
    """

    written: tuple[Written, ...]
    glossary: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    raw: bytes = b""
    digest: bytes = b""


def content_of(file: Path) -> Content:
    """What a file says, and what is wrong with it."""
    findings: list[Finding] = []
    raw = b""
    try:
        raw = read_bytes(file)
        root = as_nodes(file, raw)
    except FoundError as broken:
        return Content((), findings=(broken.finding,), raw=raw, digest=sha256(raw).digest())
    if file.name == GLOSSARY_FILE:
        glossary = _glossary(root, findings)
        return Content((), glossary, tuple(findings), raw, sha256(raw).digest())
    written = tuple(_entries(root, file, findings))
    return Content(written, {}, tuple(findings), raw, sha256(raw).digest())


def find_entry(folder: Path, entry_id: str) -> Entry | None:
    """The good entry of that id; None where there is none. Of 20,000 files only those that name it are parsed."""
    named = entry_id.encode()
    for number, file in enumerate(map(Path, knowledge_files(folder))):
        give_turns(number)
        try:
            raw = read_bytes(file)
        except FoundError:
            continue
        # An id beyond ASCII may be written with its marks apart.
        if file.stem == entry_id or named in raw or not entry_id.isascii():
            for one in content_of(file).written:
                if one.entry.id == entry_id:
                    return one.entry
    return None


def doubled(entry: Entry, other: Entry) -> Finding:
    """The finding that an entry has the id of another."""
    return Finding("duplicate-id", entry.position, (("id", entry.id), ("other", str(other.position))))


def errors_between(written: Iterable[Written]) -> tuple[Finding, ...]:
    """What keeps entries from being served together, though each is good by itself: replacing in a circle."""
    return tuple(find_circles([one for one in written if one.entry.replaces is not None]))


def version_of(folder: Path, contents: Iterable[tuple[str, Content]]) -> str:
    """The version of the knowledge that files with these contents make, their names counted."""
    digest = sha256()
    above = len(str(folder))
    for file, content in contents:
        digest.update(file[above:].encode("utf-8", "surrogateescape") + b"\0" + content.digest)
    return digest.hexdigest()[:16]


def read_file(file: Path) -> tuple[tuple[Written, ...], tuple[Finding, ...]]:
    """The good entries of one file, served or draft, and what keeps the others from being served."""
    findings: list[Finding] = []
    try:
        return tuple(_entries(read_yaml(file), file, findings)), tuple(findings)
    except FoundError as broken:
        return (), (broken.finding,)


def _entries(root: Node | None, file: Path, findings: list[Finding]) -> list[Written]:
    read = ((EntryReader(node, file.stem, findings).entry(), node) for node in _mappings(root, file, findings))
    return [Written(entry, node) for entry, node in read if entry is not None]


def _mappings(root: Node | None, file: Path, findings: list[Finding]) -> list[Node]:
    nodes = root.value if root and isinstance(root.value, tuple) else (root,) if root else ()
    if not nodes:
        findings.append(Finding("no-entry", Position(file, 1)))
    good = []
    for node in nodes:
        if isinstance(node, Node) and isinstance(node.value, dict):
            good.append(node)
        elif isinstance(node, Node):
            findings.append(Finding("no-mapping", node.position))
    return good


def _glossary(root: Node | None, findings: list[Finding]) -> dict[str, tuple[str, ...]]:
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
                findings.append(Finding("no-meaning", node.position, (("short", short),)))
    return held
