"""Pictures of a page, small: single ones as PNG with few colours, several as one that moves."""

import io

from PIL import Image, ImageDraw

COLOURS = 255
"""Of a single picture: beyond that nothing is seen in flat bubbles and text."""

TAP = (15, 118, 110, 110)
"""The colour of the ring that stands for a finger, with its strength."""


async def still(page, target):
    """Saves what stands on the page as a PNG."""
    drawn = Image.open(io.BytesIO(await page.screenshot())).convert("RGB")
    drawn.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, kmeans=2, dither=Image.Dither.NONE).save(
        target, optimize=True
    )


class Film:
    """Frames of a page, each with how long it stands; saved as a WebP that begins anew by itself."""

    def __init__(self, page):
        self._page = page
        self._frames = []
        self._milliseconds = []

    async def shoot(self, milliseconds, tapped=None):
        """Takes a frame; ``tapped`` is where a finger is seen, an element of the page."""
        drawn = Image.open(io.BytesIO(await self._page.screenshot())).convert("RGB")
        if tapped is not None:
            box = await tapped.bounding_box()
            scale = drawn.width / self._page.viewport_size["width"]
            self._ring(drawn, (box["x"] + box["width"] / 2) * scale, (box["y"] + box["height"] / 2) * scale, 22 * scale)
        self._frames.append(drawn)
        self._milliseconds.append(milliseconds)

    async def types(self, field, text, milliseconds=55):
        """Types as a person does, a frame for every second letter."""
        for number, letter in enumerate(text, 1):
            await self._page.type(field, letter)
            if number % 2 == 0 or number == len(text):
                await self.shoot(milliseconds * 2)

    async def taps(self, element):
        """A finger comes down on an element, then it is pressed."""
        await self.shoot(450, tapped=element)
        await element.click()

    def save(self, target, quality=55):
        """Writes the WebP."""
        first, *others = self._frames
        first.save(
            target, save_all=True, append_images=others, duration=self._milliseconds, loop=0, quality=quality, method=6
        )

    @staticmethod
    def _ring(drawn, x, y, radius):
        pen = ImageDraw.Draw(drawn, "RGBA")
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=TAP, outline=(255, 255, 255, 200), width=4)
