"""Whether the sources' links still answer: a few at a time, each server at its own pace."""

from __future__ import annotations

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bot.importing.fetching import FetchError
from bot.knowledge.finding import warning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.importing.fetching import Fetcher
    from bot.knowledge.finding import Finding
    from bot.knowledge.written import Written

SERVERS_AT_ONCE: Final = 4
"""So many servers are asked side by side; of one server, one link after the other."""


GONE: Final = frozenset({404, 410})
"""What servers answer of a page that is there no more. All else may be of the hour, or only for programs."""
BETWEEN: Final = 1.0
"""Seconds between two questions to one server."""
LONGEST_WAIT: Final = 60.0
"""Seconds that a server which asks for a pause is given, once."""


def find_dead_links(
    all_written: Sequence[Written],
    fetcher: Fetcher,
    pause: Callable[[float], None],
    progress: Callable[[], None],
) -> Iterator[Finding]:
    """A warning for each link that is dead, and another for each of which nothing can be said now.

    Args:
        all_written: the entries.
        fetcher: asks the servers.
        pause: waits so many seconds.
        progress: called after each link.
    """
    servers: defaultdict[str, list[Written]] = defaultdict(list)
    for written in all_written:
        if written.entry.source.url:
            servers[urlsplit(written.entry.source.url).netloc].append(written)

    def ask(of_one_server: list[Written]) -> list[Finding]:
        dead = []
        for number, written in enumerate(of_one_server):
            if number:
                pause(BETWEEN)
            url = written.entry.source.url or ""
            if (failed := _failure(url, fetcher, pause)) is not None:
                code = "dead-link" if failed.status in GONE or failed.says == "no-server" else "unsure-link"
                reason = f"HTTP {failed.status}" if failed.status else failed.says
                dead.append(warning(code, written.place_of("source"), url=url, reason=reason))
            progress()
        return dead

    with ThreadPoolExecutor(SERVERS_AT_ONCE) as pool:
        for dead in pool.map(ask, servers.values()):
            yield from dead


def _failure(url: str, fetcher: Fetcher, pause: Callable[[float], None]) -> FetchError | None:
    """Why a link does not answer, after the pause that its server may ask for; None where it does."""
    try:
        fetcher.reach(url)
    except FetchError as failed:
        if not 0 < failed.wait <= LONGEST_WAIT:
            return failed
        pause(failed.wait)
    else:
        return None
    try:
        fetcher.reach(url)
    except FetchError as failed:
        return failed
    return None
