"""What is shown on the README's pictures, as steps on the chat page."""

from dataclasses import dataclass

from playwright.async_api import expect

from tests.pictures.film import Film, still

QUESTION = "ai chu tri hoi nghi dang uy bo quy 1 nam 2009"
ADMIN, STAFF, STRANGER = "Trần Văn Bình", "Nguyễn Thị An", "Lê Minh Khách"
PHONE = {"width": 390, "height": 760}
DESK = {"width": 1080, "height": 790}

ARTICLE = """Khánh thành trạm vệ tinh Hoa Lạc
Ngày 12/3/2024, Thứ trưởng Phan Tâm dự lễ khánh thành trạm vệ tinh Hoa Lạc tại Hà Nội. Trạm phục vụ các tỉnh phía Bắc.
Trạm có ba ăng ten đường kính chín mét, do cán bộ trong nước lắp đặt trong mười tháng và vận hành từ tháng sau."""


@dataclass(frozen=True, slots=True)
class Flow:
    """One picture.

    Attributes:
        name: of its file.
        size: of the page in pixels of CSS.
        steps: what is done on the chat page and shot.
        colours: light or dark.
        scale: the picture's pixels for each of these.
    """

    name: str
    size: dict
    steps: object
    colours: str = "light"
    scale: float = 2


async def _asking(chat, target):
    film = Film(chat.page)
    await chat.goes_to("Hỏi Bộ")
    await chat.asks("/start")
    await chat.message("Xin chào")
    await chat.settles()
    await film.shoot(900)
    await film.types("#text", QUESTION)
    await film.taps(chat.page.locator("#send-button"))
    answer = await chat.message("Trần Đức Lai")
    await chat.settles()
    await film.shoot(3200)
    await film.taps(answer.locator(".key", has_text="▶"))
    await expect(answer).to_contain_text("2/")
    await chat.settles()
    await film.shoot(2400)
    await film.taps(answer.locator(".key", has_text="◀"))
    await expect(answer).to_contain_text("1/")
    await chat.settles()
    await film.shoot(700)
    await film.taps(answer.locator(".key", has_text="Trích dẫn"))
    await chat.message("Theo Mic.gov.vn")
    await chat.settles()
    await film.shoot(3500)
    film.save(target)


async def _reading(chat, target):
    await chat.asks("Diễn đàn Make in Vietnam 2025 diễn ra ở đâu?")
    await chat.message("Make in Vietnam 2025")
    await chat.asks(QUESTION)
    await chat.message("Trần Đức Lai")
    await chat.settles()
    await still(chat.page, target)


async def _letting_in(chat, target):
    await chat.becomes(ADMIN)
    await chat.goes_to("Hỏi Bộ")
    await chat.asks("/moi_nguoi cán bộ 5 7")
    await chat.message("Liên kết mời")
    await chat.says_as(STRANGER, "xin chào")
    await chat.presses("Xin vào", await chat.message("được mời"))
    await chat.is_told("Đã gửi")
    await chat.becomes(ADMIN)
    await chat.goes_to("Hỏi Bộ")
    await chat.presses("Cho vào", await chat.message("xin được hỏi"))
    await chat.message("đã cho Lê Minh Khách vào")
    await chat.says_as(ADMIN, "/nguoi")
    await chat.message("Có 1 người")
    await chat.settles()
    await still(chat.page, target)


async def _publishing(chat, target):
    await chat.becomes(ADMIN)
    await chat.goes_to("Hỏi Bộ")
    await chat.asks("/them")
    await chat.message("Hãy gửi tệp")
    await chat.asks(ARTICLE)
    await chat.message("Bản nháp")
    await chat.settles()
    await still(chat.page, target)


async def _unanswered(chat, target):
    await chat.says_as(STAFF, "Trụ sở mới của Cục Tần số nằm ở đường nào?")
    await expect(chat.received).to_have_count(1)
    await chat.becomes(ADMIN)
    await chat.goes_to("Hỏi Bộ")
    for number in range(1, 30):
        await chat.asks("/chuatraloi")
        await expect(chat.received).to_have_count(number)
        if "Trụ sở mới" in await chat.received.last.inner_text():
            break
    await chat.settles()
    await still(chat.page, target)


FLOWS = (
    Flow("chat.png", DESK, _reading, scale=1.25),
    Flow("letting-in.png", PHONE, _letting_in),
    Flow("publishing.png", PHONE, _publishing),
    Flow("unanswered.png", PHONE, _unanswered, colours="dark"),
    Flow("asking.webp", {"width": 390, "height": 700}, _asking, scale=1.5),
)
