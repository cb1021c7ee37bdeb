"""Looking around without a question: what is new, by topic, as a search, on a timeline."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.language.normal import fold
from bot.telegram.handlers.buttons import for_readers
from bot.telegram.messages.answers import result_message
from bot.telegram.messages.greetings import plain_message
from bot.telegram.messages.lists import Topic, entries_message, timeline_message, topic_key, topics_message
from bot.telegram.messages.message import Action
from bot.telegram.messages.openings import opening

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.knowledge.entry import Entry, Visibility
    from bot.telegram.asking.asker import Asker
    from bot.telegram.handlers.buttons import Pressed, Verb
    from bot.telegram.handlers.commands import Called
    from bot.telegram.messages.message import Message
    from bot.telegram.transport.sending import Sender


class Browsing:
    """Lists what the person may see, newest first."""

    def __init__(self, asker: Asker, sender: Sender) -> None:
        self._asker = asker
        self._sender = sender

    @property
    def verbs(self) -> Mapping[str, Verb]:
        """What the buttons of lists do."""
        return {
            "open": for_readers(self.open),
            "new": for_readers(self.turn_new),
            "topics": for_readers(self.turn_topics),
            "topic": for_readers(self.turn_topic),
        }

    async def new(self, called: Called) -> None:
        """/moi: the newest entries."""
        if called.visitor.viewer is not None:
            words = called.visitor.words
            entries = self.visible(called.visitor.viewer)
            await self._sender.reply(
                called.message, entries_message(words.say("telegram-new"), entries, 0, Action("new"), words)
            )

    async def topics(self, called: Called) -> None:
        """/chude: the topics; with a topic's name behind it, its entries."""
        viewer, words = called.visitor.viewer, called.visitor.words
        if viewer is None:
            return
        topic = self.topic(called.arguments, viewer) if called.arguments else None
        if called.arguments and topic is None:
            await self._sender.reply(called.message, plain_message(words, "telegram-topic-unknown"))
        elif topic is None:
            await self._sender.reply(called.message, topics_message(self._topics(viewer), 0, words))
        else:
            await self._sender.reply(called.message, self._topic_page(topic, 0, called, viewer))

    async def search(self, called: Called) -> None:
        """/timkiem: everything that lies near, as a list."""
        viewer, words = called.visitor.viewer, called.visitor.words
        if viewer is None:
            return
        if not called.arguments:
            await self._sender.reply(called.message, plain_message(words, "telegram-search-usage"))
            return
        results = (await self._asker.ask(called.arguments, viewer)).answer.results
        entries = [result.entry for result in results]
        message = entries_message(called.arguments, entries[:6], 0, Action("stay"), words)
        await self._sender.reply(called.message, message)

    async def timeline(self, called: Called) -> None:
        """/dongthoigian: a topic's entries, or what a search finds, in the order of their days."""
        viewer, words = called.visitor.viewer, called.visitor.words
        if viewer is None:
            return
        if not called.arguments:
            await self._sender.reply(called.message, plain_message(words, "telegram-timeline-usage"))
            return
        topic = self.topic(called.arguments, viewer)
        if topic is not None:
            entries: Sequence[Entry] = self._of_topic(topic, viewer)
        else:
            entries = [result.entry for result in (await self._asker.ask(called.arguments, viewer)).answer.results]
        await self._sender.reply(called.message, timeline_message(topic or called.arguments, entries, words))

    async def open(self, pressed: Pressed, viewer: Visibility) -> str:
        """Opens an entry of a list as a message of its own."""
        words = pressed.visitor.words
        entry = self._asker.snapshot.entry(_argument(pressed, 0), viewer)
        if entry is None:
            return words.say("telegram-entry-gone")
        await self._sender.reply(pressed.message, result_message((opening(entry),), 0, words))
        return ""

    async def turn_new(self, pressed: Pressed, viewer: Visibility) -> str:
        """Turns the page of what is new."""
        words = pressed.visitor.words
        page = entries_message(words.say("telegram-new"), self.visible(viewer), _page(pressed, 0), Action("new"), words)
        await self._sender.edit(pressed.message, page)
        return ""

    async def turn_topics(self, pressed: Pressed, viewer: Visibility) -> str:
        """Turns the page of topics."""
        words = pressed.visitor.words
        await self._sender.edit(pressed.message, topics_message(self._topics(viewer), _page(pressed, 0), words))
        return ""

    async def turn_topic(self, pressed: Pressed, viewer: Visibility) -> str:
        """Shows a page of a topic's entries."""
        words = pressed.visitor.words
        key = _argument(pressed, 0)
        topic = next((topic.name for topic in self._topics(viewer) if topic_key(topic.name) == key), None)
        if topic is None:
            return words.say("telegram-entry-gone")
        await self._sender.edit(pressed.message, self._topic_page(topic, _page(pressed, 1), pressed, viewer))
        return ""

    def visible(self, viewer: Visibility) -> list[Entry]:
        """The entries that the viewer may see, newest first, those without a date last."""
        entries = [entry for entry in self._asker.snapshot.knowledge.entries if viewer.sees(entry.visibility)]
        return sorted(entries, key=lambda entry: entry.date.last.toordinal() if entry.date else 0, reverse=True)

    def topic(self, words: str, viewer: Visibility) -> str | None:
        """The topic that the words name, with or without accents; None where no entry in view has it."""
        wanted = fold(" ".join(words.split()))
        return next((topic.name for topic in self._topics(viewer) if fold(topic.name) == wanted), None)

    def _topics(self, viewer: Visibility) -> list[Topic]:
        counts: Counter[str] = Counter()
        names: dict[str, str] = {}
        for entry in self.visible(viewer):
            for name in entry.topics:
                counts[fold(name)] += 1
                names.setdefault(fold(name), name)
        return [Topic(names[folded], count) for folded, count in sorted(counts.items(), key=lambda one: (-one[1], one))]

    def _of_topic(self, topic: str, viewer: Visibility) -> list[Entry]:
        return [entry for entry in self.visible(viewer) if fold(topic) in map(fold, entry.topics)]

    def _topic_page(self, topic: str, page: int, to: Called | Pressed, viewer: Visibility) -> Message:
        turn = Action("topic", (topic_key(topic),))
        return entries_message(topic, self._of_topic(topic, viewer), page, turn, to.visitor.words)


def _argument(pressed: Pressed, place: int) -> str:
    return pressed.action.arguments[place] if len(pressed.action.arguments) > place else ""


def _page(pressed: Pressed, place: int) -> int:
    number = _argument(pressed, place)
    return int(number) if number.isdecimal() else 0
