"""A world: its people and event types, the bookings and reservations so far, its clock and its scripted faults.

What is read from a world file never changes; what changes is in ``records.State``, and is laid over it. Every write
happens under one lock and is saved before the lock is given back, so of two racing writes the second sees what the
first did.
"""

import hashlib
import itertools
import string
import threading
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from bot.sandbox.answers import booking_answer
from bot.sandbox.booking_making import place
from bot.sandbox.catalogue import Catalogue, forget_user, lay_over
from bot.sandbox.connections import Connections
from bot.sandbox.credentials import Credentials
from bot.sandbox.directory import RANKS, Directory
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.people import EventType, Team, User, build_user
from bot.sandbox.records import (
    Attendee,
    Balance,
    Booking,
    PushSubscription,
    Reservation,
    State,
    read_state,
    write_state,
)
from bot.sandbox.subscriptions import Subscriptions
from bot.sandbox.worldfile import CreditsSpec, EventTypeSpec, UserSpec, WorldError, WorldSpec, read_world

__all__ = ["Fault", "World", "WorldError"]

_UID_ALPHABET = string.digits + string.ascii_letters


class World:
    """Use ``World.load``. ``clock`` gives the aware now; ``faults`` may be added to at any time."""

    def __init__(
        self, name: str, spec: WorldSpec, *, clock: Callable[[], datetime], state_file: Path | None = None
    ) -> None:
        self.name = name
        self.clock = clock
        self.faults = Faults(spec.faults)
        self.lock = threading.RLock()
        self.organization = spec.organization
        self._spec = spec
        self.writes = 0
        """How often anything was written since the world was loaded."""
        self._state_file = state_file
        self._begin(read_state(state_file, name) if state_file is not None else None)

    def _begin(self, kept: State | None) -> None:
        """The world as its file has it, with what was kept laid over."""
        spec = self._spec
        self._build(spec)
        self._state = kept or State(world=self.name)
        self._bring_back_users()
        self._keep_only_those_here()
        self.directory.add_from(spec, self.users, self.teams)
        self.credentials.add_from(spec, self.users, self.organization_id)
        self.connections.add_from(spec, self.users)
        lay_over(self)
        self.assign_members()
        self._by_uid: dict[str, Booking] = {}
        self._by_host: dict[int, list[Booking]] = {}
        for booking in self._state.bookings:
            self._check_known(booking)
            self._index(booking)
        if kept is None:
            for planned in spec.bookings:
                self.add_booking(
                    event_type=planned.event_type,
                    host=planned.host,
                    start=planned.start,
                    attendee={
                        "name": planned.attendee.name,
                        "email": planned.attendee.email,
                        "timeZone": planned.attendee.time_zone,
                    },
                    answers=planned.answers,
                    status=planned.status,
                )

    @classmethod
    def load(
        cls, name_or_path: str | Path = "default", *, clock: Callable[[], datetime], state: Path | None = None
    ) -> Self:
        """The world of that name or file. ``state`` is the file that keeps what changes, read when it is there.

        Raises WorldError when either file cannot be used.
        """
        name, spec = read_world(name_or_path)
        return cls(name, spec, clock=clock, state_file=state)

    def _build(self, spec: WorldSpec) -> None:
        user_ids, schedule_ids, type_ids, team_ids = (itertools.count(first) for first in (101, 201, 1001, 301))
        self.organization_id = 401 if spec.organization is not None else None
        self.users: dict[str, User] = {}
        self.teams: dict[str, Team] = {}
        self.event_types: dict[int, EventType] = {}
        self.all_event_types: dict[int, EventType] = {}
        """With those that were deleted."""
        for user_spec in spec.users:
            user = build_user(user_spec, next(user_ids), schedule_ids)
            self.users[user.username] = user
            for type_spec in user_spec.event_types:
                named = next((one.id for one in user.schedules if one.spec.name == type_spec.schedule), None)
                self.add_event_type(EventType(next(type_ids), type_spec, [user], owner=user, schedule_id=named))
        for team_spec in spec.teams:
            team = Team(next(team_ids), team_spec, [], [])
            self.teams[team_spec.slug] = team
            for type_spec in team_spec.event_types:
                hosts = [self.users[name] for name in type_spec.hosts or ()]
                self.add_event_type(EventType(next(type_ids), type_spec, hosts, team=team))
        self.users_by_id = {user.id: user for user in self.users.values()}

    def add_event_type(self, event_type: EventType) -> None:
        """To its owner or team; ``catalogue`` makes and keeps those that come later."""
        self.event_types[event_type.id] = self.all_event_types[event_type.id] = event_type
        if (owner := event_type.owner or event_type.team) is not None:
            owner.event_types.append(event_type)

    def remove_event_type(self, event_type: EventType) -> None:
        """Its bookings go on to know it."""
        event_type.is_deleted = True
        self.event_types.pop(event_type.id, None)
        owner = event_type.owner or event_type.team
        if owner is not None and event_type in owner.event_types:
            owner.event_types.remove(event_type)

    def event_type_of(self, booking: Booking) -> EventType:
        """Also where it was deleted since."""
        return self.all_event_types[booking.event_type_id]

    @property
    def catalogue(self) -> Catalogue:
        """What changed of event types and schedules."""
        return self._state.catalogue

    @property
    def subscriptions(self) -> Subscriptions:
        """Webhooks and their deliveries."""
        return self._state.subscriptions

    @property
    def directory(self) -> Directory:
        """Organizations, memberships and roles."""
        return self._state.directory

    @property
    def credentials(self) -> Credentials:
        """Keys, OAuth clients and tokens."""
        return self._state.credentials

    @property
    def push_subscriptions(self) -> list[PushSubscription]:
        return self._state.push_subscriptions

    def balance(self, of: str, at_first: CreditsSpec) -> Balance:
        """The credits of the organization or of a user, at first those of the world file."""
        return self._state.balances.setdefault(of, Balance(at_first.monthly, at_first.additional))

    @property
    def connections(self) -> Connections:
        """Calendars elsewhere and video apps."""
        return self._state.connections

    @property
    def keys(self) -> dict[str, User]:
        """The API keys, and whom each acts for."""
        return {key.key: self.users_by_id[key.user_id] for key in self.credentials.keys}

    def _bring_back_users(self) -> None:
        for number in self._state.deleted_users:
            if number in self.users_by_id:
                self._forget(self.users_by_id[number])
        for number, spec in self._state.users.items():
            there = self.users_by_id.get(number)
            if there is not None:
                self._rename(there, spec)
            else:
                self._build_later(number, spec)

    def add_user(self, spec: UserSpec) -> User:
        """A new user with the usual schedule; the caller is ``writing``. Raises ValueError when the name is taken."""
        if spec.username in self.users:
            raise ValueError(f"there is a user {spec.username!r} already")
        number = 6000 + self.next_number()
        self._state.users[number] = spec
        return self._build_later(number, spec)

    def _build_later(self, number: int, spec: UserSpec) -> User:
        # Ten schedules each, so that nobody's numbers depend on who came before.
        user = build_user(spec, number, itertools.count(number * 10))
        self.users[user.username] = self.users_by_id[number] = user
        return user

    def change_user(self, user: User, **changes: Any) -> None:
        """Sets parts of the user's spec; the caller is ``writing`` and has checked them."""
        spec = user.spec.model_copy(update=changes)
        self._state.users[user.id] = spec
        self._rename(user, spec)

    def _rename(self, user: User, spec: UserSpec) -> None:
        del self.users[user.username]
        user.spec = spec
        self.users[user.username] = user

    def delete_user(self, user: User) -> None:
        """The user with keys, tokens, memberships and the bookings that they host; the caller is ``writing``."""
        if self._state.users.pop(user.id, None) is None or user.id < 6000:
            self._state.deleted_users.append(user.id)
        self._state.push_subscriptions = [one for one in self.push_subscriptions if one.user_id != user.id]
        self._state.balances.pop(f"user {user.id}", None)
        self._state.bookings = [one for one in self._state.bookings if user.id not in one.host_ids]
        self._by_uid.clear()
        self._by_host.clear()
        for booking in self._state.bookings:
            self._index(booking)
        forget_user(self, user)
        self.connections.forget(user)
        self._forget(user)
        self._keep_only_those_here()
        self.assign_members()

    def _forget(self, user: User) -> None:
        del self.users[user.username], self.users_by_id[user.id]

    def _keep_only_those_here(self) -> None:
        self.directory.keep_only(self.users_by_id)
        self.credentials.keep_only(self.users_by_id)

    def assign_members(self) -> None:
        """Lets the teams follow the memberships, and event types without named hosts the members of their team; to be
        called when a membership changed."""
        for team in self.teams.values():
            accepted = [one for one in self.directory.members(team.id) if one.accepted]
            # Who only manages a team in the world file hosts nothing there.
            watching = {*team.spec.admins, *team.spec.owners} - {*team.spec.members}
            people = [self.users_by_id[one.user_id] for one in accepted]
            team.members[:] = [user for user in people if user.username not in watching]
            team.admins[:] = [self.users_by_id[one.user_id] for one in accepted if RANKS[one.role] >= RANKS["ADMIN"]]
            for event_type in team.event_types:
                if event_type.spec.hosts is None:
                    event_type.hosts[:] = team.members

    def is_admin(self, user: User) -> bool:
        """Whether the user is an admin or owner of the organization; where there is none, of everything."""
        if self.organization_id is None:
            return user.spec.role != "member"
        return self.directory.has_rank(user.id, self.organization_id, "ADMIN")

    def organization_of(self, user: User) -> int | None:
        """The number of the organization, for who is a member of it."""
        number = self.organization_id
        return number if number is not None and self.directory.has_rank(user.id, number, "MEMBER") else None

    def display_email(self, user: User) -> str:
        """A managed user's address without the mark of the platform client (facts 14)."""
        managed = self.credentials.managed.get(user.id)
        return user.spec.email.replace(f"+{managed.client_id}@", "@") if managed is not None else user.spec.email

    def is_permitted(self, user: User, permission: str, *, team: Team | None = None) -> bool:
        """Whether a custom role of the user grants this, in the organization or in one of its teams (facts 11)."""
        numbers = (self.organization_id, team.id if team is not None else None)
        return self.directory.is_permitted(user.id, permission, *numbers)

    def _check_known(self, booking: Booking) -> None:
        if booking.event_type_id not in self.all_event_types or not self.users_by_id.keys() >= set(booking.host_ids):
            raise WorldError(
                f"{self._state_file}: booking {booking.uid} is of an event type or host that the world "
                f"{self.name!r} no longer has. Delete or move the file to start anew, or name another one."
            )

    def now(self) -> datetime:
        return self.clock().astimezone(UTC)

    def dynamic_event(self, users: list[User], length: int = 30) -> EventType:
        """An event of several people that nobody set up: free when all are (facts 3.1, way 4)."""
        names = " and ".join(user.spec.name for user in users)
        spec = EventTypeSpec(
            slug="dynamic",
            title=f"Group Meeting: {names}",
            length_in_minutes=length,
            length_in_minutes_options=(15, 30, 60),
            scheduling_type="collective",
        )
        return EventType(0, spec, users)

    def bookings(self) -> list[Booking]:
        """All of them, in the order they were made."""
        return list(self._state.bookings)

    def bookings_of(self, host: User) -> list[Booking]:
        """Those that the user hosts, in no order that means anything. Not to be changed."""
        return self._by_host.get(host.id, [])

    def booking(self, uid: str) -> Booking | None:
        return self._by_uid.get(uid)

    def series(self, recurring_uid: str) -> list[Booking]:
        """The bookings of a recurring series, by start."""
        found = [booking for booking in self._state.bookings if booking.recurring_uid == recurring_uid]
        return sorted(found, key=lambda booking: booking.start)

    def by_seat(self, seat_uid: str) -> Booking | None:
        """The booking that a seat belongs to."""
        for booking in self._state.bookings:
            if any(attendee.seat_uid == seat_uid for attendee in booking.attendees):
                return booking
        return None

    def reservations(self) -> list[Reservation]:
        """Those that still hold."""
        now = self.now()
        return [reservation for reservation in self._state.reservations if reservation.until > now]

    def snapshot(self) -> list[dict[str, Any]]:
        """Every booking as the API answers it to its owner (version 2024-08-13), in the order they were made."""
        with self.lock:
            return [booking_answer(self, booking) for booking in self._state.bookings]

    def add_booking(
        self,
        *,
        event_type: str,
        host: str,
        start: datetime,
        attendee: Mapping[str, str],
        answers: Mapping[str, Any] | None = None,
        metadata: Mapping[str, Any] | None = None,
        guests: tuple[str, ...] = (),
        length_in_minutes: int | None = None,
        recurrence_count: int | None = None,
        status: str | None = None,
    ) -> str:
        """Puts a booking there, without checking whether it may be, and returns its uid; of a recurring event type the
        whole series, and the uid of its first.

        ``event_type`` is a slug of ``host``, a username or a team's slug. ``attendee`` has ``name``, ``email`` and
        ``timeZone``, and may have ``language`` and ``phoneNumber``. Without a ``status`` it is accepted or pending, as
        the event type decides. Raises ValueError when there is no such event type.
        """
        owner = self.users.get(host) or self.teams.get(host)
        found = next((kind for kind in owner.event_types if kind.slug == event_type), None) if owner else None
        if found is None:
            raise ValueError(f"there is no event type {event_type!r} of {host!r} in the world {self.name!r}")
        booker = Attendee(
            name=attendee["name"],
            email=attendee["email"],
            time_zone=attendee["timeZone"],
            language=attendee.get("language", "en"),
            phone_number=attendee.get("phoneNumber"),
        )
        with self.writing():
            placed = place(
                self,
                found,
                start.astimezone(UTC),
                booker,
                answers=dict(answers or {}),
                metadata=dict(metadata or {}),
                guests=list(guests),
                length=length_in_minutes,
                recurrence_count=recurrence_count,
                status=status,
            )
        return placed[0].uid

    def reset(self) -> None:
        """Makes everything as the world file has it: nothing booked since, nothing changed, its faults still to come.
        The clock stays."""
        with self.writing():
            self.faults.clear()
            for fault in self._spec.faults:
                self.faults.add(fault)
            self._begin(None)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One write at a time; what it changed is saved before the next may begin."""
        with self.lock:
            yield
            self.writes += 1
            self._state.reservations = self.reservations()
            if self._state_file is not None:
                self._save(self._state_file)

    def _save(self, path: Path) -> None:
        try:
            write_state(path, self._state)
        except OSError as error:
            raise WorldError(
                f"{path}: the state of the sandbox cannot be written: {error}. "
                "It goes on in memory; make room or name another file."
            ) from error

    def insert(self, booking: Booking) -> None:
        """Adds a booking; the caller is ``writing``."""
        self._state.bookings.append(booking)
        self._index(booking)

    def _index(self, booking: Booking) -> None:
        self._by_uid[booking.uid] = booking
        for host_id in booking.host_ids:
            self._by_host.setdefault(host_id, []).append(booking)

    def set_hosts(self, booking: Booking, hosts: list[User]) -> None:
        """Gives a booking to others; the caller is ``writing``."""
        for host_id in booking.host_ids:
            self._by_host[host_id].remove(booking)
        booking.host_ids = [host.id for host in hosts]
        self._index(booking)

    def insert_reservation(self, reservation: Reservation) -> None:
        self._state.reservations.append(reservation)

    def remove_reservation(self, uid: str) -> None:
        kept = [reservation for reservation in self._state.reservations if reservation.uid != uid]
        self._state.reservations = kept

    def next_number(self) -> int:
        self._state.counter += 1
        return self._state.counter

    def booking_id(self) -> int:
        return 5000 + self.next_number()

    def booking_uid(self) -> str:
        """22 characters, the same in every run of the same world."""
        value = int.from_bytes(self._digest(), "big")
        letters = []
        for _ in range(22):
            value, place = divmod(value, len(_UID_ALPHABET))
            letters.append(_UID_ALPHABET[place])
        return "".join(letters)

    def long_uid(self) -> str:
        """For seats, reservations and series; the same in every run of the same world."""
        return str(uuid.UUID(bytes=self._digest()[:16], version=4))

    def _digest(self) -> bytes:
        return hashlib.sha256(f"{self.name}/{self.next_number()}".encode()).digest()
