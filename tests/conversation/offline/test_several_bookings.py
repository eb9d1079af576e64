"""Two bookings in one message are two, and what belongs to one is not told of the other."""

import pytest

from bot.conversation.offline.calls import understand
from tests.conversation.offline.talk import TOOLS, hear, moment

TWO = {
    "en": "book 30 min with Bailey thursday at 3pm and also a 15 min call friday at 2pm",
    "es": "Reserva 30 minutos con Bailey el jueves a las 15 y también una llamada de 15 minutos el viernes a las 14",
    "fr": "Réservez 30 minutes avec Bailey jeudi à 15h et aussi un appel de 15 minutes vendredi à 14h",
    "de": "Buch 30 Minuten mit Bailey Donnerstag um 15 Uhr und noch ein Gespräch von 15 Minuten am Freitag um 14 Uhr",
    "pt": "Marca 30 minutos com a Bailey na quinta às 15h e também uma chamada de 15 minutos na sexta às 14h",
}
OR = {
    "en": "30 min thursday at 3 or 15 min friday at 2",
    "es": "30 minutos el jueves a las 15 o 15 minutos el viernes a las 14",
    "fr": "30 minutes jeudi à 15h ou bien 15 minutes vendredi à 14h",
    "de": "30 Minuten am Donnerstag um 15 Uhr oder 15 Minuten am Freitag um 14 Uhr",
    "pt": "30 minutos na quinta às 15h ou 15 minutos na sexta às 14h",
}
ONE = (
    "Can I book a 30 minute meeting with Bailey on Thursday, and if possible at 3pm?",
    "30 min with Bailey thursday at 3 to discuss pricing, contracts, and a roadmap",
    "book 15 min thursday at 3, no wait, 30 min friday at 2",
    "book 30 min with Bailey thursday at 3pm, my name is Ana Silva, and a short note: a new contract",
    "book 30 min with Bailey thursday at 3? if not, 30 min on friday at 2",
)


@pytest.mark.parametrize("language", TWO)
def test_two_bookings_are_two_calls_each_with_its_own_length_and_time(language: str) -> None:
    first, second = hear(TWO[language], language=language)
    assert [call[1]["length"] for call in (first, second)] == [30, 15]
    assert "15" in first[1]["when"] or "3pm" in first[1]["when"]
    assert "14" in second[1]["when"] or "2pm" in second[1]["when"]
    assert second[1]["host"] == "Bailey"


def test_who_books_is_told_with_the_first() -> None:
    first, second = hear(f"{TWO['en']}. I'm Ana Silva, ana@example.com")
    assert (first[1]["name"], first[1]["email"]) == ("Ana Silva", "ana@example.com")
    assert not {"name", "email"} & second[1].keys()


@pytest.mark.parametrize("language", OR)
def test_of_two_different_bookings_to_choose_from_none_is_taken(language: str) -> None:
    understood = understand(OR[language], moment(language=language), TOOLS)
    assert (understood.calls, understood.say) == ((), "one-at-a-time")


@pytest.mark.parametrize("text", ONE)
def test_one_booking_told_at_length_stays_one(text: str) -> None:
    assert len(hear(text)) == 1
