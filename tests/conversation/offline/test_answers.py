"""Answers to what was asked: several in one message, in any order, with and without labels."""

from typing import Any

import pytest

from bot.conversation.moment import Question
from tests.conversation.offline.talk import EMAIL, NAME, NOTES, SIZE, TIMES, WHEN, ZONE, hear, one

BOOKING: dict[str, Any] = {"task": "book", "draft": {"event_type": "30min", "when": "tomorrow at 3"}}
ANA = {"name": "Ana Silva", "email": "ana@example.com"}


@pytest.mark.parametrize(
    "text",
    [
        "Ana Silva, ana@example.com, Lisbon",
        "Ana Silva ana@example.com Lisbon",
        "Ana Silva\nana@example.com\nLisbon",
        "Lisbon, ana@example.com, Ana Silva",
        "I'm Ana Silva, my email is ana@example.com and I'm in Lisbon",
        "my name is Ana Silva and you can reach me at ana@example.com. I live in Lisbon",
        "name: Ana Silva\nemail: ana@example.com\ncity: Lisbon",
        "Ana Silva <ana@example.com>, Lisbon",
        "sure! it's Ana Silva, ana@example.com, in Lisbon",
        "Ana Silva (she/her) / ana@example.com / Lisbon",
        "my name is Ana Silva email ana@example.com city Lisbon",
    ],
)
def test_name_address_and_place_are_told_apart(text: str) -> None:
    assert hear(text, **BOOKING, asked=[NAME, EMAIL, ZONE]) == [
        ("set_time_zone", {"place": "Lisbon"}),
        ("plan_booking", ANA),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ana Silva", "Ana Silva"),
        ("ana silva", "ana silva"),
        ("it's Ana", "Ana"),
        ("ANA SILVA", "ANA SILVA"),
        ("I'm ana maria da silva", "ana maria da silva"),
        ("My name is João Ñandú-Pérez", "João Ñandú-Pérez"),
        ("this is Tom", "Tom"),
        ("Chidi O'Neill", "Chidi O'Neill"),
        ("王小明", "王小明"),
        ("you can call me Al", "Al"),
        ("name's Bo Li", "Bo Li"),
        ("Ludwig van den Berg", "Ludwig van den Berg"),
        ("Will Bookman", "Will Bookman"),
        ("under Mei Ling So", "Mei Ling So"),
        ("Dr. Ana Silva", "Dr. Ana Silva"),
    ],
)
def test_a_name_is_taken_as_it_is_written(text: str, name: str) -> None:
    assert one(text, **BOOKING, asked=[NAME, EMAIL]) == ("plan_booking", {"name": name})


@pytest.mark.parametrize(
    "text",
    [
        "I'm in Lisbon",
        "I'm free friday",
        "I'm looking for a slot on friday",
        "I'm not sure yet",
        "this is great, tomorrow at 3 then",
        "I'm really busy on monday, book tuesday",
        "it's about pricing, tomorrow at 3",
    ],
)
def test_what_only_sounds_like_a_name_is_none(text: str) -> None:
    assert all("name" not in arguments for _, arguments in hear(text))


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("ana@example.com", "ana@example.com"),
        ("it's ana.silva+cal@corp.example.", "ana.silva+cal@corp.example"),
        ("ana at example dot com", "ana at example dot com"),
        ("ana@", "ana@"),
        ("my mail is ana@example", "ana@example"),
        ("ok. it's ana@example.com", "ana@example.com"),
    ],
)
def test_an_address_is_handed_on_as_written_even_when_it_is_wrong(text: str, email: str) -> None:
    assert one(text, **BOOKING, asked=[EMAIL]) == ("plan_booking", {"email": email})


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Lisbon", "Lisbon"),
        ("I'm in porto", "porto"),
        ("Portugal", "Portugal"),
        ("CET", "CET"),
        ("UTC+2", "UTC+2"),
        ("new york", "new york"),
    ],
)
def test_a_place_answers_where(text: str, place: str) -> None:
    assert one(text, **BOOKING, asked=[ZONE]) == ("set_time_zone", {"place": place})


def test_a_place_nobody_knows_is_handed_on_when_it_was_asked() -> None:
    assert one("Xyzzyville", **BOOKING, asked=[ZONE]) == ("set_time_zone", {"place": "Xyzzyville"})


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("friday", "friday"),
        ("tomorrow at 3", "tomorrow at 3"),
        ("10", "10"),
        ("friday or monday", "friday or monday"),
    ],
)
def test_a_time_answers_when(text: str, when: str) -> None:
    assert one(text, task="book", draft={"event_type": "30min"}, asked=[WHEN]) == ("plan_booking", {"when": when})


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("pricing, we are about 20 people", {"notes": "pricing", "company_size": "10-50"}),
        ("10-50, onboarding of our team", {"notes": "onboarding of our team", "company_size": "10-50"}),
        ("company size: 200+\nnotes: moving our calendars", {"notes": "moving our calendars", "company_size": "200+"}),
        ("Notes - a new contract\nSize - 1-10", {"notes": "a new contract", "company_size": "1-10"}),
        ("60 people", {"company_size": "50-200"}),
        ("it's about hiring", {"notes": "hiring"}),
        ("company size: enormous", {"company_size": "enormous"}),
    ],
)
def test_questions_of_the_event_type_get_their_answers(text: str, answers: dict[str, Any]) -> None:
    assert one(text, **BOOKING, asked=[NOTES, SIZE]) == ("plan_booking", {"answers": answers})


@pytest.mark.parametrize(
    "text",
    [
        "our product launch",
        "I need to move my site to a new server",
        "Our March campaign and the budget for friday's launch",
        "We want to move our support calendar over",
        "how to cancel a subscription, and refunds",
        "I'd like a second opinion on a contract. It is long!",
        "hello world",
        "no",
        "not really",
        "a bit of this and that",
        "Lisbon",
        "I want to cancel my other subscription and move to you",
    ],
)
def test_the_only_open_text_question_takes_the_whole_message(text: str) -> None:
    assert one(text, **BOOKING, asked=[NOTES]) == ("plan_booking", {"answers": {"notes": text}})


@pytest.mark.parametrize("text", ["never mind", "thanks", "stop", "hello", "ok", "start over"])
def test_an_aside_is_no_answer_to_a_text_question(text: str) -> None:
    assert hear(text, **BOOKING, asked=[NOTES]) == []


def test_where_one_is_may_be_told_while_a_text_is_asked() -> None:
    assert hear("I'm in Lisbon", **BOOKING, asked=[NOTES]) == [("set_time_zone", {"place": "Lisbon"})]


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        ("what times do you have friday?", "plan_booking"),
        ("actually make it 45 minutes", "plan_booking"),
        ("cancel my friday meeting", "cancel_booking"),
        ("when is my next meeting?", "list_bookings"),
        ("can we do friday at 3 instead?", "plan_booking"),
    ],
)
def test_a_plain_request_is_no_answer_to_a_text_question(text: str, tool: str) -> None:
    name, arguments = one(text, **BOOKING, asked=[NOTES])
    assert name == tool
    assert "answers" not in arguments


def ask(slug: str, kind: str, label: str, *options: str) -> Question:
    return Question(slug=slug, type=kind, label=label, options=list(options))


FORM = [
    ask("role", "text", "What is your job?"),
    ask("team_size", "number", "How many people are in your team?"),
    ask("mobile", "phone", "On which number can we reach you?"),
    ask("office", "address", "Where is your office?"),
    ask("department", "select", "Which department are you in?", "Sales", "Support", "Legal"),
    ask("topics", "multiselect", "Which topics interest you?", "Pricing", "Security", "Reports"),
    ask("terms", "boolean", "Do you agree to the terms?", "Yes", "No"),
    ask("site", "url", "Your web page?"),
]


@pytest.mark.parametrize(
    ("text", "slug", "answer"),
    [
        ("Head of sales", "role", "Head of sales"),
        ("there are 12 of us", "team_size", "there are 12 of us"),
        ("+44 20 7946 0018", "mobile", "+44 20 7946 0018"),
        ("4 Rose Street, Leeds", "office", "4 Rose Street, Leeds"),
        ("legal", "department", "Legal"),
        ("pricing and reports", "topics", ["Pricing", "Reports"]),
        ("yes", "terms", "yes"),
        ("www.example.com/us", "site", "www.example.com/us"),
    ],
)
def test_an_answer_goes_where_its_form_fits(text: str, slug: str, answer: object) -> None:
    assert one(text, **BOOKING, asked=FORM) == ("plan_booking", {"answers": {slug: answer}})


def test_a_form_filled_in_line_by_line_is_read_by_its_labels() -> None:
    text = """
        Job: moving calendars
        Team: 12
        Number: +44 20 7946 0018
        Office: 4 Rose Street, Leeds
        Department: support
        Topics: security, pricing
        Terms: yes"""
    assert one(text, **BOOKING, asked=FORM) == (
        "plan_booking",
        {
            "answers": {
                "role": "moving calendars",
                "team_size": "12",
                "mobile": "+44 20 7946 0018",
                "office": "4 Rose Street, Leeds",
                "department": "Support",
                "topics": ["Pricing", "Security"],
                "terms": "yes",
            }
        },
    )


@pytest.mark.parametrize("text", ["1. pricing\n2. 10-50", "1) pricing 2) 10-50", "1. pricing / 2. about 30 people"])
def test_numbered_answers_are_in_the_order_of_the_questions(text: str) -> None:
    answers = {"notes": "pricing", "company_size": "10-50"}
    assert one(text, **BOOKING, asked=[NOTES, SIZE]) == ("plan_booking", {"answers": answers})


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (FORM[1], "lots"),
        (FORM[2], "12345"),
        (FORM[4], "the moon"),
        (FORM[7], "none of your business"),
    ],
)
def test_a_wrong_answer_to_the_only_question_is_handed_on(question: Question, text: str) -> None:
    assert one(text, **BOOKING, asked=[question]) == ("plan_booking", {"answers": {question["slug"]: text}})


def test_addresses_asked_for_are_answers_and_no_guests() -> None:
    asked = [ask("colleagues", "multiemail", "Who else?")]
    assert one("bo@example.com and cy@example.com", **BOOKING, asked=asked) == (
        "plan_booking",
        {"answers": {"colleagues": ["bo@example.com", "cy@example.com"]}},
    )


def test_an_answer_may_come_with_a_time_that_was_not_asked() -> None:
    assert hear("Ana Silva, ana@example.com, and tomorrow at 3 please", **BOOKING, asked=[NAME, EMAIL]) == [
        ("plan_booking", {**ANA, "when": "tomorrow at 3"})
    ]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [("the consultation", "consultation"), ("weekly checkin", "weekly-checkin"), ("a workshop please", "workshop")],
)
def test_an_event_type_answers_what_to_book(text: str, event_type: str) -> None:
    asked = [ask("event_type", "select", "What would you like to book?", "Consultation", "Workshop")]
    assert one(text, task="book", asked=asked, shown=["Consultation", "Workshop"]) == (
        "plan_booking",
        {"event_type": event_type},
    )


@pytest.mark.parametrize("text", ["30", "then 30", "30 minutes", "half an hour please"])
def test_a_number_answers_how_long(text: str) -> None:
    asked = [ask("length", "select", "How long?", "15 minutes", "30 minutes", "60 minutes")]
    arguments = one(text, task="book", draft={"event_type": "flexible"}, asked=asked)[1]
    assert arguments["length"] == 30


def test_a_pick_of_a_time_and_the_details_may_come_together() -> None:
    arguments = one("3:30. Ana Silva, ana@example.com", **BOOKING, asked=[NAME, EMAIL], shown=TIMES)[1]
    assert arguments | {"when": "3:30"} == {**ANA, "when": "3:30"}
