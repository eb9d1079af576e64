"""What can be booked and when, as far as it changed since the world file: event types, schedules, private links and
the limits that people set themselves (facts 5, 6, 7).

An event type that was deleted goes on to be known to its bookings and to nobody else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from bot.sandbox.people import EventType, OwnedSchedule, Team, User, owned_schedule
from bot.sandbox.worldfile import EventTypeSpec, LimitsSpec, ScheduleSpec

if TYPE_CHECKING:
    from bot.sandbox.world import World

_FIRST_NUMBER = 20_000
"""Of event types and schedules that come after the world file, whose own numbers are far below."""


@dataclass
class KeptEventType:
    """An event type that was made or changed; exactly one of ``owner_id`` and ``team_id``."""

    spec: EventTypeSpec
    owner_id: int | None = None
    team_id: int | None = None
    schedule_id: int | None = None
    parent_id: int | None = None
    deleted: bool = False


@dataclass
class KeptSchedule:
    id: int
    spec: ScheduleSpec
    time_zone: str
    is_default: bool


@dataclass
class PrivateLink:
    """A way to book an event type that need not be public: until a moment, or so many times."""

    id: str
    event_type_id: int
    expires_at: datetime | None = None
    max_usage_count: int | None = None
    usage_count: int = 0

    def is_expired(self, now: datetime) -> bool:
        if self.expires_at is not None:
            return self.expires_at <= now
        return self.max_usage_count is not None and self.usage_count >= self.max_usage_count


@dataclass
class Catalogue:
    """Changes only within ``World.writing``."""

    event_types: dict[int, KeptEventType] = field(default_factory=dict)
    schedules: dict[int, list[KeptSchedule]] = field(default_factory=dict)
    """All schedules of the users of whom any changed, by the user's number."""
    private_links: list[PrivateLink] = field(default_factory=list)
    booking_limits: dict[int, LimitsSpec] = field(default_factory=dict)
    """How much a user wants to be booked, all event types together."""
    last_number: int = _FIRST_NUMBER

    def number(self) -> int:
        self.last_number += 1
        return self.last_number

    def private_link(self, link_id: str) -> PrivateLink | None:
        return next((link for link in self.private_links if link.id == link_id), None)


def lay_over(world: World) -> None:
    """What was kept, over what the world file says."""
    for user_id, schedules in world.catalogue.schedules.items():
        if (user := world.users_by_id.get(user_id)) is not None:
            user.schedules[:] = [
                owned_schedule(kept.id, user_id, kept.spec, kept.time_zone, is_default=kept.is_default)
                for kept in schedules
            ]
    for number, kept in world.catalogue.event_types.items():
        event_type = world.all_event_types.get(number)
        if event_type is None:
            owner = world.users_by_id.get(kept.owner_id) if kept.owner_id is not None else None
            team = next((one for one in world.teams.values() if one.id == kept.team_id), None)
            if owner is None and team is None:
                continue
            event_type = EventType(number, kept.spec, [owner] if owner is not None else [], owner=owner, team=team)
            world.add_event_type(event_type)
        event_type.spec, event_type.schedule_id, event_type.parent_id = kept.spec, kept.schedule_id, kept.parent_id
        _set_hosts(world, event_type)
        if kept.deleted:
            world.remove_event_type(event_type)


def _keep(world: World, event_type: EventType, *, deleted: bool = False) -> None:
    world.catalogue.event_types[event_type.id] = KeptEventType(
        spec=event_type.spec,
        owner_id=event_type.owner.id if event_type.owner is not None else None,
        team_id=event_type.team.id if event_type.team is not None else None,
        schedule_id=event_type.schedule_id,
        parent_id=event_type.parent_id,
        deleted=deleted,
    )


def _set_hosts(world: World, event_type: EventType) -> None:
    """Of a team's; without named hosts all members take part."""
    team = event_type.team
    if team is None:
        return
    names = event_type.spec.hosts
    hosts = team.members if names is None else [world.users[name] for name in names if name in world.users]
    event_type.hosts[:] = hosts


def create_event_type(
    world: World,
    spec: EventTypeSpec,
    *,
    owner: User | None = None,
    team: Team | None = None,
    schedule_id: int | None = None,
    parent_id: int | None = None,
) -> EventType:
    """The caller is ``writing`` and has checked the rest. A managed one brings a child for each of its hosts."""
    hosts = [owner] if owner is not None else []
    event_type = EventType(
        world.catalogue.number(), spec, hosts, owner=owner, team=team, schedule_id=schedule_id, parent_id=parent_id
    )
    world.add_event_type(event_type)
    _set_hosts(world, event_type)
    _keep(world, event_type)
    _follow_parent(world, event_type)
    return event_type


def change_event_type(
    world: World, event_type: EventType, spec: EventTypeSpec, *, schedule_id: int | None
) -> EventType:
    """The caller is ``writing`` and has checked the rest."""
    event_type.spec = spec
    event_type.schedule_id = schedule_id
    _set_hosts(world, event_type)
    _keep(world, event_type)
    _follow_parent(world, event_type)
    return event_type


def _follow_parent(world: World, parent: EventType) -> None:
    """Lets each host of a managed event type have a child of it, as the parent is."""
    if not parent.is_managed_parent:
        return
    children = {child.owner.id: child for child in children_of(world, parent) if child.owner is not None}
    wanted = {host.id: host for host in parent.hosts}
    spec = parent.spec.model_copy(update={"scheduling_type": None, "hosts": None, "mandatory_hosts": ()})
    for host in wanted.values():
        child = children.get(host.id)
        if child is not None:
            change_event_type(world, child, spec, schedule_id=child.schedule_id)
        else:
            create_event_type(world, spec, owner=host, parent_id=parent.id)
    for user_id, child in children.items():
        if user_id not in wanted:
            delete_event_type(world, child)


def children_of(world: World, parent: EventType) -> list[EventType]:
    return [one for one in world.event_types.values() if one.parent_id == parent.id]


def delete_event_type(world: World, event_type: EventType) -> None:
    """With its private links and webhooks; its bookings stay. The caller is ``writing``."""
    for child in children_of(world, event_type):
        delete_event_type(world, child)
    world.remove_event_type(event_type)
    _keep(world, event_type, deleted=True)
    kept = world.catalogue
    kept.private_links = [link for link in kept.private_links if link.event_type_id != event_type.id]
    world.subscriptions.remove(lambda webhook: webhook.event_type_id == event_type.id)


def forget_user(world: World, user: User) -> None:
    """Leaves nothing of what was the user's; the caller is ``writing``."""
    for event_type in list(user.event_types):
        delete_event_type(world, event_type)
        world.all_event_types.pop(event_type.id)
    world.catalogue.schedules.pop(user.id, None)
    world.catalogue.booking_limits.pop(user.id, None)
    world.subscriptions.remove(lambda webhook: webhook.user_id == user.id)


def _keep_schedules(world: World, user: User) -> None:
    world.catalogue.schedules[user.id] = [
        KeptSchedule(one.id, one.spec, one.time_zone, one.is_default) for one in user.schedules
    ]


def create_schedule(world: World, user: User, spec: ScheduleSpec, time_zone: str, *, is_default: bool) -> OwnedSchedule:
    """The caller is ``writing``. The first one of a user is the default in any case."""
    schedule = owned_schedule(
        world.catalogue.number(), user.id, spec, time_zone, is_default=is_default or not user.schedules
    )
    user.schedules.append(schedule)
    _settle_default(user, schedule if schedule.is_default else None)
    _keep_schedules(world, user)
    return schedule


def change_schedule(
    world: World, user: User, schedule: OwnedSchedule, spec: ScheduleSpec, time_zone: str, *, is_default: bool | None
) -> OwnedSchedule:
    """The caller is ``writing``. ``is_default`` None leaves it as it is; a user cannot do without a default."""
    changed = owned_schedule(
        schedule.id, user.id, spec, time_zone, is_default=schedule.is_default if is_default is None else is_default
    )
    user.schedules[user.schedules.index(schedule)] = changed
    _settle_default(user, changed if is_default else None)
    _keep_schedules(world, user)
    return next(one for one in user.schedules if one.id == schedule.id)


def set_default_schedule(world: World, user: User, schedule_id: int) -> None:
    """The caller is ``writing`` and knows that it is one of the user's."""
    _settle_default(user, next(one for one in user.schedules if one.id == schedule_id))
    _keep_schedules(world, user)


def delete_schedule(world: World, user: User, schedule: OwnedSchedule) -> None:
    """The caller is ``writing``. Event types that named it fall back to the default, which is then the first left."""
    user.schedules.remove(schedule)
    _settle_default(user, None)
    for event_type in world.event_types.values():
        if event_type.schedule_id == schedule.id:
            event_type.schedule_id = None
            _keep(world, event_type)
    _keep_schedules(world, user)


def _settle_default(user: User, chosen: OwnedSchedule | None) -> None:
    """Leaves exactly one: the chosen, else the one that is, else the first."""
    default = chosen or user.default_schedule or next(iter(user.schedules), None)
    user.schedules[:] = [
        owned_schedule(one.id, one.owner_id, one.spec, one.time_zone, is_default=one is default)
        for one in user.schedules
    ]
