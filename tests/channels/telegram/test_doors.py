"""Who is not let in is told once, who is shut out hears nothing, and nothing of either is read or kept."""

from bot.channels.telegram.doors import doors
from bot.message import Reply
from tests.channels.telegram.phones import Scripted, telegram_world


async def test_whoever_is_blocked_is_not_read_and_not_answered() -> None:
    app = Scripted()
    async with telegram_world(app) as world:
        ana = world.phone("Ana")
        await world.restart(doors=doors([], [ana.side.person.id], []))
        await ana.say("hello")
        assert ana.replies == []
        assert app.asked == []


async def test_with_an_allowlist_a_stranger_is_told_their_number_once() -> None:
    app = Scripted(Reply("Hello Ben"))
    async with telegram_world(app) as world:
        ana, ben = world.phone("Ana"), world.phone("Ben")
        await world.restart(doors=doors([ben.side.person.id], [], []))
        for _ in range(3):
            await ana.say("hello")
        assert len(ana.replies) == 1
        assert str(ana.side.person.id) in ana.card.text
        await ben.say("hello")
        assert ben.card.text == "Hello Ben"
        assert len(app.asked) == 1


async def test_in_a_group_a_stranger_is_passed_over_in_silence() -> None:
    app = Scripted()
    async with telegram_world(app) as world:
        ana = world.phone("Ana")
        friends = world.double.group("Friends", members=[ana.side.person])
        await world.restart(doors=doors([1], [], []))
        there = world.at(ana.side.person, friends)
        await there.say("@slotwise_bot hello")
        assert there.replies == []
        assert app.asked == []


async def test_a_button_from_before_does_nothing_for_who_is_blocked_now() -> None:
    async with telegram_world() as world:
        ana = world.phone("Ana", last_name="Silva")
        await ana.say("book the 30 min meeting tomorrow at 3pm, I am in Lisbon, ana@example.com")
        await world.restart(doors=doors([], [ana.side.person.id], []))
        await ana.tap("Confirm")
        assert world.bookings() == []
        assert world.double.unanswered == []


def test_hosts_are_let_in_beside_those_who_are_allowed_and_the_blocklist_counts_more() -> None:
    some = doors([1, 2], [2], [7])
    standings = {one: some.standing(f"telegram:{one}") for one in (1, 2, 3, 7)}
    assert standings == {1: "welcome", 2: "blocked", 3: "stranger", 7: "welcome"}
    assert doors([], [], [7]).standing("telegram:3") == "welcome"
