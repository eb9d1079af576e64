"""What stands on the screen, reply by reply, with an assistant that says what it is told to say."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.channels.telegram import tapping, waiting
from bot.message import Asked, Attachment, BookingView, Choice, Incoming, Notice, Reply
from tests.channels.telegram.phones import Phone, Scripted, Telegram, telegram_world

TIMES = Reply("When?", (Choice("1.1", "Tue 3:00 PM"), Choice("1.2", "Tue 4:00 PM")))
ASKED = Reply("Your topic?", (Choice("2.1", "Sales"), Choice("2.2", "Support")))
START = datetime(2026, 11, 24, 15, tzinfo=UTC)
BOOKED = Reply(
    "Booked!\n30 Min Meeting",
    (
        Choice("move:abc", "Move", lasts=True),
        Choice("3.2", "Book another"),
        Choice("3.3", "Join", "https://meet.example"),
    ),
    (Attachment("invite.ics", b"BEGIN:VCALENDAR", "text/calendar"),),
    bookings=(BookingView("abc", "accepted", START, "30min"),),
)


@pytest.fixture
def app() -> Scripted:
    return Scripted()


@pytest.fixture
async def world(app: Scripted) -> AsyncIterator[Telegram]:
    async with telegram_world(app) as opened:
        yield opened


@pytest.fixture
def ana(world: Telegram) -> Phone:
    return world.phone()


def texts(phone: Phone) -> list[str]:
    return [message.text for message in phone.replies if message.document is None]


async def test_the_answers_to_taps_change_the_card_that_was_tapped(ana: Phone, app: Scripted) -> None:
    app.replies = [TIMES, ASKED, BOOKED]
    await ana.say("book")
    await ana.tap("Tue 3:00 PM")
    await ana.tap("Sales")
    assert texts(ana) == ["Booked!\n30 Min Meeting"]
    assert ana.labels == ["Move", "Book another", "Join"]
    assert [incoming.choice for incoming in app.asked] == [None, "1.1", "2.1"]


async def test_what_is_written_is_answered_below_and_the_card_before_keeps_only_what_lasts(
    ana: Phone, app: Scripted
) -> None:
    app.replies = [BOOKED, TIMES]
    await ana.say("book")
    await ana.say("another one")
    card, below = ana.card, [message for message in ana.replies if message.document is None]
    assert [message.labels for message in below] == [["Move", "Join"], ["Tue 3:00 PM", "Tue 4:00 PM"]]
    assert card.labels == ["Tue 3:00 PM", "Tue 4:00 PM"]


async def test_a_card_without_lasting_buttons_loses_all_of_them(ana: Phone, app: Scripted) -> None:
    app.replies = [TIMES, ASKED]
    await ana.say("book")
    await ana.say("wait")
    assert [message.labels for message in ana.replies] == [[], ["Sales", "Support"]]


async def test_a_lasting_button_of_an_old_card_is_answered_below(ana: Phone, app: Scripted) -> None:
    app.replies = [BOOKED, TIMES, ASKED]
    await ana.say("book")
    await ana.say("another one")
    await ana.tap("Move")
    assert texts(ana) == ["Booked!\n30 Min Meeting", "When?", "Your topic?"]
    assert ana.replies[0].labels == ["Move", "Join"]
    assert app.asked[-1].choice == "move:abc"


async def test_a_file_comes_once_after_its_card(world: Telegram, ana: Phone, app: Scripted) -> None:
    app.replies = [BOOKED, BOOKED]
    await ana.say("book")
    await world.deliver(world.updates)  # the same update again
    assert [bool(message.document) for message in ana.replies] == [False, True]
    assert ana.replies[1].document is not None
    assert ana.replies[1].document.name == "invite.ics"


async def test_an_update_that_comes_again_after_a_restart_is_not_answered_twice(
    world: Telegram, ana: Phone, app: Scripted
) -> None:
    app.replies = [TIMES, TIMES]
    await ana.say("book")
    await world.restart()
    await world.deliver(world.updates)
    assert texts(ana) == ["When?"]


async def test_a_long_answer_is_several_messages_and_the_last_one_is_the_card(ana: Phone, app: Scripted) -> None:
    long = Reply("\n\n".join(f"{number} " + "word " * 300 for number in range(4)), TIMES.choices)
    app.replies = [long, ASKED, long]
    await ana.say("list")
    assert len(ana.replies) == 2
    assert [bool(message.labels) for message in ana.replies] == [False, True]
    await ana.tap("Tue 3:00 PM")
    assert len(ana.replies) == 2
    assert ana.card.text == "Your topic?"
    await ana.tap("Sales")
    assert [message.text[:2] for message in ana.replies] == ["0 ", "0 ", ana.card.text[:2]]
    assert ana.labels == ["Tue 3:00 PM", "Tue 4:00 PM"]
    assert [message.labels for message in ana.replies[:2]] == [[], []]


async def test_a_question_without_buttons_shows_what_to_write(ana: Phone, app: Scripted) -> None:
    app.replies = [Reply("Your name?", asked=(Asked("name", "name", "Your name"),))]
    await ana.say("book")
    assert ana.side.placeholder == "Your name"


async def test_a_card_that_was_deleted_is_sent_anew(ana: Phone, app: Scripted) -> None:
    app.replies = [TIMES, ASKED, BOOKED]
    await ana.say("book")
    gone = ana.card
    gone.is_deleted = True
    await ana.tap_data(gone, "1:1.1")
    assert texts(ana) == ["Your topic?"]
    await ana.tap("Sales")
    assert texts(ana) == ["Booked!\n30 Min Meeting"]


async def test_an_edited_message_is_answered_on_the_card_that_answered_it(ana: Phone, app: Scripted) -> None:
    app.replies = [TIMES, ASKED, BOOKED]
    said = await ana.say("book tuesdy")
    await ana.edit(said, "book tuesday")
    assert texts(ana) == ["Your topic?"]
    assert app.asked[-1].edits == str(said.id)
    await ana.edit(said, "book Tuesday!")
    assert texts(ana) == ["Booked!\n30 Min Meeting"]


async def test_an_edited_message_from_before_is_answered_below(ana: Phone, app: Scripted) -> None:
    app.replies = [TIMES, ASKED, BOOKED]
    first = await ana.say("book")
    await ana.say("tuesday")
    await ana.edit(first, "cancel")
    assert texts(ana) == ["When?", "Your topic?", "Booked!\n30 Min Meeting"]


async def test_an_answer_to_an_older_card_means_its_booking(ana: Phone, app: Scripted) -> None:
    app.replies = [BOOKED, TIMES]
    await ana.say("book")
    card = ana.card
    await ana.say("and another one")
    await ana.does(ana.side.reply(card, "move this"))
    assert [incoming.booking_uid for incoming in app.asked] == [None, None, "abc"]


async def test_a_reply_that_telegram_forces_means_no_booking(ana: Phone, app: Scripted) -> None:
    asked = Reply("Booked!\n\nAnd the next: your name?", bookings=BOOKED.bookings, asked=(Asked("n", "name", "Name"),))
    app.replies = [asked]
    await ana.say("book two")
    assert ana.side.placeholder == "Name"
    answer = await ana.say("Ana Silva")
    assert answer.reply_to is not None
    assert app.asked[-1].booking_uid is None


async def test_a_refused_tap_is_said_in_passing_and_leaves_the_card_alone(ana: Phone, app: Scripted) -> None:
    refused = Reply("Already booked.\n\nBooked!", refused="That is booked already.")
    app.replies = [TIMES, BOOKED, refused]
    await ana.say("book")
    card = ana.card
    await ana.tap("Tue 3:00 PM")
    await ana.tap_data(card, "1:1.1")
    assert ana.toasts == ["That is booked already."]
    assert texts(ana) == ["Booked!\n30 Min Meeting"]
    assert ana.labels == ["Move", "Book another", "Join"]


async def test_a_refused_button_that_stands_on_the_card_is_replaced_by_how_things_are(
    ana: Phone, app: Scripted
) -> None:
    app.replies = [TIMES, Reply("Too late.\n\nWhat next?", refused="Too late.")]
    await ana.say("book")
    await ana.tap("Tue 3:00 PM")
    assert ana.toasts == ["Too late."]
    assert texts(ana) == ["What next?"]
    assert ana.labels == []


async def test_a_stale_tap_leaves_alone_what_is_open_on_the_screen(ana: Phone, app: Scripted) -> None:
    app.replies = [TIMES, ASKED, BOOKED]
    app.recalled = ASKED
    await ana.say("book")
    old = ana.card
    await ana.say("tuesday")
    await ana.tap_data(old, "1:1.1")
    assert texts(ana) == ["When?", "Your topic?"]
    assert ana.toasts == ["These buttons are from an earlier moment and do nothing any more."]
    assert len(app.asked) == 2
    await ana.tap("Sales")
    assert texts(ana) == ["When?", "Booked!\n30 Min Meeting"]


async def test_a_stale_tap_shows_what_is_open_where_that_is_out_of_sight(ana: Phone, app: Scripted) -> None:
    app.replies = [TIMES, ASKED]
    app.recalled = ASKED
    await ana.say("book")
    old = ana.card
    await ana.say("tuesday")
    await ana.does(ana.side.sticker())
    await ana.tap_data(old, "1:1.1")
    assert texts(ana)[-1] == "Your topic?"
    assert ana.labels == ["Sales", "Support"]
    assert len(app.asked) == 2


def topics(generation: int, *ticked: str) -> Reply:
    """A question that takes several options."""
    options = [
        Choice(f"{generation}.{number}", label, is_picked=label in ticked)
        for number, label in enumerate(("Sales", "Support", "Other"), start=1)
    ]
    return Reply("Topics?", (*options, *((Choice(f"{generation}.4", "Done"),) if ticked else ())))


async def test_quick_ticks_reach_the_assistant_though_the_card_was_drawn_anew(ana: Phone, app: Scripted) -> None:
    app.replies = [topics(1), topics(2, "Sales"), topics(3, "Sales", "Support"), TIMES]
    app.recalled = TIMES
    await ana.say("book")
    await ana.tap("Sales")
    await ana.tap_data(ana.card, "1:1.2")
    assert app.asked[-1].choice == "1.2"
    assert ana.labels == ["✓ Sales", "✓ Support", "Other", "Done"]
    await ana.tap("Done")
    await ana.tap_data(ana.card, "1:2.1")
    assert app.asked[-1].choice == "3.4"


async def test_ticks_that_come_faster_than_they_may_be_drawn_are_drawn_at_once(
    world: Telegram, ana: Phone, app: Scripted
) -> None:
    app.replies = [topics(1), topics(2, "Sales"), topics(3, "Sales", "Support"), topics(4, "Sales", "Support", "Other")]
    await ana.say("book")
    card = ana.card
    app.may_answer.clear()
    turns = [await ana.begun(ana.side.tap(label, on=card)) for label in ("Sales", "Support", "Other")]
    await ana.side.until(lambda: world.double.unanswered == [])
    app.may_answer.set()
    await asyncio.gather(*turns)
    assert len(world.double.calls_of("editMessageText")) == 1
    assert ana.labels == ["✓ Sales", "✓ Support", "✓ Other", "Done"]
    app.replies = [ASKED]
    await ana.tap("Done")
    assert texts(ana) == ["Your topic?"]


async def test_ticks_are_drawn_though_the_tap_after_them_is_not_for_the_card(
    world: Telegram, ana: Phone, app: Scripted
) -> None:
    app.replies = [topics(1), topics(2, "Sales")]
    await ana.say("book")
    app.may_answer.clear()
    first = await ana.begun(ana.side.tap("Sales"))
    second = await ana.begun(ana.side.tap_data(ana.card, "forged"))
    await ana.side.until(lambda: world.double.unanswered == [])
    app.may_answer.set()
    await asyncio.gather(first, second)
    assert ana.labels == ["✓ Sales", "Support", "Other", "Done"]


async def test_an_empty_answer_shows_nothing(ana: Phone, app: Scripted) -> None:
    app.replies = [TIMES, Reply("")]
    said = await ana.say("book")
    await ana.edit(said, "book")
    assert texts(ana) == ["When?"]
    assert ana.labels == ["Tue 3:00 PM", "Tue 4:00 PM"]


async def test_a_file_below_the_card_does_not_put_it_out_of_sight(ana: Phone, app: Scripted) -> None:
    app.replies = [BOOKED, TIMES, ASKED]
    app.recalled = ASKED
    await ana.say("book")
    await ana.tap("Move")
    await ana.tap("Tue 3:00 PM")
    await ana.tap_data(ana.card, "1:1.1")
    assert texts(ana) == ["Your topic?"]


async def test_a_button_shown_as_taken_comes_back_when_nothing_came_of_it(
    ana: Phone, app: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tapping, "TAKEN_AFTER", 0.0)
    app.replies = [BOOKED, TIMES, Reply("Gone.", refused="That is gone."), RuntimeError()]  # type: ignore[list-item]
    await ana.say("book")
    card = ana.card
    await ana.say("another one")
    for _ in range(2):
        app.may_answer.clear()
        turn = await ana.begun(ana.side.tap("Move", on=card))
        await ana.side.until(lambda: card.labels == ["✓ Move"])
        app.may_answer.set()
        await turn
        assert card.labels == ["Move", "Join"]
    assert "Something went wrong" in ana.card.text


async def test_typing_is_shown_while_an_answer_takes_its_time(
    world: Telegram, ana: Phone, app: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "TYPING_LASTS", 0.01)
    app.may_answer.clear()
    turn = await ana.begun(ana.side.send("book"))
    await ana.side.until(lambda: len(world.double.calls_of("sendChatAction")) > 2)
    app.may_answer.set()
    await turn
    shown = len(world.double.calls_of("sendChatAction"))
    await ana.say("and now?")
    assert len(world.double.calls_of("sendChatAction")) == shown


async def test_a_made_up_tap_gets_a_line_and_never_reaches_the_assistant(ana: Phone, app: Scripted) -> None:
    app.replies = [TIMES]
    await ana.say("book")
    for data in ("2:1.1", "confirm", "1:" + "x" * 60, "💥"):
        await ana.tap_data(ana.card, data)
    assert len(app.asked) == 1
    assert len(ana.toasts) == 4
    assert set(ana.toasts) == {"These buttons are from an earlier moment and do nothing any more."}
    assert texts(ana) == ["When?"]


async def test_a_tap_on_a_card_nobody_knows_shows_what_is_open(world: Telegram, ana: Phone, app: Scripted) -> None:
    app.replies = [TIMES]
    await ana.say("book")
    await world.store.forget(f"telegram:{ana.side.id}")
    app.recalled = ASKED
    await ana.tap("Tue 3:00 PM")
    assert len(app.asked) == 1
    assert len(ana.toasts) == 1
    assert texts(ana) == ["When?", "Your topic?"]
    await ana.tap("Sales")
    assert app.asked[-1].choice == "2.1"


async def test_a_button_that_does_nothing_is_answered_and_nothing_else(
    world: Telegram, ana: Phone, app: Scripted
) -> None:
    app.replies = [TIMES]
    await ana.say("book")
    calls = len(world.double.calls)
    await ana.tap_data(ana.card, "1:-")
    assert len(app.asked) == 1
    assert ana.toasts == []
    assert world.double.unanswered == []
    assert len(world.double.calls) == calls + 1


async def test_nothing_is_kept_of_somebody_who_is_forgotten(world: Telegram, ana: Phone, app: Scripted) -> None:
    account = f"telegram:{ana.side.id}"

    class Forgetting(Scripted):
        async def handle(self, incoming: Incoming) -> Reply:
            if incoming.choice:
                await world.store.forget(account)
                return Reply("All gone.", forgotten=True)
            return await super().handle(incoming)

    world.app = Forgetting(TIMES)
    await world.restart()
    await ana.say("/forget")
    await ana.tap("Tue 3:00 PM")
    assert texts(ana) == ["All gone."]
    assert ana.labels == []
    assert await world.store.channel.live_card(account) is None
    assert not any((await world.store.export(account)).values())


async def test_the_group_is_told_on_its_own_card(world: Telegram, ana: Phone, app: Scripted) -> None:
    team = world.double.group("Team", members=[ana.side.person])
    there = world.at(ana.side.person, team)
    app.replies = [TIMES]
    await there.say("@slotwise_bot book")
    conversation = f"telegram:{team.id}:0:{ana.side.id}"
    app.replies = [Reply("Booked!", notices=(Notice(conversation, "Booked for Tuesday."),))]
    await ana.say("yes")
    assert texts(ana) == ["Booked!"]
    assert texts(there) == ["Booked for Tuesday."]
    assert there.labels == []


async def test_a_notice_to_a_group_without_a_card_is_a_message_in_its_topic(
    world: Telegram, ana: Phone, app: Scripted
) -> None:
    team = world.double.group("Team", members=[ana.side.person], topics=True)
    topic = await team.topic("Meetings", by=ana.side.person)
    there = world.at(ana.side.person, team, topic)
    conversation = f"telegram:{team.id}:{topic}:{ana.side.id}"
    app.replies = [Reply("Booked!", notices=(Notice(conversation, "Booked for Tuesday."),))]
    await ana.say("yes")
    assert texts(there) == ["Booked for Tuesday."]


async def test_a_notice_to_a_group_that_put_the_bot_out_is_left_out(world: Telegram, ana: Phone, app: Scripted) -> None:
    team = world.double.group("Team", members=[ana.side.person])
    await world.handled(team.remove_bot(ana.side.person))
    conversation = f"telegram:{team.id}:0:{ana.side.id}"
    app.replies = [Reply("Booked!", notices=(Notice(conversation, "Booked for Tuesday."),))]
    calls = len(world.double.calls)
    await ana.say("yes")
    assert texts(ana) == ["Booked!"]
    assert [call.method for call in world.double.calls[calls:]] == ["sendMessage"]


async def test_a_device_is_asked_by_a_keyboard_that_goes_away_again(ana: Phone, app: Scripted) -> None:
    asked = Reply("Which city?", (Choice("1.1", "Share my location", share="location"), Choice("1.2", "It is Lisbon")))
    app.replies = [asked, TIMES]
    await ana.say("book")
    await ana.tap("📍 Share my location")
    assert ana.side.keyboard == [["📍 Share my location"]]
    assert ana.side.placeholder == "Or write a city"
    assert len(app.asked) == 1
    await ana.does(ana.side.share_location(38.72, -9.14))
    assert app.asked[-1].shared_zone == "Europe/Lisbon"
    assert ana.side.keyboard == []
    assert ana.card.text == "When?"
    assert ana.labels == ["Tue 3:00 PM", "Tue 4:00 PM"]
    app.replies = [ASKED]
    await ana.say("go on")
    assert [text for text in texts(ana) if text == "Thank you."] == ["Thank you."]


async def test_an_answer_without_buttons_takes_the_keyboard_away_itself(ana: Phone, app: Scripted) -> None:
    app.replies = [
        Reply("Your number?", (Choice("1.1", "Share my number", share="phone"),)),
        Reply("Thanks, noted."),
    ]
    await ana.say("book")
    await ana.tap("📱 Share my number")
    await ana.does(ana.side.share_contact("351912345678"))
    assert app.asked[-1].shared_phone == "+351912345678"
    assert ana.side.keyboard == []
    assert texts(ana)[-1] == "Thanks, noted."
    assert "Thank you." not in texts(ana)


async def test_a_place_without_clocks_is_asked_for_in_words(ana: Phone, app: Scripted) -> None:
    await ana.does(ana.side.share_location(0.0, -30.0))
    assert app.asked == []
    assert "city" in ana.card.text


async def test_two_taps_at_once_act_in_turn(world: Telegram, ana: Phone, app: Scripted) -> None:
    app.replies = [TIMES, BOOKED, Reply("Already booked.", refused="Booked already.")]
    await ana.say("book")
    card = ana.card
    app.may_answer.clear()
    first = await ana.begun(ana.side.tap("Tue 3:00 PM"))
    second = await ana.begun(ana.side.tap("Tue 3:00 PM", on=card))
    app.may_answer.set()
    await asyncio.gather(first, second)
    await world.idle()
    assert ana.toasts == ["Booked already."]
    assert texts(ana) == ["Booked!\n30 Min Meeting"]
    assert len([message for message in ana.replies if message.document]) == 1
