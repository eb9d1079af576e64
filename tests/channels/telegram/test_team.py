"""A guest who asks for a person: the team hears in its own chat, answers by replying, and either side ends it."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.channels.team import GIVEN_UP_AFTER
from bot.channels.telegram.relay import Relay
from bot.evals.telegram.people import Group
from tests.channels.telegram.phones import Phone, Telegram, telegram_world

TEAM_ID = -1_002_000_000_001


class Team:
    """The world with a team's chat in it; ``bailey`` is a member."""

    def __init__(self, world: Telegram, bailey: Phone, group: Group) -> None:
        self.world, self.group = world, group
        self.there = world.at(bailey.side.person, group)

    @property
    def relay(self) -> Relay:
        relay = self.world.channel._relay
        assert relay is not None
        return relay

    async def posted(self) -> None:
        """Everything that is written down for the team is posted."""
        while await self.world.app.team.say_due(self.relay.say, self.relay.lose):
            pass
        await self.world.idle()

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.there.replies]

    async def answers(self, text: str, *, nth: int = 0) -> None:
        await self.there.does(self.there.side.reply(self.there.replies[nth], text))


@pytest.fixture
async def team(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Team]:
    monkeypatch.setenv("SLOTWISE_TEAM_CHAT", str(TEAM_ID))
    async with telegram_world() as world:
        group = world.double.group("Team")
        assert group.id == TEAM_ID
        bailey = world.phone("Bailey")
        group.chat.members[bailey.side.person.id] = bailey.side.person.user
        await world.restart(team=world.app.team, desk=world.app.desk)
        yield Team(world, bailey, group)


async def asked(team: Team, text: str = "can I talk to a person? my invoice is wrong") -> Phone:
    ana = team.world.phone("Ana", last_name="Silva")
    await ana.say(text)
    await team.posted()
    return ana


async def test_the_team_hears_who_asks_and_what_it_is_about(team: Team) -> None:
    ana = await asked(team)
    assert "let the team know" in ana.card.text
    (post,) = team.texts
    assert post.startswith("🙋 Ana Silva asks to talk to a person")
    assert "my invoice is wrong" in post


async def test_an_answer_by_reply_comes_to_the_guest_and_what_they_write_goes_to_the_team(team: Team) -> None:
    ana = await asked(team)
    await team.answers("Which invoice is it?")
    assert ana.card.text == "👤 Bailey: Which invoice is it?"
    await ana.say("number 17, of tomorrow at 3pm")
    await team.posted()
    assert team.texts[-1] == "💬 Ana Silva: number 17, of tomorrow at 3pm"
    assert team.there.replies[-1].reply_to is team.there.replies[0]
    await team.answers("Thank you, that one is put right.", nth=-1)
    assert ana.card.text == "👤 Bailey: Thank you, that one is put right."
    assert team.world.bookings() == []


@pytest.mark.parametrize("word", ["/done", "end", "that's all, thanks"])
async def test_the_guest_ends_it_by_words(team: Team, word: str) -> None:
    ana = await asked(team)
    await ana.say(word)
    await team.posted()
    assert team.texts[-1] == "✔️ Ana Silva has ended this conversation."
    assert team.there.replies[0].labels == []
    await ana.say("30 minutes with Bailey tomorrow at 3pm, I am in Lisbon, ana@example.com")
    await team.posted()
    assert len(team.texts) == 2
    assert "Confirm" in ana.labels


async def test_the_guest_ends_it_by_the_button_of_any_answer(team: Team) -> None:
    ana = await asked(team)
    await team.answers("Hello Ana")
    await ana.tap("End this conversation")
    await team.posted()
    assert team.texts[-1] == "✔️ Ana Silva has ended this conversation."
    assert "between the two of us" in ana.card.text


@pytest.mark.parametrize("word", ["/done", "done", "Done"])
async def test_the_team_ends_it_by_a_reply(team: Team, word: str) -> None:
    ana = await asked(team)
    await team.answers(word)
    assert "The team has ended this conversation" in ana.card.text
    assert team.there.replies[0].labels == []


async def test_the_team_ends_it_by_the_button(team: Team) -> None:
    ana = await asked(team)
    await team.there.tap("Done")
    assert "The team has ended this conversation" in ana.card.text
    assert team.world.double.unanswered == []


async def test_after_the_end_nothing_is_passed_on_any_more_and_the_team_is_told(team: Team) -> None:
    ana = await asked(team)
    await ana.say("/done")
    await team.posted()
    before = len(ana.replies)
    await team.answers("One more thing")
    assert len(ana.replies) == before
    assert "not passed on" in team.texts[-1]


async def test_a_thread_goes_on_after_a_restart(team: Team) -> None:
    ana = await asked(team)
    await team.world.restart()
    await team.answers("Here I am")
    assert ana.card.text == "👤 Bailey: Here I am"
    await ana.say("good, thank you for asking")
    await team.posted()
    assert team.texts[-1].startswith("💬 Ana Silva:")


async def test_an_answer_that_is_delivered_twice_comes_once_into_the_conversation(team: Team) -> None:
    ana = await asked(team)
    await team.answers("Hello Ana")
    (update,) = [one for one in team.world.updates if "Hello Ana" in str(one)]
    state = await team.world.store.load(f"telegram:{ana.side.id}")
    await team.world.deliver([update])
    again = await team.world.store.load(f"telegram:{ana.side.id}")
    assert state == again


async def test_two_guests_have_threads_of_their_own(team: Team) -> None:
    ana = await asked(team)
    ben = team.world.phone("Ben")
    await ben.say("/human about the room")
    await team.posted()
    await team.answers("For Ben alone", nth=1)
    assert ben.card.text == "👤 Bailey: For Ben alone"
    assert "Ben" not in ana.card.text
    await team.answers("/done", nth=0)
    await ben.say("are you still there?")
    await team.posted()
    assert team.texts[-1] == "💬 Ben: are you still there?"


async def test_buttons_and_commands_go_on_working_in_a_thread(team: Team) -> None:
    ana = team.world.phone("Ana", last_name="Silva")
    await ana.say("30 minutes with Bailey tomorrow at 3pm, I am in Lisbon, ana@example.com")
    card = ana.card
    await ana.say("/human")
    await ana.say("hello, somebody there?")
    await ana.say("/bookings")
    await team.posted()
    assert len(team.texts) == 2
    assert "Confirm" not in card.labels or team.world.bookings() == []


async def test_a_guest_who_blocked_the_bot_cannot_be_answered_and_the_team_is_told(team: Team) -> None:
    ana = await asked(team)
    ana.side.chat.is_blocked = True
    await team.answers("Hello Ana")
    assert "could not be delivered" in team.texts[-1]


async def test_a_recording_of_the_team_is_not_passed_on_and_they_are_told(team: Team) -> None:
    ana = await asked(team)
    before = len(ana.replies)
    side = team.there.side
    content = {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 2, "mime_type": "audio/ogg"}}
    await team.there.does(side._say("", (), content=content, reply_to=team.there.replies[0]))
    assert len(ana.replies) == before
    assert "Only words" in team.texts[-1]


async def test_when_the_team_cannot_be_reached_for_hours_the_guest_hears_so(team: Team) -> None:
    team.group.chat.bot_standing = "kicked"
    ana = await asked(team)
    assert team.texts == []
    team.world.app.set_clock(team.world.app.clock() + GIVEN_UP_AFTER * 1.1)
    await team.posted()
    assert "can't be reached" in ana.card.text


async def test_asking_in_a_group_goes_on_in_private(team: Team) -> None:
    ana = team.world.phone("Ana", last_name="Silva")
    friends = team.world.double.group("Friends", members=[ana.side.person])
    there = team.world.at(ana.side.person, friends)
    await there.say("@slotwise_bot can I talk to a person about my invoice?")
    await team.posted()
    assert team.texts == []
    await ana.does(ana.side.person.open(there.side.link("Continue in private")))
    await team.posted()
    (post,) = team.texts
    assert "invoice" in post


async def test_while_the_bot_is_on_line_the_team_hears_at_once(team: Team) -> None:
    posting = asyncio.create_task(team.world.channel.post_to_team())
    ana = team.world.phone("Ana", last_name="Silva")
    await ana.say("/human the door is locked")
    await team.group.until(lambda: team.texts)
    posting.cancel()
    assert "the door is locked" in team.texts[0]


async def test_without_a_team_the_guest_is_told_so_and_what_there_is() -> None:
    async with telegram_world() as world:
        ana = world.phone("Ana", last_name="Silva")
        await ana.say("/human")
        assert "can't bring anybody in" in ana.card.text
        assert ana.labels != []
