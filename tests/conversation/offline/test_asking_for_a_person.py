"""Asking for a person in our place, in every language; and what only sounds like it."""

import pytest

from bot.conversation.offline.calls import understand
from tests.conversation.offline.talk import TOOLS, moment

ASKED = {
    "en": [
        "can I talk to a person?",
        "can I talk to a person? my invoice is wrong",
        "human please",
        "I want to speak with a real human",
        "agent",
        "connect me to an agent",
        "let me talk to someone from your team",
        "I need a human",
        "is there somebody I can talk to?",
        "get me a real person",
        "pass me on to a human being please",
        "I'd rather talk to a person",
        "could you hand me over to a colleague of the team",
    ],
    "es": [
        "¿puedo hablar con una persona?",
        "quiero hablar con alguien del equipo",
        "pásame con un agente",
        "un humano por favor",
        "necesito una persona real",
        "¿hay alguien con quien pueda hablar?",
    ],
    "pt": [
        "posso falar com uma pessoa?",
        "quero falar com alguém da equipa",
        "passa-me a um humano",
        "preciso de uma pessoa real",
        "um atendente por favor",
    ],
    "fr": [
        "puis-je parler à une personne ?",
        "je voudrais parler à quelqu'un de l'équipe",
        "passez-moi un conseiller",
        "un humain s'il vous plaît",
        "je veux parler à un humain",
        "est-ce que je peux parler avec une vraie personne ?",
    ],
    "de": [
        "kann ich mit einem Menschen sprechen?",
        "ich möchte mit jemandem aus dem Team reden",
        "verbinde mich mit einem Mitarbeiter",
        "Mensch bitte",
        "gibt es hier jemanden, mit dem ich reden kann?",
        "ich will einen echten Menschen",
        "kann ich bitte mit einer echten Person reden",
    ],
}

NOT_ASKED = {
    "en": [
        "are you a human?",
        "am I talking to a real person?",
        "30 minutes with Bailey tomorrow",
        "talk to a representative tomorrow at 3pm",
        "I want to talk to Bailey",
        "book a meeting for two people",
        "a call with the support team",
        "invite a person from sales",
        "I'd like to meet in person",
        "speak with the support team on friday",
    ],
    "es": [
        "¿eres una persona?",
        "una reunión con Bailey mañana",
        "¿estoy hablando con un humano?",
        "quiero una cita en persona",
    ],
    "pt": [
        "és uma pessoa?",
        "uma reunião com a Bailey amanhã",
        "estou a falar com um humano?",
    ],
    "fr": [
        "êtes-vous une personne ?",
        "un rendez-vous avec Bailey demain",
        "je parle à un humain ?",
    ],
    "de": [
        "bist du ein Mensch?",
        "rede ich mit einem Menschen?",
        "ein Termin mit Bailey morgen",
        "eine Besprechung für zwei Personen",
    ],
}


def calls(text: str, language: str) -> list[str]:
    return [call.name for call in understand(text, moment(language=language), (*TOOLS, "hand_over")).calls]


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in ASKED.items() for text in texts])
def test_a_person_is_called(language: str, text: str) -> None:
    assert calls(text, language) == ["hand_over"]


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in NOT_ASKED.items() for text in texts])
def test_a_question_about_us_or_a_booking_calls_nobody(language: str, text: str) -> None:
    assert "hand_over" not in calls(text, language)


def test_it_is_called_while_something_is_proposed_too() -> None:
    now = moment(proposal="book 30 Min Meeting, Tue, Nov 24, 3:00 PM", task="book")
    understood = understand("wait, can I speak to a human?", now, (*TOOLS, "answer_proposal", "hand_over"))
    assert [call.name for call in understood.calls] == ["hand_over"]
