"""Two weeks of questions for the pictures of the admins' page: what the knowledge answers, and some of the rest."""

import datetime as dt
import random

from bot.answering.answer import Status
from bot.knowledge.entry import Visibility
from bot.storage.exchanges import ChatKind, Exchange, Feedback

DAYS = 14
PEOPLE = 45
HOURS = {8: 7, 9: 10, 10: 8, 11: 4, 13: 3, 14: 7, 15: 6, 16: 6, 17: 3}
"""How much is asked in an hour beside others."""
UNKNOWN = (
    "Trụ sở mới của Cục Tần số nằm ở đường nào?", "lịch trực cơ quan dịp Tết", "mẫu đơn xin nghỉ phép mới nhất",
    "thang lương viên chức áp dụng từ tháng nào",
)  # fmt: skip


def _weight(day):
    return 1 if day.weekday() > 4 else 14


async def two_weeks(storage, served, now, zone):
    """Records what people asked in the days up to now, with what the bot answers to it."""
    chance = random.Random(20090508)  # noqa: S311  # to be repeated
    snapshot = served.now
    own = [question for entry in snapshot.knowledge.entries for question in entry.questions]
    today = now.astimezone(zone).date()
    days = [today - dt.timedelta(days=ago) for ago in range(DAYS)]
    for number in range(900):
        (day,) = chance.choices(days, [_weight(one) for one in days])
        (hour,) = chance.choices(list(HOURS), list(HOURS.values()))
        asked = dt.datetime.combine(day, dt.time(hour, chance.randrange(60), chance.randrange(60)), zone)
        question = chance.choice(UNKNOWN) if chance.random() < 0.08 else chance.choice(own)
        answer = snapshot.answerer.answer(question, viewer=Visibility.STAFF, today=day)
        entries = tuple(result.entry.id for result in answer.results[:3])
        person = f"{chance.randrange(PEOPLE):064x}"
        kept = Exchange(
            str(number), asked, person, ChatKind.PRIVATE, "vi", question, question.lower(), answer.status,
            answer.confidence, entries, (("search", 1.0),), 14 + chance.expovariate(0.1),
        )  # fmt: skip
        if asked <= now:
            await storage.recorder.record(kept)
            if chance.random() < 0.14 and answer.status is Status.ANSWER:
                good = chance.random() < 0.9
                await storage.exchanges.rate(Feedback(str(number), person, good, "" if good else "partial", asked))
