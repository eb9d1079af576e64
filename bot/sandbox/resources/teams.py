"""GET /v2/teams, those of the key, and the event types of one of them (facts 17)."""

from typing import Annotated, Literal

from bot.sandbox.answers import event_type_answer, team_answer
from bot.sandbox.errors import Refusal
from bot.sandbox.operations import Access, Answer, Call, Operation
from bot.sandbox.validation import Lenient, QueryNumber, Rule, Text, by_global_validation


class _Query(Lenient):
    event_slug: Text | None = None
    hosts_limit: QueryNumber | None = None
    sort_created_at: (
        Annotated[
            Literal["asc", "desc"],
            Rule("isIn", 'SortCreatedAt must be either "asc" or "desc".'),
        ]
        | None
    ) = None


def _list(call: Call) -> Answer:
    mine = [
        team
        for team in call.world.teams.values()
        if call.user in (*team.members, *team.admins) or call.world.is_admin(call.user)
    ]
    return Answer([team_answer(team, call.world.organization_id) for team in mine])


def _event_types(call: Call) -> Answer:
    query = by_global_validation(_Query, call.query)
    number = call.path_number("team_id")
    team = next((team for team in call.world.teams.values() if team.id == number), None)
    if team is None:
        raise Refusal(404, f"Team with id {number} not found")
    shown = []
    for event_type in team.event_types:
        if query.event_slug not in (None, event_type.slug):
            continue
        if event_type.spec.hidden and (call.caller is None or call.caller not in team.members):
            continue
        answer = event_type_answer(event_type, hidden_questions=False)
        if query.hosts_limit is not None:
            answer["hosts"] = answer["hosts"][: query.hosts_limit]
        shown.append(answer)
    return Answer(shown[::-1] if query.sort_created_at == "desc" else shown)


OPERATIONS = (
    Operation("teams.list", "GET", "/v2/teams", _list, access=Access.KEY, scope="TEAM_PROFILE_READ"),
    Operation("teams.event_types", "GET", "/v2/teams/{team_id}/event-types", _event_types),
)
