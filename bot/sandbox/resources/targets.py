"""Finds what a request names: users, teams and event types, with the API's words for what is not there."""

from collections.abc import Sequence

from bot.sandbox.errors import Refusal
from bot.sandbox.operations import Call
from bot.sandbox.people import EventType, Team, User
from bot.sandbox.world import World


def check_organization(world: World, slug: str | None) -> None:
    if slug is not None and (world.organization is None or world.organization.slug != slug):
        raise Refusal(404, f"slots-input.service.ts: Organization with slug {slug} not found")


def user_named(world: World, username: str) -> User:
    user = world.users.get(username)
    if user is None:
        raise Refusal(404, f"User with username {username} not found")
    return user


def team_named(world: World, slug: str) -> Team:
    team = world.teams.get(slug)
    if team is None:
        raise Refusal(404, f"Team with slug {slug} not found")
    return team


def type_of(event_types: Sequence[EventType], slug: str) -> EventType | None:
    return next((event_type for event_type in event_types if event_type.slug == slug), None)


def owned_event_type(call: Call) -> EventType:
    """The one that the path names, of the caller. Raises Refusal 404 or 403."""
    number = call.path_number("event_type_id")
    event_type = call.world.event_types.get(number)
    if event_type is None:
        raise Refusal(404, f"Event type with ID={number} does not exist.")
    if event_type.owner is not call.user:
        raise Refusal(403, f"User with ID={call.user.id} does not own event type with ID={number}")
    return event_type


def team_of(call: Call) -> Team:
    """The team that the path names. Raises Refusal 404."""
    number = call.path_number("team_id")
    team = next((one for one in call.world.teams.values() if one.id == number), None)
    if team is None:
        raise Refusal(404, f"Team with id {number} not found")
    return team


def team_event_type(call: Call) -> EventType:
    """The one that the path names, of the team that it names. Raises Refusal 404."""
    team, number = team_of(call), call.path_number("event_type_id")
    event_type = next((one for one in team.event_types if one.id == number), None)
    if event_type is None:
        raise Refusal(404, f"Event type with id {number} not found")
    return event_type
