"""The dialogue files: who talks, what they say or tap and when, and which bookings should be there at the end.

A file holds one dialogue in YAML 1.2's core schema, so a bare ``yes``, ``no``, ``3:30`` or date stays the text that it
is. A wrong file is refused with its name, the key and what is wrong there.
"""

import re
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from bot.sandbox.faults import Fault

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


class DialogueError(Exception):
    """A dialogue file that cannot be read; the message names the file and the key."""


def _pattern(value: object) -> re.Pattern[str]:
    try:
        return re.compile(str(value))
    except re.error as error:
        raise ValueError(f"{value!r} is no regular expression: {error}") from error


def _time_span(value: object) -> timedelta:
    """``20m``, ``36h``, ``2d``: what the clock is moved by."""
    found = re.fullmatch(r"(\d+)\s*([smhd])", str(value))
    if found is None:
        raise ValueError(f"{value!r} is no length of time; write it like 90s, 20m, 3h or 2d")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


Pattern = Annotated[re.Pattern[str], BeforeValidator(_pattern)]
TimeSpan = Annotated[timedelta, BeforeValidator(_time_span)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True, arbitrary_types_allowed=True)


class Talker(_Strict):
    """What the platform tells of the person who writes."""

    name: str | None = None
    email: str | None = None
    language: str | None = None
    time_zone: str | None = None
    time_zone_guess: str | None = None
    account: str = "person"
    host_as: str | None = Field(None, alias="as")
    """The username of the host in the world that they are; a guest without one."""


class Guest(_Strict):
    """The attendee of an existing booking, where it matters who that is."""

    name: str
    email: str
    time_zone: str = "UTC"


class Existing(_Strict):
    """A booking that is there before the first word. One ``by: person`` was made by the person through the assistant,
    one ``by: someone-else`` is only in the calendar."""

    event_type: str
    host: str
    """A username, or a team's slug."""
    start: AwareDatetime
    by: Literal["person", "someone-else"]
    attendee: Guest | None = None


class Step(_Strict):
    """Something the person says or taps once the last reply matches; exactly one of the two, or an old tap."""

    when: Pattern | None = Field(None, alias="if")
    """On the text of the last reply and the labels of its choices; a step without it always matches."""
    say: str | None = None
    """``{uid 1}`` in it stands for the uid of the first existing booking."""
    tap: Pattern | None = None
    """Picks the first choice of the last reply whose label matches."""
    tap_old: Pattern | None = None
    """Picks the latest matching choice of any reply before the last: an old button still on the screen."""
    times: int = Field(1, ge=1)
    repeat: int = Field(1, ge=1)
    """The words stand in the message so often, one after the other: a very long message in a short file."""
    twice: bool = False
    """The platform delivers this message a second time, as platforms do."""
    advance: TimeSpan | None = None
    """The clock is moved by this before the step."""
    faults: tuple[Fault, ...] = ()
    """Faults of the sandbox (docs/worlds.md), put in before the step."""

    @model_validator(mode="after")
    def _does_one_thing(self) -> "Step":
        if [self.say, self.tap, self.tap_old].count(None) != 2:
            raise ValueError("a step has exactly one of say, tap and tap_old")
        return self


class Expectation(_Strict):
    """What makes the dialogue a pass."""

    bookings: tuple[dict[str, Any], ...] = ()
    """Every booking that is new or changed at the end, as far as each item says; none but these."""
    said: tuple[Pattern, ...] = ()
    """Each is found in some reply's text or labels."""
    never: tuple[Pattern, ...] = ()
    """None of them is found in any reply's text or labels."""
    model_calls: int | None = Field(None, ge=0)
    """At most so many in the whole dialogue."""


class Dialogue(_Strict):
    name: str
    now: AwareDatetime
    world: str = "default"
    person: Talker = Talker()
    existing: tuple[Existing, ...] = ()
    faults: tuple[Fault, ...] = ()
    """Faults of the sandbox that are there from the start."""
    steps: tuple[Step, ...] = Field(min_length=1)
    expect: Expectation

    @model_validator(mode="after")
    def _opens_with_words(self) -> "Dialogue":
        if self.steps[0].say is None:
            raise ValueError("the first step opens the conversation, so it has to say something")
        return self


class _CoreLoader(yaml.SafeLoader):
    """YAML 1.2's core schema: null, true and false, and numbers; everything else is text."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 (PyYAML's own name)


for _tag, _form, _first in (
    ("null", r"~|null|", ["~", "n", ""]),
    ("bool", r"true|false", ["t", "f"]),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?[0-9]+\.[0-9]+", list("-+0123456789")),
):
    _CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_form})$"), _first)


def load(path: Path) -> Dialogue:
    """Raises DialogueError when the file is not there, is no YAML or no dialogue."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_CoreLoader)  # noqa: S506 (a SafeLoader)
        return Dialogue.model_validate(content)
    except OSError as error:
        raise DialogueError(f"{path}: cannot be read: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DialogueError(f"{path}: is no YAML: {error}") from error
    except ValidationError as error:
        lines = (f"{path}: {_key(problem['loc'])}: {problem['msg']}" for problem in error.errors())
        raise DialogueError("\n".join(lines)) from error


def _key(location: Iterable[int | str]) -> str:
    """``steps[2].tap``, as a person would point at it."""
    key = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)
    return key.removeprefix(".") or "the file"


def find(paths: Iterable[str | Path]) -> list[Path]:
    """The dialogue files that the paths name, folders searched through, in order and each once."""
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        inside = sorted([*path.rglob("*.yaml"), *path.rglob("*.yml")]) if path.is_dir() else [path]
        found.update(dict.fromkeys(inside))
    return list(found)
