import asyncio

from bot.storage.ending import end


async def test_a_task_that_loses_its_first_cancellation_is_ended_all_the_same():
    lost = []

    async def losing():
        while True:
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                if lost:
                    raise
                lost.append(1)  # as where what was waited for came in the same moment

    stubborn, over = asyncio.create_task(losing()), asyncio.create_task(asyncio.sleep(0))
    await over
    await end([stubborn, over])
    assert stubborn.cancelled()
    assert lost == [1]


async def test_a_task_that_fails_while_it_ends_holds_up_nobody():
    async def failing():
        try:
            await asyncio.sleep(60)
        finally:
            raise OSError("gone")

    task = asyncio.create_task(failing())
    await asyncio.sleep(0)
    await end([task])
    assert isinstance(task.exception(), OSError)
    await end([])
