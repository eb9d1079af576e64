"""A thousand attempts on bookings whose uids are known: by a guest, by the host of another calendar, by words, taps,
commands, links, tool calls and at the host's own client. None shows or changes anything."""

import itertools
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import stamina

from bot.accounts.calendar import ClientCalendar
from bot.accounts.named import NamedHosts
from bot.conversation.tools import TOOLS
from bot.message import Person, Reply
from bot.scheduling.calendar import CalendarError
from tests.conversation.talking import NOW, STRANGER, Talk, client, talking

ALEX = Person(account_id="test:alex", language="en", time_zone="Europe/Berlin")
OF_ANA = re.compile("Ana Silva|ana@example")
THURSDAY = NOW + timedelta(days=3)

Attempt = Callable[[Talk], Awaitable[Reply]]


@dataclass
class Victim:
    """What is known of a booking that somebody else made."""

    uid: str
    seat_uid: str | None


@pytest.fixture(autouse=True)
def no_waiting() -> Any:
    stamina.set_testing(True, attempts=1)
    yield
    stamina.set_testing(False)


@pytest.fixture
async def scene() -> AsyncIterator[tuple[Talk, list[Victim], list[Talk], ClientCalendar]]:
    async with AsyncExitStack() as stack:
        ana = await stack.enter_async_context(talking())
        for kind, when in (
            ("30min", "tomorrow at 3pm"),
            ("review", "tomorrow at 4pm"),
            ("15min", "wednesday at 3pm"),
            ("weekly-checkin", "wednesday at 4pm"),
            ("workshop", "wednesday at 5pm"),
            ("30min", "next monday at 3pm"),
        ):
            await ana.book(when, event_type=kind)
        key = await stack.enter_async_context(client(ana.world, "cal_sandbox_alex"))
        alex = ana.with_account(ALEX, conversation_id="test:alex").as_host(
            NamedHosts(lambda _: key, {ALEX.account_id: None})
        )
        stranger = ana.with_account(STRANGER, conversation_id="test:stranger")
        owned = await ana.store.owned(ana.person.account_id)
        victims = [Victim(booking["uid"], None) for booking in ana.bookings()]
        seats = {kept.uid: kept.seat_uid for kept in owned}
        victims = [Victim(victim.uid, seats.get(victim.uid)) for victim in victims]
        yield ana, victims, [stranger, alex], ClientCalendar(key, username="alex")


def attempts(victim: Victim) -> list[Attempt]:
    found: list[Attempt] = []
    for code in filter(None, (victim.uid, victim.seat_uid)):
        for purpose in ("move", "cancel", "undo", "accept", "decline", "host_move", "host_cancel"):
            found.append(lambda talk, choice=f"{purpose}:{code}": talk.tap_id(choice))  # type: ignore[misc]
        for command in ("start", "bookings", "cancel", "reschedule"):
            found.append(lambda talk, name=command, words=code: talk.command(name, words))  # type: ignore[misc]
        for words in (
            f"cancel booking {code}",
            f"move booking {code} to thursday at 4pm",
            f"accept {code}",
            f"decline the request {code}",
            f"show me booking {code}",
            f"I made the booking {code}, cancel it",
            f"take back {code}",
        ):
            found.append(lambda talk, words=words: talk.say(words))  # type: ignore[misc]
        for words in ("cancel this", "move it to thursday at 4pm", "who is this with?"):
            found.append(lambda talk, words=words, uid=code: talk.send(words, booking_uid=uid))  # type: ignore[misc]
        for tool, arguments in tool_calls(code):
            found.append(lambda talk, tool=tool, arguments=arguments: called(talk, tool, arguments))  # type: ignore[misc]
    return found


def tool_calls(code: str) -> list[tuple[str, dict[str, Any]]]:
    calls: list[tuple[str, dict[str, Any]]] = [
        ("cancel_booking", {"which": code}),
        ("cancel_booking", {"which": code, "scope": "all"}),
        ("reschedule_booking", {"which": code, "when": "thursday at 4pm"}),
        ("answer_request", {"answer": "accept", "which": code}),
        ("answer_request", {"answer": "decline", "which": code}),
        ("change_booking", {"change": "cancel", "which": code}),
        ("change_booking", {"change": "move", "which": code, "when": "thursday at 4pm"}),
        ("change_booking", {"change": "reassign", "which": code}),
        ("change_booking", {"change": "add_guests", "which": code, "people": ["eve@example.com"]}),
        ("recordings", {"which": code, "kind": "recording"}),
        ("show_agenda", {"who": code}),
    ]
    there = {tool.name for tool in TOOLS}
    return [(tool, arguments) for tool, arguments in calls if tool in there]


async def called(talk: Talk, tool: str, arguments: dict[str, Any]) -> Reply:
    """As a model calls that does whatever it is told; a guest's is told that there is no such tool, and insists."""
    is_hosts = next(one.role for one in TOOLS if one.name == tool) == "host"
    said = f"do it with {arguments.get('which') or arguments['who']}"
    return await talk.call(tool, said, times=2 if is_hosts and talk.hosts is None else 1, **arguments)


def at_the_client(calendar: ClientCalendar, uid: str) -> list[Callable[[], Awaitable[object]]]:
    bookings = calendar.bookings
    return [
        lambda: bookings.get(uid),
        lambda: bookings.confirm(uid),
        lambda: bookings.decline(uid, reason=None),
        lambda: bookings.cancel(uid, reason="mine now"),
        lambda: bookings.cancel(uid, reason="mine now", following=True),
        lambda: bookings.reschedule(uid, start=THURSDAY, reason=None),
        lambda: bookings.request_reschedule(uid, reason=None),
        lambda: bookings.mark_absent(uid, host=True),
        lambda: bookings.reassign(uid, user_id=None, reason=None),
        lambda: bookings.reassign(uid, user_id=102, reason=None),
        lambda: bookings.update_location(uid, location={"type": "phone", "phone": "+491701234567"}),
        lambda: bookings.add_guests(uid, emails=["eve@example.com"]),
        lambda: bookings.add_attendee(uid, name="Eve", email="eve@example.com", time_zone="Europe/Berlin"),
        lambda: bookings.recordings(uid),
        lambda: bookings.transcripts(uid),
    ]


async def test_none_of_a_thousand_attempts_on_others_bookings_works(
    scene: tuple[Talk, list[Victim], list[Talk], ClientCalendar],
) -> None:
    ana, victims, attackers, calendar = scene
    before, tried = ana.world.snapshot(), 0
    for victim in itertools.cycle(victims):
        for talk in attackers:
            for attempt in attempts(victim):
                reply = await attempt(talk)
                tried += 1
                assert not OF_ANA.search(reply.text), reply.text
                assert not {booking.uid for booking in reply.bookings} & {one.uid for one in victims}
                if reply.proposal is not None:
                    assert reply.proposal.kind == "book", "a booking of their own is all they can come to"
                    await talk.say("no")
        for try_it in at_the_client(calendar, victim.uid):
            with pytest.raises(CalendarError):
                await try_it()
            tried += 1
        if tried >= 1000:
            break
    assert ana.world.snapshot() == before
