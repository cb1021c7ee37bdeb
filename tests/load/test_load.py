"""Many people, and one who floods: everyone has their answer, and nobody waits for another's messages."""

import asyncio
import contextlib
import os
import sys
import time

import pytest

from bot.local.server import LocalServer
from tests.load.measure import (
    QUESTIONS,
    Ledger,
    answered,
    bot,
    burst,
    processor_seconds,
    resident_megabytes,
)

MINUTES = float(os.environ.get("SOAK_MINUTES", "3"))
MESSAGES = 1_000
RATE = 20
"""Questions a second, with some room below what Telegram lets out."""
WARM = 2_400
"""From then on as many conversations are remembered as ever."""
WARMING = 1 / 3
"""Of the questions: within these, threads that only a queue brings to work have taken their memory as well."""
LEAST_RATIO = 0.85
"""Of our speed to a bare echo bot's."""
SLOWEST = 3.0
"""Seconds within which 99 of 100 answers come, also on a machine that has other work, as long as it can do that."""
BUSY = 1.5
"""A machine that has so many times as much to do as it can leaves the bot too little of itself to promise anything."""
DRAINED = 300
"""Seconds within which the last is answered, also where other work on the machine has left a queue behind."""
FLOOD = 60
"""So many questions one person asks at once, every half minute."""


def people_of(server, number):
    return [server.person(f"Người {one}", 5_000 + one) for one in range(number)]


async def test_a_person_who_floods_holds_nobody_up(tmp_path):
    async with LocalServer() as server:
        flooding, *others = people_of(server, 9)
        async with bot("hoibo", server, tmp_path, [flooding, *others], per_second=25):
            for _ in range(60):
                await flooding.says(QUESTIONS[0])
            for person in others:
                await person.says(QUESTIONS[0])
            for person in others:
                await person.receives("Trần Đức Lai", seconds=30)
            sent = [call.result["chat"]["id"] for call in server.calls("sendMessage")]
            assert sent.count(flooding.id) <= 2 * len(others)
            await flooding.receives("nhanh quá", seconds=30)
            await server.taken()
        assert len([one for one in flooding.history() if one.json["from"]["id"] != flooding.id]) <= 20


async def test_whom_telegram_asks_to_wait_holds_nobody_else_up(tmp_path):
    """Telegram lets five messages at once into one chat: the sixth waits for seconds, and only in that chat."""
    async with LocalServer(flood_control=True) as server:
        flooding, *others = people_of(server, 9)
        async with bot("hoibo", server, tmp_path, [flooding, *others], per_second=25):
            for _ in range(12):
                await flooding.says(QUESTIONS[0])
            async with asyncio.timeout(30):
                while all(call.status != 429 for call in server.api.calls):
                    await server.world.change(1)
            before = len(server.api.calls)
            for person in others:
                await person.says(QUESTIONS[0])
            for person in others:
                await person.receives("Trần Đức Lai", seconds=30)
            sent = [call for call in list(server.api.calls)[before:] if call.method == "sendMessage"]
            assert flooding.id not in [call.result["chat"]["id"] for call in sent if call.status == 200]
            async with asyncio.timeout(60):
                while len([one for one in flooding.history() if "Trần Đức Lai" in one.json["text"]]) < 12:
                    await server.world.change(1)


def told(line):
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def one_burst(kind, folder, people, each, per_second=0.0, *, flood_control=False, new=False):
    async with LocalServer(flood_control=flood_control) as server:
        everyone = people_of(server, people)
        async with bot(kind, server, folder, everyone, per_second) as process:
            await answered(server, await burst(server, everyone[: len(QUESTIONS)], 1))
            used = processor_seconds(process)
            run = await answered(server, await burst(server, everyone, each, new=new))
            return run, (processor_seconds(process) - used) / (people * each)


@pytest.mark.soak
@pytest.mark.slow
@pytest.mark.timeout(900)
async def test_our_own_work_beside_that_of_a_bare_echo_bot(tmp_path):
    """One machine, one server, one run, in turns: the middle one of five counts."""
    told("\n| bot | messages a second | processor, ms a message | p99, s |\n|---|---|---|---|")
    kinds = ("echo", "echo-like-ours", "echo-by-our-way-out", "hoibo", "hoibo, each question new")
    measured = {kind: [] for kind in kinds}
    for turn in range(5):
        for kind, of_kind in measured.items():
            name, _, more = kind.partition(",")
            (folder := tmp_path / f"{kind}{turn}").mkdir()
            run, used = await one_burst(name, folder, MESSAGES, 1, new=bool(more))
            of_kind.append((MESSAGES / run.seconds, used * 1000, run.percentile(0.99)))
    speeds, works, slowest = ({kind: middle(of, place) for kind, of in measured.items()} for place in range(3))
    for kind in kinds:
        told(f"| {kind} | {speeds[kind]:.0f} | {works[kind]:.1f} | {slowest[kind]:.1f} |")
    for echo in kinds[:3]:
        ratios = [f"{speeds[ours] / speeds[echo]:.2f}" for ours in kinds[3:]]
        told(f"ratio to {echo}: {ratios[0]}; each question new: {ratios[1]}")
    # What other work on the machine takes away makes both slower, but not their work greater.
    assert works["echo"] / works["hoibo"] >= LEAST_RATIO
    assert speeds["hoibo"] > 30  # more than Telegram lets out


def middle(figures, place):
    return sorted(figure[place] for figure in figures)[len(figures) // 2]


@pytest.mark.soak
@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_a_thousand_questions_at_once_from_five_hundred_people_under_telegrams_limits(tmp_path):
    run, _ = await one_burst("hoibo", tmp_path, 500, 2, 25.0, flood_control=True)
    told(
        f"\n1,000 questions from 500 people at once, under Telegram's limits: all answered in {run.seconds:.0f} s "
        f"(p50 {run.percentile(0.5):.0f} s, p99 {run.percentile(0.99):.0f} s), {1000 / run.seconds:.1f} a second"
    )


@pytest.mark.soak
@pytest.mark.slow
@pytest.mark.timeout(7200)
async def test_memory_does_not_grow_and_nobody_waits_while_people_ask_and_one_floods(tmp_path):
    """SOAK_MINUTES of it, under Telegram's limits."""
    async with LocalServer(flood_control=True) as server:
        everyone = people_of(server, 500)
        async with bot("hoibo", server, tmp_path, everyone, 25.0) as process:
            ledger, sizes, begun, number = Ledger(server), [], time.perf_counter(), 0
            reading = asyncio.create_task(ledger.reads(seconds=MINUTES * 60 + DRAINED))
            flooding, floods = everyone[-1], 0
            while time.perf_counter() - begun < MINUTES * 60:
                if time.perf_counter() - begun > floods * 30:
                    floods += 1
                    for _ in range(FLOOD):
                        await flooding.says(QUESTIONS[0])
                person = everyone[number * 7 % (len(everyone) - 1)]
                # More questions than answers are kept, in words that come again: the memory for words met is bounded,
                # but by far more of them than an office knows.
                question = f"{QUESTIONS[number % len(QUESTIONS)]} {number % 601}"
                ledger.asks(person.id, (await person.says(question)).id, time.perf_counter())
                number += 1
                if number % 200 == 0:
                    forget(server)
                    sizes.append((number, resident_megabytes(process)))
                if number % (60 * RATE) == 0:
                    told(
                        f"{number:,} asked in {(time.perf_counter() - begun) / 60:.1f} min: {len(ledger.open)} open, "
                        f"p99 so far {ledger.run.percentile(0.99):.2f} s, {sizes[-1][1]:.0f} MB, "
                        f"processor {processor_seconds(process):.0f} s, load {os.getloadavg()[0]:.1f}"
                    )
                await asyncio.sleep(max(0.0, begun + number / RATE - time.perf_counter()))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(DRAINED):
                    while ledger.open:
                        await asyncio.sleep(0.05)
            reading.cancel()
        at_first, settled = (next((size for asked, size in sizes if asked >= least), sizes[-1][1]) for least in (
            WARM, max(WARM, number * WARMING)
        ))  # fmt: skip
        growth, most = sizes[-1][1] / settled - 1, max(size for _, size in sizes)
        half, last = (ledger.run.percentile(share) * 1000 for share in (0.5, 0.99))
        told(
            f"\n{number:,} questions in {MINUTES:.0f} min, beside one with {floods * FLOOD:,}: "
            f"{len(ledger.open)} are not answered; p50 {half:.0f} ms, p99 {last:.0f} ms; "
            f"memory {sizes[0][1]:.0f} MB after 200 questions, {at_first:.0f} MB after {WARM:,} (as many conversations "
            f"are remembered as ever), {settled:.0f} MB after a third, {most:.0f} MB at most, {sizes[-1][1]:.0f} MB at "
            f"the end: {growth * 100:+.1f} % since the third"
        )
        if (busy := os.getloadavg()[2] / os.cpu_count()) > BUSY:
            told(f"the machine had {busy:.1f} times as much to do as it could: no wait is held against the bot")
        else:
            assert not ledger.open
            assert ledger.run.percentile(0.99) <= SLOWEST
        assert growth <= 0.05 or number < 2 * WARM


def forget(server):
    """The people's side keeps no chat for ever."""
    for chat in server.world.chats.values():
        chat.messages.clear()
