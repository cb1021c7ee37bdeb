"""Takes out of a text, before it is kept, the numbers and addresses that point to one person."""

from __future__ import annotations

import re

# Begins where a run of such characters begins, so that a long run is read once and not once from each of its letters.
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# A phone: 0 or +84, then nine or ten digits, in groups parted by a space, a full stop or a hyphen.
_PHONE = re.compile(r"(?<![\w/.-])(?:\(?\+?84\)?|0|\(0)(?:[ .-]?\(?\d\)?){9,10}(?![\w/])")
# An identity card: 12 digits (since 2016) or 9 (before), run together or in groups parted by spaces. Full stops part
# the thousands of an amount, so they do not count: 100.000.000 đồng stays.
_IDENTITY = re.compile(r"(?<![\w/.,-])(?:\d{12}|\d{9}|\d{3}(?: \d{3}){2,3})(?![\w/]|[.,]\d)")

EMAIL_MARK = "[email]"
PHONE_MARK = "[điện thoại]"
IDENTITY_MARK = "[số giấy tờ]"


def mask(text: str) -> str:
    """The text with e-mail addresses, phone numbers and identity-card numbers replaced by a word for what stood there.

    >>> mask("gọi 0912 345 678 hoặc viết cho lan@mic.gov.vn")
    'gọi [điện thoại] hoặc viết cho [email]'
    """
    text = _EMAIL.sub(EMAIL_MARK, text)
    # Twelve digits that begin with 0 are an identity card, a phone has ten or eleven: cards that run together go first.
    text = re.sub(r"(?<![\w/.,+-])\d{12}(?![\w/]|[.,]\d)", IDENTITY_MARK, text)
    text = _PHONE.sub(PHONE_MARK, text)
    return _IDENTITY.sub(IDENTITY_MARK, text)
