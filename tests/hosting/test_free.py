"""Whether a host is free, told with what was looked at; and times that suit several hosts."""

from datetime import UTC, datetime

from bot.accounts.named import NamedHosts
from tests.conversation.talking import Talk
from tests.hosting.conftest import BAILEY


async def test_an_afternoon_is_told_with_what_is_in_it_and_where_the_working_hours_end(bailey: Talk, ana: Talk) -> None:
    await ana.book("thursday at 8pm")
    reply = await bailey.say("am I free Thursday after 2")
    lines = reply.text.splitlines()
    assert lines[0] == ("Thursday, November 26, 2026: free 2:00 PM – 3:00 PM and 3:30 PM – 5:00 PM")
    assert lines[1] == "• 3:00 PM – 3:30 PM: 30 Min Meeting with Ana Silva"
    assert lines[2] == "Your working hours that day: 9:00 AM – 5:00 PM"
    assert "I looked at your bookings, your working hours, and your connected calendar" in reply.text


async def test_a_free_time_is_a_yes(bailey: Talk) -> None:
    assert (await bailey.say("am I free tomorrow at 3pm?")).text.startswith(
        "Yes, you are free on Tue, Nov 24, 3:00 PM."
    )


async def test_a_taken_time_is_a_no_with_who_has_it(bailey: Talk, ana: Talk) -> None:
    await ana.book("tomorrow at 8pm")
    reply = await bailey.say("am I free tomorrow at 3pm?")
    assert reply.text.startswith("No, you are not free on Tue, Nov 24, 3:00 PM:")
    assert "Ana Silva" in reply.text


async def test_a_time_outside_the_working_hours_is_told_as_that(bailey: Talk) -> None:
    reply = await bailey.say("am I free tomorrow at 8pm?")
    assert "you do not work then" in reply.text


async def test_a_day_without_working_hours_is_not_free(bailey: Talk) -> None:
    assert "outside your working hours" in (await bailey.say("am I free on Saturday")).text


async def test_calendars_that_do_not_answer_are_said_not_to_have_been_looked_at(bailey: Talk) -> None:
    bailey.fault("calendars.busy_times", "status", times="always")
    reply = await bailey.say("am I free tomorrow at 3pm?")
    assert reply.text.startswith("Yes")
    assert "I could not look at your connected calendars." in reply.text


async def test_the_key_of_somebody_else_tells_only_of_bookings(bailey: Talk) -> None:
    bailey.as_host(NamedHosts(lambda _: bailey.calendar, {BAILEY.account_id: "alex"}))
    reply = await bailey.say("am I free tomorrow at 3pm?")
    assert "I looked at your bookings." in reply.text
    assert "I could not look at your working hours or your connected calendars." in reply.text


async def test_more_days_than_a_reply_holds_come_by_a_button(bailey: Talk) -> None:
    first = await bailey.call("check_free", "when am I free in the next two weeks", when="in the next two weeks")
    assert first.text.count("working hours that day") == 5
    second = await bailey.tap("More days")
    assert "December" in second.text


async def test_a_time_that_suits_two_hosts_is_found_and_booked_after_a_yes(bailey: Talk) -> None:
    reply = await bailey.call(
        "check_free",
        "when are Alex and I both free for 30 minutes tomorrow",
        when="tomorrow",
        hosts=["Alex", "me"],
        length=30,
    )
    assert "can meet for 30 minutes:" in reply.text
    shown = await bailey.tap(", 9:")
    assert shown.proposal is not None
    assert shown.proposal.attendee["name"] == "Bailey Hart"
    await bailey.tap("^Confirm$")
    (booking,) = bailey.bookings()
    assert booking["hosts"][0]["username"] == "alex"
    assert datetime.fromisoformat(booking["start"]).astimezone(UTC).date().isoformat() == "2026-11-24"
    assert (await bailey.state()).profile.name is None


async def test_a_host_whom_nobody_knows_is_said_so(bailey: Talk) -> None:
    reply = await bailey.call("check_free", "is Zebulon free tomorrow", hosts=["Zebulon"], when="tomorrow")
    assert reply.text == "I know no host called Zebulon."
