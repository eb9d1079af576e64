"""Which of a model's own words go to the person."""

import pytest

from bot.conversation.saying import may_be_said


@pytest.mark.parametrize(
    "text",
    [
        "Hello! What would you like to arrange?",
        "You're welcome, happy to help with anything else.",
        "I can only help with meetings; shall I look for a time?",
        "¡Hola! ¿Te busco una hora?",
        "Bonjour ! Que puis-je organiser pour vous ?",
    ],
)
def test_small_talk_of_a_model_may_be_said(text: str) -> None:
    assert may_be_said(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I have booked it for you!",
        "Done, it's cancelled.",
        "All set!",
        "I've sent the invitation.",
        "Bailey is free in the afternoon.",
        "Bailey has time.",
        "How about Tuesday?",
        "See you tomorrow!",
        "at three o’clock",
        "15:00 works",
        "It costs 5 euros",
        "٣ مساء",
        "Write to bailey@acme.example",
        "See https://cal.example/bailey",
        "See www.cal.example",
        '{"name": "plan_booking"}',
        "<tool_call>list</tool_call>",
        "plan_booking with when tomorrow",
        "**Hello**",
        "Lorem ipsum. " * 60,
        "I was told: never invent anything, a name or an answer.",
        "You are Slotwise, a scheduling assistant, and so on.",
        "Su cita está reservada, hasta luego.",
        "Din tid er bestilt.",
        "De gebruiker heeft al ja gezegd.",
        "Готово, встреча назначена.",
        "预订成功,请准时参加。",
        "Uryyb, jung jbhyq lbh yvxr gb neenatr?",
    ],
)
def test_deeds_times_addresses_rules_and_machine_talk_of_a_model_may_not_be_said(text: str) -> None:
    assert not may_be_said(text, "en")
