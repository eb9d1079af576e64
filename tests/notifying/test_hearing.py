"""Hosts and guests hear of what happens to their bookings, in their own zones, and not of what they did themselves."""

from bot.message import Choice, Reply
from bot.store import OwnedBooking
from tests.notifying.house import ANA_THERE, BAILEY, House, house


def choices(reply: Reply) -> list[str]:
    return [choice.id.partition(":")[0] for choice in reply.choices]


async def stands(here: House) -> str:
    """The uid of the one booking that stands."""
    (booking,) = here.ana.bookings()
    uid: str = booking["uid"]
    return uid


async def test_a_host_hears_of_a_booking_and_its_guest_does_not() -> None:
    async with house() as here:
        uid = await here.book()
        (told,) = here.told(BAILEY)
        assert told.text.splitlines()[:2] == [
            "Ana Silva has booked a meeting with you.",
            "30 Min Meeting with Ana Silva",
        ]
        assert "10:00 AM – 10:30 AM, New York" in told.text
        assert f"host_move:{uid}" in [choice.id for choice in told.choices]
        assert told.attachments == ()
        assert here.told(ANA_THERE) == []


async def test_a_guest_hears_that_the_host_cancelled_with_the_reason_and_a_file_that_takes_it_out() -> None:
    async with house() as here:
        uid = await here.book()
        await here.calendar.bookings.cancel(uid, cancellation_reason="I am ill")
        await here.settle()
        (told,) = here.told(ANA_THERE)
        assert told.text.startswith("Your meeting with Bailey Hart was cancelled.")
        assert "3:00 PM – 3:30 PM, Lisbon" in told.text
        assert "I am ill" in told.text
        assert b"METHOD:CANCEL" in told.attachments[0].content
        assert told.choices == ()
        assert len(here.told(BAILEY)) == 1, "the booking alone"


async def test_a_guest_hears_that_the_host_moved_it_and_goes_on_with_the_moved_one() -> None:
    async with house() as here:
        uid = await here.book()
        later = here.world.booking(uid).start.replace(hour=17)
        await here.calendar.bookings.reschedule(uid, start=later, rescheduled_by="bailey@acme.example")
        await here.settle()
        (told,) = here.told(ANA_THERE)
        assert told.text.startswith("Your meeting with Bailey Hart was moved.")
        assert "From: Tue, Nov 24, 3:00 PM" in told.text
        assert "5:00 PM – 5:30 PM, Lisbon" in told.text
        assert b"DTSTART:20261124T170000Z" in told.attachments[0].content
        assert [view.moved_from for view in told.bookings] == [uid]
        moved = await stands(here)
        assert Choice(f"move:{moved}", "Move", lasts=True) in told.choices
        assert [one.uid for one in await here.store.owned(ANA_THERE.account_id)] == [moved]
        assert len(here.told(BAILEY)) == 1


async def test_a_request_comes_with_its_answers_and_its_guest_hears_what_was_decided() -> None:
    async with house() as here:
        await here.book(event_type="review")
        (asked,) = here.told(BAILEY)
        assert asked.text.startswith("Ana Silva would like to meet you.")
        assert choices(asked) == ["accept", "decline"]
        await here.bailey.tap_id(asked.choices[0].id)
        await here.bailey.tap("^Confirm$")
        await here.settle()
        (told,) = here.told(ANA_THERE)
        assert told.text.startswith("Good news: Bailey Hart has confirmed your meeting.")
        assert b"STATUS:CONFIRMED" in told.attachments[0].content
        assert len(here.told(BAILEY)) == 1


async def test_a_guest_hears_that_a_request_was_declined() -> None:
    async with house() as here:
        uid = await here.book(event_type="review")
        await here.calendar.bookings.decline(uid, reason="no time")
        await here.settle()
        assert [reply.text.splitlines()[0] for reply in here.told(ANA_THERE)] == [
            "I'm sorry: Bailey Hart can't take the meeting you asked for."
        ]


async def test_a_host_hears_that_the_guest_cancelled_here_though_cal_com_knows_it_for_their_own_key() -> None:
    async with house() as here:
        uid = await here.book()
        await here.ana.say("cancel my booking")
        await here.ana.tap("^Confirm$")
        await here.settle()
        assert here.world.booking(uid).cancelled_by_email == "bailey@acme.example"
        assert here.told(BAILEY)[-1].text.startswith("Your meeting with Ana Silva was cancelled.")
        assert here.told(ANA_THERE) == []


async def test_a_host_hears_that_the_guest_moved_it_here() -> None:
    async with house() as here:
        await here.book()
        await here.ana.say("move my booking to tomorrow at 5pm")
        await here.ana.tap("^Confirm$")
        await here.settle()
        assert here.told(BAILEY)[-1].text.startswith("Your meeting with Ana Silva was moved.")
        assert here.told(ANA_THERE) == []


async def test_a_host_who_cancels_in_the_chat_is_not_told_and_the_guest_is() -> None:
    async with house() as here:
        await here.book(event_type="review")
        await here.bailey.call("answer_request", answer="decline", which="Ana's", reason="I am ill")
        await here.bailey.tap("^Confirm$")
        await here.settle()
        assert len(here.told(BAILEY)) == 1
        assert len(here.told(ANA_THERE)) == 1


async def test_a_booking_made_elsewhere_is_told_to_its_host_alone() -> None:
    async with house() as here:
        await here.book()
        await here.store.forget(ANA_THERE.account_id)
        await here.calendar.bookings.cancel(await stands(here), cancellation_reason="ill")
        await here.settle()
        assert here.told(ANA_THERE) == []


async def test_nobody_is_told_who_blocked_the_bot_and_nothing_is_left_to_do() -> None:
    async with house() as here:
        here.messenger.blocked.add(BAILEY.account_id)
        await here.book()
        assert here.told(BAILEY) == []
        assert await here.store.jobs.waiting(kinds={"notice", "calendar event"}) == []


async def test_what_the_messenger_could_not_take_is_said_when_it_can() -> None:
    async with house() as here:
        here.messenger.out_of_reach = True
        await here.book()
        here.messenger.out_of_reach = False
        await here.settle()
        assert here.told(BAILEY) == []
        await here.later(minutes=11)
        assert len(here.told(BAILEY)) == 1


async def test_a_host_who_booked_for_somebody_hears_of_it_once_and_as_its_host() -> None:
    async with house() as here:
        uid = await here.book()
        await here.store.add_owned(OwnedBooking(uid, BAILEY.account_id))
        await here.calendar.bookings.cancel(uid, cancellation_reason="ill")
        await here.settle()
        assert len(here.told(BAILEY)) == 1, "of the booking, and not of what they did"
        later = await here.book("Wednesday at 3pm")
        await here.store.add_owned(OwnedBooking(later, BAILEY.account_id))
        await here.notifying.follow(BAILEY.account_id, here.ana.last)
        await here.later(days=2, minutes=-30)
        assert len(here.told(BAILEY)) == 2
