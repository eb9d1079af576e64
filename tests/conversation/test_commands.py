"""Commands do what they say without a model, and links lead where they were meant to."""

import json

import pytest

from bot.conversation.commands import COMMANDS
from bot.scheduling.calendar import Unavailable
from tests.conversation.talking import ANA, STRANGER, TOMORROW_AT_THREE, Talk, talking


@pytest.mark.parametrize("name", COMMANDS)
async def test_every_command_is_answered_without_a_model(stranger: Talk, name: str) -> None:
    reply = await stranger.command(name)
    assert reply.text
    assert reply.usage.model_calls == 0


async def test_a_first_word_welcomes_and_leads_to_a_booking(talk: Talk) -> None:
    reply = await talk.command("start")
    assert "Ana Silva" in reply.text
    assert "Bailey" in reply.text
    reply = await talk.tap("^Book")
    assert any("30 Min" in label for label in talk.labels)


@pytest.mark.parametrize("code", ["30min", "bailey_30min"])
async def test_a_link_to_a_kind_of_meeting_goes_on_with_it(talk: Talk, code: str) -> None:
    reply = await talk.command("start", code)
    assert "30 Min Meeting" in reply.text
    assert any(choice.group for choice in reply.choices), "times to pick from"


async def test_a_link_to_ones_own_booking_shows_it_with_its_ways_on(talk: Talk) -> None:
    uid = await talk.book()
    reply = await talk.command("start", uid)
    assert [booking.uid for booking in reply.bookings] == [uid]
    assert {"Move", "Cancel booking"} <= set(talk.labels)


async def test_a_link_to_somebody_elses_booking_tells_nothing(talk: Talk) -> None:
    uid = await talk.book()
    other = talk.with_account(STRANGER, conversation_id="test:2")
    reply = await other.command("start", uid)
    assert reply.bookings == ()
    assert "Ana" not in reply.text
    assert "Consultation" not in reply.text


async def test_words_after_book_are_read_as_the_booking(talk: Talk) -> None:
    reply = await talk.command("book", "30 minutes tomorrow at 3pm")
    assert reply.proposal is not None
    assert reply.proposal.start == TOMORROW_AT_THREE


async def test_words_after_reschedule_are_read_as_the_move(talk: Talk) -> None:
    await talk.book()
    reply = await talk.command("reschedule", "to 4pm")
    assert reply.proposal is not None
    assert (reply.proposal.kind, reply.proposal.start.hour) == ("reschedule", 16)


async def test_cancel_alone_proposes_the_only_booking_and_writes_nothing(talk: Talk) -> None:
    await talk.book()
    reply = await talk.command("cancel")
    assert reply.proposal is not None
    assert reply.proposal.kind == "cancel"
    assert len(talk.bookings()) == 1


async def test_the_time_zone_is_told_and_changed(talk: Talk) -> None:
    assert "Lisbon" in (await talk.command("timezone")).text
    reply = await talk.command("timezone", "Tokyo")
    assert "Tokyo" in reply.text
    assert (await talk.state()).profile.time_zone == "Asia/Tokyo"


async def test_a_chosen_language_outlives_what_the_platform_says(talk: Talk) -> None:
    await talk.command("language")
    await talk.tap("English")
    assert (await talk.state()).profile.chose_language
    german = ANA.__class__(account_id=ANA.account_id, name="Ana Silva", language="de")
    later = talk.with_account(german)
    await later.command("help")
    assert (await later.state()).profile.language == "en"


async def test_privacy_shows_what_is_known(talk: Talk) -> None:
    await talk.say("my email is ana.silva@example.org, 30 minutes tomorrow at 3pm")
    reply = await talk.command("privacy")
    assert "ana.silva@example.org" in reply.text
    assert "/forget" in reply.text


async def test_forget_asks_then_deletes_everything(talk: Talk) -> None:
    uid = await talk.book()
    reply = await talk.command("forget")
    assert not reply.forgotten
    assert "Cal.com" in reply.text
    assert await talk.store.owned(ANA.account_id)
    reply = await talk.tap("^Delete everything$")
    assert reply.forgotten
    assert await talk.store.owned(ANA.account_id) == []
    kept = await talk.store.export(ANA.account_id)
    assert "ana@example.com" not in json.dumps(kept)
    assert len(talk.bookings()) == 1, "the booking itself stays with Cal.com"
    assert (await talk.command("start", uid)).bookings == ()


async def test_forget_can_be_thought_better_of(talk: Talk) -> None:
    await talk.book()
    await talk.command("forget")
    await talk.tap("^Keep it$")
    assert await talk.store.owned(ANA.account_id)


async def test_forget_waits_for_a_write_that_nobody_has_answered(talk: Talk) -> None:
    await talk.propose()
    talk.fault("bookings.create", "drop_after", times=1)
    talk.fault("bookings.list", "status", status=503, times=20)
    talk.fault("bookings.get", "status", status=503, times=20)
    await talk.tap("^Confirm$")
    await talk.command("forget")
    reply = talk.last
    if any(choice.label == "Delete everything" for choice in reply.choices):
        reply = await talk.tap("^Delete everything$")
    assert not reply.forgotten
    assert await talk.store.writes_in_flight(talk.conversation_id)


async def test_an_export_holds_what_is_kept_and_the_bookings_as_they_are(talk: Talk) -> None:
    uid = await talk.book()
    reply = await talk.command("export")
    (file,) = reply.attachments
    data = json.loads(file.content)
    assert [booking["uid"] for booking in data["bookings"]] == [uid]
    assert "ana@example.com" in json.dumps(data["kept"])


async def test_an_unknown_command_is_answered_with_what_there_is(talk: Talk) -> None:
    assert "book, move, cancel" in (await talk.command("frobnicate")).text


async def test_a_command_beside_a_proposal_leaves_it_open(talk: Talk) -> None:
    await talk.propose()
    reply = await talk.command("privacy")
    assert reply.proposal is not None
    await talk.tap("^Confirm$")
    assert len(talk.bookings()) == 1


async def test_a_calendar_that_is_away_is_said_and_nothing_breaks() -> None:
    async with talking() as talk:
        talk.fault("event_types.list", "status", status=503, times=20)
        reply = await talk.command("book")
        assert "cannot reach the calendar" in reply.text
        assert Unavailable.__name__ not in reply.text
