"""Syllables that carry a question's grammar rather than its subject. Folded, as questions often come."""

from __future__ import annotations

from typing import Final

FUNCTION_SYLLABLES: Final = frozenset(
    (
        "gi ai nao dau bao nhieu may sao the la cua va cac nhung co da duoc trong o cho voi mot nay do thi ma "
        "bi tu den vao khi ve theo tai nhu cung ra con lai boi dieu cai nguoi viec goi ten loai vi lam hay "
        "hoac kia tren duoi no ho ong ba anh chi khong luc xin cho hoi biet toi minh em ban a oi nhe voi di "
        "rang se dang vua moi rat"
    ).split()
)
"""Roughly sixty syllables, by hand: question words, pronouns, particles, auxiliaries. They count, but for less."""
