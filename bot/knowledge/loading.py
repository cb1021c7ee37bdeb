"""Entries out of a folder of YAML files: all of them, or every reason why not."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from bot.errors import KnowledgeError, Position
from bot.knowledge.entry_reader import EntryReader
from bot.knowledge.finding import Finding, FoundError
from bot.knowledge.manners import give_turns, uncollected
from bot.knowledge.reading import Node, as_nodes, read_bytes, read_yaml
from bot.language.normal import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.knowledge.entry import Entry

GLOSSARY_FILE: Final = "glossary.yaml"
DRAFTS_FOLDER: Final = "drafts"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """A snapshot of the knowledge. ``version`` changes when, and only when, the content does."""

    entries: tuple[Entry, ...]
    glossary: Mapping[str, tuple[str, ...]]
    version: str

    def entry(self, name: str) -> Entry | None:
        """The entry with that id; None where there is none."""
        return next((entry for entry in self.entries if entry.id == name), None)


@dataclass(frozen=True, slots=True)
class Written:
    """An entry beside the YAML node that it was read from, so that a finding can point into it."""

    entry: Entry
    node: Node


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
    if survey.findings:
        raise BrokenKnowledgeError(tuple(FoundError(finding) for finding in survey.findings))
    return Knowledge(tuple(written.entry for written in survey.written), survey.glossary, survey.version)


def read_folder(folder: Path, *, with_nodes: bool = True) -> Survey:
    """Everything in a folder, at any depth, without ``drafts/``: what is good, and each thing that is not.

    Args:
        folder: the knowledge.
        with_nodes: whether the nodes are kept; letting 20,000 of them go at once would hold up every other thread.

    Raises:
        KnowledgeError: there is no such folder.
    """
    if not folder.is_dir():
        raise KnowledgeError(
            "không có thư mục này (there is no such folder)",
            where=str(folder),
            mend="chỉ ra thư mục tri thức bằng --knowledge hoặc HOIBO_KNOWLEDGE (name it there)",
        )
    findings: list[Finding] = []
    written: dict[str, Written] = {}
    glossary: dict[str, tuple[str, ...]] = {}
    digest = sha256()
    with uncollected():
        for number, file in enumerate(knowledge_files(folder)):
            give_turns(number)
            try:
                raw = read_bytes(file)
                root = as_nodes(file, raw)
            except FoundError as broken:
                findings.append(broken.finding)
                continue
            digest.update(raw)
            if file.name == GLOSSARY_FILE:
                glossary.update(_glossary(root, findings))
                continue
            for one in _entries(root, file, findings):
                if one.entry.id in written:
                    values = (("id", one.entry.id), ("other", str(written[one.entry.id].entry.position)))
                    findings.append(Finding("duplicate-id", one.entry.position, values))
                written[one.entry.id] = one if with_nodes else Written(one.entry, Node({}, one.entry.position))
    return Survey(tuple(written.values()), glossary, digest.hexdigest()[:16], tuple(findings))


def read_file(file: Path) -> tuple[tuple[Written, ...], tuple[Finding, ...]]:
    """The good entries of one file, served or draft, and what keeps the others from being served."""
    findings: list[Finding] = []
    try:
        return tuple(_entries(read_yaml(file), file, findings)), tuple(findings)
    except FoundError as broken:
        return (), (broken.finding,)


def knowledge_files(folder: Path) -> list[Path]:
    """The files that are served, in order of their names: YAML at any depth, no drafts, nothing hidden."""
    return sorted(
        file
        for pattern in ("*.yaml", "*.yml")
        for file in folder.rglob(pattern)
        if file.is_file()
        and not any(part == DRAFTS_FOLDER or part.startswith(".") for part in file.relative_to(folder).parts)
    )


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
