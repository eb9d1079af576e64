"""Whom one can meet, and for what: hosts and teams with their event types, by the names people use.

Answers are kept for a minute, so that a conversation does not ask Cal.com the same thing at every message. Those who
ask the same at the same time wait for one answer: a key may ask 120 times a minute (facts 1.4), and when many people
write at once that must be left for their times.
"""

import asyncio
import re
import unicodedata
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from rapidfuzz import fuzz

from bot.scheduling.calendar import Calendar, CalendarError, NotFound
from bot.scheduling.models import Booking, EventType, Team, User

KEPT_FOR = timedelta(minutes=1)

TEAM = frozenset({"team", "equipe", "equipo", "equipa"})
"""A team is asked for with these words whatever it is called: "the support team", "l'équipe support"."""

PATIENCE = 2.0
"""Seconds after which an answer that others wait for too is asked for once more."""

T = TypeVar("T")


@dataclass(frozen=True)
class Owner:
    """A person or a team with event types."""

    key: str
    """``user:<username>`` or ``team:<id>``."""
    name: str
    event_types: tuple[EventType, ...]

    def event_type(self, slug: str) -> EventType | None:
        return next((event_type for event_type in self.event_types if event_type.slug == slug), None)


class NoEventTypes(CalendarError):
    """The settings name a host or team that has nothing to book; ``str()`` says which."""


class Directory:
    """``username`` or ``team`` (a slug or an id) is whose event types are offered when nobody is named."""

    def __init__(
        self,
        calendar: Calendar,
        clock: Callable[[], datetime],
        *,
        username: str | None = None,
        team: str | None = None,
        organization: str | None = None,
    ) -> None:
        self._calendar = calendar
        self._clock = clock
        self._username = username
        self._team = team
        self._organization = organization
        self._owners: dict[str, tuple[datetime, Owner | None]] = {}
        self._teams: tuple[datetime, list[Team]] | None = None
        self._asking: dict[str, asyncio.Task[Any]] = {}

    async def default(self) -> Owner:
        """Whose event types are offered. Raises NoEventTypes when the settings lead nowhere."""
        if self._team is not None:
            owner = await self._named_team(self._team)
            if owner is None:
                raise NoEventTypes(
                    f"CALCOM_TEAM={self._team} names no team that this key can see; give its slug with a key of a "
                    "member, or its numeric id"
                )
            return owner
        if self._username is None:
            if not self._calendar.has_credential:
                raise NoEventTypes("set CALCOM_USERNAME or CALCOM_TEAM: whose event types shall be offered?")
            self._username = (await self._once("me", self._calendar.me.get)).username
        owner = await self.owner(f"user:{self._username}")
        if owner is None:
            raise NoEventTypes(f"CALCOM_USERNAME={self._username} has no public event types")
        return owner

    async def offered(self) -> list[Owner]:
        """Whose event types can be asked for without naming anybody: the default's, then the credential's teams."""
        default = await self.default()
        teams = [await self.owner(f"team:{team.id}") for team in await self._known_teams()]
        return [default, *(team for team in teams if team is not None and team.key != default.key)]

    async def owner(self, key: str) -> Owner | None:
        """An owner by key, with its public event types; None when there are none."""
        kept = self._owners.get(key)
        if kept is not None and self._clock() - kept[0] < KEPT_FOR:
            return kept[1]
        return await self._once(key, lambda: self._load(key))

    async def find(self, words: str) -> Owner | None:
        """The host or team a person means: by username, slug or name, of the default host's surroundings first."""
        wanted = _plain(words)
        if not wanted:
            return None
        default = await self.default()
        if _is_called(wanted, default):
            return default
        if wanted.startswith("the ") or TEAM & set(wanted.split()) or self._calendar.has_credential:
            for team in await self._known_teams():
                if _alike(wanted, team.slug or "") or _alike(wanted, team.name or ""):
                    return await self.owner(f"team:{team.id}")
        # A username is a guess from the name: "alex", "alex-kim", "alexkim", or the first name alone.
        parts = wanted.split()
        for guess in dict.fromkeys(["-".join(parts), "".join(parts), ".".join(parts), parts[0]]):
            if re.fullmatch(r"[a-z0-9][a-z0-9._-]*", guess):
                owner = await self.owner(f"user:{guess}")
                if owner is not None:
                    return owner
        return None

    def of_event_type(self, event_type_id: int | None) -> tuple[Owner, EventType] | None:
        """The event type with this id, among the owners met so far."""
        for _, owner in self._owners.values():
            for event_type in owner.event_types if owner else ():
                if owner is not None and event_type.id == event_type_id:
                    return owner, event_type
        return None

    async def title_of(self, booking: Booking) -> str | None:
        """What the meeting is called: its event type's title, where it is one of those that are offered."""
        event_type_id = booking.event_type_id or (booking.event_type.id if booking.event_type else None)
        if self.of_event_type(event_type_id) is None:
            try:
                await self.offered()
            except CalendarError:
                return None
        known = self.of_event_type(event_type_id)
        return known[1].title if known is not None else None

    async def _once(self, key: str, ask: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """The answer, which everybody gets who asks before it is there; an error too, which is not kept. One that
        hangs does not keep the others waiting: together they ask once more."""
        asking = self._shared(key, ask)
        done, _ = await asyncio.wait({asking}, timeout=PATIENCE)
        if not done:
            if self._asking.get(key) is asking:
                del self._asking[key]
            asking = self._shared(key, ask)
        # Whoever gives up leaves it to the others.
        return await asyncio.shield(asking)

    def _shared(self, key: str, ask: Callable[[], Coroutine[Any, Any, T]]) -> "asyncio.Task[T]":
        def end(task: "asyncio.Task[T]") -> None:
            if self._asking.get(key) is task:
                del self._asking[key]
            if not task.cancelled():
                task.exception()  # looked at, since nobody may be left who waits for it

        if key not in self._asking:
            task = self._asking[key] = asyncio.create_task(ask())
            task.add_done_callback(end)
        return self._asking[key]

    async def _load(self, key: str) -> Owner | None:
        kind, _, name = key.partition(":")
        owner = await (self._load_team(key, int(name)) if kind == "team" else self._load_user(key, name))
        self._owners[key] = (self._clock(), owner)
        return owner

    async def _load_user(self, key: str, username: str) -> Owner | None:
        event_types = await self._calendar.event_types.list(username=username, organization_slug=self._organization)
        shown = tuple(event_type for event_type in event_types if not event_type.hidden)
        if not shown:
            return None
        people = [user for user in shown[0].users if isinstance(user, User)]
        name = next((user.name for user in people if user.username == username and user.name), None)
        return Owner(key, name or (people[0].name if people and people[0].name else username.title()), shown)

    async def _load_team(self, key: str, team_id: int) -> Owner | None:
        try:
            event_types = await self._calendar.teams.event_types(team_id)
        except NotFound:
            return None
        shown = tuple(event_type for event_type in event_types if not event_type.hidden)
        if not shown:
            return None
        name = next((event_type.team.name for event_type in shown if event_type.team), None)
        name = name or next((team.name for team in await self._known_teams() if team.id == team_id), None)
        return Owner(key, name or f"team {team_id}", shown)

    async def _named_team(self, team: str) -> Owner | None:
        if team.isdigit():
            return await self.owner(f"team:{team}")
        found = next((known for known in await self._known_teams() if known.slug == team), None)
        return await self.owner(f"team:{found.id}") if found else None

    async def _known_teams(self) -> list[Team]:
        """The credential's teams; without a credential none can be known by name."""
        if not self._calendar.has_credential:
            return []
        if self._teams is None or self._clock() - self._teams[0] >= KEPT_FOR:
            return await self._once("teams", self._load_teams)
        return self._teams[1]

    async def _load_teams(self) -> list[Team]:
        teams = await self._calendar.teams.list()
        self._teams = (self._clock(), teams)
        return teams


def _plain(text: str) -> str:
    """Lower case, no accents, words only."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9._-]+", letters)).strip("._- ")


def _is_called(wanted: str, owner: Owner) -> bool:
    return _alike(wanted, owner.key.partition(":")[2]) or _alike(wanted, owner.name)


def _alike(wanted: str, name: str) -> bool:
    """Whether these words are this name, a part of it ("Bailey" of "Bailey Ortiz") or it with a slip of the pen."""
    known = _plain(name.replace("-", " "))
    wanted = wanted.replace("-", " ").removeprefix("the ").strip()
    if not known or not wanted:
        return False
    known_words, wanted_words = known.split(), wanted.split()
    if all(word in known_words or word in TEAM for word in wanted_words) and set(wanted_words) - TEAM:
        return True
    return len(wanted) > 3 and fuzz.ratio(wanted, known) >= 86
