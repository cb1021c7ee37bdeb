"""Pages made from templates: every value is escaped, every text comes from the catalogues."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

import jinja2
from starlette.responses import HTMLResponse

from bot.answering.answer import Status
from bot.storage.exchanges import ChatKind
from bot.words.catalogue import Language, catalogue

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from starlette.responses import Response

    from bot.usage.gaps import Gap
    from bot.web.admin.guard import SignedIn
    from bot.words.catalogue import Catalogue

_FILES: Final = resources.files("bot.web.admin") / "templates"
STYLE: Final = (_FILES / "style.css").read_text("utf-8")
MARK: Final = (_FILES / "mark.svg").read_text("utf-8")


@cache
def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("bot.web.admin"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@dataclass(frozen=True, slots=True)
class Pages:
    """Makes pages.

    Attributes:
        zone: in which moments are told.
    """

    zone: ZoneInfo

    def page(self, template: str, signed: SignedIn | None, status: int = 200, **values: Any) -> Response:
        """A page in the language of who is signed in; in Vietnamese where nobody is."""
        words = signed.words if signed else catalogue(Language.VIETNAMESE)
        statuses = [(one.value, words.say(f"admin-status-{one.value.replace('_', '-')}")) for one in Status]
        chats = [(one.value, words.say(f"admin-chat-{one.value}")) for one in ChatKind]
        html = (
            _templates()
            .get_template(template)
            .render(
                say=words.say,
                language=words.language.value,
                mark=signed.mark if signed else "",
                zone=self.zone,
                statuses=statuses,
                chats=chats,
                names=dict([*statuses, *chats]),
                standing=partial(self._standing, words),
                here="",
                **values,
            )
        )
        return HTMLResponse(html, status)

    def _standing(self, words: Catalogue, gap: Gap) -> str:
        """Where a gap stands that somebody deals with."""
        if gap.decision is None:
            return ""
        day = f"{gap.decision.decided_at.astimezone(self.zone):%d/%m/%Y}"
        values = {"who": gap.decision.who, "day": day, "expert": gap.decision.expert_name}
        return words.say(f"gaps-standing-{gap.standing.value}", **values)
