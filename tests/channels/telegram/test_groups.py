"""Several people in one chat: each has cards of their own, and nobody sees what is not for all."""

from collections.abc import AsyncIterator

import pytest

from bot.evals.telegram.people import Group
from bot.message import Asked, Choice, Reply
from tests.channels.telegram.phones import Phone, Scripted, Telegram, telegram_world

TIMES = Reply("When?", (Choice("1.1", "Tue 3:00 PM"), Choice("1.2", "Tue 4:00 PM")))
ASKED = Reply("Your topic?", (Choice("2.1", "Sales"), Choice("2.2", "Support")))


@pytest.fixture
def app() -> Scripted:
    return Scripted()


@pytest.fixture
async def world(app: Scripted) -> AsyncIterator[Telegram]:
    async with telegram_world(app) as opened:
        yield opened


@pytest.fixture
def ana(world: Telegram) -> Phone:
    return world.phone("Ana")


@pytest.fixture
def ben(world: Telegram) -> Phone:
    return world.phone("Ben")


@pytest.fixture
def team(world: Telegram, ana: Phone, ben: Phone) -> Group:
    return world.double.group("Team", members=[ana.side.person, ben.side.person], topics=True)


async def test_an_answer_in_a_group_answers_the_person_in_their_topic(
    world: Telegram, ana: Phone, team: Group, app: Scripted
) -> None:
    topic = await team.topic("Meetings", by=ana.side.person)
    there = world.at(ana.side.person, team, topic)
    app.replies = [TIMES, ASKED]
    said = await there.say("@slotwise_bot book")
    assert there.card.thread_id == topic
    assert there.card.reply_to is said
    await there.tap("Tue 3:00 PM")
    assert [message.text for message in there.replies] == ["Your topic?"]
    assert app.asked[-1].conversation_id == f"telegram:{team.id}:{topic}:{ana.side.id}"


async def test_buttons_obey_only_whom_they_were_made_for(
    world: Telegram, ana: Phone, ben: Phone, team: Group, app: Scripted
) -> None:
    anas, bens = world.at(ana.side.person, team), world.at(ben.side.person, team)
    app.replies = [TIMES, ASKED]
    await anas.say("@slotwise_bot book")
    await bens.tap("Tue 3:00 PM")
    assert bens.toasts == ["These buttons are Ana's. Mention me, and I make you some of your own."]
    assert len(app.asked) == 1
    assert [message.text for message in anas.replies] == ["When?"]
    await anas.tap("Tue 3:00 PM")
    assert [message.text for message in anas.replies] == ["Your topic?"]


async def test_two_people_have_a_card_each(world: Telegram, ana: Phone, ben: Phone, team: Group, app: Scripted) -> None:
    anas, bens = world.at(ana.side.person, team), world.at(ben.side.person, team)
    app.replies = [TIMES, ASKED, Reply("Ana's go on."), Reply("Ben's go on.")]
    await anas.say("@slotwise_bot book")
    await bens.say("@slotwise_bot book")
    await anas.tap("Tue 3:00 PM")
    await bens.tap("Sales")
    assert [message.text for message in anas.replies] == ["Ana's go on.", "Ben's go on."]


async def test_a_group_is_not_spoken_to_unasked(world: Telegram, ana: Phone, team: Group, app: Scripted) -> None:
    there = world.at(ana.side.person, team)
    world.double.privacy_mode = False
    await world.handled(team.add_bot(ana.side.person))
    await there.say("who has time tomorrow?")
    await there.does(there.side.sticker())
    assert app.asked == []
    assert there.replies == []


async def test_a_forced_reply_is_never_asked_of_a_group(
    world: Telegram, ana: Phone, team: Group, app: Scripted
) -> None:
    there = world.at(ana.side.person, team)
    app.replies = [Reply("Your name?", asked=(Asked("name", "name", "Your name"),))]
    await there.say("@slotwise_bot book")
    assert there.side.placeholder is None


async def test_what_is_personal_moves_to_the_private_chat_and_the_group_hears_what_came_of_it() -> None:
    async with telegram_world() as world:
        ana = world.phone("Ana", last_name="Silva")
        ben = world.phone("Ben")
        team = world.double.group("Team", members=[ana.side.person, ben.side.person])
        there = world.at(ana.side.person, team)
        await there.say("@slotwise_bot book the 30 min meeting tomorrow at 3pm Lisbon time")
        await there.tap("Lisbon (GMT+0)")
        await world.handled(ana.side.person.open(there.side.link("Continue in private")))
        await ana.say("ana@example.com")
        await ana.tap("Confirm")
        assert len(world.bookings()) == 1, ana.side.screen()
        shown = "\n".join(message.text for message in there.replies)
        assert "ana@example.com" not in shown
        assert "ooked" in there.card.text
        assert len(there.replies) == 1
