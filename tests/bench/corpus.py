"""Passages and questions to measure with: made from a seed, the same on every machine, or read from a file.

The passages walk along the pairs of neighbouring syllables in the repository's own knowledge, so that syllables and
pairs come as often as in the news of a ministry. Each has facts of its own (people, places, firms, sums, days,
document numbers), whose vocabulary grows with the number of passages, as that of real news does.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.knowledge.loading import load
from bot.scorecard.ways import Way, type_as

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SURNAMES = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đoàn Đinh Trịnh Mai".split()
MIDDLES = "Văn Thị Đức Minh Hữu Quang Thanh Ngọc Xuân Công Đình Bá Thu Hải Kim Anh Việt Trọng Thế Hồng".split()
GIVEN = (
    "An Bình Châu Cường Dũng Duyên Đạt Điệp Giang Hà Hạnh Hiếu Hòa Hùng Hương Khánh Khoa Lan Lâm Liên Linh Loan Long "
    "Mạnh Nam Nga Nghĩa Nhàn Phúc Phượng Quân Quyên Sơn Tâm Tài Thắng Thảo Thịnh Thủy Tiến Toàn Trang Tú Tuấn Uyên Vinh"
).split()
PLACES = (
    "Hà Nội, Hải Phòng, Đà Nẵng, Cần Thơ, Huế, Quảng Ninh, Lào Cai, Sơn La, Nghệ An, Quảng Trị, Gia Lai, Đắk Lắk, "
    "Lâm Đồng, Tây Ninh, Đồng Tháp, Cà Mau, Thanh Hóa, Bắc Ninh, Hưng Yên, Khánh Hòa, An Giang, Phú Thọ, Thái Nguyên"
).split(", ")
POSTS = "Bộ trưởng, Thứ trưởng, Cục trưởng, Vụ trưởng, Chánh Thanh tra, Viện trưởng, Chủ tịch, Tổng giám đốc".split(
    ", "
)
FACTS = (
    "{post} {name} chủ trì buổi làm việc với {firm} tại {place} ngày {day}.",
    "Theo Quyết định số {code}, {firm} được giao {sum} đồng cho dự án ở {place}.",
    "{firm} do {name} điều hành có {count} đơn vị thành viên, doanh thu năm {year} đạt {sum} đồng.",
    "Ông {name}, đại diện {firm}, cho biết {count} cơ sở tại {place} đã hoàn thành.",
)
ONSETS = "b c ch d g gi h kh l m n nh ph qu r s t th tr v x st br pl gl kr".split()
NUCLEI = "a e i o u an en in on un ar er or al el il os is at et ix am em im om ang eng ing ong".split()
QUESTION_FRAMES = (
    "{one} {two} là gì?",
    "ai {one} {two}?",
    "{one} {two} khi nào?",
    "cho hỏi {one} {two} ở đâu?",
    "bao nhiêu {one} {two}?",
)
ASKED_WAYS = (Way.CLEAN, Way.NO_ACCENTS, Way.TYPOS, Way.BOTH)
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """What is searched: its name, title and text."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question as typed, the way it was typed, and the passage that it was taken from."""

    text: str
    way: str
    passage: str


def read_corpus(file: Path) -> Iterator[Passage]:
    """The passages of a file, ``{"id", "title"?, "text"}`` a line."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Passage(str(row["id"]), row.get("title") or row["text"][:60], row["text"])


def made_corpus(knowledge: Path, size: int, seed: int = 2009) -> Iterator[Passage]:
    """As many passages as asked for, about 150 syllables each, from the statistics of the knowledge's bodies."""
    chance = random.Random(seed)
    walk = _Walk([entry.body for entry in load(knowledge).entries], chance)
    for number in range(size):
        facts = [_fact(chance, size) for _ in range(2)]
        sentences = [*(walk.sentence() for _ in range(chance.randint(3, 6))), *facts]
        chance.shuffle(sentences)
        title = " ".join(sentences[0].rstrip(".").split()[:12])
        yield Passage(f"p{number:06}", title, " ".join(sentences))


def questions_of(passages: list[Passage], number: int, seed: int = 5) -> list[Question]:
    """Questions from two pieces of one passage each, typed by turns clean, without accents, with slips, and both.

    One piece is about one of the five rarest words of the passage: people ask about what tells one text from others.
    """
    chance = random.Random(seed)
    known = Counter(word for passage in passages for word in set(passage.text.split()))
    asked = []
    for turn in range(number):
        passage = chance.choice(passages)
        words = passage.text.split()
        rare = sorted(set(words), key=lambda word: (known[word], word))[:5]
        pieces = [_piece(chance, words, words.index(chance.choice(rare))), _piece(chance, words, None)]
        way = ASKED_WAYS[turn % len(ASKED_WAYS)]
        clean = chance.choice(QUESTION_FRAMES).format(one=pieces[0], two=pieces[1])
        asked.append(Question(type_as(way, clean, str(turn)), way.value, passage.id))
    return asked


class _Walk:
    """Sentences along the pairs of neighbouring words of some texts."""

    def __init__(self, texts: list[str], chance: random.Random) -> None:
        self._chance = chance
        self._after: dict[str, list[str]] = defaultdict(list)
        self._starts: list[str] = []
        for text in texts:
            for sentence in SENTENCE_END.split(text):
                words = sentence.split()
                if len(words) < 4:
                    continue
                self._starts.append(words[0])
                for first, second in pairwise(words):
                    self._after[first].append(second)

    def sentence(self) -> str:
        length = self._chance.randint(18, 40)
        words = [self._chance.choice(self._starts)]
        while len(words) < length and (following := self._after.get(words[-1])):
            words.append(following[int(self._chance.random() * len(following))])
        return " ".join(words).rstrip(".,;:?!") + "."


def _fact(chance: random.Random, size: int) -> str:
    pick = chance.choice
    return pick(FACTS).format(
        post=pick(POSTS),
        name=f"{pick(SURNAMES)} {pick(MIDDLES)} {pick(GIVEN)}",
        place=pick(PLACES),
        firm=f"{pick(('Công ty', 'Tập đoàn', 'Viện', 'Trung tâm'))} {_firm(chance, size)}",
        day=f"{chance.randint(1, 28)}/{chance.randint(1, 12)}/{chance.randint(2005, 2026)}",
        year=chance.randint(2005, 2026),
        code=f"{chance.randint(1, 2999)}/QĐ-BTTTT",
        sum=f"{chance.randint(1, 999)},{chance.randint(1, 9)} {pick(('triệu', 'tỷ'))}",
        count=chance.randint(2, 400),
    )


def _firm(chance: random.Random, size: int) -> str:
    """A name out of about a third as many as there are passages, few of them frequent (Zipf)."""
    rank = int((size / 3 + 10) ** chance.random())
    spelling = random.Random(rank)
    return "".join(spelling.choice(ONSETS) + spelling.choice(NUCLEI) for _ in range(2 + rank % 2)).capitalize()


def _piece(chance: random.Random, words: list[str], about: int | None) -> str:
    """Three to five words in a row, with the word at ``about`` among them."""
    length = chance.randint(3, 5)
    start = chance.randrange(len(words)) if about is None else about - chance.randrange(length)
    start = max(0, min(start, len(words) - length))
    return " ".join(word.strip('.,;:()"“”') for word in words[start : start + length])
