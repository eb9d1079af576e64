"""A host cancels: one booking, a series from a date on, all of a day; or asks the guest for another time."""

import pytest

from tests.conversation.talking import Talk


@pytest.fixture
async def uid(ana: Talk) -> str:
    return await ana.book()


@pytest.fixture
async def day(ana: Talk, uid: str) -> list[str]:
    """Three bookings tomorrow and one on Friday."""
    return [uid, await ana.book("tomorrow at 4pm"), await ana.book("tomorrow at 5pm"), await ana.book("Friday at 3pm")]


def status(talk: Talk) -> list[str]:
    return [booking["status"] for booking in sorted(talk.bookings(active=False), key=lambda one: one["start"])]


def reasons(talk: Talk) -> set[str]:
    return {one["cancellationReason"] for one in talk.bookings(active=False) if one["status"] == "cancelled"}


async def test_a_host_cancels_with_the_reason_they_gave(bailey: Talk, uid: str) -> None:
    shown = await bailey.call(
        "change_booking", "cancel Ana's, I am ill", change="cancel", which="Ana's", reason="I am ill"
    )
    assert shown.proposal is not None
    assert "I am ill" in shown.text
    assert shown.choices[0].role == "danger"
    await bailey.say("yes")
    assert status(bailey) == ["cancelled"]
    assert reasons(bailey) == {"I am ill"}


async def test_the_reason_is_asked_for_once_and_can_be_left_out(bailey: Talk, uid: str) -> None:
    asked = await bailey.tap_id(f"host_cancel:{uid}")
    assert asked.proposal is None
    assert [question.slug for question in asked.asked] == ["reason"]
    shown = await bailey.tap("Without a reason")
    assert shown.proposal is not None
    await bailey.say("yes")
    assert reasons(bailey) == {"Cancelled by the host"}


async def test_a_reason_that_a_model_made_up_goes_to_nobody(bailey: Talk, uid: str) -> None:
    asked = await bailey.call(
        "change_booking", "cancel Ana's", change="cancel", which="Ana's", reason="a family emergency"
    )
    assert asked.proposal is None
    assert "emergency" not in asked.text


async def test_a_guest_without_a_reason_reads_it_in_their_own_language(bailey: Talk, uid: str) -> None:
    bailey.world.booking(uid).attendees[0].language = "de"
    await bailey.tap_id(f"host_cancel:{uid}")
    await bailey.tap("Without a reason")
    await bailey.say("yes")
    assert reasons(bailey) == {"Vom Gastgeber abgesagt"}


async def test_of_a_series_one_date_or_all_that_follow_go(bailey: Talk, ana: Talk) -> None:
    await ana.book(event_type="weekly-checkin")
    dates = sorted(ana.bookings(), key=lambda booking: booking["start"])
    await bailey.tap_id(f"host_cancel:{dates[1]['uid']}")
    await bailey.tap("and the following")
    await bailey.tap("Without a reason")
    shown = await bailey.say("yes")
    assert status(bailey) == ["accepted", "cancelled", "cancelled", "cancelled"]
    assert "all that follow" in shown.text


async def test_all_of_a_day_is_one_card_that_lists_it_and_one_yes(bailey: Talk, day: list[str]) -> None:
    shown = await bailey.call(
        "change_booking",
        "cancel everything tomorrow, I'm ill",
        change="cancel",
        scope="day",
        when="tomorrow",
        reason="I'm ill",
    )
    assert shown.proposal is not None
    assert shown.text.count("•") == 3
    await bailey.say("yes")
    assert status(bailey) == ["cancelled", "cancelled", "cancelled", "accepted"]
    assert reasons(bailey) == {"I'm ill"}


async def test_of_a_cleared_day_what_fails_is_told_beside_what_is_done(bailey: Talk, day: list[str]) -> None:
    await bailey.call("change_booking", "all of tomorrow", change="cancel", scope="day", when="tomorrow")
    await bailey.tap("Without a reason")
    bailey.fault("bookings.cancel", "status", status=403, times=1)
    told = await bailey.say("yes")
    assert sorted(status(bailey)) == ["accepted", "accepted", "cancelled", "cancelled"]
    assert told.text.count("Cancelled:") == 2
    assert told.text.count("Not done:") == 1


async def test_a_lost_answer_in_a_cleared_day_cancels_each_once(bailey: Talk, day: list[str]) -> None:
    await bailey.call("change_booking", "all of tomorrow", change="cancel", scope="day", when="tomorrow")
    await bailey.tap("Without a reason")
    bailey.fault("bookings.cancel", "drop_after", times=1)
    bailey.fault("bookings.cancel", "drop_before", times=1)
    told = await bailey.say("yes")
    assert sorted(status(bailey)) == ["accepted", "accepted", "cancelled", "cancelled"]
    assert "did not reach" in told.text


async def test_a_part_of_a_day_can_be_cleared(bailey: Talk, day: list[str]) -> None:
    shown = await bailey.call(
        "change_booking", "clear tomorrow after 11", change="cancel", scope="day", when="tomorrow after 11"
    )
    assert shown.proposal is None
    shown = await bailey.tap("Without a reason")
    assert shown.text.count("•") == 2


async def test_an_empty_day_has_nothing_to_clear(bailey: Talk, uid: str) -> None:
    reply = await bailey.call("change_booking", "cancel all on Friday", change="cancel", scope="day", when="on Friday")
    assert reply.proposal is None
    assert "Nothing is booked" in reply.text


async def test_a_day_that_was_not_named_is_asked_for(bailey: Talk, day: list[str]) -> None:
    asked = await bailey.call("change_booking", "cancel everything", change="cancel", scope="day")
    assert [question.slug for question in asked.asked] == ["when"]
    await bailey.call("change_booking", "tomorrow", change="cancel", when="tomorrow")
    shown = await bailey.tap("Without a reason")
    assert shown.text.count("•") == 3


async def test_a_guest_is_asked_to_pick_another_time(bailey: Talk, uid: str) -> None:
    shown = await bailey.call("change_booking", "ask Ana for another time", change="ask_to_reschedule", which="Ana")
    assert "link to a new time" in shown.text
    await bailey.say("yes")
    assert status(bailey) == ["cancelled"]
    assert bailey.world.booking(uid).reschedule_requested


async def test_what_was_cancelled_by_somebody_else_is_told_as_gone(bailey: Talk, ana: Talk, uid: str) -> None:
    await bailey.tap_id(f"host_cancel:{uid}")
    await bailey.tap("Without a reason")
    await ana.tap_id(f"cancel:{uid}")
    await ana.say("yes")
    reply = await bailey.say("yes")
    assert "no longer" in reply.text


async def test_a_booking_that_its_guest_moved_is_not_told_as_cancelled(bailey: Talk, ana: Talk, uid: str) -> None:
    await bailey.tap_id(f"host_cancel:{uid}")
    await bailey.tap("Without a reason")
    await ana.tap_id(f"move:{uid}")
    await ana.say("Friday at 4pm")
    await ana.say("yes")
    bailey.fault("bookings.cancel", "drop_before")
    reply = await bailey.say("yes")
    assert "Cancelled:" not in reply.text
    assert len(bailey.bookings()) == 1


@pytest.mark.parametrize("code", [403, 404])
async def test_a_refusal_changes_nothing_and_says_why(bailey: Talk, uid: str, code: int) -> None:
    await bailey.tap_id(f"host_cancel:{uid}")
    await bailey.tap("Without a reason")
    bailey.fault("bookings.cancel", "status", status=code)
    reply = await bailey.say("yes")
    assert status(bailey) == ["accepted"]
    assert ("does not allow" if code == 403 else "no longer") in reply.text


async def test_two_yeses_cancel_once(bailey: Talk, uid: str) -> None:
    await bailey.tap_id(f"host_cancel:{uid}")
    shown = await bailey.tap("Without a reason")
    await bailey.tap_id(shown.choices[0].id)
    again = await bailey.tap_id(shown.choices[0].id)
    assert again.refused is not None
    assert "Cancelled" in again.refused


async def test_an_expired_card_cancels_nothing(bailey: Talk, uid: str) -> None:
    await bailey.tap_id(f"host_cancel:{uid}")
    await bailey.tap("Without a reason")
    bailey.clock.forward(minutes=20)
    reply = await bailey.say("yes")
    assert "expired" in reply.text
    assert status(bailey) == ["accepted"]


async def test_never_mind_lets_go_of_it(bailey: Talk, uid: str) -> None:
    await bailey.tap_id(f"host_cancel:{uid}")
    await bailey.say("never mind")
    assert (await bailey.state()).changing is None
    late = await bailey.tap_id("1.1")
    assert late.proposal is None
    assert status(bailey) == ["accepted"]


async def test_what_is_over_cannot_be_cancelled(bailey: Talk, uid: str) -> None:
    bailey.clock.forward(days=2)
    reply = await bailey.tap_id(f"host_cancel:{uid}")
    assert reply.proposal is None
    assert "over" in reply.text or "past" in reply.text


async def test_another_hosts_booking_is_out_of_reach(bailey: Talk, ana: Talk) -> None:
    uid = await ana.book("Tuesday at 2pm", host="Alex", event_type="intro")
    reply = await bailey.tap_id(f"host_cancel:{uid}")
    assert reply.proposal is None
    assert "no longer there" in reply.text
