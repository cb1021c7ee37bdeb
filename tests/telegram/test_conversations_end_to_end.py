"""Conversations as they are written in ``conversations/*.yaml``: what is said, and what the reply must hold."""

import datetime as dt
from pathlib import Path

import pytest
import yaml

from bot.words.catalogue import Language, catalogue

FILES = sorted(Path(__file__).with_name("conversations").glob("*.yaml"))
CONVERSATIONS = [conversation for file in FILES for conversation in yaml.safe_load(file.read_text("utf-8"))]
TODAY = dt.datetime(2026, 11, 23, 3, 0, tzinfo=dt.UTC)
FIRST_PERSON = 7_000
KEYS = {"says", "replies", "presses", "holds", "lacks", "quotes", "intent"}


def _quotes(seen):
    return any(entity["type"] == "blockquote" for entity in seen.entities)


def _faults(turn, seen):
    """What of the reply is not as the turn has it."""
    wanted = [str(words) for words in turn.get("holds", ())]
    if "intent" in turn:
        wanted.append(catalogue(Language.VIETNAMESE).say(f"intent-{turn['intent']}"))
    faults = [f"lacks {words!r}" for words in wanted if words not in seen.text]
    faults += [f"holds {words!r}" for words in map(str, turn.get("lacks", ())) if words in seen.text]
    if "quotes" in turn and turn["quotes"] is not _quotes(seen):
        faults.append("quotes" if _quotes(seen) else "quotes nothing")
    return faults


async def _talk(server, conversation, number):
    """The faults of a conversation, each with what was said and replied."""
    person = server.person("An", FIRST_PERSON + number)
    group = server.group(f"Nhóm {number}", [person]) if conversation.get("where") == "group" else None
    told, seen = [], None
    for turn in conversation["turns"]:
        if "presses" in turn:
            await person.presses(turn["presses"], on=seen)
        else:
            said = (turn.get("says") or turn["replies"]).replace("@bot", f"@{server.username}")
            await person.says(said, chat=group, reply_to=seen if "replies" in turn else None)
        seen = await person.receives(chat=group)
        told += [f"{conversation['name']}: {fault}\n    {turn}\n    {seen.text!r}" for fault in _faults(turn, seen)]
    return told


async def test_every_conversation_goes_as_it_is_written(server, admin, start_bot):
    del admin  # is there, so that the bot can set up the admin's menu
    people = {FIRST_PERSON + number for number in range(len(CONVERSATIONS))}
    async with start_bot(clock=lambda: TODAY, staff=people):
        faults = [
            fault
            for number, conversation in enumerate(CONVERSATIONS)
            for fault in await _talk(server, conversation, number)
        ]
    assert not faults, "\n".join(faults)


def test_the_conversations_are_many_and_well_formed():
    assert len(CONVERSATIONS) >= 40
    assert len({conversation["name"] for conversation in CONVERSATIONS}) == len(CONVERSATIONS)
    for conversation in CONVERSATIONS:
        for turn in conversation["turns"]:
            assert set(turn) <= KEYS, turn
            assert set(turn) & {"holds", "lacks", "quotes", "intent"}, turn


@pytest.mark.parametrize("kind", ["facts", "near_misses", "lists", "follow_ups", "manners", "groups"])
def test_each_kind_of_conversation_has_its_file(kind):
    assert kind in {file.stem for file in FILES}
