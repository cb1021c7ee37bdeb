"""Whether the sources' links still answer: a few at a time, each server at its own pace."""

from __future__ import annotations

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bot.importing.fetching import FetchError
from bot.knowledge.checks.places import place_of
from bot.knowledge.finding import warning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.importing.fetching import Fetcher
    from bot.knowledge.finding import Finding
    from bot.knowledge.loading import Written

SERVERS_AT_ONCE: Final = 4
"""So many servers are asked side by side; of one server, one link after the other."""


def find_dead_links(
    all_written: Sequence[Written], fetcher: Fetcher, pause: Callable[[], None], progress: Callable[[], None]
) -> Iterator[Finding]:
    """A warning for each link that does not answer.

    Args:
        all_written: the entries.
        fetcher: asks the servers.
        pause: called between two questions to one server.
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
                pause()
            url = written.entry.source.url or ""
            try:
                fetcher.fetch(url)
            except FetchError as failed:
                place = place_of(written, "source")
                dead.append(warning("dead-link", place, url=url, reason=failed.what))
            progress()
        return dead

    with ThreadPoolExecutor(SERVERS_AT_ONCE) as pool:
        for dead in pool.map(ask, servers.values()):
            yield from dead
