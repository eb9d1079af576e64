"""Who is told of a booking, in which language and zone, and when they are left in peace."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal, Protocol

from bot.conversation.state import Profile
from bot.scheduling import zones
from bot.scheduling.models import Booking
from bot.store import OpenStore

Role = Literal["host", "guest"]

REACHED_AT = "telegram:"
"""Accounts of a channel that can say something unasked."""


class Host(Protocol):
    """Somebody whose chat account stands for a Cal.com user."""

    @property
    def account_id(self) -> str: ...

    @property
    def username(self) -> str: ...

    @property
    def email(self) -> str | None: ...

    @property
    def time_zone(self) -> str | None: ...


class KnownHosts(Protocol):
    """Who is a host, and who all of them are."""

    async def of(self, account_id: str) -> Host | None: ...

    async def accounts(self) -> Sequence[str]:
        """The chat accounts that may be hosts."""
        ...


@dataclass(frozen=True)
class Listener:
    """Somebody who is told of a booking."""

    account_id: str
    role: Role
    profile: Profile
    language: str
    zone: str

    @property
    def place(self) -> str | None:
        """What they call that zone."""
        return self.profile.time_zone_place if self.zone == self.profile.time_zone else None

    @property
    def wants_reminders(self) -> bool:
        """A guest does, unless they said no; a host, when they said so: their days are full of meetings."""
        return self.role == "guest" if self.profile.reminders is None else self.profile.reminders

    def undisturbed_until(self, now: datetime) -> datetime:
        """When they may be disturbed: ``now``, or the end of their quiet hours."""
        return quiet_until(self.profile, self.zone, now)

    def told_at(self, now: datetime) -> datetime:
        """When they are told of what happens now: at once, after their quiet hours, or with the digest of the day."""
        if self.profile.digest_at is None:
            return self.undisturbed_until(now)
        return _next(self.profile.digest_at, self.zone, now)


def quiet_until(profile: Profile, zone: str, now: datetime) -> datetime:
    """``now``, or the end of the quiet hours that it is in by the clocks of the zone."""
    begin, end = profile.quiet_from, profile.quiet_until
    if begin is None or end is None:
        return now
    local = zones.local(now, zone)
    minute = local.hour * 60 + local.minute
    is_quiet = begin <= minute < end if begin < end else minute >= begin or minute < end
    return _next(end, zone, now) if is_quiet else now


def _next(minute: int, zone: str, now: datetime) -> datetime:
    """The next instant after ``now`` at which clocks show this minute of the day, or where they skip it an hour on."""
    today = zones.local(now, zone).date()
    for days in range(3):
        wall = datetime.combine(today + timedelta(days=days), time(minute // 60, minute % 60))
        found = zones.instants(wall, zone) or zones.instants(wall + timedelta(hours=1), zone)
        if found and found[0] > now:
            return found[0]
    return now


class People:
    """``language`` is for those whose own is not known."""

    def __init__(self, store: OpenStore, hosts: KnownHosts, *, language: str) -> None:
        self._store = store
        self._hosts = hosts
        self._language = language

    async def hosts_of(self, booking: Booking) -> list[Host]:
        """The hosts of the booking that can be reached here."""
        found = []
        for account_id in await self._hosts.accounts():
            host = await self._hosts.of(account_id) if account_id.startswith(REACHED_AT) else None
            if host is not None and any(_is(host, named.username, named.email) for named in booking.hosts):
                found.append(host)
        return found

    async def is_host_of(self, account_id: str, booking: Booking) -> bool:
        host = await self._hosts.of(account_id)
        return host is not None and any(_is(host, named.username, named.email) for named in booking.hosts)

    async def guests_of(self, booking: Booking) -> list[str]:
        """The accounts that made the booking here and can be reached."""
        owners = await self._store.owners(booking.uid)
        return [owner.account_id for owner in owners if owner.account_id.startswith(REACHED_AT)]

    async def listener(self, account_id: str, role: Role, booking: Booking) -> Listener | None:
        """None for a host who is none any more."""
        saved = await self._store.load("", account_id)
        profile = Profile.model_validate(saved.profile or {})
        zone = profile.time_zone
        if role == "host":
            host = await self._hosts.of(account_id)
            if host is None:
                return None
            zone = zone or host.time_zone
        elif zone is None:
            zone = _zone_of(booking)
        known = zone if zone is not None and zones.is_zone(zone) else "UTC"
        return Listener(account_id, role, profile, profile.language or self._language, known)


def emails_of(booking: Booking, host: Host) -> Sequence[str]:
    """Under which Cal.com may name this host as the one who did something to the booking."""
    named = [one.email for one in booking.hosts if _is(host, one.username, one.email)]
    return [email.casefold() for email in (host.email, *named) if email]


def _is(host: Host, username: str | None, email: str | None) -> bool:
    by_name = bool(username) and username == host.username
    return by_name or (bool(email) and host.email is not None and (email or "").casefold() == host.email.casefold())


def _zone_of(booking: Booking) -> str | None:
    return booking.attendees[0].time_zone if booking.attendees else None
