"""Organizations that another one manages (facts 15): for admins of one whose plan is SCALE or higher."""

from bot.calcom.arguments import Count, Slug, Text, at_most_one
from bot.calcom.operation import Auth, Paging
from bot.calcom.paging import Paged
from bot.calcom.resource import Resource, operation
from bot.calcom.types.bookings import Metadata
from bot.calcom.types.organizations import ManagedOrganization, NewManagedOrganization

_ALL = "/v2/organizations/{orgId}/organizations"
_ONE = f"{_ALL}/{{managedOrganizationId}}"


class ManagedOrganizations(Resource):
    @operation(
        "GET",
        _ALL,
        row="86",
        auth=Auth.BEARER,
        permission="organization.read",
        role="org admin",
        paging=Paging(),
    )
    def list(
        self,
        org_id: int,
        *,
        slug: Text | None = None,
        metadata_key: Text | None = None,
        metadata_value: Text | None = None,
    ) -> Paged[ManagedOrganization]:
        """All, or those with this slug, or with this key or value in their metadata."""

    @operation(
        "POST",
        _ALL,
        row="87",
        auth=Auth.BEARER,
        permission="organization.create",
        role="org admin",
        rules=(at_most_one("api_key_days_valid", "api_key_never_expires"),),
    )
    async def create(
        self,
        org_id: int,
        *,
        name: Text,
        slug: Slug | None = None,
        metadata: Metadata | None = None,
        api_key_days_valid: Count | None = None,
        api_key_never_expires: bool | None = None,
    ) -> NewManagedOrganization:
        """Comes with a key that acts for it, and lives 30 days when nothing is said. Nothing finds it again after an
        OutcomeUnknown but ``list``, by its slug or its metadata; its key is then lost."""

    @operation("GET", _ONE, row="88", auth=Auth.BEARER, permission="organization.read", role="org admin")
    async def get(self, org_id: int, managed_organization_id: int) -> ManagedOrganization:
        """NotFound also when another one manages it."""

    @operation("PATCH", _ONE, row="89", auth=Auth.BEARER, permission="organization.update", role="org admin")
    async def update(
        self,
        org_id: int,
        managed_organization_id: int,
        *,
        name: Text | None = None,
        metadata: Metadata | None = None,
    ) -> ManagedOrganization:
        """Changes what is given; ``metadata`` as a whole."""

    @operation("DELETE", _ONE, row="90", auth=Auth.BEARER, permission="organization.delete", role="org admin")
    async def delete(self, org_id: int, managed_organization_id: int) -> ManagedOrganization:
        """The organization as it was. All that it has goes with it."""
