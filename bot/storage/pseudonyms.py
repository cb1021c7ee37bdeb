"""Names for people that lead back to nobody without the key."""

from __future__ import annotations

import hmac
from hashlib import sha256


def pseudonym(key: bytes, person: int) -> str:
    """The name under which a person's questions are kept: 24 hexadecimal digits, the same as long as the key is.

    An HMAC rather than a plain hash, since Telegram ids are few enough to try them all.
    """
    return hmac.new(key, b"person:%d" % person, sha256).hexdigest()[:24]


class Pseudonyms:
    """Everyone's pseudonym under one key, the installation's secret."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def of(self, person: int) -> str:
        """The pseudonym of the person with that Telegram id."""
        return pseudonym(self._key, person)

    def of_words(self, normalised: str) -> str:
        """The mark of a question's normalised words: tells it from all others and, without the key, nothing else."""
        words = " ".join(normalised.split()).encode("utf-8", "replace")
        return hmac.new(self._key, b"words:" + words, sha256).hexdigest()[:24]
