"""A host's event types: listed, made, changed, hidden, deleted, and private links to them."""

import re
from typing import Any

from bot.accounts.named import NamedHosts
from tests.conversation.talking import Talk


async def types(talk: Talk) -> dict[str, dict[str, Any]]:
    return {one.slug: one.model_dump(mode="json") for one in await talk.calendar.event_types.list()}


async def test_all_are_listed_with_their_lengths_and_whether_they_are_hidden(bailey: Talk) -> None:
    await bailey.call("event_types", do="hide", which="consultation")
    await bailey.say("yes")
    shown = await bailey.call("event_types", "list my event types", do="list")
    assert "• 30 Min Meeting, 30 min\n" in shown.text
    assert "Consultation, 45 min (hidden)" in shown.text


async def test_one_is_made_after_a_yes_and_its_address_is_told(bailey: Talk) -> None:
    shown = await bailey.call("event_types", do="make", title="Intro Call", length=20, changes={"notice": "1 day"})
    assert "Notice: 1 day" in shown.text
    assert "intro-call" not in await types(bailey)
    reply = await bailey.say("yes")
    assert "/bailey/intro-call" in reply.text
    made = (await types(bailey))["intro-call"]
    assert (made["title"], made["length_in_minutes"], made["minimum_booking_notice"]) == ("Intro Call", 20, 1440)


async def test_a_second_one_of_the_same_name_gets_an_address_of_its_own(bailey: Talk) -> None:
    for _ in range(2):
        await bailey.call("event_types", do="make", title="Überblick!", length=20)
        await bailey.say("yes")
    assert {"uberblick", "uberblick-2"} <= set(await types(bailey))


async def test_a_missing_length_is_asked_and_picked(bailey: Talk) -> None:
    await bailey.call("event_types", do="make", title="Coffee")
    await bailey.tap("^45 min$")
    await bailey.say("yes")
    assert (await types(bailey))["coffee"]["length_in_minutes"] == 45


async def test_settings_are_shown_before_and_after_and_written(bailey: Talk) -> None:
    changes = {"buffer": 10, "notice": "2 hours", "per_day": 3, "window": "2 weeks"}
    shown = await bailey.call("event_types", do="change", which="consultation", length=60, changes=changes)
    for line in (
        "Length: 45 min → 1 hr",
        "Buffer after: — → 10 min",
        "Notice: 1 hr → 2 hr",
        "Most a day: — → 3",
        "Bookable ahead: — → 14 days",
    ):
        assert line in shown.text
    await bailey.say("yes")
    changed = (await types(bailey))["consultation"]
    assert changed["length_in_minutes"] == 60
    assert changed["after_event_buffer"] == 10
    assert changed["booking_limits_count"]["day"] == 3
    assert changed["booking_window"]["value"] == 14


async def test_a_limit_leaves_the_others_and_is_taken_away_again(bailey: Talk) -> None:
    for changes in ({"per_day": 3}, {"per_week": 10}, {"per_day": "none"}):
        await bailey.call("event_types", do="change", which="30min", changes=changes)
        await bailey.say("yes")
    limits = (await types(bailey))["30min"]["booking_limits_count"]
    assert (limits["day"], limits["week"]) == (None, 10)


async def test_what_cannot_be_set_here_is_said(bailey: Talk) -> None:
    reply = await bailey.call("event_types", do="change", which="30min", changes={"color": "red"})
    assert reply.proposal is None
    assert "color" in reply.text


async def test_one_that_several_fit_is_asked_for(bailey: Talk) -> None:
    asked = await bailey.call("event_types", "hide the meeting", do="hide", which="the meeting")
    assert asked.proposal is None
    await bailey.tap("30 Min Meeting")
    await bailey.say("yes")
    assert (await types(bailey))["30min"]["hidden"] is True
    reply = await bailey.call("event_types", do="hide", which="30min")
    assert "hidden already" in reply.text


async def test_one_is_deleted_after_a_yes_that_is_marked_as_dangerous(bailey: Talk) -> None:
    shown = await bailey.call("event_types", do="delete", which="consultation")
    assert shown.choices[0].role == "danger"
    await bailey.say("yes")
    assert "consultation" not in await types(bailey)


async def links(talk: Talk, slug: str) -> list[Any]:
    number = (await types(talk))[slug]["id"]
    return list(await talk.calendar.event_types.private_links.list(number))


async def test_a_private_link_is_for_one_use_unless_said_otherwise(bailey: Talk) -> None:
    await bailey.call("event_types", do="link", which="30min")
    reply = await bailey.say("yes")
    [made] = await links(bailey, "30min")
    assert made.max_usage_count == 1
    assert reply.text.endswith(made.booking_url)


async def test_private_links_end_at_a_day_or_after_some_uses(bailey: Talk) -> None:
    for until in ("until Friday", "3 uses", "for a week"):
        await bailey.call("event_types", do="link", which="consultation", until=until)
        reply = await bailey.say("yes")
        assert re.search(r"https?://\S+$", reply.text)
    made = await links(bailey, "consultation")
    assert [link.max_usage_count for link in made] == [None, 3, None]
    assert made[0].expires_at.isoformat() == "2026-11-28T05:00:00+00:00"
    assert made[2].expires_at.isoformat() == "2026-11-30T14:00:00+00:00"


async def test_lost_answers_are_looked_up(bailey: Talk) -> None:
    asked: tuple[tuple[str, dict[str, Any]], ...] = (
        ("event_types.create", {"do": "make", "title": "Coffee", "length": 20}),
        ("event_types.update", {"do": "change", "which": "coffee", "changes": {"per_day": 2, "window": 10}}),
        ("event_types.update", {"do": "change", "which": "coffee", "changes": {"per_day": 0, "window": "none"}}),
        ("event_types.update", {"do": "hide", "which": "coffee"}),
        ("private_links.create", {"do": "link", "which": "coffee", "until": "3 uses"}),
        ("event_types.delete", {"do": "delete", "which": "coffee"}),
    )
    for operation, arguments in asked:
        for kind, told in (("drop_before", "did not reach"), ("drop_after", "Coffee")):
            await bailey.call("event_types", "this", **arguments)
            bailey.fault(operation, kind, times=1)
            reply = await bailey.say("yes")
            assert told in reply.text, (operation, kind)
            assert ("did not" in reply.text) == (kind == "drop_before"), (operation, kind, reply.text)
    assert "coffee" not in await types(bailey)


async def test_the_event_types_of_the_owner_of_a_shared_key_are_not_another_hosts(bailey: Talk) -> None:
    bailey.as_host(NamedHosts(lambda _: bailey.calendar, {bailey.person.account_id: "alex"}))
    reply = await bailey.call("event_types", do="hide", which="30min")
    assert reply.proposal is None
    assert "own settings" in reply.text
