"""Memberships of an organization and of its teams (facts 11)."""

from bot.calcom.operation import Auth, Paging
from bot.calcom.paging import Paged
from bot.calcom.resource import Resource, operation
from bot.calcom.types.organizations import Membership, MembershipRole, OrganizationMembership

_OF_ORGANIZATION = "/v2/organizations/{orgId}/memberships"
_OF_TEAM = "/v2/organizations/{orgId}/teams/{teamId}/memberships"


class OrganizationMemberships(Resource):
    @operation(
        "POST",
        _OF_ORGANIZATION,
        row="93",
        auth=Auth.BEARER,
        scope="ORG_MEMBERSHIP_WRITE",
        permission="organization.invite",
        role="org admin",
    )
    async def create(
        self,
        org_id: int,
        *,
        user_id: int,
        role: MembershipRole,
        accepted: bool | None = None,
        disable_impersonation: bool | None = None,
    ) -> OrganizationMembership:
        """An invitation, unless ``accepted``."""

    @operation(
        "GET",
        _OF_ORGANIZATION,
        row="94",
        auth=Auth.BEARER,
        scope="ORG_MEMBERSHIP_READ",
        permission="organization.listMembers",
        role="org admin",
        paging=Paging(),
    )
    def list(self, org_id: int) -> Paged[OrganizationMembership]:
        """Invitations among them."""

    @operation(
        "GET",
        f"{_OF_ORGANIZATION}/{{membershipId}}",
        row="95",
        auth=Auth.BEARER,
        scope="ORG_MEMBERSHIP_READ",
        permission="organization.listMembers",
        role="org admin",
    )
    async def get(self, org_id: int, membership_id: int) -> OrganizationMembership:
        """NotFound also when it is another organization's."""

    @operation(
        "PATCH",
        f"{_OF_ORGANIZATION}/{{membershipId}}",
        row="96",
        auth=Auth.BEARER,
        scope="ORG_MEMBERSHIP_WRITE",
        permission="organization.changeMemberRole",
        role="org admin",
    )
    async def update(
        self,
        org_id: int,
        membership_id: int,
        *,
        role: MembershipRole | None = None,
        accepted: bool | None = None,
        disable_impersonation: bool | None = None,
    ) -> OrganizationMembership:
        """Changes what is given."""

    @operation(
        "DELETE",
        f"{_OF_ORGANIZATION}/{{membershipId}}",
        row="97",
        auth=Auth.BEARER,
        scope="ORG_MEMBERSHIP_WRITE",
        permission="organization.remove",
        role="org admin",
    )
    async def delete(self, org_id: int, membership_id: int) -> OrganizationMembership:
        """The membership as it was."""


class TeamMemberships(Resource):
    @operation(
        "POST",
        _OF_TEAM,
        row="98",
        auth=Auth.BEARER,
        scope="TEAM_MEMBERSHIP_WRITE",
        permission="team.invite",
        role="team admin",
    )
    async def create(
        self,
        org_id: int,
        team_id: int,
        *,
        user_id: int,
        role: MembershipRole,
        accepted: bool | None = None,
        disable_impersonation: bool | None = None,
    ) -> Membership:
        """An invitation, unless ``accepted``. Rejected when the user does not belong to the organization."""

    @operation(
        "GET",
        _OF_TEAM,
        row="99",
        auth=Auth.BEARER,
        scope="TEAM_MEMBERSHIP_READ",
        permission="team.listMembers",
        role="team admin",
        paging=Paging(),
    )
    def list(self, org_id: int, team_id: int) -> Paged[Membership]:
        """Invitations among them."""

    @operation(
        "GET",
        f"{_OF_TEAM}/{{membershipId}}",
        row="100",
        auth=Auth.BEARER,
        scope="TEAM_MEMBERSHIP_READ",
        permission="team.listMembers",
        role="team admin",
    )
    async def get(self, org_id: int, team_id: int, membership_id: int) -> Membership:
        """NotFound also when it is another team's."""

    @operation(
        "PATCH",
        f"{_OF_TEAM}/{{membershipId}}",
        row="101",
        auth=Auth.BEARER,
        scope="TEAM_MEMBERSHIP_WRITE",
        permission="team.changeMemberRole",
        role="team admin",
    )
    async def update(
        self,
        org_id: int,
        team_id: int,
        membership_id: int,
        *,
        role: MembershipRole | None = None,
        accepted: bool | None = None,
        disable_impersonation: bool | None = None,
    ) -> Membership:
        """Changes what is given."""

    @operation(
        "DELETE",
        f"{_OF_TEAM}/{{membershipId}}",
        row="102",
        auth=Auth.BEARER,
        scope="TEAM_MEMBERSHIP_WRITE",
        permission="team.remove",
        role="team admin",
    )
    async def delete(self, org_id: int, team_id: int, membership_id: int) -> Membership:
        """The membership as it was."""
