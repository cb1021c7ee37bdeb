"""Which update goes to which handler. Read it as the bot's table of contents."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    InlineQueryHandler,
    MessageHandler,
    MessageReactionHandler,
    filters,
)

from bot.knowledge.desk import Desk
from bot.telegram.access.gate import Role
from bot.telegram.asking.answers import Answering
from bot.telegram.asking.conversations import Conversations
from bot.telegram.editing.assigning import Assigner
from bot.telegram.editing.dialogue import Dialogues
from bot.telegram.editing.workbench import Workbench
from bot.telegram.handlers.access import Admission
from bot.telegram.handlers.browsing import Browsing
from bot.telegram.handlers.buttons import Buttons
from bot.telegram.handlers.commands import Command, Commands
from bot.telegram.handlers.drafting import Drafting
from bot.telegram.handlers.errors import Errors
from bot.telegram.handlers.experts import Experts
from bot.telegram.handlers.feedback import Opinions
from bot.telegram.handlers.following import Following
from bot.telegram.handlers.gaps import GapCards
from bot.telegram.handlers.greetings import Greetings
from bot.telegram.handlers.groups import Groups
from bot.telegram.handlers.history import History
from bot.telegram.handlers.inline import Inline
from bot.telegram.handlers.intake import Intake
from bot.telegram.handlers.pages import Pages
from bot.telegram.handlers.personal import Personal
from bot.telegram.handlers.questions import Questions
from bot.telegram.handlers.reactions import Reactions
from bot.telegram.handlers.reading import Reading
from bot.telegram.handlers.revising import Revising
from bot.telegram.initiative.admins import Admins
from bot.telegram.initiative.alarms import Alarm
from bot.telegram.initiative.corrections import Corrector
from bot.telegram.initiative.feeds import Feeds
from bot.telegram.initiative.gap_news import GapNews
from bot.telegram.initiative.knowledge_state import KnowledgeState
from bot.telegram.initiative.news import News
from bot.telegram.initiative.reports import Reports
from bot.telegram.transport.postponing import Postponing
from bot.telegram.transport.requesting import carrier
from bot.telegram.transport.sending import Sender
from bot.usage.gap_answers import GapAnswers
from bot.usage.gap_deeds import GapDeeds
from bot.usage.gaps import Gaps

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any
    from zoneinfo import ZoneInfo

    from bot.importing.fetching import Fetcher
    from bot.knowledge.entry import Visibility
    from bot.storage.opening import Storage
    from bot.storage.times import Clock
    from bot.telegram.access.gate import KeptGate
    from bot.telegram.access.limits import Pace
    from bot.telegram.access.staff_groups import StaffGroups
    from bot.telegram.access.visitors import Reception
    from bot.telegram.asking.asker import Asker
    from bot.telegram.asking.recording import Diary
    from bot.telegram.transport.sharing import SharedPace
    from bot.telegram.transport.signing import Signer

    AnyApplication = Application[Any, Any, Any, Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Parts:
    """What the handlers are made from: who may ask, what answers, what keeps, and what tells the time.

    ``shared`` is the most that is shown where others read along.
    ``knowledge`` is the folder that editors change; ``fetcher`` makes what follows their links;
    ``feeds`` are read each morning; who was shown an entry in ``correction_days`` may be told of its correction;
    people's words are kept for ``keep_days``; ``admin_root`` is where the admins' page is, None where it is not served.
    """

    gate: KeptGate
    groups: StaffGroups
    reception: Reception
    shared: Visibility
    asker: Asker
    signer: Signer
    diary: Diary
    storage: Storage
    pace: Pace
    clock: Clock
    zone: ZoneInfo
    knowledge: Path
    fetcher: Callable[[], Fetcher]
    feeds: tuple[str, ...]
    correction_days: int
    keep_days: int
    admin_root: str | None


def connect(token: str, *, api_url: str | None = None, proxy: str | None = None, pace: SharedPace) -> AnyApplication:
    """python-telegram-bot's application without handlers, keeping to Telegram's sending limits.

    Args:
        token: the bot's token.
        api_url: the root of another Bot API server, as ``http://127.0.0.1:8081``.
        proxy: ``http://…`` or ``socks5://…``.
        pace: of what is sent.
    """
    # The library's own way to choose its future form of durations; the other one warns at every 429.
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    builder = (
        Application.builder()
        .application_class(Postponing)
        .token(token)
        .updater(None)
        .job_queue(None)
        .rate_limiter(pace)
    )
    builder = builder.request(carrier(connections=64, read_seconds=20.0, proxy=proxy))
    builder = builder.get_updates_request(carrier(connections=2, read_seconds=5.0, proxy=proxy))
    if api_url:
        root = api_url.rstrip("/")
        builder = builder.base_url(f"{root}/bot").base_file_url(f"{root}/file/bot")
    return builder.build()


@dataclass(frozen=True, slots=True)
class Initiative:
    """What the bot does of its own accord."""

    news: News
    reports: Reports
    alarm: Alarm
    state: KnowledgeState
    feeds: Feeds
    corrector: Corrector
    gap_news: GapNews

    async def freshened(self) -> None:
        """Tells of answers that there are since the knowledge was served anew, whoever waits for them by a wish last.

        So it is known of each of those that they are told anyway.
        """
        await self.gap_news.notice()
        await self.news.come_true()


def add_handlers(application: AnyApplication, parts: Parts) -> Initiative:
    """Gives every kind of update its handler. The bot must have been initialised: links and groups need its name."""
    username = application.bot.username or ""
    sender, conversations = Sender(parts.signer, application.bot, parts.shared), Conversations()
    gate, asker, pace, reception = parts.gate, parts.asker, parts.pace, parts.reception
    asks = gate.takes_requests
    answering = Answering(asker, sender, parts.diary, conversations)
    greetings = Greetings(asker, sender)
    admission = Admission(
        gate,
        parts.storage.people,
        parts.storage.chats,
        asker,
        sender,
        parts.signer,
        clock=parts.clock,
        zone=parts.zone,
        bot=application.bot,
    )
    dialogues, edits = Dialogues(parts.storage.chats), parts.storage.edits
    bench = Workbench(
        Desk(parts.knowledge),
        asker,
        parts.storage.exchanges,
        clock=parts.clock,
        zone=parts.zone,
        fetcher=parts.fetcher,
    )
    corrector = Corrector(parts.storage, gate, sender, clock=parts.clock, days=parts.correction_days)
    drafting = Drafting(bench, dialogues, edits, sender)
    gaps = Gaps(Desk(parts.knowledge), lambda: asker.snapshot, parts.storage, clock=parts.clock, zone=parts.zone)
    deeds = GapDeeds(gaps, Desk(parts.knowledge), parts.storage)
    cards = GapCards(gaps, deeds, bench, dialogues, sender, parts.zone)
    assigner = Assigner(gaps, deeds, parts.storage, gate, sender, application.bot)
    experts = Experts(gaps, deeds, bench, drafting, cards, dialogues, parts.storage, gate, sender, assigner)
    revising = Revising(bench, dialogues, edits, sender, corrector.ask)
    history = History(bench, edits, sender, parts.zone)
    intake = Intake(dialogues, drafting, revising, experts)
    questions = Questions(
        reception, asker, sender, answering, conversations, pace, takes_requests=asks, intake=intake.takes
    )
    groups = Groups(reception, answering, sender, pace.groups, bot_id=application.bot.id, username=username)
    inline = Inline(reception, asker, sender, pace.presses)
    reading = Reading(asker, sender, conversations)
    browsing = Browsing(asker, sender)
    personal = Personal(parts.storage.chats, parts.storage.owners, sender, parts.zone, parts.keep_days)
    exchanges, pseudonym = parts.storage.exchanges, parts.storage.pseudonyms.of
    opinions = Opinions(exchanges, sender, pseudonym, parts.clock)
    reactions = Reactions(reception, exchanges, sender, pseudonym, pace.presses, parts.clock)
    subscriptions, waiting = parts.storage.subscriptions, parts.storage.waiting
    following = Following(asker, sender, subscriptions, waiting, conversations)
    reports = Reports(parts.storage, gaps, asker, sender, gate, clock=parts.clock, zone=parts.zone)
    verbs = {
        **reading.verbs,
        **following.verbs,
        **opinions.verbs,
        **browsing.verbs,
        **personal.verbs,
        **admission.verbs,
        **drafting.verbs,
        **revising.verbs,
        **history.verbs,
        **corrector.verbs,
        **cards.verbs,
        **experts.verbs,
    }
    buttons = Buttons(reception, parts.signer, pace.presses, verbs)
    table = {
        "start": Command(admission.start, Role.STRANGER),
        "help": Command(greetings.help, Role.STRANGER),
        "ngonngu": Command(personal.language, Role.STRANGER),
        "dulieucuatoi": Command(personal.data, Role.STRANGER),
        "xoadulieu": Command(personal.delete, Role.STRANGER),
        "baomat": Command(personal.privacy, Role.STRANGER),
        "moi": Command(browsing.new),
        "chude": Command(browsing.topics),
        "timkiem": Command(browsing.search),
        "dongthoigian": Command(browsing.timeline),
        "theodoi": Command(following.follow),
        "thongke": Command(reports.asked_for, Role.ADMIN),
        "them": Command(drafting.add, Role.EDITOR),
        "nhap": Command(drafting.waiting, Role.EDITOR),
        "sua": Command(revising.change, Role.EDITOR),
        "go": Command(revising.withdraw, Role.EDITOR),
        "lichsu": Command(history.tell, Role.EDITOR),
        "chuatraloi": Command(cards.list, Role.EDITOR),
        "moi_nguoi": Command(admission.invite, Role.ADMIN),
        "nguoi": Command(admission.list, Role.ADMIN),
        "quantri": Command(Pages(parts.storage.sessions, sender, parts.admin_root).link, Role.ADMIN),
    }
    commands = Commands(reception, sender, pace, table, takes_requests=asks)

    new, private = filters.UpdateType.MESSAGE, filters.ChatType.PRIVATE
    application.add_handlers(
        [
            MessageHandler(private & new & filters.Regex("^/"), commands.call),
            MessageHandler(private & new & filters.TEXT, questions.text),
            MessageHandler(private & filters.UpdateType.EDITED_MESSAGE & filters.TEXT, questions.edited),
            MessageHandler(private & new & ~filters.StatusUpdate.ALL, questions.other),
            ChatMemberHandler(parts.groups.changed, ChatMemberHandler.CHAT_MEMBER),
            MessageHandler(
                filters.StatusUpdate.NEW_CHAT_MEMBERS | filters.StatusUpdate.LEFT_CHAT_MEMBER, parts.groups.changed
            ),
            MessageHandler(filters.ChatType.GROUPS & new & (filters.TEXT | filters.CAPTION), groups.text),
            CallbackQueryHandler(buttons.press),
            InlineQueryHandler(inline.query),
            MessageReactionHandler(
                reactions.changed, message_reaction_types=MessageReactionHandler.MESSAGE_REACTION_UPDATED
            ),
        ]
    )
    application.add_error_handler(Errors(sender).handle)
    news = News(asker, sender, gate, parts.storage.chats, subscriptions, waiting)
    feeds = Feeds(parts.feeds, bench, asker, parts.storage, gate, sender, fetcher=parts.fetcher)
    admins = Admins(sender, gate, parts.storage.chats)
    gap_news = GapNews(GapAnswers(gaps, parts.storage), asker, parts.storage, gate, sender)
    state = KnowledgeState(admins, parts.knowledge)
    return Initiative(news, reports, Alarm(admins), state, feeds, corrector, gap_news)
