"""Finds what a request names: users, teams and event types, with the API's words for what is not there."""

from collections.abc import Sequence

from bot.sandbox.errors import Refusal
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
