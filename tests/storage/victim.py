"""A process that answers made-up questions until it is killed. Run with: DATABASE FOLDER LAST.

FOLDER stands for the world outside: ``offset`` is what Telegram was told is taken over, ``sent`` what people got, and
``acknowledged`` what the recorder said is on the disk. Each is written at once, so that a kill cannot take it back.
"""

from __future__ import annotations

import asyncio
import os
import random
import sys
from pathlib import Path

from bot.answering.answer import Status
from bot.settings import read_settings
from bot.storage.exchanges import ChatKind, Exchange
from bot.storage.opening import open_storage
from bot.storage.times import wall_clock
from bot.storage.worker import Worker

CHATS = 40
BATCH = 50
WIDTH = 16


def _append(folder, name, line):
    file = os.open(folder / name, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    os.write(file, f"{line}\n".encode())
    os.close(file)


def _offset(folder):
    file = folder / "offset"
    return max(map(int, file.read_text().split())) if file.exists() else 1


async def main(database, folder, last):
    settings = read_settings(database=database)
    async with open_storage(settings, key=b"k" * 32, lease_seconds=0.5) as storage:

        async def acknowledged(recording, reference):
            await recording
            _append(folder, "acknowledged", reference)

        async def answer(update):
            await asyncio.sleep(random.random() * 0.004)  # noqa: S311
            _append(folder, "sent", update.update_id)
            reference = str(update.update_id)
            recording = storage.recorder.record(
                Exchange(
                    reference=reference, asked_at=wall_clock(), person="p", chat=ChatKind.PRIVATE, language="vi",
                    question="?", normalised="?", status=Status.ANSWER, confidence=1.0, entries=("e",), stages=(),
                    elapsed_ms=1.0,
                )
            )  # fmt: skip
            waiting.add(task := asyncio.create_task(acknowledged(recording, reference)))
            task.add_done_callback(waiting.discard)

        async def give_up(update):
            _append(folder, "given_up", update.update_id)

        waiting = set()
        worker = Worker(storage.updates, answer, give_up=give_up, width=WIDTH, attempts=1000)
        async with worker.running():
            sys.stdout.write("ready\n")
            sys.stdout.flush()
            while (first := _offset(folder)) <= last:
                batch = range(first, min(first + BATCH, last + 1))
                await asyncio.gather(*(worker.accept(number, number % CHATS, "{}") for number in batch))
                _append(folder, "offset", batch[-1] + 1)
                while await storage.updates.open_count() > BATCH:
                    await asyncio.sleep(0.002)
            while await storage.updates.open_count():
                await asyncio.sleep(0.02)
        await asyncio.gather(*waiting)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))
