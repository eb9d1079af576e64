"""Answers against booking fields of every type, and which questions have to be asked."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.scheduling.fields import Valid, Wrong, check, must_ask, question_label
from bot.scheduling.models import BookingField, EventType, Location

SIZES = ("1-10", "10-50", "50-200", "200+")
CHANNELS = ("Email", "Phone call", "SMS", "Fax")
PLANS = ("Sales and marketing", "Support", "Sales")
TYPES = (
    "text",
    "textarea",
    "number",
    "phone",
    "address",
    "url",
    "select",
    "radio",
    "multiselect",
    "checkbox",
    "multiemail",
    "boolean",
    "email",
    "name",
    "splitName",
    "date",
    "radioInput",
    "something new",
)


def field(kind: str, *, required: bool = True, options: tuple[str, ...] = (), **details: Any) -> BookingField:
    return BookingField(type=kind, slug="question", required=required, options=options, **details)


def value(kind: str, answer: object, **details: Any) -> object:
    verdict = check(field(kind, **details), answer)
    assert isinstance(verdict, Valid), verdict
    return verdict.value


def reason(kind: str, answer: object, **details: Any) -> str:
    verdict = check(field(kind, **details), answer)
    assert isinstance(verdict, Wrong), verdict
    return verdict.reason


@pytest.mark.parametrize(
    ("kind", "answer", "sent"),
    [
        ("text", "  about   pricing\n", "about pricing"),
        ("address", "Rua da Prata 12,\nLisboa", "Rua da Prata 12, Lisboa"),
        ("textarea", "first line\nsecond line  ", "first line\nsecond line"),
        ("textarea", "a\r\nb", "a\nb"),
        ("name", "Ana Silva", "Ana Silva"),
        ("name", "José Ñandú 3rd", "José Ñandú 3rd"),
        ("name", "王小明", "王小明"),
        ("email", "it's ana@example.com, thanks", "ana@example.com"),
        ("phone", "+351 912 345 678", "+351912345678"),
        ("url", "www.example.com", "https://www.example.com"),
        ("date", "2026-12-01", "2026-12-01"),
        ("date", date(2026, 12, 1), "2026-12-01"),
        ("date", datetime(2026, 12, 1, 9, tzinfo=UTC), "2026-12-01"),
        ("something new", "anything", "anything"),
    ],
)
def test_an_answer_is_sent_in_the_form_of_its_type(kind: str, answer: object, sent: object) -> None:
    assert value(kind, answer) == sent


@pytest.mark.parametrize(
    ("kind", "answer", "why"),
    [
        ("text", "   ", "empty"),
        ("text", None, "empty"),
        ("text", "\u200b\u202e", "empty"),
        ("text", [], "empty"),
        ("text", "x" * 501, "too_long"),
        ("textarea", "x" * 5_001, "too_long"),
        ("text", {"a": 1}, "not_text"),
        ("text", ["a", "b"], "not_text"),
        ("name", "12345", "not_a_name"),
        ("name", "ana@example.com", "not_a_name"),
        ("email", "ana@", "not_an_email"),
        ("email", "a@example.com or b@example.com", "several_emails"),
        ("phone", "912 345 678", "phone_without_country"),
        ("phone", "twelve", "not_a_phone"),
        ("url", "localhost", "not_a_url"),
        ("url", "javascript:alert(1)", "not_a_url"),
        ("date", "next friday", "not_a_date"),
        ("date", "2026-02-30", "not_a_date"),
    ],
)
def test_a_wrong_answer_gets_its_reason(kind: str, answer: object, why: str) -> None:
    assert reason(kind, answer) == why


def test_what_would_steer_a_terminal_is_no_part_of_an_answer() -> None:
    assert value("text", "hi\x1b[31m there\x00") == "hi[31m there"
    assert value("textarea", "sent \u202eright to left") == "sent right to left"
    assert value("text", "family 👨‍👩‍👧") == "family 👨‍👩‍👧"


@pytest.mark.parametrize("kind", TYPES)
def test_an_optional_question_may_stay_without_an_answer(kind: str) -> None:
    assert check(field(kind, required=False, options=SIZES), "  ") == Valid(None)
    assert check(field(kind, required=True, options=SIZES), "  ") == Wrong("empty")


@pytest.mark.parametrize(
    ("answer", "number"),
    [
        ("25", 25),
        ("about 25 people", 25),
        ("1,200", 1200),
        ("2.5", 2.5),
        ("-3", -3),
        ("10k", 10_000),
        ("5%", 5),
        ("twenty", 20),
        ("sixty-three", 63),
        ("three hundred and five", 305),
        ("ten thousand five hundred", 10_500),
        ("two dozen", 24),
        (7, 7),
        (7.5, 7.5),
        (8.0, 8),
    ],
)
def test_a_number_is_read_from_digits_and_words(answer: object, number: float) -> None:
    sent = value("number", answer)
    assert sent == number
    assert type(sent) is type(number)


@pytest.mark.parametrize(
    "answer", ["5 or 6", "5 6", "I have a dog", "10:30", "v2", True, "1/2", float("nan"), float("inf")]
)
def test_what_is_not_one_number_is_none(answer: object) -> None:
    assert reason("number", answer) == "not_a_number"


@pytest.mark.parametrize(
    ("language", "answer", "number"),
    [
        ("en", "1,200", 1200),
        ("de", "1.200", 1200),
        ("fr", "1 200", 1200),
        ("pt-BR", "1.200,5", 1200.5),
        ("de", "2,5", 2.5),
    ],
)
def test_the_language_decides_what_the_marks_in_a_number_mean(language: str, answer: str, number: float) -> None:
    assert check(field("number"), answer, language=language) == Valid(number)


def test_a_required_number_may_not_be_zero_since_cal_com_takes_it_for_none() -> None:
    assert reason("number", "0") == "may_not_be_zero"
    assert value("number", "0", required=False) == 0


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("yes", True),
        ("Yes, please", True),
        ("I agree", True),
        ("👍", True),
        ("sí", True),
        ("d’accord", True),
        (True, True),
        ("no", False),
        ("No thanks", False),
        ("I don’t", False),
        ("nein", False),
        (False, False),
    ],
)
def test_yes_and_no_are_understood(answer: object, said: bool) -> None:
    assert value("boolean", answer, required=False) is said


@pytest.mark.parametrize("answer", ["maybe", "yes and no", "42", "…"])
def test_what_is_neither_yes_nor_no_is_asked_again(answer: str) -> None:
    assert reason("boolean", answer) == "not_yes_or_no"


def test_a_required_yes_or_no_must_be_a_yes() -> None:
    assert reason("boolean", "no") == "must_be_yes"
    assert reason("boolean", False) == "must_be_yes"
    assert value("boolean", "yes") is True


@pytest.mark.parametrize("kind", ["select", "radio"])
@pytest.mark.parametrize(
    ("options", "answer", "option"),
    [
        (SIZES, "10-50", "10-50"),
        (SIZES, "50 to 200", "50-200"),
        (SIZES, "we're 25 people", "10-50"),
        (SIZES, "300", "200+"),
        (SIZES, "the second", "10-50"),
        (SIZES, "option 3", "50-200"),
        (SIZES, "the last one", "200+"),
        (SIZES, "1", "1-10"),
        (SIZES, ["50-200"], "50-200"),
        (PLANS, "support", "Support"),
        (PLANS, "I need support", "Support"),
        (PLANS, "suport", "Support"),
        (PLANS, "sales", "Sales"),
        (PLANS, "SALES AND MARKETING", "Sales and marketing"),
        (PLANS, "2", "Support"),
        (PLANS, "two", "Support"),
    ],
)
def test_one_option_is_picked_by_words_number_or_size(
    kind: str, options: tuple[str, ...], answer: object, option: str
) -> None:
    assert value(kind, answer, options=options) == option


@pytest.mark.parametrize(
    ("options", "answer", "why"),
    [
        (SIZES, "10", "ambiguous_option"),
        (SIZES, "2", "ambiguous_option"),
        (SIZES, "0", "not_an_option"),
        (SIZES, "not the second", "not_an_option"),
        (SIZES, "huge", "not_an_option"),
        (PLANS, "9", "not_an_option"),
        (PLANS, "support or sales", "one_option_only"),
        (PLANS, "both", "one_option_only"),
    ],
)
def test_what_could_be_two_options_or_none_is_asked_again_with_them(
    options: tuple[str, ...], answer: str, why: str
) -> None:
    verdict = check(field("select", options=options), answer)
    assert isinstance(verdict, Wrong)
    assert verdict.reason == why
    assert set(verdict.details["options"]) <= set(options)  # type: ignore[call-overload]


@pytest.mark.parametrize("kind", ["multiselect", "checkbox"])
@pytest.mark.parametrize(
    ("answer", "picked"),
    [
        ("2 and 4", ["Phone call", "Fax"]),
        ("2 4", ["Phone call", "Fax"]),
        ("fax, email", ["Email", "Fax"]),
        ("email and sms please", ["Email", "SMS"]),
        ("the first and third", ["Email", "SMS"]),
        ("phone", ["Phone call"]),
        ("emial", ["Email"]),
        ("all of them", list(CHANNELS)),
        (["SMS", "email"], ["Email", "SMS"]),
    ],
)
def test_several_options_are_picked_in_the_order_they_are_shown(kind: str, answer: object, picked: list[str]) -> None:
    assert value(kind, answer, options=CHANNELS) == picked


@pytest.mark.parametrize("answer", ["carrier pigeon", "email and pigeons", "all but fax", "5", "none"])
def test_one_part_that_is_no_option_makes_the_answer_wrong(answer: str) -> None:
    assert reason("checkbox", answer, options=CHANNELS) == "not_an_option"


def test_the_part_that_is_no_option_is_named() -> None:
    verdict = check(field("checkbox", options=CHANNELS), "email and pigeons")
    assert isinstance(verdict, Wrong)
    assert verdict.details["answer"] == "pigeons"


def test_several_emails_are_taken_from_a_sentence_each_once() -> None:
    said = "ana@example.com and Bo <bo@example.org>, also ANA@example.com; cy at example dot net"
    assert value("multiemail", said) == ["ANA@example.com", "bo@example.org", "cy@example.net"]
    assert value("multiemail", ["a@example.com", "b@example.com"]) == ["a@example.com", "b@example.com"]


def test_one_broken_email_among_several_is_named() -> None:
    assert check(field("multiemail"), "ana@example.com, bo@") == Wrong("not_an_email", {"answer": "bo@"})
    assert reason("multiemail", "nobody") == "not_an_email"


def test_a_phone_without_a_country_belongs_to_the_region_where_one_is_known() -> None:
    assert check(field("phone"), "912 345 678", region="PT") == Valid("+351912345678")


def event_type(*fields: dict[str, Any], **details: Any) -> EventType:
    return EventType.model_validate(
        {"id": 1, "slug": "x", "title": "X", "lengthInMinutes": 30, "bookingFields": list(fields), **details}
    )


def asked(*fields: dict[str, Any], **details: Any) -> list[str]:
    return [each.slug for each in must_ask(event_type(*fields, **details))]


def test_required_and_visible_questions_are_asked_in_their_order() -> None:
    assert asked(
        {"type": "name", "slug": "name", "isDefault": True, "required": True},
        {"type": "email", "slug": "email", "isDefault": True, "required": True},
        {"type": "text", "slug": "title", "isDefault": True, "required": True, "hidden": True},
        {"type": "textarea", "slug": "notes", "isDefault": True, "required": True},
        {"type": "multiemail", "slug": "guests", "isDefault": True, "required": False},
        {"type": "textarea", "slug": "rescheduleReason", "isDefault": True, "required": True},
        {"type": "select", "slug": "company_size", "required": True, "options": ["1-10", "10-50"]},
        {"type": "text", "slug": "extra", "required": False},
    ) == ["notes", "company_size"]


def test_a_required_attendee_phone_is_asked() -> None:
    assert asked({"type": "phone", "slug": "attendeePhoneNumber", "isDefault": True, "required": True}) == [
        "attendeePhoneNumber"
    ]


def test_a_name_in_two_parts_is_the_attendees_and_no_question() -> None:
    assert asked({"type": "splitName", "slug": "splitName", "isDefault": True}) == []


def test_the_place_is_a_question_only_where_there_is_a_choice() -> None:
    place = {"type": "radioInput", "slug": "location", "isDefault": True, "required": True}
    one, two = Location(type="integration", integration="cal-video"), Location(type="attendeePhone")
    assert asked(place, locations=[one]) == []
    assert asked(place, locations=[one, two]) == ["location"]


def test_required_guests_are_asked_where_guests_are_allowed() -> None:
    guests = {"type": "multiemail", "slug": "guests", "isDefault": True, "required": True}
    assert asked(guests) == ["guests"]
    assert asked(guests, disableGuests=True) == []


def test_a_question_without_a_label_leaves_the_words_to_the_assistant() -> None:
    assert question_label(field("text", label="  Company size ")) == "Company size"
    assert question_label(field("text", label="  ")) is None
    assert question_label(field("text")) is None


ANSWERS = st.one_of(
    st.text(),
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.lists(st.one_of(st.text(), st.integers(), st.none()), max_size=4),
    st.dictionaries(st.text(max_size=3), st.text(max_size=3), max_size=2),
    st.sampled_from(
        ["yes", "2 and 4", "ana@example.com", "+351 912 345 678", "www.example.com", "the last one", "1e400", "½", "²"]
    ),
)


@given(
    kind=st.sampled_from(TYPES),
    answer=ANSWERS,
    required=st.booleans(),
    language=st.sampled_from(("en", "de", "xx", "")),
)
def test_no_answer_is_too_odd_to_check(kind: str, answer: object, required: bool, language: str) -> None:
    options = CHANNELS if kind in ("select", "radio", "multiselect", "checkbox") else ()
    verdict = check(field(kind, required=required, options=options), answer, language=language)
    if isinstance(verdict, Valid):
        assert verdict.value not in ("", [])
        assert verdict.value is not None or not required
        assert not required or verdict.value
    else:
        assert verdict.reason


@given(options=st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=6, unique=True), data=st.data())
def test_an_option_written_as_shown_is_always_picked(options: list[str], data: st.DataObject) -> None:
    option = data.draw(st.sampled_from(options).filter(lambda text: text.strip() == text and text.isprintable()))
    assert check(field("select", options=tuple(options)), option) == Valid(option)


@given(
    answer=ANSWERS,
    kind=st.sampled_from(("text", "textarea", "email", "phone", "url", "date", "number", "boolean", "multiemail")),
)
def test_what_was_accepted_is_accepted_again_unchanged(answer: object, kind: str) -> None:
    first = check(field(kind, required=False), answer)
    if isinstance(first, Valid) and first.value is not None:
        assert check(field(kind, required=False), first.value) == first
