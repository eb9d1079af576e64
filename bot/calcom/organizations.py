"""Organizations: their memberships, teams, roles, and the organizations they manage (facts 11, 15)."""

from functools import cached_property

from bot.calcom.managed_organizations import ManagedOrganizations
from bot.calcom.memberships import OrganizationMemberships, TeamMemberships
from bot.calcom.resource import Resource
from bot.calcom.roles import Roles


class OrganizationTeams(Resource):
    @cached_property
    def memberships(self) -> TeamMemberships:
        return TeamMemberships(self._caller)


class Organizations(Resource):
    @cached_property
    def memberships(self) -> OrganizationMemberships:
        return OrganizationMemberships(self._caller)

    @cached_property
    def teams(self) -> OrganizationTeams:
        return OrganizationTeams(self._caller)

    @cached_property
    def roles(self) -> Roles:
        return Roles(self._caller)

    @cached_property
    def managed(self) -> ManagedOrganizations:
        return ManagedOrganizations(self._caller)
