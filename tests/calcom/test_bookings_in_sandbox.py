"""What hosts do with bookings, and what Cal.com then tells: the client and the sandbox, each by its own reading."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from pydantic import SecretStr

from bot.calcom import CalcomClient
from bot.calcom.oauth import GUEST_SCOPES, ConsentRefused, OAuthApp
from bot.calcom.token_file import TokenFiles
from bot.calcom.types.bookings import AbsentAttendee, Guest, LinkLocation
from bot.calcom.webhooks import BookingEvent, Event, NotFromCalcom, OtherEvent, receive
from bot.sandbox.server import create_app
from bot.sandbox.world import Fault
from bot.scheduling.calendar import (
    ById,
    ByTeam,
    ByUser,
    EventTypeRef,
    Forbidden,
    NotFound,
    OutcomeUnknown,
    Rejected,
    Unauthorized,
)
from bot.scheduling.models import Booking, NewAttendee, NewBooking
from tests.calcom.conftest import Sandbox

ANA = NewAttendee(name="Ana Silva", email="ana@example.com", time_zone="Europe/Lisbon")
REVIEW = ByUser("bailey", "review")
THIRTY = ByUser("bailey", "30min")
DEMO = ByTeam("support-team", "demo")


class Office:
    """A guest who books, and the host whom they book."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.guest = sandbox.client()
        self.host = sandbox.client("cal_sandbox_bailey")

    def pass_time(self, **time: int) -> None:
        self.sandbox.NOW += timedelta(**time)

    async def free(self, ref: EventTypeRef) -> list[datetime]:
        now = self.sandbox.NOW
        slots = await self.guest.slots.list(ref, start=now, end=now + timedelta(days=7), time_zone="UTC")
        return [slot.start for slot in slots]

    async def book(self, ref: ByUser | ByTeam = THIRTY, *, slot: int = 0, **details: Any) -> Booking:
        named = {"username": ref.username} if isinstance(ref, ByUser) else {"team_slug": ref.team_slug}
        body = {"start": (await self.free(ref))[slot], "attendee": ANA, "event_type_slug": ref.event_type_slug}
        return (await self.guest.bookings.create(NewBooking.model_validate(body | named | details)))[0]


@pytest.fixture
async def office(sandbox: Sandbox) -> Office:
    return Office(sandbox)


# What hosts decide


async def test_a_host_confirms_one_request_and_declines_another(office: Office) -> None:
    wanted, unwanted = await office.book(REVIEW), await office.book(REVIEW, slot=3)
    assert wanted.status == "pending"
    assert (await office.host.bookings.confirm(wanted.uid)).status == "accepted"
    assert (await office.host.bookings.decline(unwanted.uid, reason="full")).status == "rejected"
    with pytest.raises(Rejected):
        await office.host.bookings.confirm(wanted.uid)
    with pytest.raises(NotFound):
        await office.host.bookings.confirm("nowhere")


async def test_only_who_may_decides(office: Office) -> None:
    wanted = await office.book(REVIEW)
    with pytest.raises(Unauthorized):
        await office.guest.bookings.confirm(wanted.uid)
    with pytest.raises(Unauthorized):
        await office.sandbox.client("cal_sandbox_alex").bookings.confirm(wanted.uid)
    assert (await office.guest.bookings.get(wanted.uid))[0].status == "pending"


async def test_absences_are_marked_after_the_start(office: Office) -> None:
    booking = await office.book()
    absent = [AbsentAttendee(email="ana@example.com", absent=True)]
    with pytest.raises(Rejected):
        await office.host.bookings.mark_absent(booking.uid, attendees=absent)
    office.pass_time(days=2)
    marked = await office.host.bookings.mark_absent(booking.uid, host=True, attendees=absent)
    assert marked.absent_host
    assert marked.attendees[0].absent


async def test_a_round_robin_booking_is_handed_on(office: Office) -> None:
    booking = await office.book(DEMO)
    handed = await office.host.bookings.reassign(booking.uid)
    assert handed.booking_uid == booking.uid
    assert handed.reassigned_to.id != booking.hosts[0].id
    first = booking.hosts[0].id
    assert isinstance(first, int)
    back = await office.host.bookings.reassign_to(booking.uid, first, reason="as it was")
    assert back.reassigned_to.id == first


async def test_an_attendee_is_asked_for_another_time(office: Office) -> None:
    booking = await office.book()
    await office.host.bookings.request_reschedule(booking.uid, reschedule_reason="a train")
    assert await office.guest.bookings.is_cancelled(booking.uid)


async def test_a_booking_is_given_another_place(office: Office) -> None:
    booking = await office.book()
    moved = await office.host.bookings.update_location(
        booking.uid, location=LinkLocation(link="https://meet.example.com/a")
    )
    assert moved.location == "https://meet.example.com/a"


# Who takes part, and what is left of it


async def test_people_are_added_and_found(office: Office) -> None:
    booking = await office.book()
    added = await office.host.bookings.attendees.add(
        booking.uid, name="Rui", time_zone="Europe/Lisbon", email="rui@example.com"
    )
    everyone = await office.host.bookings.attendees.list(booking.uid)
    assert [attendee.name for attendee in everyone] == ["Ana Silva", "Rui"]
    assert (await office.host.bookings.attendees.get(booking.uid, added.id)).email == "rui@example.com"
    with pytest.raises(NotFound):
        await office.host.bookings.attendees.get(booking.uid, 999_999)
    with pytest.raises(Rejected):
        await office.host.bookings.attendees.add(booking.uid, name="R", time_zone="UTC", email="rui@example.com")
    with_guest = await office.host.bookings.guests.add(booking.uid, guests=[Guest(email="eva@example.com", name="Eva")])
    assert "eva@example.com" in str(with_guest.guests) + str(with_guest.attendees)


async def test_what_other_systems_call_a_booking(office: Office) -> None:
    booking = await office.book()
    references = await office.host.bookings.references(booking.uid)
    assert "google_calendar" in {reference.type for reference in references}
    (only,) = await office.host.bookings.references(booking.uid, reference_type="google_calendar")
    assert only.type == "google_calendar"


async def test_what_is_left_of_a_video_call(office: Office) -> None:
    booking = await office.book()
    office.pass_time(days=2)
    assert isinstance(await office.host.bookings.recordings(booking.uid), list)
    assert isinstance(await office.host.bookings.transcripts(booking.uid), list)
    assert isinstance(await office.host.bookings.conferencing_sessions(booking.uid), list)
    with pytest.raises(NotFound):
        await office.host.bookings.recordings("nowhere")


# After a write that no answer came to


async def test_a_booking_whose_answer_was_lost_is_found_by_its_key(office: Office) -> None:
    office.sandbox.world.faults.add(
        Fault.model_validate({"operation": "bookings.create", "kind": "drop_after", "times": 1})
    )
    with pytest.raises(OutcomeUnknown):
        await office.book(metadata={"slotwise": "key-1"})
    (found,) = await office.host.bookings.find_by_key("slotwise", "key-1", attendee_email="ana@example.com")
    assert found.status == "accepted"
    assert await office.host.bookings.find_by_key("slotwise", "key-2") == []


async def test_a_booking_is_found_by_its_key_on_any_page(office: Office) -> None:
    created = [await office.book(metadata={"slotwise": f"key-{number}"}) for number in range(3)]
    await office.host.bookings.cancel(created[1].uid, cancellation_reason="ill")
    for version in ("2024-08-13", "2026-05-01"):
        client = office.sandbox.client("cal_sandbox_bailey", bookings_version=version)
        (found,) = await client.bookings.find_by_key("slotwise", "key-1")
        assert (found.uid, found.status) == (created[1].uid, "cancelled")


async def test_where_a_booking_was_moved_to_is_found_from_its_old_uid(office: Office) -> None:
    booking = await office.book()
    assert await office.guest.bookings.moved_to(booking.uid) is None
    times = await office.free(THIRTY)
    once = await office.guest.bookings.reschedule(booking.uid, start=times[3])
    twice = await office.guest.bookings.reschedule(once.uid, start=times[5])
    found = await office.guest.bookings.moved_to(booking.uid)
    assert found is not None
    assert found.uid == twice.uid


async def test_whether_a_booking_was_cancelled(office: Office) -> None:
    booking = await office.book()
    assert not await office.guest.bookings.is_cancelled(booking.uid)
    await office.guest.bookings.cancel(booking.uid, cancellation_reason="ill")
    assert await office.guest.bookings.is_cancelled(booking.uid)


async def test_the_total_of_a_list_is_told_where_cal_com_tells_it(office: Office) -> None:
    for _ in range(3):
        await office.book()
    upcoming = office.host.bookings.list(status=["upcoming"])
    assert upcoming.total is None
    assert len(await upcoming.all()) == upcoming.total == 3
    by_cursor = office.sandbox.client("cal_sandbox_bailey", bookings_version="2026-05-01")
    uncounted = by_cursor.bookings.list(status=["upcoming"])
    assert (len(await uncounted.all()), uncounted.total) == (3, None)


async def test_a_charge_is_made_once_however_often_it_is_sent(office: Office) -> None:
    before = await office.host.credits.available()
    office.sandbox.world.faults.add(
        Fault.model_validate({"operation": "credits.charge", "kind": "drop_after", "times": 1})
    )
    charge = await office.host.credits.charge(credits=5, credit_for="AI_AGENT", external_ref="turn-1")
    assert charge.charged
    again = await office.host.credits.charge(credits=5, credit_for="AI_AGENT", external_ref="turn-1")
    assert again.remaining_balance == charge.remaining_balance
    after = await office.host.credits.available()
    assert before.balance.monthly_remaining - after.balance.monthly_remaining == 5


async def test_an_empty_balance_is_no_credits(office: Office) -> None:
    with pytest.raises(Rejected) as caught:
        await office.host.credits.charge(credits=1_000_000, credit_for="SMS", external_ref="too-much")
    assert caught.value.reason == "no_credits"
    assert (await office.host.credits.available()).balance.monthly_remaining == 1000


async def test_a_charge_without_a_reference_is_sent_once(office: Office) -> None:
    office.sandbox.world.faults.add(
        Fault.model_validate({"operation": "credits.charge", "kind": "drop_after", "times": 1})
    )
    with pytest.raises(OutcomeUnknown):
        await office.host.credits.charge(credits=5, credit_for="SMS")


# What Cal.com tells


class Told:
    """A server that keeps what comes to it."""

    SECRET = SecretStr("between-us")

    def __init__(self, sandbox: Sandbox, stack: AsyncExitStack) -> None:
        self.events: list[Event] = []
        sandbox.app = create_app(
            sandbox.world, timer=asyncio.get_running_loop().time, post=self._post, sleep=asyncio.sleep
        )
        self._deliverer = sandbox.app.deliverer
        stack.push_async_callback(self._deliverer.close)

    async def _post(self, url: str, headers: dict[str, str], body: bytes) -> int:
        with pytest.raises(NotFromCalcom):
            receive(body, headers, SecretStr("another"))
        self.events.append(receive(body, headers, self.SECRET))
        return 200

    async def all(self) -> list[Event]:
        await self._deliverer.settled()
        return self.events


@pytest.fixture
async def told(sandbox: Sandbox) -> AsyncIterator[Told]:
    async with AsyncExitStack() as stack:
        yield Told(sandbox, stack)


async def test_a_host_is_told_what_happens_in_words_that_are_understood(told: Told, office: Office) -> None:
    hook = await office.host.webhooks.create(
        subscriber_url="http://127.0.0.1:9/hook",
        triggers=[
            "BOOKING_CREATED",
            "BOOKING_REQUESTED",
            "BOOKING_RESCHEDULED",
            "BOOKING_CANCELLED",
            "BOOKING_REJECTED",
        ],
        secret=told.SECRET,
    )
    assert [one.id for one in await office.host.webhooks.list().all()] == [hook.id]
    booking = await office.book(metadata={"slotwise": "key-1"})
    moved = await office.guest.bookings.reschedule(booking.uid, start=(await office.free(THIRTY))[4])
    await office.guest.bookings.cancel(moved.uid, cancellation_reason="ill")
    asked = await office.book(REVIEW)
    await office.host.bookings.decline(asked.uid, reason="full")
    events = await told.all()
    assert [event.trigger for event in events] == [
        "BOOKING_CREATED",
        "BOOKING_RESCHEDULED",
        "BOOKING_CANCELLED",
        "BOOKING_REQUESTED",
        "BOOKING_REJECTED",
    ]
    assert all(isinstance(event, BookingEvent) and event.identity is not None for event in events)
    created, rescheduled, cancelled, _, rejected = (event for event in events if isinstance(event, BookingEvent))
    assert (created.payload.uid, created.payload.start_time) == (booking.uid, booking.start)
    assert rescheduled.uids == (moved.uid, booking.uid)
    assert cancelled.payload.cancellation_reason == "ill"
    assert rejected.payload.rejection_reason == "full"


async def test_a_webhook_is_changed_and_taken_down(told: Told, office: Office) -> None:
    hook = await office.host.webhooks.create(
        subscriber_url="http://127.0.0.1:9/hook", triggers=["BOOKING_CREATED"], secret=told.SECRET
    )
    with pytest.raises(Rejected) as caught:
        await office.host.webhooks.create(subscriber_url="http://127.0.0.1:9/hook", triggers=["BOOKING_CREATED"])
    assert caught.value.reason == "already_exists"
    changed = await office.host.webhooks.update(hook.id, payload_template='{"text": "{{title}}"}')
    assert changed.payload_template == '{"text": "{{title}}"}'
    await office.book()
    (event,) = await told.all()
    assert isinstance(event, OtherEvent)
    assert set(event.raw) == {"text"}
    assert (await office.host.webhooks.get(hook.id)).active
    assert (await office.host.webhooks.delete(hook.id)).id == hook.id
    with pytest.raises(NotFound):
        await office.host.webhooks.get(hook.id)


# In a person's name


class ConsentPage(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.action = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action = given["action"]
        elif tag == "input" and given["type"] == "hidden":
            self.fields[given["name"]] = given["value"]


async def consent(sandbox: Sandbox, url: str, verdict: str) -> dict[str, str]:
    """What the page sends back when a person chose bailey and an answer."""
    address = urlsplit(url)
    async with sandbox.browser as browser:
        shown = await browser.get(f"{address.path}?{address.query}")
        page = ConsentPage(shown.text)
        sent = await browser.post(page.action, data=page.fields | {"account": "101", "answer": verdict})
    return dict(parse_qsl(urlsplit(sent.headers["location"]).query))


def program(sandbox: Sandbox, folder: Path, client: CalcomClient, *, secret: str | None) -> OAuthApp:
    files = TokenFiles(folder)
    return OAuthApp(
        client,
        client_id="sandbox-mobile" if secret is None else "sandbox-app",
        redirect_uri="http://localhost:8000/callback",
        states=files,
        tokens=files,
        client_secret=None if secret is None else SecretStr(secret),
        authorize_url="http://localhost/auth/oauth2/authorize",
        clock=lambda: sandbox.NOW,
    )


@pytest.mark.parametrize("secret", [None, "sandbox-app-secret"])
async def test_a_person_lets_a_program_act_for_them_until_they_stop(
    office: Office, tmp_path: Path, secret: str | None
) -> None:
    sandbox = office.sandbox
    app = program(sandbox, tmp_path, office.guest, secret=secret)
    url = await app.authorize_url("bailey", scopes=GUEST_SCOPES)
    pair = await app.connect("bailey", await consent(sandbox, url, "allow"))
    assert pair.scopes == frozenset(GUEST_SCOPES)
    client = sandbox.client(credential=app.credential("bailey"))
    assert (await client.me.get()).username == "bailey"
    booking = await office.book(REVIEW)
    assert (await client.bookings.confirm(booking.uid)).status == "accepted"
    with pytest.raises(Forbidden) as caught:
        await client.webhooks.list().all()
    assert caught.value.scope == "WEBHOOK_READ"
    office.pass_time(hours=1)
    assert (await client.me.get()).username == "bailey"
    renewed = await app.tokens.load("bailey")
    assert renewed is not None
    assert renewed.refresh_token != pair.refresh_token
    assert (await office.guest.oauth.clients.get("sandbox-app")).name == "Sandbox App"


async def test_a_person_says_no(office: Office, tmp_path: Path) -> None:
    app = program(office.sandbox, tmp_path, office.guest, secret=None)
    url = await app.authorize_url("bailey", scopes=GUEST_SCOPES)
    with pytest.raises(ConsentRefused) as caught:
        await app.connect("bailey", await consent(office.sandbox, url, "refuse"))
    assert caught.value.code == "access_denied"


async def test_a_fresh_key_takes_the_place_of_the_old_one(office: Office) -> None:
    made = await office.host.api_keys.refresh(api_key_days_valid=90)
    with pytest.raises(Unauthorized):
        await office.host.me.get()
    assert (await office.sandbox.client(made.api_key.get_secret_value()).me.get()).username == "bailey"


async def test_the_event_types_of_a_team_are_bookable_by_id(office: Office) -> None:
    team = next(team for team in await office.host.teams.list() if team.slug == "support-team")
    demo = next(one for one in await office.guest.teams.event_types.list(team.id) if one.slug == "demo")
    assert await office.free(ById(demo.id)) == await office.free(DEMO)
