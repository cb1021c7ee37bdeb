"""Questions from many people at a bot in another process, and how fast and how evenly it answers."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

QUESTIONS = (
    "ai chu tri hoi nghi dang uy bo quy 1 nam 2009",
    "2G tắt sóng khi nào",
    "hội nghị Ban Chấp hành Đảng bộ cơ quan Bộ bàn việc gì?",
    "trưa nay ăn gì",
    "các cuộc họp về chuyển đổi số",
)
ROOT = Path(__file__).parents[2]


@dataclass
class Run:
    """What one bot did: the seconds of each answer, by who asked, and of all."""

    seconds: float = 0.0
    waits: dict = field(default_factory=dict)

    @property
    def all_waits(self):
        return sorted(wait for waits in self.waits.values() for wait in waits)

    def percentile(self, share):
        waits = self.all_waits
        return waits[min(int(len(waits) * share), len(waits) - 1)]


@contextlib.asynccontextmanager
async def bot(kind, server, folder, people, per_second=0.0):
    """The bot of that kind on the server; gives its process."""
    staff = ",".join(str(person.id) for person in people)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.load.bots", kind, server.url, server.token, str(folder), staff, str(per_second),
        cwd=ROOT, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        await server.listens(60)
        yield process
    finally:
        process.terminate()
        await process.wait()


class Ledger:
    """What was asked and not yet answered, kept up while the server's record of calls is read."""

    def __init__(self, server):
        self.server = server
        self.open = {}
        self.run = Run()

    def asks(self, person, message, moment):
        self.open[person, message] = moment

    async def reads(self, *, until_empty=False, seconds=300.0):
        """Reads for ever; with ``until_empty`` until nothing is open."""
        until = time.monotonic() + seconds
        while self.open or not until_empty:
            while self.server.api.calls:
                self._take(self.server.api.calls.popleft())
            if (self.open or not until_empty) and not await self.server.world.change(until - time.monotonic()):
                raise TimeoutError(f"{len(self.open)} questions are not answered")

    def _take(self, call):
        if call.method != "sendMessage" or call.status != 200:
            return
        to, person = call.result.get("reply_to_message", {}).get("message_id"), call.result["chat"]["id"]
        # The echo bot's replies name no message: the oldest question of the chat is the one.
        number = to or next((number for one, number in self.open if one == person), None)
        moment = self.open.pop((person, number), None)
        if moment is not None:
            self.run.waits.setdefault(person, []).append(time.perf_counter() - moment)


async def answered(server, asked, seconds=300.0):
    """Waits until each question has a reply; a `Run`. ``asked``: person → [(message id, moment of asking)]."""
    ledger, begun = Ledger(server), time.perf_counter()
    for person, all_of in asked.items():
        for number, moment in all_of:
            ledger.asks(person, number, moment)
    await ledger.reads(until_empty=True, seconds=seconds)
    ledger.run.seconds = time.perf_counter() - begun
    return ledger.run


async def burst(server, people, each, *, new=False):
    """Every person asks so many questions at once: person → [(message id, moment)].

    They are the same few, whose answers the bot remembers, or with ``new`` no two alike, so that it has to search.
    """
    asked = {}
    for turn in range(each):
        for person in people:
            question = QUESTIONS[(person.id + turn) % len(QUESTIONS)]
            if new:
                question += f" {person.id}"
            asked.setdefault(person.id, []).append(((await person.says(question)).id, time.perf_counter()))
    return asked


def processor_seconds(process):
    """The processor time that a process has used so far."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_megabytes(process):
    """The memory of a process that is in use now."""
    pages = int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
