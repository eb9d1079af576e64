"""Checks bodies and queries against models, and words what is wrong as the API does (facts 1.3, second and third row).

Each field of a model carries the ``Rule`` it stands for, so a missing, ill-typed or wrong value all name the same
constraint, as class-validator does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar

import pytz
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from bot.sandbox.errors import Refusal, ValidationRefusal


@dataclass(frozen=True)
class Rule:
    """A constraint: its name, and its sentence with ``{}`` for the property."""

    name: str
    sentence: str


@dataclass
class Violation:
    property: str
    constraints: dict[str, str] = field(default_factory=dict)
    children: list["Violation"] = field(default_factory=list)
    value: Any = None


class Strict(BaseModel):
    """A body whose unknown keys are refused; JSON types are taken as they are.

    Built when first used: a sandbox starts with every `chat`, and few of them ask for everything.
    """

    model_config = ConfigDict(extra="forbid", strict=True, alias_generator=to_camel, frozen=True, defer_build=True)


class Lenient(BaseModel):
    """A body or query whose unknown keys are dropped."""

    model_config = ConfigDict(extra="ignore", strict=True, alias_generator=to_camel, frozen=True, defer_build=True)


def parse_instant(text: str) -> datetime:
    """Any ISO 8601 date or date-time; without an offset it is UTC (facts 1.5). Raises ValueError, also for years with
    which nothing could be reckoned."""
    instant = datetime.fromisoformat(text)
    if not 1900 <= instant.year <= 9000:
        raise ValueError(f"the year {instant.year} is out of range")
    return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)


def _instant(text: str) -> str:
    parse_instant(text)
    return text


def _zone(name: str) -> str:
    if name not in pytz.all_timezones_set:
        raise ValueError("no IANA zone")
    return name


def _email(address: str) -> str:
    # Both libraries are slow to load, and a sandbox starts with every `chat`.
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise ValueError(str(error)) from error
    return address


def is_email(address: object) -> bool:
    try:
        return isinstance(address, str) and bool(_email(address))
    except ValueError:
        return False


def is_phone(number: object) -> bool:
    """A valid number in international format."""
    import phonenumbers

    try:
        return isinstance(number, str) and phonenumbers.is_valid_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return False


def _phone(number: str) -> str:
    if not is_phone(number):
        raise ValueError("no valid phone number")
    return number


def _number(value: object) -> object:
    """A number in a query is text."""
    return int(value) if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit() else value


def comma_list(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


_LANGUAGE_CODES = """
ar az bg bn ca cs da de el en es es-419 et eu fi fr he hr hu id it iw ja km ko lv nl no pl pt pt-BR ro ru sk sr sv ta th
tr uk vi zh-CN zh-TW
"""
_LANGUAGES = frozenset(_LANGUAGE_CODES.split())


def _known_language(code: str) -> str:
    if code not in _LANGUAGES:
        raise ValueError("no such language")
    return code


IsoInstant = Annotated[str, AfterValidator(_instant), Rule("isDateString", "{} must be a valid ISO 8601 date string")]
Zone = Annotated[str, AfterValidator(_zone), Rule("isTimeZone", "{} must be a valid IANA time-zone")]
Email = Annotated[str, AfterValidator(_email), Rule("isEmail", "Invalid email format")]
Phone = Annotated[
    str, AfterValidator(_phone), Rule("isPhone", "Invalid phone number format. Please use international format.")
]
Language = Annotated[
    str, AfterValidator(_known_language), Rule("isEnum", f"{{}} must be one of {', '.join(sorted(_LANGUAGES))}")
]
Text = Annotated[str, Rule("isString", "{} must be a string")]
Flag = Annotated[bool, Rule("isBoolean", "{} must be a boolean value")]
Whole = Annotated[int, Rule("isInt", "{} must be an integer number")]
Length = Annotated[int, Field(ge=1, le=10_080), Rule("min", "{} must be between 1 and 10080 minutes")]
QueryNumber = Annotated[int, BeforeValidator(_number), Rule("isNumber", "{} must be a number")]

Model = TypeVar("Model", bound=BaseModel)


def check(model: type[Model], data: object) -> tuple[Model | None, list[Violation]]:
    """The model, or everything that is wrong."""
    if not isinstance(data, Mapping):
        return None, [Violation("body", {"isObject": "body must be an object"}, value=data)]
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        found: list[Violation] = []
        for problem in error.errors(include_url=False):
            _add(found, model, problem)
        return None, found


def _add(found: list[Violation], model: type[BaseModel], problem: Any) -> None:
    path = [str(step) for step in problem["loc"]]
    here: Any = model
    for depth, step in enumerate(path):
        violation = next((known for known in found if known.property == step), None)
        if violation is None:
            violation = Violation(step)
            found.append(violation)
        rule, inner = _rule_of(here, step)
        if depth == len(path) - 1 or inner is None:
            if problem["type"] == "extra_forbidden" and depth == len(path) - 1:
                violation.constraints["whitelistValidation"] = f"property {step} should not exist"
            elif rule is not None:
                violation.constraints[rule.name] = rule.sentence.format(step)
            else:
                violation.constraints["isValid"] = problem["msg"].removeprefix("Value error, ")
            violation.value = None if problem["type"] == "missing" else problem["input"]
            return
        found, here = violation.children, inner


def _rule_of(model: Any, alias: str) -> tuple[Rule | None, type[BaseModel] | None]:
    """The rule of a property, and the model of what is inside it."""
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return None, None
    for name, info in model.model_fields.items():
        if alias in (name, info.alias):
            metadata = list(info.metadata)
            for option in getattr(info.annotation, "__args__", ()):
                metadata += getattr(option, "__metadata__", ())
            # Of a rule around another, such as a differently worded one, the outer counts.
            rule = next((item for item in reversed(metadata) if isinstance(item, Rule)), None)
            options = (info.annotation, *getattr(info.annotation, "__args__", ()))
            inner = next((kind for kind in options if isinstance(kind, type) and issubclass(kind, BaseModel)), None)
            return rule, inner
    return None, None


def by_pipe(model: type[Model], data: object) -> Model:
    """As the pipes of bookings and slots refuse: one 400 whose message lists every property."""
    valid, violations = check(model, data)
    if valid is None:
        raise Refusal(400, ", ".join(_sentence(violation) for violation in violations))
    return valid


def by_global_validation(model: type[Model], data: object) -> Model:
    """As every other endpoint refuses: a general message, the violations in the details."""
    valid, violations = check(model, data)
    if valid is None:
        raise ValidationRefusal([_details(violation) for violation in violations])
    return valid


def wrong(property_: str, sentence: str) -> Refusal:
    """A refusal of one property in the pipes' form."""
    return Refusal(400, _sentence(Violation(property_, {"custom": sentence})))


def _sentence(violation: Violation) -> str:
    texts = ", ".join(violation.constraints.values())
    children = ", ".join(_sentence(child) for child in violation.children)
    return f"{violation.property} property is wrong,{texts} {children}"


def _details(violation: Violation) -> dict[str, Any]:
    details: dict[str, Any] = {
        "property": violation.property,
        "children": [_details(child) for child in violation.children],
    }
    if violation.constraints:
        details = {"value": violation.value, **details, "constraints": violation.constraints}
    return details
