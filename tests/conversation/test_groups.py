"""Where others read along, what is personal goes on in private, by a code that serves one person once."""

from bot.message import Reply
from tests.conversation.talking import ANA, STRANGER, TOMORROW_AT_THREE, Talk

GROUP = "test:group"


def in_group(talk: Talk) -> Talk:
    return talk.with_account(ANA, conversation_id=GROUP)


def code_of(reply: Reply) -> str:
    (code,) = [choice.continues for choice in reply.choices if choice.continues]
    return code


async def test_a_group_sees_times_and_no_questions_of_who_somebody_is(stranger: Talk) -> None:
    group = stranger.with_account(STRANGER, conversation_id=GROUP)
    await group.send("30 minutes tomorrow in the afternoon", in_group=True)
    reply = await group.send("Lisbon", in_group=True)
    assert any(choice.group for choice in reply.choices)
    assert {asked.slug for asked in reply.asked} <= {"when", "time_zone", "event_type", "length"}
    assert "e-mail" not in reply.text


async def test_a_time_picked_in_a_group_is_booked_in_private_and_told_there(talk: Talk) -> None:
    group = in_group(talk)
    reply = await group.send("30 minutes with Bailey tomorrow at 3pm", in_group=True)
    assert reply.proposal is None
    assert "ana@example.com" not in reply.text
    private = await talk.command("start", code_of(reply))
    assert private.proposal is not None
    assert private.proposal.start == TOMORROW_AT_THREE
    booked = await talk.tap("^Confirm$")
    (notice,) = booked.notices
    assert notice.conversation_id == GROUP
    assert "Booked" in notice.text
    assert "Ana" not in notice.text
    assert "example.com" not in notice.text
    assert [instant.at for instant in notice.instants] == [TOMORROW_AT_THREE]


async def test_no_slot_is_held_for_what_waits_in_a_group(talk: Talk) -> None:
    await in_group(talk).send("30 minutes with Bailey tomorrow at 3pm", in_group=True)
    assert talk.world.reservations() == []


async def test_a_code_serves_nobody_else_and_only_once(talk: Talk) -> None:
    reply = await in_group(talk).send("30 minutes with Bailey tomorrow at 3pm", in_group=True)
    code = code_of(reply)
    other = talk.with_account(STRANGER, conversation_id="test:other")
    refused = await other.command("start", code)
    assert refused.refused
    assert refused.proposal is None
    assert (await talk.command("start", code)).proposal is not None
    await talk.tap("^Not this$")
    again = await talk.command("start", code)
    assert again.proposal is None


async def test_own_bookings_are_not_even_looked_at_in_a_group(talk: Talk) -> None:
    uid = await talk.book()
    group = in_group(talk)
    for words in ("what have I booked?", "cancel my meeting", "move my meeting to Friday at 3pm"):
        reply = await group.send(words, in_group=True)
        assert reply.bookings == ()
        assert reply.proposal is None
        assert "Consultation" not in reply.text
        assert "3:00" not in reply.text
        code_of(reply)
    for command in ("bookings", "cancel", "reschedule", "privacy", "export", "forget", "timezone"):
        reply = await group.command(command, in_group=True)
        assert reply.attachments == ()
        code_of(reply)
    reply = await group.command("start", uid, in_group=True)
    assert reply.bookings == ()


async def test_a_wish_about_own_bookings_is_carried_out_in_private(talk: Talk) -> None:
    await talk.book()
    reply = await in_group(talk).send("cancel my meeting", in_group=True)
    private = await talk.command("start", code_of(reply))
    assert private.proposal is not None
    assert private.proposal.kind == "cancel"


async def test_a_command_about_own_bookings_is_carried_out_in_private(talk: Talk) -> None:
    uid = await talk.book()
    reply = await in_group(talk).command("bookings", in_group=True)
    private = await talk.command("start", code_of(reply))
    assert [booking.uid for booking in private.bookings] == [uid]


async def test_a_button_of_a_booking_pressed_in_a_group_goes_on_in_private(talk: Talk) -> None:
    uid = await talk.book()
    group = in_group(talk)
    reply = await group.send("", choice=f"cancel:{uid}", in_group=True)
    assert reply.proposal is None
    code_of(reply)


async def test_drafts_of_two_people_in_a_group_do_not_mix(talk: Talk) -> None:
    ana, other = in_group(talk), talk.with_account(STRANGER, conversation_id="test:group:stranger")
    await ana.send("30 minutes with Bailey tomorrow at 3pm", in_group=True)
    await other.send("a consultation with Bailey", in_group=True)
    reply = await other.send("Berlin", in_group=True)
    assert "3:00" not in reply.text
