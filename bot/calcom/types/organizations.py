"""Who belongs to an organization and its teams, the roles it makes, the organizations it manages (facts 11, 15)."""

from typing import Annotated, Any, Literal

from pydantic import SecretStr

from bot.calcom.arguments import matching
from bot.scheduling.models import CalcomModel, Instant

MembershipRole = Literal["MEMBER", "OWNER", "ADMIN"]
Permission = Annotated[
    str,
    matching(r"(?:[A-Za-z]+(?:\.[A-Za-z]+)*|\*)\.(?:[A-Za-z]+|\*)", "not a permission, such as booking.read"),
]
"""A resource and what may be done with it. The form alone is checked, since Cal.com's list of them is incomplete."""


class Member(CalcomModel):
    email: str | None = None
    username: str | None = None
    name: str | None = None
    bio: str | None = None
    avatar_url: str | None = None
    metadata: dict[str, Any] | None = None


class Membership(CalcomModel):
    """``team_id`` is the number of the team or organization; ``role`` OWNER, ADMIN or MEMBER. One that is not accepted
    yet is an invitation."""

    id: int
    user_id: int
    team_id: int | None = None
    accepted: bool = False
    role: str
    disable_impersonation: bool = False
    user: Member | None = None


class Attribute(CalcomModel):
    """What an organization notes of its members: a text, a number, or one or some of several options."""

    id: str
    name: str
    type: str | None = None
    option: str | float | None = None
    option_id: str | None = None
    options: tuple[dict[str, Any], ...] = ()


class OrganizationMembership(Membership):
    attributes: tuple[Attribute, ...] = ()


class Role(CalcomModel):
    """``type`` is SYSTEM or CUSTOM; the system's belong to no organization."""

    id: str
    name: str
    color: str | None = None
    description: str | None = None
    organization_id: int | None = None
    type: str | None = None
    permissions: tuple[str, ...] = ()
    created_at: Instant | None = None
    updated_at: Instant | None = None


class ManagedOrganization(CalcomModel):
    id: int
    name: str
    slug: str | None = None
    metadata: dict[str, Any] | None = None


class NewManagedOrganization(ManagedOrganization):
    """``api_key`` acts for the new organization, and is shown this once."""

    api_key: SecretStr | None = None
