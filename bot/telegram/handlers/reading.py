"""Reading on from an answer: the other results, under the buttons of the message itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.answer import Excerpt, Result
from bot.answering.snapshot import entry_key
from bot.telegram.messages.answers import result_message
from bot.telegram.messages.html import clip

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from bot.knowledge.entry import Entry, Visibility
    from bot.telegram.asking import Asker
    from bot.telegram.handlers.buttons import Pressed
    from bot.telegram.sending import Sender

OPENING_LIMIT = 320
"""The most characters of an entry's beginning that are shown where no excerpt was asked for."""


class Reading:
    """Shows another result in the place of the one that is read."""

    def __init__(self, asker: Asker, sender: Sender) -> None:
        self._asker = asker
        self._sender = sender

    @property
    def verbs(self) -> Mapping[str, Callable[[Pressed], Awaitable[str]]]:
        """What these buttons do."""
        return {"show": self.show, "stay": self.stay}

    async def show(self, pressed: Pressed) -> str:
        """Shows the entry on the button, among the results of the question that the message answers.

        The question is asked again with the rights that the person has now, so that an old button shows nothing to
        one who has been removed.
        """
        viewer, words = pressed.visitor.viewer, pressed.visitor.words
        if viewer is None:
            return words.say("telegram-not-invited")
        results = await self._results(pressed, viewer)
        keys = [entry_key(result.entry.id) for result in results]
        key = pressed.action.arguments[0] if pressed.action.arguments else ""
        if key not in keys:
            entry = self._asker.snapshot.entry(key, viewer)
            if entry is None:
                return words.say("telegram-entry-gone")
            results, keys = (opening(entry),), [key]
        await self._sender.edit(pressed.message, result_message(results, keys.index(key), words))
        return ""

    async def stay(self, _pressed: Pressed) -> str:
        """Does nothing: the button only says which result of how many is shown."""
        return ""

    async def _results(self, pressed: Pressed, viewer: Visibility) -> Sequence[Result]:
        asked = pressed.message.reply_to_message
        if asked is None or not asked.text:
            return ()
        return (await self._asker.ask(asked.text, viewer)).answer.results


def opening(entry: Entry) -> Result:
    """The beginning of an entry as a result, for one that is shown outside a question. Its score is 0."""
    text = clip(entry.body.split("\n\n", 1)[0], OPENING_LIMIT).removesuffix("…")
    return Result(entry, Excerpt(text, 0), 0.0)
