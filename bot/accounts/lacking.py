"""A verdict on what a credential may do, as the assistant tells it."""

from bot.calcom.access import Verdict
from bot.scheduling.hosting import Lacking

KEY = "an API key"
"""What ``access`` calls the scope that no access token has."""


def lacking(verdict: Verdict) -> Lacking | None:
    """None for a verdict that allows it."""
    if verdict:
        return None
    if verdict.scope == KEY:
        return Lacking("key", KEY)
    if verdict.scope is not None:
        return Lacking("scope", verdict.scope)
    if verdict.permission is not None:
        return Lacking("permission", verdict.permission)
    return Lacking("role", verdict.role) if verdict.role is not None else Lacking("credential", "a credential")
