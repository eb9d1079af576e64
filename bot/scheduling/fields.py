"""An answer against a booking field, by the field's type (facts 5.4).

``check`` takes what a person wrote, or a value that is typed already, and gives the value that Cal.com takes for that
type, or the reason why there is none. It never raises on an answer, whatever it is.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeGuard

from bot.scheduling.contacts import (
    Span,
    Wrong,
    email,
    find_broken_emails,
    find_emails,
    find_phones,
    phone,
    url,
)
from bot.scheduling.models import BookingField, EventType
from bot.scheduling.numerals import find_numbers
from bot.scheduling.options import pick, pick_several

__all__ = [
    "Span",
    "Valid",
    "Wrong",
    "check",
    "email",
    "find_emails",
    "find_phones",
    "must_ask",
    "phone",
    "question_label",
    "url",
]

# Our own bounds, well inside what a booking can carry: a longer answer is a slip, or belongs into a document.
_LINE_LIMIT = 500
_TEXT_LIMIT = 5_000

# Carried by the booking itself and always known or asked there, never as a question of its own (facts 5.4).
_CARRIED = frozenset(("name", "splitName", "email", "rescheduleReason"))

_YES_WORDS = """
    yes y yep yeah yup sure ok okay true correct agreed agree accept accepted absolutely definitely confirmed done
    of-course i-do i-agree sí si claro acepto vale de-acuerdo oui d'accord j'accepte bien-sûr ja gerne natürlich
    einverstanden sim aceito claro-que-sim
"""
_NO_WORDS = """
    no n nope nah false never disagree i-don't i-do-not don't decline not-really nunca non jamais nein nie
    niemals não nao
"""
_YES = frozenset(_YES_WORDS.split())
_NO = frozenset(_NO_WORDS.split())


@dataclass(frozen=True)
class Valid:
    """The value to send. None when an optional question was left without an answer: then its key is not sent."""

    value: object


def check(field: BookingField, answer: object, *, language: str = "en", region: str | None = None) -> Valid | Wrong:
    """The answer as Cal.com takes it for this type of field, or why it does not do.

    ``region`` is the country of phone numbers without a country code; ``language`` decides decimal marks.
    Reasons: empty, too_long, not_text, not_a_name, not_a_number, may_not_be_zero, not_a_date, not_an_email,
    several_emails, not_a_phone, phone_without_country, several_phones, not_a_url, several_urls, not_an_option,
    ambiguous_option, one_option_only, not_yes_or_no, must_be_yes.
    """
    if _is_list(answer) and len(answer) == 1 and field.type not in _LISTS:
        (answer,) = answer
    if _is_empty(answer):
        return Wrong("empty") if field.required else Valid(None)
    reader = _READERS.get(field.type, _read_line)
    return reader(field, answer, _Reading(language, region))


def must_ask(event_type: EventType) -> tuple[BookingField, ...]:
    """The questions a booking of this event type cannot do without, in the event type's order.

    Required and visible, save what the attendee carries (name, email) and what belongs to moving a booking. The place
    is a question only where there are several to choose from (facts 5.4); guests only where they are allowed.
    """
    return tuple(field for field in event_type.booking_fields if _is_asked(event_type, field))


def question_label(field: BookingField) -> str | None:
    """The host's own words for the question; None where the assistant has to find the words."""
    return (field.label or "").strip() or None


def _is_asked(event_type: EventType, field: BookingField) -> bool:
    if not field.required or field.hidden or field.slug in _CARRIED:
        return False
    if field.slug == "location":
        return len(event_type.locations) > 1
    return not (field.slug == "guests" and event_type.disable_guests)


@dataclass(frozen=True)
class _Reading:
    language: str
    region: str | None


def _read_line(field: BookingField, answer: object, _: _Reading) -> Valid | Wrong:
    return _text(answer, _LINE_LIMIT, one_line=True, required=field.required)


def _read_textarea(field: BookingField, answer: object, _: _Reading) -> Valid | Wrong:
    return _text(answer, _TEXT_LIMIT, one_line=False, required=field.required)


def _read_name(field: BookingField, answer: object, _: _Reading) -> Valid | Wrong:
    text = _text(answer, _LINE_LIMIT, one_line=True, required=field.required)
    if isinstance(text, Valid) and not re.search(r"[^\W\d_]", str(text.value)):
        return Wrong("not_a_name", {"answer": text.value})
    if isinstance(text, Valid) and "@" in str(text.value):
        return Wrong("not_a_name", {"answer": text.value})
    return text


def _read_number(field: BookingField, answer: object, how: _Reading) -> Valid | Wrong:
    if isinstance(answer, int | float) and not isinstance(answer, bool):
        numbers = [float(answer)] if _is_sendable(answer) else []
    else:
        numbers = [number for number in find_numbers(_plain(answer), how.language) if math.isfinite(number)]
    if len(numbers) != 1:
        return Wrong("not_a_number", {"answer": _plain(answer)})
    number = numbers[0]
    if number == 0 and field.required:
        # Cal.com's inner check takes a falsy answer for none (facts 5.4).
        return Wrong("may_not_be_zero")
    return Valid(int(number) if number.is_integer() else number)


def _read_boolean(field: BookingField, answer: object, _: _Reading) -> Valid | Wrong:
    said = answer if isinstance(answer, bool) else _yes_or_no(_plain(answer))
    if said is None:
        return Wrong("not_yes_or_no", {"answer": _plain(answer)})
    if field.required and not said:
        # Required means that it must be true (facts 5.4): such a field asks for consent.
        return Wrong("must_be_yes")
    return Valid(said)


def _read_email(_: BookingField, answer: object, __: _Reading) -> Valid | Wrong:
    return _verdict(email(_plain(answer)))


def _read_phone(_: BookingField, answer: object, how: _Reading) -> Valid | Wrong:
    return _verdict(phone(_plain(answer), how.region))


def _read_url(_: BookingField, answer: object, __: _Reading) -> Valid | Wrong:
    return _verdict(url(_plain(answer)))


def _read_date(_: BookingField, answer: object, __: _Reading) -> Valid | Wrong:
    if isinstance(answer, date):
        return Valid((answer.date() if isinstance(answer, datetime) else answer).isoformat())
    try:
        return Valid(date.fromisoformat(_plain(answer)).isoformat())
    except ValueError:
        return Wrong("not_a_date", {"answer": _plain(answer)})


def _read_option(field: BookingField, answer: object, _: _Reading) -> Valid | Wrong:
    text = _plain(answer)
    picked = pick(field.options, text).options
    if len(picked) == 1:
        return Valid(picked[0])
    several, unknown = pick_several(field.options, text)
    if len(several) > 1 and not unknown:
        return Wrong("one_option_only", {"answer": text, "options": several})
    if picked:
        return Wrong("ambiguous_option", {"answer": text, "options": picked})
    return Wrong("not_an_option", {"answer": text, "options": field.options})


def _read_options(field: BookingField, answer: object, _: _Reading) -> Valid | Wrong:
    parts = [_plain(part) for part in answer] if _is_list(answer) else [_plain(answer)]
    picked: set[str] = set()
    for part in parts:
        named, unknown = pick_several(field.options, part)
        if unknown:
            close = pick(field.options, unknown[0]).options
            reason = "ambiguous_option" if close else "not_an_option"
            return Wrong(reason, {"answer": unknown[0], "options": close or field.options})
        picked.update(named)
    if not picked:
        return Wrong("not_an_option", {"answer": ", ".join(parts), "options": field.options})
    return Valid([option for option in field.options if option in picked])


def _read_emails(_: BookingField, answer: object, __: _Reading) -> Valid | Wrong:
    text = ", ".join(_plain(part) for part in answer) if _is_list(answer) else _plain(answer)
    broken = find_broken_emails(text)
    if broken:
        return Wrong("not_an_email", {"answer": broken[0]})
    # The same address twice is refused by Cal.com (duplicate_email, facts 5.4), and means it once.
    found = {address.casefold(): address for address, _ in find_emails(text)}
    return Valid(list(found.values())) if found else Wrong("not_an_email", {"answer": text})


_Reader = Callable[[BookingField, object, _Reading], Valid | Wrong]
_READERS: Mapping[str, _Reader] = {
    "name": _read_name,
    "splitName": _read_name,
    "text": _read_line,
    "address": _read_line,
    "textarea": _read_textarea,
    "number": _read_number,
    "boolean": _read_boolean,
    "email": _read_email,
    "phone": _read_phone,
    "url": _read_url,
    "date": _read_date,
    "select": _read_option,
    "radio": _read_option,
    "multiselect": _read_options,
    "checkbox": _read_options,
    "multiemail": _read_emails,
}

_LISTS = frozenset(("multiselect", "checkbox", "multiemail"))


def _verdict(result: str | Wrong) -> Valid | Wrong:
    return result if isinstance(result, Wrong) else Valid(result)


def _text(answer: object, limit: int, *, one_line: bool, required: bool) -> Valid | Wrong:
    if isinstance(answer, Mapping) or _is_list(answer):
        return Wrong("not_text")
    text = _plain(answer)
    text = " ".join(text.split()) if one_line else text
    if len(text) > limit:
        return Wrong("too_long", {"limit": limit, "length": len(text)})
    if not text:
        return Wrong("empty") if required else Valid(None)
    return Valid(text)


def _plain(answer: object) -> str:
    """The answer's visible text: what controls a terminal or turns the writing direction is no part of an answer."""
    text = "yes" if answer is True else "no" if answer is False else str(answer)
    return "".join(
        " " if char in "\t\v\f\u2028\u2029" else char
        for char in text.replace("\r\n", "\n").replace("\r", "\n")
        if char in "\n\t\u200d" or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co")
    ).strip()


def _is_list(answer: object) -> TypeGuard[Collection[object]]:
    return isinstance(answer, list | tuple | set | frozenset)


def _is_empty(answer: object) -> bool:
    if answer is None:
        return True
    if isinstance(answer, str):
        return not _plain(answer)
    return _is_list(answer) and not answer


def _is_sendable(number: float) -> bool:
    return not isinstance(number, float) or math.isfinite(number)


def _yes_or_no(text: str) -> bool | None:
    words = re.findall(r"[\w'’]+", text.casefold().replace("’", "'"))
    if not words:
        return {"👍": True, "✅": True, "👎": False, "❌": False}.get(text.strip("\ufe0f"))
    # The first words decide: "yes, please", "no thanks"; a sentence that says both decides nothing.
    starts = {words[0], "-".join(words[:2]), "-".join(words[:3])}
    yes, no = bool(starts & _YES), bool(starts & _NO)
    later_no = any(word in _NO for word in words[1:])
    return None if yes == no or (yes and later_no) else yes
