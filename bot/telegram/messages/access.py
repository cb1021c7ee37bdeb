"""What is said around coming in and going out: invitations, requests, the list of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.telegram.messages.html import escape, plain_name
from bot.telegram.messages.message import Action, Message, Press

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.storage.people import Invitation, Member
    from bot.telegram.messages.message import Rows
    from bot.words.catalogue import Catalogue

PEOPLE_ON_A_PAGE = 20
"""How many people have a button on one page of the list."""


def not_invited_message(words: Catalogue, *, may_ask: bool) -> Message:
    """Tells a stranger how one gets in, with a button to ask for it where that is possible."""
    rows: Rows = ((Press(words.say("telegram-ask-to-enter"), Action("enter")),),) if may_ask else ()
    return Message(escape(words.say("telegram-may-ask-to-enter" if may_ask else "telegram-not-invited")), rows)


def invitation_message(invitation: Invitation, link: str, until: str, words: Catalogue) -> Message:
    """The link of an invitation, ready to be passed on, with a button that makes it worthless."""
    role = words.say(f"telegram-role-{invitation.rank.value}")
    told = words.say("telegram-invitation", role=role, uses=invitation.uses_left, until=until)
    how = words.say("telegram-invitation-how")
    withdraw = Press(words.say("telegram-withdraw"), Action("withdraw", (invitation.code,)))
    return Message(f"{escape(told)}\n\n{escape(link)}\n\n{escape(how)}", ((withdraw,),))


def request_message(person: int, name: str, username: str | None, words: Catalogue) -> Message:
    """Asks an admin whether to let somebody in."""
    who = plain_name(name) or "…"
    told = words.say("telegram-request", person=f"{who} (@{username})" if username else who)
    admit = Press(words.say("telegram-admit"), Action("admit", (str(person),)))
    decline = Press(words.say("telegram-decline"), Action("decline", (str(person),)))
    return Message(f"{escape(told)}\n<code>{person}</code>", ((admit, decline),))


def people_message(members: Sequence[Member], page: int, words: Catalogue) -> Message:
    """The people who were let in, each on a button, a page at a time."""
    pages = max(1, -(-len(members) // PEOPLE_ON_A_PAGE))
    page = min(max(page, 0), pages - 1)
    shown = members[page * PEOPLE_ON_A_PAGE : (page + 1) * PEOPLE_ON_A_PAGE]
    rows: list[tuple[Press, ...]] = [
        (Press(_line(member, words), Action("person", (str(member.id),))),) for member in shown
    ]
    turn = []
    if page > 0:
        turn.append(Press("◀", Action("people", (str(page - 1),))))
    if page + 1 < pages:
        turn.append(Press("▶", Action("people", (str(page + 1),))))
    if turn:
        rows.append(tuple(turn))
    return Message(escape(words.say("telegram-people", count=len(members))), tuple(rows))


def person_message(member: Member, let_in: str, words: Catalogue) -> Message:
    """One person, with buttons to change their role or to remove them."""
    roles = tuple(
        Press(words.say(f"telegram-role-{rank.value}"), Action("rank", (str(member.id), rank.value)))
        for rank in type(member.rank)
        if rank is not member.rank
    )
    remove = Press(words.say("telegram-remove"), Action("remove", (str(member.id),)))
    back = Press("◀", Action("people", ("0",)))
    told = f"<b>{escape(_line(member, words))}</b>\n<code>{member.id}</code>\n{escape(let_in)}"
    return Message(told, (roles, (back, remove)))


def _line(member: Member, words: Catalogue) -> str:
    return f"{plain_name(member.name, 40) or member.id} · {words.say(f'telegram-role-{member.rank.value}')}"
