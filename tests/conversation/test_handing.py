"""Handing over to a person: the guest's side of it, and what of the team's comes into their conversation."""

from collections.abc import AsyncIterator

import pytest

from bot.conversation.handing import Desk
from bot.conversation.team import Post
from bot.message import Person
from tests.conversation.talking import Talk, talking

ANA = Person(account_id="telegram:1", name="Ana Silva", language="en", time_zone="Europe/Lisbon")


class Board:
    """A team that keeps what it is told."""

    language = "de"

    def __init__(self) -> None:
        self.posts: list[Post] = []

    def reaches(self, account_id: str) -> bool:
        return account_id.startswith("telegram:")

    async def post(self, post: Post) -> None:
        self.posts.append(post)

    @property
    def texts(self) -> list[str]:
        return [post.text for post in self.posts]


@pytest.fixture
def team() -> Board:
    return Board()


@pytest.fixture
async def ana(team: Board) -> AsyncIterator[Talk]:
    async with talking(person=ANA) as opened:
        yield opened.with_team(team)


async def brought(ana: Talk, what: str, text: str = "", *, message_id: str = "team:1", thread: str = "") -> str | None:
    desk = Desk(ana.store, "en")
    open_thread = (await ana.state()).thread
    thread = thread or (open_thread.id if open_thread is not None else "none")
    reply = await desk.hear(
        ana.conversation_id,
        ana.person.account_id,
        thread,
        message_id,
        what,
        name="Bailey",
        text=text,  # type: ignore[arg-type]
    )
    return None if reply is None else reply.text


async def test_the_team_is_written_to_in_its_own_language(ana: Talk, team: Board) -> None:
    reply = await ana.say("can I talk to a human? my invoice is wrong")
    assert reply.text.startswith("I've let the team know")
    assert "möchte mit einem Menschen sprechen" in team.texts[0]
    assert "my invoice is wrong" in team.texts[0]


async def test_what_a_model_says_it_is_about_counts_only_where_it_was_said(ana: Talk, team: Board) -> None:
    await ana.call("hand_over", said="get me somebody, the door is locked", why="the door is locked")
    await ana.say("/done")
    await ana.call("hand_over", said="get me somebody once more", why="wants to sue the owner")
    assert "„the door is locked“" in team.texts[0]
    assert "„get me somebody once more“" in team.texts[-1]
    assert "sue" not in team.texts[-1]


async def test_every_post_of_a_thread_has_a_key_of_its_own(ana: Talk, team: Board) -> None:
    await ana.command("human")
    await ana.say("hello?")
    await ana.say("anybody there?")
    await ana.command("done")
    assert [post.kind for post in team.posts] == ["opens", "goes on", "goes on", "ends"]
    assert len({post.key for post in team.posts}) == 4
    assert len({post.thread for post in team.posts}) == 1


async def test_in_a_thread_no_model_is_asked(ana: Talk, team: Board) -> None:
    await ana.command("human")
    reply = await ana.say("book 30 minutes with Bailey tomorrow at 3pm")
    assert reply.usage.model_calls == 0
    assert reply.proposal is None
    assert "book 30 minutes" in team.texts[-1]


async def test_after_the_end_the_booking_in_the_making_goes_on(ana: Talk) -> None:
    await ana.say("30 minutes with Bailey tomorrow")
    await ana.command("human", "is there parking?")
    await ana.say("hello?")
    reply = await ana.command("done")
    assert "between the two of us" in reply.text
    assert any(choice.day is not None or choice.group is not None for choice in reply.choices), reply


async def test_a_message_that_comes_twice_is_passed_on_under_one_key(ana: Talk, team: Board) -> None:
    await ana.command("human")
    await ana.say("hello?", message_id="17")
    await ana.say("hello?", message_id="17")
    assert len(team.posts) == 2


async def test_what_the_team_says_stands_in_the_conversation_and_can_be_ended_from_there(ana: Talk) -> None:
    await ana.command("human")
    assert await brought(ana, "says", "Which invoice?") == "👤 Bailey: Which invoice?"
    state = await ana.state()
    assert state.thread is not None
    assert state.messages[-1].text == "👤 Bailey: Which invoice?"
    reply = await ana.tap_id(f"thread:{state.thread.id}")
    assert "between the two of us" in reply.text


async def test_the_same_answer_of_the_team_gives_the_same_reply(ana: Talk) -> None:
    await ana.command("human")
    first = await brought(ana, "says", "Which invoice?")
    before = await ana.store.load(ana.conversation_id)
    assert await brought(ana, "says", "Which invoice?") == first
    assert await ana.store.load(ana.conversation_id) == before


async def test_an_old_thread_takes_no_words_into_a_new_one(ana: Talk) -> None:
    await ana.command("human")
    old = (await ana.state()).thread
    assert old is not None
    await ana.command("done")
    await ana.command("human")
    assert await brought(ana, "says", "for the old one", thread=old.id) is None
    reply = await ana.tap_id(f"thread:{old.id}")
    assert reply.refused is not None
    assert (await ana.state()).thread is not None


async def test_forgetting_everything_takes_the_thread_along(ana: Talk) -> None:
    await ana.command("human")
    thread = (await ana.state()).thread
    assert thread is not None
    await ana.command("forget")
    await ana.tap("^Delete|^Yes|^Forget")
    assert await brought(ana, "says", "hello", thread=thread.id) is None


async def test_in_the_terminal_the_team_is_said_to_be_in_telegram(team: Board) -> None:
    async with talking(person=Person("terminal:local", language="en")) as somebody:
        reply = await somebody.with_team(team).command("human")
    assert "Telegram" in reply.text
    assert team.posts == []


async def test_done_without_a_thread_says_so(ana: Talk) -> None:
    assert "no open conversation" in (await ana.command("done")).text
