"""Whether the readers of pages and files are there: they come with an optional part of the installation."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Final

from bot.importing.document import ImportingError

READERS: Final = ("trafilatura", "readability", "docx", "pypdfium2", "feedparser")
"""The modules of the extra ``import``."""


def need_readers() -> None:
    """Returns where everything is there that reading pages and files takes; call it before importing ``taking``.

    Raises:
        ImportingError: something is missing; its mend says how to install it.
    """
    missing = [name for name in READERS if find_spec(name) is None]
    if missing:
        raise ImportingError(
            f"the readers of pages and files are not installed: {', '.join(missing)}",
            says="no-readers",
            where="hoibo",
            mend="pip install 'hoibo[import]' (chưa cài phần đọc trang và tệp)",
        )
