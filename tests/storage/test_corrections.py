from bot.storage.edits import Deed


async def test_each_reader_is_claimed_once_and_settled_for_good(storage):
    number = await storage.corrections.add("a", "staff", "cũ", "mới")
    assert await storage.corrections.claim() is None, "nobody is told before it is decided"
    assert await storage.corrections.order(number, [5, 6]) is True
    assert await storage.corrections.order(number, [7]) is False
    due = [await storage.corrections.claim() for _ in range(3)]
    assert [one and (one.chat, one.correction.before, one.correction.after) for one in due] == [
        (5, "cũ", "mới"),
        (6, "cũ", "mới"),
        None,
    ]
    await storage.corrections.settle(due[0])
    async with storage.database.write() as transaction:
        await transaction.execute("UPDATE correction_readers SET held_until = 1")
    again = await storage.corrections.claim()
    assert again is not None
    assert again.chat == 6, "who was told is not told again; who was not is, after the process that held it is gone"


async def test_who_deletes_their_data_is_told_nothing_more(storage):
    number = await storage.corrections.add("a", "staff", "cũ", "")
    await storage.corrections.order(number, [5])
    await storage.owners.delete(5)
    assert await storage.corrections.claim() is None


async def test_edits_are_kept_newest_first_with_who_and_when(storage, clock):
    first = await storage.edits.add("a", file="2024/a.yaml", who="An", what=Deed.PUBLISHED, before=None, after="x")
    clock.go(hours=1)
    await storage.edits.add("a", file="2024/a.yaml", who="Bình", what=Deed.CHANGED, before="x", after="y")
    await storage.edits.add("b", file="2024/b.yaml", who="Bình", what=Deed.WITHDRAWN, before="x", after=None)
    edits = await storage.edits.of("a")
    assert [(edit.who, edit.what, edit.made_at) for edit in edits] == [
        ("Bình", Deed.CHANGED, clock.now),
        ("An", Deed.PUBLISHED, edits[1].made_at),
    ]
    found = await storage.edits.find(first)
    assert found is not None
    assert (found.before, found.after) == (None, "x")
    assert await storage.edits.find(10_000) is None
