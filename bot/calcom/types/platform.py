"""What platforms have: their OAuth clients and the users they manage (facts 14). Deprecated by Cal.com."""

from typing import Any, Literal

from pydantic import SecretStr

from bot.scheduling.models import CalcomModel, Instant

PlatformPermission = Literal[
    "EVENT_TYPE_READ",
    "EVENT_TYPE_WRITE",
    "BOOKING_READ",
    "BOOKING_WRITE",
    "SCHEDULE_READ",
    "SCHEDULE_WRITE",
    "APPS_READ",
    "APPS_WRITE",
    "PROFILE_READ",
    "PROFILE_WRITE",
    "*",
]


class PlatformOAuthClient(CalcomModel):
    """``permissions`` are what its managed users' tokens may do."""

    id: str
    name: str
    secret: SecretStr | None = None
    permissions: tuple[str, ...] = ()
    logo: str | None = None
    redirect_uris: tuple[str, ...] = ()
    organization_id: int | None = None
    created_at: Instant | None = None
    are_emails_enabled: bool | None = None
    are_default_event_types_enabled: bool | None = None
    are_calendar_events_enabled: bool | None = None
    booking_redirect_uri: str | None = None
    booking_cancel_redirect_uri: str | None = None
    booking_reschedule_redirect_uri: str | None = None


class NewPlatformOAuthClient(CalcomModel):
    client_id: str
    client_secret: SecretStr


class ManagedUser(CalcomModel):
    """Their ``email`` as Cal.com keeps it carries the client's id; ``time_format`` is 12 or 24."""

    id: int
    email: str
    username: str | None = None
    name: str | None = None
    bio: str | None = None
    time_zone: str | None = None
    week_start: str | None = None
    created_date: Instant | None = None
    time_format: int | None = None
    default_schedule_id: int | None = None
    locale: str | None = None
    avatar_url: str | None = None
    metadata: dict[str, Any] | None = None


class ManagedUserTokens(CalcomModel):
    """The access token lives an hour, the refresh token a year; either is dead once there are newer ones."""

    access_token: SecretStr
    refresh_token: SecretStr
    access_token_expires_at: Instant | None = None
    refresh_token_expires_at: Instant | None = None


class NewManagedUser(ManagedUserTokens):
    user: ManagedUser
