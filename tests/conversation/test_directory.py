"""Whom one can meet: by the settings' names, by the names people use, and never by what is hidden."""

import asyncio
from datetime import datetime
from typing import Any

import pytest

from bot.conversation.directory import Directory, NoEventTypes
from bot.scheduling.calendar import NotFound, Unavailable
from bot.scheduling.models import EventType, Team
from tests.conversation.talking import NOW, StillClock, Talk, client, talking


async def slugs(talk: Talk, name: str) -> tuple[str, list[str]] | None:
    owner = await talk.directory.find(name)
    return None if owner is None else (owner.key, [event_type.slug for event_type in owner.event_types])


async def test_the_default_host_is_the_one_of_the_settings(talk: Talk) -> None:
    owner = await talk.directory.default()
    assert (owner.key, owner.name) == ("user:bailey", "Bailey Hart")
    assert [event_type.slug for event_type in owner.event_types] == [
        "15min", "30min", "consultation", "flexible", "review", "weekly-checkin", "workshop", "intake",
    ]  # fmt: skip


async def test_without_a_name_in_the_settings_the_keys_own_user_is_the_default() -> None:
    async with talking(username=None) as talk:
        assert (await talk.directory.default()).key == "user:bailey"


@pytest.mark.parametrize("team", ["support-team", "301"])
async def test_a_team_is_named_by_slug_or_by_number(team: str) -> None:
    async with talking(username=None, team=team) as talk:
        owner = await talk.directory.default()
        assert (owner.key, owner.name) == ("team:301", "Support Team")
        assert [event_type.slug for event_type in owner.event_types] == ["demo", "urgent-support"]


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ({"username": "nobody-here"}, "CALCOM_USERNAME=nobody-here"),
        ({"team": "no-such-team", "username": None}, "CALCOM_TEAM=no-such-team"),
        ({"team": "9999", "username": None}, "CALCOM_TEAM=9999"),
    ],
)
async def test_settings_that_lead_nowhere_are_named_in_the_error(names: dict[str, Any], words: str) -> None:
    async with talking(**names) as talk:
        with pytest.raises(NoEventTypes, match=words):
            await talk.directory.default()


async def test_with_neither_key_nor_name_the_error_says_what_to_set() -> None:
    async with talking(key=None, username=None) as talk:
        with pytest.raises(NoEventTypes, match="CALCOM_USERNAME or CALCOM_TEAM"):
            await talk.directory.default()


@pytest.mark.parametrize(
    "name",
    ["bailey", "Bailey", "Bailey Hart", "bailey hart", "BAILEY HART", "hart", "Baily Hart", "bailey-hart", "@bailey"],
)
async def test_the_default_host_is_known_by_any_part_of_the_name(talk: Talk, name: str) -> None:
    found = await slugs(talk, name)
    assert found is not None
    assert found[0] == "user:bailey"


@pytest.mark.parametrize("name", ["alex", "Alex", " alex ", "Alex!"])
async def test_another_host_is_found_by_username(talk: Talk, name: str) -> None:
    assert await slugs(talk, name) == ("user:alex", ["30min", "intro"])


@pytest.mark.parametrize("name", ["Alex Weber", "alex weber"])
async def test_another_host_is_found_by_the_first_name_of_the_whole(talk: Talk, name: str) -> None:
    assert await slugs(talk, name) == ("user:alex", ["30min", "intro"])


@pytest.mark.parametrize(
    "name", ["the support team", "support team", "Support Team", "support", "support-team", "the Support-Team"]
)
async def test_a_team_is_found_by_the_names_people_use(talk: Talk, name: str) -> None:
    found = await slugs(talk, name)
    assert found == ("team:301", ["demo", "urgent-support"])


@pytest.mark.parametrize("name", ["Gandalf", "", "  ", "!!!", "team", "the team of nobody", "李明", "'; drop table"])
async def test_nobody_is_made_up(talk: Talk, name: str) -> None:
    found = await slugs(talk, name)
    assert found is None


async def test_somebody_without_event_types_is_nobody_to_meet(talk: Talk) -> None:
    assert await talk.directory.find("casey") is None
    assert await talk.directory.find("admin") is None


async def test_hidden_event_types_are_never_offered(talk: Talk) -> None:
    owners = [*await talk.directory.offered(), await talk.directory.find("bailey")]
    assert all(event_type.slug != "private-call" for owner in owners if owner for event_type in owner.event_types)


async def test_the_credentials_teams_are_offered_behind_the_default(talk: Talk) -> None:
    assert [owner.key for owner in await talk.directory.offered()] == ["user:bailey", "team:301"]


async def test_without_a_credential_teams_are_not_offered() -> None:
    async with talking(key=None) as talk:
        assert [owner.key for owner in await talk.directory.offered()] == ["user:bailey"]
        assert await talk.directory.find("alex") is not None


async def test_an_event_type_is_found_by_its_number_among_those_met(talk: Talk) -> None:
    assert talk.directory.of_event_type(1002) is None
    await talk.directory.default()
    found = talk.directory.of_event_type(1002)
    assert found is not None
    assert (found[0].key, found[1].slug) == ("user:bailey", "30min")
    assert talk.directory.of_event_type(None) is None


class Counted:
    """A calendar that counts what it is asked, and answers from the sandbox."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self.asked: list[str] = []
        self.event_types = self
        self.teams = CountedTeams(inner, self.asked)
        self.has_credential = True
        self.fails = False

    async def list(self, *, username: str | None = None, organization_slug: str | None = None) -> list[EventType]:
        self.asked.append(f"user:{username}")
        if self.fails:
            raise Unavailable("gone")
        found: list[EventType] = await self._inner.event_types.list(
            username=username, organization_slug=organization_slug
        )
        return found


class CountedTeams:
    def __init__(self, inner: Any, asked: "list[str]") -> None:
        self._inner = inner
        self._asked = asked

    async def list(self) -> list[Team]:
        self._asked.append("teams")
        found: list[Team] = await self._inner.teams.list()
        return found

    async def event_types(self, team_id: int) -> "list[EventType]":
        self._asked.append(f"team:{team_id}")
        if team_id == 999:
            raise NotFound("no such team")
        found: list[EventType] = await self._inner.teams.event_types(team_id)
        return found


@pytest.fixture
def clock() -> StillClock:
    return StillClock(datetime.fromtimestamp(NOW.timestamp(), NOW.tzinfo))


async def test_the_same_is_asked_once_a_minute(talk: Talk, clock: StillClock) -> None:
    async with client(talk.world) as inner:
        counted = Counted(inner)
        directory = Directory(counted, clock, username="bailey")
        for _ in range(3):
            await directory.offered()
            await directory.find("alex")
            await directory.find("the support team")
        assert sorted(counted.asked) == ["team:301", "teams", "user:alex", "user:bailey"]
        clock.forward(seconds=61)
        await directory.offered()
        assert len(counted.asked) == 7


async def test_many_who_ask_at_the_same_time_ask_once(talk: Talk, clock: StillClock) -> None:
    async with client(talk.world) as inner:
        counted = Counted(inner)
        directory = Directory(counted, clock, username="bailey")
        found = await asyncio.gather(*(directory.offered() for _ in range(60)))
        assert sorted(counted.asked) == ["team:301", "teams", "user:bailey"]
        assert all([owner.name for owner in owners] == ["Bailey Hart", "Support Team"] for owners in found)


async def test_who_gives_up_takes_the_answer_from_nobody(talk: Talk, clock: StillClock) -> None:
    async with client(talk.world) as inner:
        directory = Directory(Counted(inner), clock, username="bailey")
        hasty, patient = asyncio.create_task(directory.default()), asyncio.create_task(directory.default())
        await asyncio.sleep(0)
        hasty.cancel()
        assert (await patient).name == "Bailey Hart"


async def test_an_answer_that_hangs_keeps_nobody_waiting(
    talk: Talk, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.conversation.directory.PATIENCE", 0.05)
    talk.fault("event_types.list", "delay", seconds=30)
    async with client(talk.world) as inner:
        counted = Counted(inner)
        directory = Directory(counted, clock, username="bailey")
        async with asyncio.timeout(10):
            found = await asyncio.gather(*(directory.default() for _ in range(20)))
        assert counted.asked == ["user:bailey", "user:bailey"]
        assert {owner.name for owner in found} == {"Bailey Hart"}


async def test_who_does_not_exist_is_asked_for_once_a_minute_too(talk: Talk, clock: StillClock) -> None:
    async with client(talk.world) as inner:
        counted = Counted(inner)
        directory = Directory(counted, clock, username="bailey")
        assert await directory.find("gandalf") is None
        asked = len(counted.asked)
        assert await directory.find("gandalf") is None
        assert len(counted.asked) == asked


async def test_a_failure_is_not_kept(talk: Talk, clock: StillClock) -> None:
    async with client(talk.world) as inner:
        counted = Counted(inner)
        directory = Directory(counted, clock, username="bailey")
        counted.fails = True
        with pytest.raises(Unavailable):
            await directory.default()
        counted.fails = False
        assert (await directory.default()).name == "Bailey Hart"


async def test_a_team_that_is_gone_is_left_out(talk: Talk, clock: StillClock) -> None:
    async with client(talk.world) as inner:
        directory = Directory(Counted(inner), clock, username="bailey")
        assert await directory.owner("team:999") is None


@pytest.mark.parametrize(
    ("said", "host", "event_type"),
    [
        ("30min with alex on Wednesday at 10am", "Alex Weber", "30min"),
        ("a demo with the support team tomorrow at 3pm", "Support Team", "demo"),
        ("30min with Bailey Hart tomorrow at 3pm", "Bailey Hart", "30min"),
    ],
)
async def test_a_named_host_is_whose_event_types_count(talk: Talk, said: str, host: str, event_type: str) -> None:
    reply = await talk.say(said)
    assert reply.proposal is not None, reply.text
    assert reply.proposal.event_type == event_type
    assert f"with {host}" in reply.text


async def test_an_unknown_host_is_told_with_those_there_are(talk: Talk) -> None:
    reply = await talk.call("plan_booking", event_type="30min", host="Gandalf", when="tomorrow at 3pm")
    assert "“Gandalf”" in reply.text
    assert "Bailey Hart" in reply.text
    reply = await talk.call("plan_booking", said="then with Bailey", host="Bailey")
    assert reply.proposal is not None, "what was said of the meeting is kept"
