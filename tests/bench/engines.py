"""The engines that are measured, each as its own documentation shows it, all given the same passages.

The peers search text whose accents are folded, since half of the questions come without; that is their better side.
"""

from __future__ import annotations

import gc
import re
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bot.language.normal import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from corpus import Passage

    from bot.knowledge.entry import Entry

BEST = 10
"""How many results an engine gives."""


class Engine(Protocol):
    """What is measured. ``build`` is called in one process, ``open`` and ``search`` in another."""

    def build(self, passages: Iterable[Passage], folder: Path) -> None:
        """Makes the index, in the folder where the engine can keep one."""

    def open(self, passages: Iterable[Passage], folder: Path) -> None:
        """Ready to search, from what ``build`` left; the passages are read only by engines that keep nothing."""

    def search(self, question: str) -> list[str]:
        """The ids of at most ``BEST`` passages, best first."""


class Hoibo:
    """This project, through its only door: with dates and numbers checked, confidence, and an excerpt."""

    def build(self, passages: Iterable[Passage], folder: Path) -> None:
        from bot.answering.answerer import Answerer
        from bot.knowledge.manners import uncollected
        from bot.search.kept import IndexFolder

        with uncollected():  # as a running bot builds its snapshots
            self._answerer = Answerer.build(_entries(passages), folder=IndexFolder(folder / "hoibo"))

    def open(self, passages: Iterable[Passage], folder: Path) -> None:
        self.build(passages, folder)
        gc.freeze()  # as a running bot does with a snapshot: else one question in hundreds waits for a walk through all

    def search(self, question: str) -> list[str]:
        return [result.entry.id for result in self._answerer.answer(question).results]


class HoiboRanking:
    """Its ranking alone, which is what the peers do: the question as it was meant, candidates, evidence, order."""

    def build(self, passages: Iterable[Passage], folder: Path) -> None:
        if not (folder / "hoibo").exists():
            self.open(passages, folder)

    def open(self, passages: Iterable[Passage], folder: Path) -> None:
        from bot.knowledge.manners import uncollected
        from bot.search.index import Index
        from bot.search.kept import IndexFolder
        from bot.search.searcher import Searcher

        with uncollected():
            self._searcher = Searcher(Index.build(_entries(passages), folder=IndexFolder(folder / "hoibo")))
        gc.freeze()

    def search(self, question: str) -> list[str]:
        found = self._searcher.search(question).found
        return list(dict.fromkeys(one.located.entry.id for one in found))[:BEST]


def _entries(passages: Iterable[Passage]) -> list[Entry]:
    from bot.errors import Position
    from bot.knowledge.entry import Entry, Kind, Source

    source, position = Source("bench"), Position(Path("bench"))
    return [Entry(one.id, Kind.NEWS, one.title, source, one.text, position) for one in passages]


class Tantivy:
    """tantivy with its own tokenizer, query parser and ranking."""

    def build(self, passages: Iterable[Passage], folder: Path) -> None:
        import tantivy

        fields = tantivy.SchemaBuilder()
        fields.add_text_field("id", stored=True, tokenizer_name="raw")
        fields.add_text_field("text")
        (folder / "tantivy").mkdir()
        index = tantivy.Index(fields.build(), path=str(folder / "tantivy"))
        writer = index.writer(heap_size=64_000_000, num_threads=1)
        for one in passages:
            writer.add_document(tantivy.Document(id=one.id, text=_whole(one)))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, passages: Iterable[Passage], folder: Path) -> None:
        import tantivy

        del passages
        self._index = tantivy.Index.open(str(folder / "tantivy"))
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, question: str) -> list[str]:
        query, _ = self._index.parse_query_lenient(_words(question), ["text"])
        return [self._searcher.doc(address)["id"][0] for _, address in self._searcher.search(query, BEST).hits]


class Bm25s:
    """bm25s, its default BM25, over syllables."""

    def build(self, passages: Iterable[Passage], folder: Path) -> None:
        import bm25s

        ids, texts = zip(*((one.id, _whole(one)) for one in passages), strict=True)
        made = bm25s.BM25(corpus=[{"id": name} for name in ids])
        made.index(bm25s.tokenize(list(texts), stopwords=None, show_progress=False), show_progress=False)
        made.save(str(folder / "bm25s"), corpus=[{"id": name} for name in ids])

    def open(self, passages: Iterable[Passage], folder: Path) -> None:
        import bm25s

        del passages
        self._bm25s = bm25s
        self._index = bm25s.BM25.load(str(folder / "bm25s"), load_corpus=True)

    def search(self, question: str) -> list[str]:
        tokens = self._bm25s.tokenize([fold(question)], stopwords=None, show_progress=False)
        best = min(BEST, len(self._index.corpus))
        found, _ = self._index.retrieve(tokens, k=best, show_progress=False)
        return [row["id"] for row in found[0]]


class Fts5:
    """SQLite's FTS5 with accents removed, any of the words, by its bm25()."""

    def build(self, passages: Iterable[Passage], folder: Path) -> None:
        with sqlite3.connect(folder / "fts5.db") as database:
            database.execute(
                "CREATE VIRTUAL TABLE passages USING fts5(id UNINDEXED, text, tokenize='unicode61 remove_diacritics 2')"
            )
            database.executemany(
                "INSERT INTO passages VALUES (?, ?)",
                ((one.id, _whole(one)) for one in passages),
            )
        database.close()

    def open(self, passages: Iterable[Passage], folder: Path) -> None:
        del passages
        self._database = sqlite3.connect(folder / "fts5.db")

    def search(self, question: str) -> list[str]:
        words = _words(question).split()
        found = self._database.execute(
            "SELECT id FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?",
            (" OR ".join(f'"{word}"' for word in words), BEST),
        )
        return [name for (name,) in found]


class Rapidfuzz:
    """rapidfuzz.process.extract over every passage, with its own scorer (WRatio)."""

    def scorer(self) -> Callable[..., float]:
        from rapidfuzz import fuzz

        return fuzz.WRatio

    def build(self, passages: Iterable[Passage], folder: Path) -> None:
        del passages, folder  # keeps nothing: it reads every passage for each question

    def open(self, passages: Iterable[Passage], folder: Path) -> None:
        del folder
        self._ids, self._texts = zip(*((one.id, _whole(one)) for one in passages), strict=True)

    def search(self, question: str) -> list[str]:
        from rapidfuzz import process

        found = process.extract(fold(question), self._texts, scorer=self.scorer(), limit=BEST)
        return [self._ids[place] for _, _, place in found]


class RapidfuzzWords(Rapidfuzz):
    """The same by shared words (token_set_ratio), its best for this task."""

    def scorer(self) -> Callable[..., float]:
        from rapidfuzz import fuzz

        return fuzz.token_set_ratio


def _whole(passage: Passage) -> str:
    """Title and text, folded, in one field; a title that is but the text's beginning would only shift the ranking."""
    repeated = passage.text.startswith(passage.title)
    return fold(passage.text if repeated else f"{passage.title}. {passage.text}")


def _words(question: str) -> str:
    """The folded words alone, so that nothing in a question is taken for the parser's own signs."""
    return " ".join(re.findall(r"\w+", fold(question)))


ENGINES: dict[str, type[Engine]] = {
    "hoibo": Hoibo,
    "hoibo-ranking": HoiboRanking,
    "tantivy": Tantivy,
    "bm25s": Bm25s,
    "fts5": Fts5,
    "rapidfuzz": Rapidfuzz,
    "rapidfuzz-words": RapidfuzzWords,
}
