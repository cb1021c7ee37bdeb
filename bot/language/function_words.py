"""Syllables that carry a question's grammar rather than its subject."""

from __future__ import annotations

from typing import Final

from bot.language.syllables import folded_syllable, key

_FUNCTION_WORDS: Final = (
    "gì ai nào đâu bao nhiêu mấy sao thế là của và các những có đã được trong ở cho với một này đó do thì mà "
    "bị từ đến vào khi về theo tại như cũng ra còn lại bởi điều cái người việc gọi tên loại vì làm hay "
    "hoặc kia trên dưới nó họ ông bà anh chị không lúc xin hỏi biết tôi mình em bạn à ạ ơi nhé đi "
    "rằng sẽ đang vừa mới rất hôm hả nhỉ"
).split()
FUNCTION_SYLLABLES: Final = frozenset(folded_syllable(word) for word in _FUNCTION_WORDS)
"""About ninety syllables, folded: question words, pronouns, particles, auxiliaries. They count, but for less."""
FUNCTION_KEYS: Final = frozenset(key(word) for word in _FUNCTION_WORDS)
"""The same as keys, so that a question typed with accents tells ``đã`` from ``đá``."""
