"""One entry out of one YAML mapping, or every reason why not."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final, TypeVar

from rapidfuzz import fuzz, process

from bot.knowledge.entry import Entry, Kind, Meeting, Period, Source, Task, Visibility
from bot.knowledge.finding import Finding
from bot.knowledge.reading import Node
from bot.knowledge.secrecy import find_secret
from bot.knowledge.written import Written
from bot.language.normal import fold, normalise

if TYPE_CHECKING:
    from bot.errors import Position

KEYS: Final = tuple(
    "id kind title date source topics people questions visibility replaces review_by meeting body".split()
)
"""The keys of an entry, in the order in which they are written."""
_MEETING_KEYS: Final = ("chair", "place", "conclusions", "tasks")
_TASK_KEYS: Final = ("task", "unit", "due")
_LIKELY_MEANT: Final = 60
"""The likeness in percent from which a key is taken for a slip of another: "quetions" and "questions" have 94."""
_IN_VIETNAMESE: Final = {
    "ma": "id", "loai": "kind", "tieude": "title", "tenbai": "title", "ngay": "date", "ngaythang": "date",
    "nguon": "source", "chude": "topics", "nguoi": "people", "nhanvat": "people", "cauhoi": "questions",
    "cachhoi": "questions", "aiduocxem": "visibility", "thaythe": "replaces", "xemlai": "review_by", "hop": "meeting",
    "noidung": "body", "chutri": "chair", "diadiem": "place", "ketluan": "conclusions", "nhiemvu": "tasks",
    "viec": "task", "donvi": "unit", "han": "due",
}  # fmt: skip
"""What a key is called by who writes it in Vietnamese, folded and without spaces."""
_DATE: Final = re.compile(r"(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}))")

UNFILLED: Final = "…"
"""What a new entry has where its author has yet to write: no text."""

_Choice = TypeVar("_Choice", Kind, Visibility)


class EntryReader:
    """Reads one entry's node, gathering every finding rather than stopping at the first."""

    def __init__(self, node: Node, stem: str, findings: list[Finding]) -> None:
        self._node = node
        self._keys: dict[str, Node] = node.value if isinstance(node.value, dict) else {}
        self._stem = stem
        self._findings = findings

    def entry(self) -> Entry | None:
        """The entry; None where something keeps it from being served, which is then among the findings."""
        before = len(self._findings)
        self._know(self._node, KEYS)
        title, body = self._text("title"), self._text("body")
        for name, value in (("title", title), ("body", body)):
            if not value:
                self._find("missing", self._node.position, key=name)
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
        if len(self._findings) > before:
            return None
        self._findings.extend(find_secret(Written(entry, self._node)))
        return entry if len(self._findings) == before else None

    def _find(self, code: str, position: Position, **values: str) -> None:
        self._findings.append(Finding(code, position, tuple(values.items())))

    def _know(self, node: Node, known: tuple[str, ...]) -> None:
        """Finds the keys of a mapping that are not known, with the known one that was likely meant."""
        for key, position in node.key_positions:
            if key in known:
                continue
            near = process.extractOne(fold(key), known, scorer=fuzz.ratio, score_cutoff=_LIKELY_MEANT)
            meant = _IN_VIETNAMESE.get(re.sub(r"[\W_]", "", fold(key)))
            if near or meant in known:
                self._find("misspelled-key", position, key=key, meant=near[0] if near else str(meant))
            else:
                self._find("unknown-key", position, key=key, known=", ".join(known))

    def _text(self, key: str) -> str:
        return self._as_text(self._keys.get(key), key)

    def _as_text(self, node: Node | None, key: str) -> str:
        if node is None:
            return ""
        if not isinstance(node.value, str):
            self._find("no-single-text", node.position, key=key)
            return ""
        text = normalise(node.value).strip()
        return "" if text == UNFILLED else text

    def _texts(self, key: str) -> tuple[str, ...]:
        return self._as_texts(self._keys.get(key), key)

    def _as_texts(self, node: Node | None, key: str) -> tuple[str, ...]:
        if node is None or (node.value == "" and not node.style):  # "topics:" with nothing behind it
            return ()
        if not isinstance(node.value, tuple):
            self._find("no-list", node.position, key=key)
            return ()
        return tuple(text for item in node.value if (text := self._as_text(item, key)))

    def _choice(self, key: str, choices: type[_Choice], default: _Choice) -> _Choice:
        text = self._text(key)
        if not text:
            return default
        try:
            return choices(text)
        except ValueError:
            self._find("no-choice", self._keys[key].position, key=key, value=text, choices=", ".join(choices))
            return default

    def _source(self) -> Source:
        node = self._keys.get("source")
        if node is None or not isinstance(node.value, dict):
            self._find("source-missing", node.position if node else self._node.position)
            return Source("")
        self._know(node, ("name", "url"))
        name = self._as_text(node.value.get("name"), "source.name")
        url = self._as_text(node.value.get("url"), "source.url")
        if not name and not url:
            self._find("source-empty", node.position)
        if not url:
            return Source(name)
        link = re.match(rf"https?://([^\s/{UNFILLED}]+)\S*$", url)
        if link is None:
            self._find("no-link", node.value["url"].position, url=url)
            return Source(name)
        return Source(name or link.group(1), url)

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
            self._find("no-such-day", node.position, date=text)
            return None
        self._find("no-date", node.position, date=text)
        return None

    def _period(self) -> Period | None:
        node = self._keys.get("date")
        if node is not None and isinstance(node.value, dict):
            self._know(node, ("from", "to"))
            first, last = self._date(node.value.get("from")), self._date(node.value.get("to"))
            if first and last and first <= last:
                return Period(first, last)
            self._find("no-period", node.position)
            return None
        day = self._date(node)
        return Period(day, day) if day else None

    def _meeting(self) -> Meeting | None:
        node = self._keys.get("meeting")
        if node is None:
            return None
        if not isinstance(node.value, dict):
            self._find("no-meeting", node.position, known=", ".join(_MEETING_KEYS))
            return None
        self._know(node, _MEETING_KEYS)
        held = node.value
        tasks = held.get("tasks")
        if tasks is not None and not isinstance(tasks.value, tuple):
            self._find("no-list", tasks.position, key="meeting.tasks")
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
        self._know(node, _TASK_KEYS)
        held = node.value
        if not self._as_text(held.get("task"), "task"):
            self._find("missing", node.position, key="task")
        return Task(
            self._as_text(held.get("task"), "task"),
            self._as_text(held.get("unit"), "unit") or None,
            self._date(held.get("due")),
        )
