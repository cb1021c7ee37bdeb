"""The chat page as somebody at its keyboard uses it: be someone, ask, press, read."""

import re

from playwright.async_api import expect


class ChatPage:
    """The open chat page; everything is done by what stands on the screen."""

    def __init__(self, page, address):
        self.page = page
        self.address = address

    async def opens(self):
        """Opens the page and waits until its script has painted it."""
        await self.page.goto(self.address)
        await self.page.wait_for_selector("body[data-ready]")
        return self

    async def becomes(self, name):
        """Goes on as another person, in the private chat with the bot."""
        back = self.page.locator("#back")
        if await back.is_visible():  # on a phone the people are a page of their own
            await back.click()
        person = self.page.get_by_role("radio", name=re.compile(name))
        await person.click()
        await expect(person).to_be_checked()

    async def goes_to(self, chat):
        """Opens one of the person's chats by its name."""
        await self.page.get_by_role("button", name=re.compile(chat)).first.click()
        await expect(self.page.locator("#talk-title")).to_have_text(chat)

    async def asks(self, text):
        """Types a message and sends it."""
        await self.page.fill("#text", text)
        await self.page.press("#text", "Enter")

    async def sends_file(self, path):
        """Attaches a file."""
        await self.page.set_input_files("#file", path)

    @property
    def received(self):
        """Every message that is not the person's own, oldest first."""
        return self.page.locator(".row.other[data-message]")

    async def message(self, words):
        """The newest message with these words, once it is there; stays that message whatever comes after it."""
        found = self.received.filter(has_text=words).last
        await expect(found).to_be_visible()
        return self.page.locator(f'.row.other[data-message="{await found.get_attribute("data-message")}"]')

    async def presses(self, button, under):
        """Presses a button of a message by its words."""
        await under.locator(".key", has_text=button).click()

    async def is_told(self, words):
        """Waits for a short notice after a press, and takes it off the screen."""
        await expect(self.page.locator(".toast", has_text=words).first).to_be_visible()
        await self.page.evaluate("document.querySelectorAll('.toast').forEach((notice) => notice.remove())")

    async def says_as(self, name, text):
        """Writes as somebody else, in their private chat with the bot."""
        await self.becomes(name)
        await self.goes_to("Hỏi Bộ")
        await self.asks(text)

    async def settles(self):
        """Waits until nothing moves: no typing dots, no notice, no pointer over anything, every animation over."""
        await self.page.mouse.move(0, 0)
        for moving in (".dots", ".toast", ".waiting"):
            await expect(self.page.locator(moving)).to_have_count(0)
        await self.page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")
