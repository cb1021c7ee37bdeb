"""Whether the bot lives and whether it is ready, and its figures."""

from __future__ import annotations

import asyncio
import logging
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.storage.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from bot.storage.opening import Storage
    from bot.web.metrics import Metrics

_LOG: Final = logging.getLogger(__name__)

PATIENCE: Final = 2.0
"""The seconds that the database may take before it does not count as ready."""


@dataclass(slots=True)
class Condition:
    """How the process stands: connected to the Bot API, or about to stop."""

    connected: bool = False
    stopping: bool = False


@dataclass(frozen=True, slots=True)
class Health:
    """Answers those who watch over the process.

    Attributes:
        condition: kept up to date by the process.
        storage: what must take writing.
        entries: gives the number of entries served; none means that there is no knowledge.
        metrics: the figures.
    """

    condition: Condition
    storage: Storage
    entries: Callable[[], int]
    metrics: Metrics

    def routes(self) -> list[Route]:
        """``/health/live``, ``/health/ready``, ``/metrics``."""
        return [
            Route("/health/live", self.live),
            Route("/health/ready", self.ready),
            Route("/metrics", self.figures),
        ]

    async def live(self, _: Request) -> Response:
        """200 as long as the event loop turns."""
        return JSONResponse({"status": "live"})

    async def ready(self, _: Request) -> Response:
        """200 where questions are answered now, else 503; the JSON says what is missing."""
        checks = {
            "knowledge": self.entries() > 0,
            "database": await self._writes(),
            "bot": self.condition.connected and not self.condition.stopping,
        }
        ready = all(checks.values())
        body = {"status": "ready" if ready else "not ready", **checks}
        return JSONResponse(body, 200 if ready else 503)

    async def figures(self, _: Request) -> Response:
        """Prometheus' text format."""
        try:
            inbox: float = await asyncio.wait_for(self.storage.updates.open_count(), PATIENCE)
        except (StorageError, TimeoutError) as silent:
            _LOG.warning("the inbox cannot be counted: %s", silent)
            inbox = math.nan
        return Response(
            self.metrics.text(entries=self.entries(), inbox=inbox),
            media_type="text/plain; version=0.0.4",
        )

    async def _writes(self) -> bool:
        try:
            async with asyncio.timeout(PATIENCE), self.storage.database.write() as transaction:
                # Takes the right to write, which a read-only or locked database refuses, and changes nothing.
                await transaction.execute("UPDATE jobs SET day = day WHERE name IS NULL")
        except (StorageError, TimeoutError) as refused:
            _LOG.warning("not ready: the database does not take writing (%s)", refused)
            return False
        return True
