"""World files: what comes with the sandbox, what a team may write, and how a mistake is told."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from bot.sandbox import worldfile
from bot.sandbox.faults import Fault
from bot.sandbox.server import OPERATIONS
from bot.sandbox.world import World, WorldError
from tests.sandbox.api import ANA, NOW, StillClock

DOCUMENT = Path(__file__).parents[2] / "docs" / "worlds.md"

SMALL = """
users:
  - username: bailey
    name: Bailey Hart
    email: bailey@acme.example
    time_zone: America/New_York
    event_types:
      - {slug: 30min, title: 30 Min Meeting, length_in_minutes: 30}
"""


def load(path: Path, text: str) -> World:
    path.write_text(text, encoding="utf-8")
    return World.load(path, clock=StillClock(NOW))


def test_the_default_world_holds_what_the_assistant_is_tried_with(world: World) -> None:
    bailey, alex = world.users["bailey"], world.users["alex"]
    assert [(kind.slug, kind.lengths) for kind in bailey.event_types] == [
        ("15min", (15,)),
        ("30min", (30,)),
        ("consultation", (45,)),
        ("flexible", (30, 15, 60)),
        ("review", (30,)),
        ("weekly-checkin", (30,)),
        ("workshop", (60,)),
        ("intake", (30,)),
        ("private-call", (30,)),
    ]
    assert [(kind.slug, kind.lengths) for kind in alex.event_types] == [("30min", (30,)), ("intro", (20,))]
    assert [kind.slug for kind in bailey.event_types if kind.spec.hidden] == ["private-call"]
    (team,) = world.teams.values()
    assert [(kind.slug, kind.is_round_robin) for kind in team.event_types] == [
        ("demo", True),
        ("urgent-support", True),
    ]
    assert world.keys.keys() == {"cal_sandbox_bailey", "cal_sandbox_alex", "cal_sandbox_admin"}
    assert world.organization is not None
    assert world.organization.slug == "acme"


def test_the_smallest_world_of_the_document_works(tmp_path: Path) -> None:
    (small, *_) = re.findall(r"```yaml\n(users:.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    world = load(tmp_path / "small.yaml", small)
    (event_type,) = world.event_types.values()
    assert event_type.spec.minimum_booking_notice == 120
    (schedule,) = world.users["bailey"].schedules
    assert schedule.spec.availability[0].days == ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def test_the_document_names_every_key_every_operation_and_every_fault() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    parts = [
        part
        for part in vars(worldfile).values()
        if isinstance(part, type) and issubclass(part, BaseModel) and part.__module__ == worldfile.__name__
    ]
    keys = {name for part in [*parts, Fault] for name in part.model_fields}
    missing = {key for key in keys if not re.search(rf"\b{key}\b", text)}
    assert not missing
    kinds = Fault.model_fields["kind"].annotation.__args__  # type: ignore[union-attr]
    assert not [kind for kind in kinds if f"`{kind}`" not in text]
    for operation in OPERATIONS:
        family, verb = operation.name.split(".")
        assert re.search(rf"`{family}\.\w+`[^;|]*\b{verb}`", text) or f"`{operation.name}`" in text, operation.name


def test_every_yaml_of_the_document_is_yaml() -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert all(yaml.safe_load(block) for block in blocks)


@pytest.mark.parametrize(
    ("old", "new", "telling"),
    [
        (
            "America/New_York",
            "New York",
            "users[0] (bailey).time_zone: 'New York' is no IANA time zone. Example: time_",
        ),
        ("    name: Bailey Hart\n", "", "users[0] (bailey).name: is missing. Example: name: Bailey Hart"),
        ("length_in_minutes", "lenght", "event_types[0] (30min).lenght: is no key that a world file knows. See docs/"),
        (
            "length_in_minutes: 30",
            "length_in_minutes: long",
            "event_types[0] (30min).length_in_minutes: Input should be",
        ),
        ("length_in_minutes: 30", "length_in_minutes: 0", "greater than or equal to 1. Example: length_in_minutes: 30"),
        ("slug: 30min", "slug: 30 Min", "event_types[0] (30 Min).slug: "),
        ("users:", "people:", "people: is no key that a world file knows"),
        ("users:", "users: [", "is not valid YAML"),
        (SMALL, "just text", "should hold `users:`"),
        (
            "length_in_minutes: 30}",
            "length_in_minutes: 30}\n      - {slug: 30min, title: Again, length_in_minutes: 15}",
            "event type of bailey '30min' occurs twice",
        ),
        (
            "length_in_minutes: 30",
            "length_in_minutes: 30, schedule: Nights",
            "names the schedule 'Nights', and there is",
        ),
        (
            "length_in_minutes: 30",
            "length_in_minutes: 30, booking_fields: [{slug: size, type: select}]",
            "booking_fields[0] (size): select, radio, multiselect and checkbox have `options:`",
        ),
        (
            "length_in_minutes: 30",
            "length_in_minutes: 30, booking_fields: [{slug: size}]",
            "needs a `type:`; without one `slug` is one of name, email",
        ),
        (
            "length_in_minutes: 30",
            "length_in_minutes: 30, locations: [{type: link}]",
            "a location of type link needs `link:`",
        ),
        (
            "length_in_minutes: 30",
            "length_in_minutes: 30, booking_window: {type: range, value: 3}",
            "`value` is two dates for a range",
        ),
        (
            "users:",
            "faults: [{operation: me.get, kind: slot_taken}]\nusers:",
            "slot_taken goes with bookings.create or bookings.reschedule",
        ),
        (
            "users:",
            "teams: [{slug: team, name: Team, members: [nobody]}]\nusers:",
            "teams (team): there is no user 'nobody'",
        ),
        (
            "users:",
            "teams: [{slug: t, name: T, members: [bailey], event_types: [{slug: a, title: A, length_in_minutes: 5}]}]\n"
            "users:",
            "event type 'a' needs `scheduling_type: roundRobin` or `collective`",
        ),
        (
            "users:",
            'bookings: [{event_type: x, host: bailey, start: "2026-11-24T15:00:00Z", '
            "attendee: {name: A, email: a@example.com, time_zone: UTC}}]\nusers:",
            "bookings[0]: 'bailey' has no event type 'x'",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place_and_an_example(tmp_path: Path, old: str, new: str, telling: str) -> None:
    assert old in SMALL
    with pytest.raises(WorldError) as caught:
        load(tmp_path / "ours.yaml", SMALL.replace(old, new, 1))
    assert str(tmp_path / "ours.yaml") in str(caught.value)
    assert telling in str(caught.value)


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(WorldError) as caught:
        load(tmp_path / "ours.yaml", SMALL.replace("America/New_York", "Mars").replace("title:", "titel:"))
    assert len(str(caught.value).splitlines()) == 3


def test_a_world_that_is_not_there_names_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match=r"There is no world 'nowhere'.*default, edge"):
        World.load("nowhere", clock=StillClock(NOW))
    with pytest.raises(WorldError, match="cannot be read"):
        World.load(tmp_path, clock=StillClock(NOW))
    (tmp_path / "picture.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(WorldError, match="cannot be read as text"):
        World.load(tmp_path / "picture.yaml", clock=StillClock(NOW))


def test_an_unquoted_time_means_what_it_looks_like(tmp_path: Path) -> None:
    hours = "    schedules: [{availability: [{days: [Monday], start_time: 9:30, end_time: 17:00}]}]\n    event_types:"
    world = load(tmp_path / "ours.yaml", SMALL.replace("    event_types:", hours))
    (availability,) = world.users["bailey"].schedules[0].spec.availability
    assert (availability.start_time, availability.end_time) == ("09:30", "17:00")


@pytest.mark.parametrize("name", ["default", "edge"])
def test_our_worlds_are_read_by_the_stricter_parser_of_yaml_too(name: str) -> None:
    text = (worldfile.WORLDS / f"{name}.yaml").read_text(encoding="utf-8")
    assert yaml.load(text, Loader=yaml.SafeLoader)["users"]


def test_a_test_can_put_bookings_there(world: World) -> None:
    start = datetime(2026, 11, 24, 15, tzinfo=UTC)
    uid = world.add_booking(event_type="30min", host="bailey", start=start, attendee=ANA)
    series = world.add_booking(event_type="weekly-checkin", host="bailey", start=start, attendee=ANA)
    requested = world.add_booking(event_type="review", host="bailey", start=start, attendee=ANA, metadata={"a": "b"})
    accepted = world.add_booking(event_type="review", host="bailey", start=start, attendee=ANA, status="accepted")
    team = world.add_booking(
        event_type="demo", host="support-team", start=start, attendee=ANA, answers={"notes": "Hi"}, guests=("b@c.de",)
    )
    by_uid = {booking["uid"]: booking for booking in world.snapshot()}
    assert len(by_uid) == 8
    assert by_uid[uid]["eventType"] == {"id": 1002, "slug": "30min"}
    assert by_uid[series]["recurringBookingUid"]
    assert (by_uid[requested]["status"], by_uid[accepted]["status"]) == ("pending", "accepted")
    assert by_uid[requested]["metadata"] == {"a": "b"}
    assert by_uid[team]["hosts"][0]["username"] == "alex"
    assert (by_uid[team]["description"], by_uid[team]["guests"]) == ("Hi", ["b@c.de"])
    seats = [
        world.add_booking(event_type="workshop", host="bailey", start=start, attendee=ANA | {"email": f"{name}@b.de"})
        for name in ("ana", "bo")
    ]
    assert seats[0] == seats[1]
    with pytest.raises(ValueError, match="no event type 'none' of 'bailey'"):
        world.add_booking(event_type="none", host="bailey", start=start, attendee=ANA)


def test_a_world_may_begin_with_bookings(edge: World) -> None:
    (early,) = edge.snapshot()
    assert (early["start"], early["attendees"][0]["name"]) == ("2026-12-02T10:00:00.000Z", "Early Bird")
