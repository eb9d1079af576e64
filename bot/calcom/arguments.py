"""What goes out to Cal.com, checked before it goes: models for bodies, and the kinds of values in them.

Whatever Cal.com would refuse by its form is refused here, as ``InvalidArgument`` that names the argument. ``None`` is
what was not given; where Cal.com takes a null, to clear a value, the field is ``Clearable``.
"""

import re
from collections.abc import Callable, Container, Iterator, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from typing import Annotated, Any, TypeAlias, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    SecretStr,
    SerializerFunctionWrapHandler,
    ValidationError,
    model_serializer,
)
from pydantic.alias_generators import to_camel
from pydantic.fields import FieldInfo

from bot.scheduling.calendar import InvalidArgument

T = TypeVar("T")


class Absent(Enum):
    """What stands in a ``Clearable`` field that was not given, since ``None`` clears it."""

    ABSENT = "absent"


ABSENT = Absent.ABSENT
Clearable: TypeAlias = T | Absent | None


class WriteModel(BaseModel):
    """A body, or a part of one: unknown names are an error, and what was not given is not written."""

    model_config = ConfigDict(
        alias_generator=to_camel,
        populate_by_name=True,
        extra="forbid",
        frozen=True,
        loc_by_alias=False,
        revalidate_instances="always",  # one that was copied with changes has not been checked yet
        defer_build=True,  # most bodies are never written, and building them all takes a while at the start
    )

    @model_serializer(mode="wrap")
    def _only_what_was_given(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        written: dict[str, Any] = write(self)
        for name, field in type(self).model_fields.items():
            if _was_not_given(getattr(self, name), field):
                written.pop(name, None)
                written.pop(field.alias or name, None)
        return written


def _was_not_given(value: object, field: FieldInfo) -> bool:
    return value is ABSENT or (value is None and field.default is not ABSENT) or (value == () and field.default == ())


# Values


def instant(moment: datetime) -> str:
    """ISO 8601 in UTC, ending in ``Z`` (facts 1.5). A naive moment is a ValueError: it names no instant."""
    if moment.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    utc = moment.astimezone(UTC)
    return utc.isoformat(timespec="milliseconds" if utc.microsecond else "seconds").replace("+00:00", "Z")


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return moment


def _moment(value: object) -> object:
    # Pydantic would take a number for seconds since 1970, and a date for its midnight, nobody knows where.
    if not isinstance(value, datetime | str):
        raise ValueError("not a date and time")
    return value


def _plain_date(value: object) -> object:
    if isinstance(value, datetime) or not isinstance(value, date | str):
        raise ValueError("not a date")
    return value


def matching(pattern: str, what: str) -> AfterValidator:
    """The check that a whole text has a pattern; ``what`` says what is wrong with one that has not."""
    compiled = re.compile(pattern)

    def check(text: str) -> str:
        if not compiled.fullmatch(text):
            raise ValueError(what)
        return text

    return AfterValidator(check)


def sized(least: int, most: int | None = None) -> AfterValidator:
    """The check of a text's length. Pydantic's own trips over half an emoji, which is still JSON."""

    def check(text: str) -> str:
        if len(text) < least:
            raise ValueError("empty" if least == 1 else f"shorter than {least} characters")
        if most is not None and len(text) > most:
            raise ValueError(f"longer than {most} characters")
        return text

    return AfterValidator(check)


Moment = Annotated[
    datetime, BeforeValidator(_moment), AfterValidator(_aware), PlainSerializer(instant, return_type=str)
]
"""An aware instant, written in UTC with ``Z``."""
Day = Annotated[date, BeforeValidator(_plain_date)]
"""A date, written ``YYYY-MM-DD``."""
Email = Annotated[
    str,
    sized(3, 320),
    matching(r"[^\s@,;<>()]+@[^\s@,;<>()]+\.[^\s@,;<>().]{2,}", "not an e-mail address"),
]
Phone = Annotated[str, matching(r"\+[1-9]\d{6,14}", "not a phone number in E.164, such as +351210000000")]
Slug = Annotated[
    str,
    sized(1, 255),
    matching(r"[a-z0-9]+(?:[._-][a-z0-9]+)*", "not a slug: lower-case letters and digits, joined by hyphens"),
]
TimeZone = Annotated[
    str,
    matching(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*", "not an IANA time zone, such as Europe/Lisbon"),
]
ClockTime = Annotated[str, matching(r"(?:[01]\d|2[0-3]):[0-5]\d", "not a time of day as HH:MM, in 24 hours")]
Url = Annotated[str, matching(r"https?://[^\s/]+\S*", "not a URL")]
Text = Annotated[str, sized(1)]
"""Some text, at least a character."""
Count = Annotated[int, Field(ge=1)]
Minutes = Annotated[int, Field(ge=0)]
Secret = Annotated[SecretStr, PlainSerializer(SecretStr.get_secret_value, return_type=str)]
"""Written in the request, and shown nowhere else."""

# fmt: off
LANGUAGES = (
    "ar", "az", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "es-419", "et", "eu", "fi", "fr", "he", "hr",
    "hu", "id", "it", "iw", "ja", "km", "ko", "lv", "nl", "no", "pl", "pt", "pt-BR", "ro", "ru", "sk", "sr", "sv",
    "ta", "th", "tr", "uk", "vi", "zh-CN", "zh-TW",
)
# fmt: on


def _known_language(code: str) -> str:
    if code not in LANGUAGES:
        raise ValueError("not a language that Cal.com speaks, such as en or pt-BR")
    return code


Language = Annotated[str, AfterValidator(_known_language)]
"""One of Cal.com's language codes (facts 4.3)."""


# Where an argument goes


class Place(Enum):
    WHOLE = "whole"
    QUERY = "query"
    REPEATED = "repeated"
    BODY = "body"


Whole = Annotated[T, Place.WHOLE]
"""A model that is the body itself, or the query of a read, and not one property of it."""
InQuery = Annotated[T, Place.QUERY]
"""Stands in the query although the method has a body."""
Repeated = Annotated[T, Place.REPEATED]
"""A list in the query that repeats its name (``a=1&a=2``); others are joined by commas."""
InBody = Annotated[T, Place.BODY]
"""Stands in the body although the method usually has none."""


# Rules about several arguments

Rule = Callable[[BaseModel], None]


def at_most_one(*names: str) -> Rule:
    def check(arguments: BaseModel) -> None:
        given = [name for name in names if _is_given(arguments, name)]
        if len(given) > 1:
            raise InvalidArgument(given[1], f"cannot be given together with {given[0]}")

    return check


def at_least_one(*names: str) -> Rule:
    def check(arguments: BaseModel) -> None:
        if not any(_is_given(arguments, name) for name in names):
            raise InvalidArgument(names[0], f"at least one is needed of {', '.join(names)}")

    return check


def _is_given(arguments: BaseModel, name: str) -> bool:
    return not _was_not_given(getattr(arguments, name), type(arguments).model_fields[name])


# Errors and secrets


class Missing(ValueError):
    """Raised by a model of its own parts, where one of several must be there."""


def invalid(error: ValidationError, bodies: Container[str] = (), slugs: Mapping[str, str] = {}) -> InvalidArgument:
    """The first fault that validation found, without what was given: it may be anybody's address. ``bodies`` are the
    arguments that are a body themselves and so no part of a name; ``slugs`` the questions that properties answer."""
    fault = error.errors(include_input=False, include_url=False)[0]
    # Pydantic names the alternatives of a union as well, which say nothing to a caller.
    parts = [str(part) for part in fault["loc"] if isinstance(part, int) or _is_name(part)]
    if len(parts) > 1 and parts[0] in bodies:
        del parts[0]
    missing = fault["type"] == "missing" or isinstance(fault.get("ctx", {}).get("error"), Missing)
    field = ".".join(to_camel(part) for part in parts)
    return InvalidArgument(
        ".".join(parts) or "arguments",
        fault["msg"].removeprefix("Value error, "),
        reason="missing_field" if missing else "invalid_field",
        field=slugs.get(field, field),
    )


def _is_name(part: str) -> bool:
    return re.fullmatch(r"[a-z][a-z0-9_]{0,39}", part) is not None and part not in ("int", "str", "bool", "float")


def secrets_of(value: object) -> Iterator[str]:
    """Every secret in what is about to be sent, so that no error text can quote it."""
    if isinstance(value, SecretStr):
        yield value.get_secret_value()
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from secrets_of(getattr(value, name))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from secrets_of(item)
