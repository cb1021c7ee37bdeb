"""Which strings of letters are Vietnamese syllables: every onset with every rhyme, by the rules of spelling."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from bot.language.normal import fold

_ONSETS: Final = ("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x").split()
_RHYMES: Final = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng "
    "eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac "
    "oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oem oen oeo oet oc oi om on ong "
    "oong ooc op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um "
    "un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưng ươc ươi "
    "ươm ươn ương ươp ươt ưt ưu y yêm yên yêng yêt yêu"
).split()
_SYLLABLE: Final = re.compile(
    f"({'|'.join(sorted(_ONSETS, key=len, reverse=True))})?({'|'.join(sorted(_RHYMES, key=len, reverse=True))})"
)
_FOLDED: Final = re.compile(
    f"(?:{'|'.join(sorted({fold(onset) for onset in _ONSETS}, key=len, reverse=True))})?"
    f"(?:{'|'.join(sorted({fold(rhyme) for rhyme in _RHYMES}, key=len, reverse=True))})|gi|qu"
)
_BY_NEXT_LETTER: Final = {"k": True, "gh": True, "ngh": True, "c": False, "g": False, "ng": False}
_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_AFTER_STOPS: Final = frozenset(("\u0301", "\u0323"))


def _is_spelled(letters: str) -> bool:
    """Whether onset and rhyme go together: ``k``, ``gh``, ``ngh`` before e, ê, i, y, and ``c``, ``g``, ``ng`` not."""
    parts = _SYLLABLE.fullmatch(letters)
    if parts is None:
        return False
    onset, rhyme = parts.groups()
    return onset not in _BY_NEXT_LETTER or (rhyme[0] in "eêiy") is _BY_NEXT_LETTER[onset]


@lru_cache(maxsize=65_536)
def is_legal(syllable: str) -> bool:
    """Whether a syllable, in lower-case NFC with its accents, can be Vietnamese.

    Those that end in c, ch, p or t bear the acute or the dot below and no other tone, as in ``học`` or ``tập``.

    >>> [word for word in ("nghị", "hội", "kế", "web", "hôc", "ko", "nghi") if is_legal(word)]
    ['nghị', 'hội', 'kế', 'nghi']
    """
    apart = unicodedata.normalize("NFD", syllable)
    tones = [mark for mark in apart if mark in _TONES]
    letters = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in _TONES))
    if len(tones) > 1 or not (_is_spelled(letters) or re.fullmatch("g(i|in|im|iêng|ia)|qu(a|â|ơ)?y?", letters)):
        return False
    ends_in_stop = re.search("(c|ch|p|t)$", letters) is not None
    return not ends_in_stop or (len(tones) == 1 and tones[0] in _AFTER_STOPS)


def is_legal_folded(syllable: str) -> bool:
    """Whether a syllable without its accents may be Vietnamese.

    >>> [word for word in ("truong", "adgmin", "hoc", "upu") if is_legal_folded(word)]
    ['truong', 'hoc']
    """
    return _FOLDED.fullmatch(syllable) is not None
