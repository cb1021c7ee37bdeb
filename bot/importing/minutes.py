"""Who led a meeting, where it was, and what it decided, as far as its text says so in the usual turns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.importing.page_dates import day_in
from bot.knowledge.entry import Meeting, Task

if TYPE_CHECKING:
    from collections.abc import Iterator

_UPPER: Final = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_NAME: Final = rf"[{_UPPER}][^\W\d_A-Z]+(?: [{_UPPER}][^\W\d_A-Z]*){{1,4}}"
_TITLE: Final = (
    r"(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à|[Tt]hứ trưởng|[Bb]ộ trưởng|[Cc]hủ tịch|[Tt]hủ tướng|[Bb]í thư|"
    r"(?:[Pp]hó )?(?:(?:[Cc]ục|[Vv]ụ|[Vv]iện) trưởng|[Cc]hánh [Vv]ăn phòng|[Gg]iám đốc|[Tt]ổng [Gg]iám đốc))"
)
_LED: Final = re.compile(r"(?:đã\s+)?(?:chủ trì|chủ tọa|chủ toạ|điều hành)", re.IGNORECASE)
_LEADER: Final = re.compile(rf"{_TITLE}\s+(?:{_TITLE}\s+)?({_NAME})")
_LINE: Final = re.compile(
    rf"^\W*(?i:chủ trì|chủ tọa|chủ toạ|người chủ trì)(?i: cuộc họp| hội nghị)?\s*:\s*"
    rf"(?:{_TITLE}(?:\s+Bộ)?[\s,]+)*({_NAME})",
    re.MULTILINE,
)
_ORGANISATIONS: Final = frozenset("Bộ Ban Cục Vụ Sở Đảng Chính Quốc Hội Trung Ủy Văn Thông Thứ Cơ Bí Tổng Nhà".split())
_PLACE: Final = re.compile(
    rf"(?:^\W*Địa điểm\s*:\s*([^\n.;]{{3,80}})|\btại ({_NAME}|trụ sở [^,.;\n]{{3,60}}))", re.MULTILINE
)
_UNIT: Final = (
    r"(?:Văn phòng|Vụ|Cục|Thanh tra|Trung tâm|Viện|Học viện|Báo|Nhà xuất bản|Tổng cục|Tổng công ty|Tập đoàn|Sở|Ban)"
)
_VERB: Final = (
    r"(?:chủ trì|phối hợp|tổng hợp|xây dựng|báo cáo|hoàn thiện|hoàn thành|rà soát|trình|tham mưu|bổ sung|triển khai|"
    r"chuẩn bị|nghiên cứu|tổ chức|đôn đốc|theo dõi|kiểm tra|đề xuất|khẩn trương|thực hiện|làm)"
)
_TASK: Final = re.compile(
    rf"(?:giao|đề nghị|yêu cầu)\s+({_UNIT}[^.;:\n]{{0,80}}?)\s+({_VERB}\b[^.;\n]*)", re.IGNORECASE
)
_ITEM_TASK: Final = re.compile(rf"^\W*({_UNIT}[^.;:\n]{{0,80}}?)\s*(?::\s*|\s)({_VERB}\b[^\n]*)", re.MULTILINE)


def meeting_in(text: str) -> Meeting:
    """What the text of minutes, or of the news of a meeting, says in the usual turns; the rest is left out.

    >>> meeting_in("Thứ trưởng Trần Đức Lai chủ trì hội nghị.").chair
    'Trần Đức Lai'
    """
    place = _PLACE.search(text[:1500])
    return Meeting(
        chair=_chair(text),
        place=(place.group(1) or place.group(2)).strip() if place else None,
        conclusions=tuple(_conclusions(text)),
        tasks=tuple(_tasks(text)),
    )


def _chair(text: str) -> str | None:
    if line := _LINE.search(text):
        return line.group(1).strip()
    for led in _LED.finditer(text):
        start = max(text.rfind(stop, 0, led.start()) for stop in (". ", "\n", "; ")) + 1
        names = [found.group(1) for found in _LEADER.finditer(text, start, led.start())]
        people = [name for name in names if name.split()[0] not in _ORGANISATIONS]
        if people:
            return people[0]
    # "…, dưới sự chủ trì của Thứ trưởng Nguyễn Văn A"
    after = re.search(rf"chủ trì của (?:[^.;\n]{{0,60}}?){_LEADER.pattern}", text)
    return after.group(1) if after else None


def _conclusions(text: str) -> Iterator[str]:
    """The items of the paragraph that concludes: after its last colon, parted by semicolons."""
    for paragraph in text.split("\n"):
        if not re.search(r"kết luận", paragraph, re.IGNORECASE) or ":" not in paragraph:
            continue
        items = [item.strip(" .…") for item in paragraph.rpartition(":")[2].split(";")]
        items = [item for item in items if item]
        if len(items) > 1:
            yield from items
            return


def _tasks(text: str) -> Iterator[Task]:
    begun = re.search(r"kết luận|phân công|nhiệm vụ", text, re.IGNORECASE)
    if begun is None:
        return
    said: set[str] = set()
    found = [*_TASK.finditer(text, begun.start()), *_ITEM_TASK.finditer(text, begun.start())]
    for match in sorted(found, key=lambda one: one.start(2)):
        work = match.group(2).strip(" .…")
        if work in said:
            continue
        said.add(work)
        due = re.search(r"(?:trước|chậm nhất|hạn|hoàn thành|xong)[^.;\n]{0,30}", work, re.IGNORECASE)
        yield Task(work[0].upper() + work[1:], match.group(1).strip(), day_in(work[due.start() :]) if due else None)
