"""Checks the answers of a new booking against the questions of its event type (facts 5.4, both checks)."""

from typing import Any

from bot.sandbox.errors import Refusal
from bot.sandbox.people import EventType
from bot.sandbox.validation import is_email, is_phone

CARRIED_ELSEWHERE = frozenset(
    {"name", "splitName", "email", "attendeePhoneNumber", "location", "guests", "rescheduleReason"}
)
"""Default questions whose answer stands elsewhere in the body."""

_EXPECTED: dict[str, tuple[type, ...]] = {
    "number": (int, float),
    "boolean": (bool,),
    "multiemail": (list,),
    "multiselect": (list,),
    "checkbox": (list,),
    "select": (str, int, float),
    "radio": (str, int, float),
}
_NAMES = {str: "string", int: "number", float: "number", bool: "boolean", list: "array"}


def check_answers(event_type: EventType, answers: dict[str, Any], *, email: str | None, phone: str | None) -> None:
    """Raises Refusal for the first wrong or missing answer: custom questions first, then what the form itself asks."""
    questions = event_type.questions()
    for question in questions:
        if question["slug"] == "attendeePhoneNumber" and _is_asked(question) and phone is None:
            raise Refusal(
                400,
                "Missing attendee phone number - it is required by the event type. "
                'Pass it as "attendee.phoneNumber" string in the request.',
            )
        if not question["isDefault"]:
            _check_custom(event_type, question, answers.get(question["slug"]), given=question["slug"] in answers)
    for question in questions:
        slug = question["slug"]
        if slug in CARRIED_ELSEWHERE:
            if slug == "email" and _is_asked(question) and email is None:
                raise Refusal(400, f"{{{slug}}}error_required_field")
        elif not question.get("hidden", False):
            _check_form(question, answers.get(slug))


def _is_asked(question: dict[str, Any]) -> bool:
    return bool(question.get("required")) and not question.get("hidden", False)


def _check_custom(event_type: EventType, question: dict[str, Any], answer: Any, *, given: bool) -> None:
    slug, kind = question["slug"], question["type"]
    if not given:
        if _is_asked(question):
            raise Refusal(
                400,
                f"Missing required booking field response: {slug} - it is required by the event type booking fields, "
                "but missing in the bookingFieldsResponses. You can fetch the event type with ID "
                f"{event_type.id} to see the required fields.",
            )
        return
    expected = _EXPECTED.get(kind, (str,))
    # In Python a boolean is a number too; in JSON it is not.
    if not isinstance(answer, expected) or (isinstance(answer, bool) and bool not in expected):
        wanted = " or ".join(dict.fromkeys(_NAMES[type_] for type_ in expected))
        raise Refusal(
            400,
            f"Invalid type for booking field '{slug}'. Expected type {wanted} (compatible with field type '{kind}'), "
            f"but received {_NAMES.get(type(answer), 'object')}.",
        )
    options = question.get("options")
    if options is None:
        return
    allowed = f"Allowed options are: {', '.join(options)}."
    if isinstance(answer, list):
        if any(chosen not in options for chosen in answer):
            raise Refusal(400, f"One or more invalid options for booking field '{slug}'. {allowed}")
    elif str(answer) not in options:
        raise Refusal(400, f"Invalid option '{answer}' for booking field '{slug}'. {allowed}")


def _check_form(question: dict[str, Any], answer: Any) -> None:
    """The form takes what is falsy for empty, so a required boolean has to be true and a required number not 0."""
    slug, kind = question["slug"], question["type"]
    if not answer:
        if question.get("required"):
            raise Refusal(400, f"{{{slug}}}error_required_field")
        return
    if kind == "phone" and not is_phone(answer):
        raise Refusal(400, f"{{{slug}}}invalid_number")
    if kind == "multiemail":
        if not all(is_email(address) for address in answer):
            raise Refusal(400, f"{{{slug}}}email_validation_error")
        if len({address.lower() for address in answer}) < len(answer):
            raise Refusal(400, f"{{{slug}}}duplicate_email")
    if kind in ("text", "textarea") and not isinstance(answer, str):
        raise Refusal(400, f"{{{slug}}}Invalid string")
    if kind in ("multiselect", "checkbox") and not all(isinstance(chosen, str) for chosen in answer):
        raise Refusal(400, f"{{{slug}}}Invalid array of strings")
