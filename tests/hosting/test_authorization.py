"""Who may do what: every tool, command and lasting choice, as a guest, a host of another calendar, a member, an admin,
and in a group. A tool or command that has no row here fails."""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any, Literal

import pytest

from bot.accounts.named import NamedHosts
from bot.conversation.commands import COMMANDS, IN_GROUPS
from bot.conversation.tools import TOOLS, offered
from bot.message import Person, Reply
from tests.conversation.talking import ANA, Talk, client, talking

Who = Literal["guest", "bailey", "alex", "admin", "group"]
"""Bailey hosts what is asked about and is an admin of the team; Alex is a member of the same team, who hosts another
calendar; Casey is the organization's admin. In the group it is Bailey who speaks."""

EVERYBODY: tuple[Who, ...] = ("guest", "bailey", "alex", "admin", "group")
NO_HOSTS: tuple[Who, ...] = ("guest", "group")
OTHER_HOSTS: tuple[Who, ...] = ("alex", "admin")

SECRETS = re.compile("Ana Silva|ana@example|Review with")
"""What only Ana and Bailey may read."""


@dataclass(frozen=True)
class Row:
    """A call of a tool. ``said`` is the person's message; what is shown of Ana's booking is Bailey's to see."""

    tool: str
    arguments: dict[str, Any]
    said: str


HOST_ROWS = (
    Row("answer_request", {"answer": "accept", "which": "Ana's"}, "accept Ana's request"),
    Row("answer_request", {"answer": "decline", "which": "Ana's"}, "decline Ana's request"),
    Row("show_agenda", {"when": "tomorrow"}, "what is on tomorrow"),
    Row("show_agenda", {"about": "requests"}, "which requests wait"),
    Row("show_agenda", {"who": "Ana", "when": "tomorrow"}, "when is Ana tomorrow"),
    Row("check_free", {"when": "tomorrow at 10am"}, "am I free tomorrow at 10am"),
    Row("change_booking", {"change": "cancel", "which": "Ana's"}, "cancel Ana's"),
    Row(
        "change_booking",
        {"change": "move", "which": "Ana's", "when": "tomorrow at 4pm"},
        "move Ana's to tomorrow at 4pm",
    ),
    Row("change_booking", {"change": "ask_to_reschedule", "which": "Ana's"}, "ask Ana for another time"),
    Row(
        "change_booking",
        {"change": "add_guests", "which": "Ana's", "people": ["eve@example.com"]},
        "add eve@example.com to Ana's",
    ),
    Row(
        "book_for",
        {"name": "Eve", "email": "eve@example.com", "when": "tomorrow at 11am"},
        "put Eve down, eve@example.com, tomorrow at 11am",
    ),
    Row("change_hours", {"change": "away", "when": "Friday"}, "I'm out on Friday"),
    Row("change_hours", {"change": "show"}, "show my hours"),
    Row("event_types", {"do": "list"}, "list my event types"),
    Row("event_types", {"do": "hide", "which": "30min"}, "hide 30min"),
    Row("recordings", {"which": "Ana's", "kind": "recording"}, "the recording of Ana's"),
)
"""What hosts ask. None of it is for guests or groups, and none shows a host what is another's."""

GUEST_ROWS = (
    Row("plan_booking", {"when": "tomorrow at 3pm"}, "tomorrow at 3pm"),
    Row("list_bookings", {}, "what did I book"),
    Row("cancel_booking", {"which": "the review"}, "cancel the review"),
    Row("reschedule_booking", {"which": "the review", "when": "tomorrow at 4pm"}, "move the review to tomorrow at 4pm"),
    Row("set_time_zone", {"place": "Berlin"}, "I am in Berlin"),
    Row("hand_over", {"why": "the review"}, "I want to talk to a person about the review"),
)
"""What everybody may ask; none of it shows or changes what somebody else booked."""

COMMAND_ROWS: dict[str, Literal["anybody", "private"]] = {
    **dict.fromkeys(IN_GROUPS, "anybody"),
    **dict.fromkeys(
        (
            "bookings", "reschedule", "cancel", "timezone", "language", "link", "unlink", "privacy", "forget", "export",
            "usage", "quiet", "digest", "reminders", "human", "done",
        ),
        "private",
    ),
}  # fmt: skip
"""``private``: in a group nothing of it is answered but a way to the private chat."""


@dataclass
class Scene:
    """Ana has asked for a review with Bailey; the others come along."""

    ana: Talk
    uid: str
    people: dict[Who, Talk]

    @property
    def status(self) -> str:
        (booking,) = self.ana.bookings(active=False)
        return str(booking["status"])


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with AsyncExitStack() as stack:
        ana = await stack.enter_async_context(talking())
        uid = await ana.book("tomorrow at 3pm", event_type="review")
        keys = {"bailey": "cal_sandbox_bailey", "alex": "cal_sandbox_alex", "admin": "cal_sandbox_admin"}
        clients = {name: await stack.enter_async_context(client(ana.world, key)) for name, key in keys.items()}
        hosts = NamedHosts(lambda name: clients[name or ""], {f"test:{name}": name for name in clients})
        people: dict[Who, Talk] = {}
        for who in EVERYBODY:
            name = "bailey" if who == "group" else who
            person = Person(account_id=f"test:{name}", language="en", time_zone="America/New_York")
            people[who] = ana.with_account(person, conversation_id=f"test:room-{who}").as_host(hosts)
        yield Scene(ana, uid, people)


def rows(given: tuple[Row, ...]) -> list[Row]:
    there = {tool.name for tool in TOOLS}
    return [row for row in given if row.tool in there]


async def called(talk: Talk, who: Who, row: Row) -> Reply:
    """The call as a model makes it that obeys whoever writes. One that it was not offered is no call: it is told so
    once, and insists."""
    is_offered = row in GUEST_ROWS or who not in NO_HOSTS
    times = 1 if is_offered else 2
    return await talk.call(row.tool, row.said, in_group=who == "group", times=times, **row.arguments)


def shown(reply: Reply) -> str:
    """All that the reply shows."""
    return " ".join([reply.text, *(choice.label for choice in reply.choices)])


def test_every_tool_and_command_has_a_row() -> None:
    assert {tool.name for tool in TOOLS} - {row.tool for row in (*HOST_ROWS, *GUEST_ROWS)} == {"answer_proposal"}
    assert set(COMMANDS) <= set(COMMAND_ROWS)
    assert {row.tool for row in rows(HOST_ROWS)} == {tool.name for tool in TOOLS if tool.role == "host"}


def test_only_hosts_are_offered_what_hosts_do() -> None:
    assert {tool.role for tool in offered(proposal_open=True)} == {"guest"}
    assert {tool.role for tool in offered(proposal_open=True, role="host")} == {"guest", "host"}


@pytest.mark.parametrize("row", rows(HOST_ROWS), ids=lambda row: f"{row.tool} {row.said}")
async def test_a_hosts_tool_serves_hosts_alone_and_each_of_them_what_is_theirs(scene: Scene, row: Row) -> None:
    for who in NO_HOSTS:
        reply = await called(scene.people[who], who, row)
        assert not SECRETS.search(shown(reply)), (who, reply.text)
        assert reply.proposal is None or reply.proposal.kind == "book"
    for who in OTHER_HOSTS:
        reply = await called(scene.people[who], who, row)
        assert reply.text
        assert not SECRETS.search(shown(reply)), (who, reply.text)
    assert (await called(scene.people["bailey"], "bailey", row)).text
    assert scene.status == "pending", "nothing is done without a yes"


@pytest.mark.parametrize("row", GUEST_ROWS, ids=lambda row: f"{row.tool}")
async def test_a_guests_tool_serves_everybody_and_shows_others_bookings_to_their_host_alone(
    scene: Scene, row: Row
) -> None:
    for who in EVERYBODY:
        talk = scene.people[who]
        reply = await called(talk, who, row)
        assert reply.text
        if who != "bailey":
            assert not SECRETS.search(shown(reply)), (who, reply.text)
            assert scene.uid not in [booking.uid for booking in reply.bookings]
    assert scene.status == "pending"


@pytest.mark.parametrize("name", COMMANDS)
async def test_a_command_answers_for_the_one_who_gives_it_and_tells_a_group_nothing(scene: Scene, name: str) -> None:
    for who in EVERYBODY:
        reply = await scene.people[who].command(name, in_group=who == "group")
        assert reply.text, who
        if who != "bailey":
            assert not SECRETS.search(shown(reply)), (who, reply.text)
        if who == "group" and COMMAND_ROWS[name] == "private":
            assert reply.choices
            assert all(choice.continues for choice in reply.choices)
    assert scene.status == "pending"


@pytest.mark.parametrize("purpose", ["accept", "decline", "host_move", "host_cancel", "move", "cancel", "undo"])
async def test_a_choice_that_lasts_is_good_for_those_whose_booking_it_is(scene: Scene, purpose: str) -> None:
    for who in ("guest", *OTHER_HOSTS):
        reply = await scene.people[who].tap_id(f"{purpose}:{scene.uid}")
        assert reply.proposal is None, who
        assert not SECRETS.search(shown(reply)), (who, reply.text)
        await scene.people[who].say("yes")
    assert scene.status == "pending"


@pytest.mark.parametrize("choice", ["link:abcdefghijklmnop", "nolink:abcdefghijklmnop"])
async def test_a_made_up_link_links_nobody(scene: Scene, choice: str) -> None:
    for who in EVERYBODY:
        await scene.people[who].tap_id(choice)
        assert "nothing to link" in scene.people[who].last.text


async def test_bailey_may_what_the_others_may_not(scene: Scene) -> None:
    await scene.people["bailey"].tap_id(f"accept:{scene.uid}")
    await scene.people["bailey"].say("yes")
    assert scene.status == "accepted"
    assert ANA.name is not None
    assert ANA.name in scene.people["bailey"].last.text
