"""Figures for Prometheus. They count; no text of anybody, no name and no id is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

if TYPE_CHECKING:
    import asyncio

    from bot.storage.exchanges import Exchange

BUCKETS: Final = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
"""Seconds: from the search alone to an answer that had to wait for Telegram's limits."""


class Metrics:
    """The figures of one process, in a registry of their own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._questions = Counter("hoibo_questions", "Questions answered.", ["status"], registry=self._registry)
        self._seconds = Histogram(
            "hoibo_answer_seconds", "Seconds of an answer.", buckets=BUCKETS, registry=self._registry
        )
        self._errors = Counter("hoibo_errors", "Updates that ended in an error.", registry=self._registry)
        self._posts = Counter(
            "hoibo_webhook_posts", "Posts to the webhook by the status they got.", ["code"], registry=self._registry
        )
        self._inbox = Gauge("hoibo_inbox_updates", "Updates taken over and not finished.", registry=self._registry)
        self._entries = Gauge("hoibo_knowledge_entries", "Entries that are served.", registry=self._registry)

    def answered(self, exchange: Exchange) -> None:
        """Counts a question."""
        self._questions.labels(exchange.status.value).inc()
        self._seconds.observe(exchange.elapsed_ms / 1000)

    def failed(self) -> None:
        """Counts an update that ended in an error."""
        self._errors.inc()

    def posted(self, code: int) -> None:
        """Counts a post to the webhook by the HTTP status that it got."""
        self._posts.labels(str(code)).inc()

    def text(self, *, entries: int, inbox: float) -> bytes:
        """All figures in Prometheus' text format. ``inbox`` is NaN where the database does not tell."""
        self._entries.set(entries)
        self._inbox.set(inbox)
        return generate_latest(self._registry)


class TakesExchanges(Protocol):
    """What keeps exchanges."""

    def record(self, exchange: Exchange) -> asyncio.Future[None]:
        """Begins to record and returns at once."""


class Counting:
    """Counts exchanges on their way to what keeps them."""

    def __init__(self, kept_by: TakesExchanges, metrics: Metrics) -> None:
        self._kept_by = kept_by
        self._metrics = metrics

    def record(self, exchange: Exchange) -> asyncio.Future[None]:
        """Counts it, begins to record it and returns at once."""
        self._metrics.answered(exchange)
        return self._kept_by.record(exchange)
