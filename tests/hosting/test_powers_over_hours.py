"""What a host's link with Cal.com does not cover of hours, event types and recordings: named when they ask, and nothing
is proposed."""

from typing import Any

import pytest

from tests.conversation.talking import Talk

READS = frozenset(
    f"{kind}_READ" for kind in ("BOOKING", "EVENT_TYPE", "SCHEDULE", "PROFILE", "TEAM_PROFILE", "TEAM_EVENT_TYPE")
)
ASKED: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("change_hours", {"change": "away", "when": "Friday"}, "SCHEDULE_WRITE"),
    ("change_hours", {"change": "show"}, "SCHEDULE_READ"),
    ("event_types", {"do": "make", "title": "Coffee", "length": 20}, "EVENT_TYPE_WRITE"),
    ("event_types", {"do": "hide", "which": "30min"}, "EVENT_TYPE_WRITE"),
    ("event_types", {"do": "delete", "which": "30min"}, "EVENT_TYPE_WRITE"),
    ("event_types", {"do": "link", "which": "30min"}, "EVENT_TYPE_WRITE"),
    ("event_types", {"do": "list"}, "EVENT_TYPE_READ"),
    ("recordings", {"kind": "recording"}, "BOOKING_READ"),
    ("recordings", {"kind": "transcript"}, "BOOKING_READ"),
)


@pytest.mark.parametrize(("tool", "arguments", "scope"), ASKED)
async def test_a_missing_scope_is_named_and_nothing_is_proposed(
    bailey: Talk, tool: str, arguments: dict[str, Any], scope: str
) -> None:
    bailey.calendar.access.scopes = READS - {scope}
    reply = await bailey.call(tool, "that", **arguments)
    assert reply.proposal is None
    assert scope in reply.text


async def test_reading_hours_takes_less_than_changing_them(bailey: Talk) -> None:
    bailey.calendar.access.scopes = READS
    assert "9AM–5PM" in (await bailey.call("change_hours", "show my hours", change="show")).text
    assert "SCHEDULE_WRITE" in (await bailey.call("change_hours", change="away", when="Friday")).text


async def test_a_yes_after_the_link_was_cut_changes_nothing(bailey: Talk) -> None:
    await bailey.call("change_hours", change="away", when="Friday")
    bailey.hosts = None
    reply = await bailey.as_host(_Nobody()).say("yes")
    assert "not linked" in reply.text
    [schedule] = await bailey.calendar.schedules.list()
    assert schedule.overrides == ()


class _Nobody:
    async def of(self, account_id: str) -> None:
        return None
