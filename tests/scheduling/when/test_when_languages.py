"""The languages we ship: what their words mean, and that their files fit the grammar."""

import pytest

from bot.scheduling.when import find_durations, find_lengths
from bot.scheduling.when.language import available, load
from bot.scheduling.when.tokens import alphabet_of
from bot.scheduling.when.understanding import kinds_known
from tests.scheduling.when.said import understood, windows

SPANISH = {
    "mañana a las 3": "11-24 15:00",
    "el lunes a las 10 de la mañana": "11-30 10:00",
    "pasado mañana por la tarde": "11-25 13:00 to 11-25 20:00",
    "el 5 de diciembre a las 15:30": "12-05 15:30",
    "el jueves que viene": "11-26 00:00 to 11-27 00:00",
    "dentro de dos semanas": "12-07 00:00 to 12-08 00:00",
    "entre las 2 y las 4 de la tarde": "11-23 14:00 to 11-23 16:00",
    "de 9 a 5": "11-24 09:00 to 11-24 17:00",
    "a las cuatro menos cuarto": "11-23 15:45",
    "el martes o el jueves": "11-24 00:00 to 11-25 00:00, 11-26 00:00 to 11-27 00:00",
    "hasta el viernes": "11-23 10:00 to 11-28 00:00",
    "a finales de mes": "11-21 00:00 to 12-01 00:00",
    "el viernes 27 a las 4": "11-27 16:00",
    "el miercoles por la tarde": "11-25 13:00 to 11-25 20:00",
    "mañana, no, mejor el jueves a las 5": "11-26 17:00",
    "hace 3 días": "11-20 00:00 to 11-21 00:00",
    "dentro de una hora y media": "11-23 11:30",
    "en tres cuartos de hora": "11-23 10:45",
    "de las 9 de la mañana a las 5 de la tarde": "11-24 09:00 to 11-24 17:00",
    "mañana de 4:00 a 7": "11-24 16:00 to 11-24 19:00",
    "no antes de las 11": "11-23 11:00 to ...",
    "después del 26": "11-27 00:00 to ...",
    "hasta las 3 de la tarde": "11-23 10:00 to 11-23 15:00",
    "la semana pasada": "11-16 00:00 to 11-23 00:00",
    "el mes pasado": "10-01 00:00 to 11-01 00:00",
    "las últimas 24 horas": "11-22 10:00 to 11-23 10:00",
    "próximas 2 semanas": "11-30 00:00 to 12-14 00:00",
    "en las próximas dos semanas": "11-24 00:00 to 12-08 00:00",
    "del 10 de agosto al 12 de septiembre": "2027-08-10 00:00 to 2027-09-13 00:00",
    "un cuarto para las tres": "11-23 14:45",
    "faltan 10 para las 5": "11-23 16:50",
    "primera semana de diciembre el viernes": "12-04 00:00 to 12-05 00:00",
    "el martes a las 7": "11-24 07:00",
    "lunes de pascua": "2027-03-29 00:00 to 2027-03-30 00:00",
    "del 4 al 23 de este mes": "11-04 00:00 to 11-24 00:00",
    "el próximo mes el primer viernes": "12-04 00:00 to 12-05 00:00",
    "5 a 6 pm del 22 de abril": "2027-04-22 17:00 to 2027-04-22 18:00",
    "un lunes por la tarde": "11-30 13:00 to 11-30 20:00",
    "en dos viernes": "12-04 00:00 to 12-05 00:00",
    "enero del año que viene": "2027-01-01 00:00 to 2027-02-01 00:00",
    "de hoy en ocho": "11-30 00:00 to 12-01 00:00",
}
FRENCH = {
    "demain à 15h": "11-24 15:00",
    "lundi à 10 heures": "11-30 10:00",
    "après-demain dans l'après-midi": "11-25 12:00 to 11-25 18:00",
    "le 5 décembre à 15h30": "12-05 15:30",
    "jeudi prochain": "11-26 00:00 to 11-27 00:00",
    "dans deux semaines": "12-07 00:00 to 12-08 00:00",
    "de 9h à 17h": "11-24 09:00 to 11-24 17:00",
    "à quatre heures moins le quart": "11-23 15:45",
    "mardi ou jeudi": "11-24 00:00 to 11-25 00:00, 11-26 00:00 to 11-27 00:00",
    "d'ici vendredi": "11-23 10:00 to 11-28 00:00",
    "à la fin du mois": "11-21 00:00 to 12-01 00:00",
    "vendredi 27 à 16h": "11-27 16:00",
    "ce soir après 18h": "11-23 18:00 to 11-24 00:00",
    "mercredi en huit": "12-02 00:00 to 12-03 00:00",
    "il y a 3 jours": "11-20 00:00 to 11-21 00:00",
    "dans une demi-heure": "11-23 10:30",
    "dans deux heures et demie": "11-23 12:30",
    "dans huit jours": "11-30 00:00 to 12-01 00:00",
    "demain à 3h": "11-24 15:00",
    "dix-neuf heures quinze": "11-23 19:15",
    "le 26 au matin": "11-26 08:00 to 11-26 12:00",
    "l'année prochaine": "2027-01-01 00:00 to 2028-01-01 00:00",
    "les trois prochains jours": "11-24 00:00 to 11-27 00:00",
    "les 3 prochaines heures": "11-23 10:00 to 11-23 13:00",
    "avant midi": "11-23 10:00 to 11-23 12:00",
    "après le 26": "11-27 00:00 to ...",
    "avant la fin de la semaine": "11-23 10:00 to 11-30 00:00",
    "lundi en quinze": "12-14 00:00 to 12-15 00:00",
    "jeudi 26 à 8h": "11-26 08:00",
    "lundi de Pâques": "2027-03-29 00:00 to 2027-03-30 00:00",
    "il y a environ une heure": "11-23 09:00",
    "entre le 4 et le 23 septembre": "2027-09-04 00:00 to 2027-09-24 00:00",
    "la dernière heure": "11-23 09:00 to 11-23 10:00",
    "en mars de l'année prochaine": "2027-03-01 00:00 to 2027-04-01 00:00",
    "le mois prochain, le premier vendredi": "12-04 00:00 to 12-05 00:00",
}
GERMAN = {
    "morgen um 15 Uhr": "11-24 15:00",
    "am Montag um 10": "11-30 10:00",
    "Montag Morgen": "11-30 08:00 to 11-30 12:00",
    "am 5. Dezember um 15:30 Uhr": "12-05 15:30",
    "am 15.12.": "12-15 00:00 to 12-16 00:00",
    "nächsten Donnerstag": "11-26 00:00 to 11-27 00:00",
    "übernächste Woche": "12-07 00:00 to 12-14 00:00",
    "Freitag in drei Wochen": "12-18 00:00 to 12-19 00:00",
    "zwischen 14 und 16 Uhr": "11-23 14:00 to 11-23 16:00",
    "um halb vier": "11-23 15:30",
    "um viertel vor vier": "11-23 15:45",
    "bis Freitag": "11-23 10:00 to 11-28 00:00",
    "Ende des Monats": "11-21 00:00 to 12-01 00:00",
    "heute Abend nach 18 Uhr": "11-23 18:00 to 11-23 22:00",
    "vor 3 Tagen": "11-20 00:00 to 11-21 00:00",
    "morgen, nein, lieber Donnerstag um 17 Uhr": "11-26 17:00",
    "Dienstagabend um 7": "11-24 19:00",
    "am Mittwochnachmittag": "11-25 12:00 to 11-25 17:00",
    "Freitag frühmorgens um 8": "11-27 08:00",
    "in einer halben Stunde": "11-23 10:30",
    "in einer Dreiviertelstunde": "11-23 10:45",
    "in anderthalb Stunden": "11-23 11:30",
    "in 2,5 Stunden": "11-23 12:30",
    "14./15.12.": "12-14 00:00 to 12-16 00:00",
    "13.-15. Juli": "2027-07-13 00:00 to 2027-07-16 00:00",
    "vom 3. bis 5.12.": "12-03 00:00 to 12-06 00:00",
    "nach dem 26.": "11-27 00:00 to ...",
    "in der 50. Kalenderwoche": "12-07 00:00 to 12-14 00:00",
    "nächste Arbeitswoche": "11-30 00:00 to 12-05 00:00",
    "am einundzwanzigsten Dezember": "12-21 00:00 to 12-22 00:00",
    "Mi 14.30": "11-25 14:30",
    "morgen um sieben": "11-24 07:00",
    "kommendes Wochenende": "11-28 00:00 to 11-30 00:00",
    "10. August - 12. September": "2027-08-10 00:00 to 2027-09-13 00:00",
    "Karfreitag": "2027-03-26 00:00 to 2027-03-27 00:00",
    "am letzten Montag dieses Monats": "11-30 00:00 to 12-01 00:00",
    "vom 4. bis 23. dieses Monats": "11-04 00:00 to 11-24 00:00",
    "die Woche vom 12. Dezember": "12-07 00:00 to 12-14 00:00",
    "vorletzte Woche": "11-09 00:00 to 11-16 00:00",
    "um 2 Uhr nachts": "11-24 02:00",
    "14 Uhr und 30 Minuten": "11-23 14:30",
}
PORTUGUESE = {
    "amanhã às 15h": "11-24 15:00",
    "segunda às 10 da manhã": "11-30 10:00",
    "depois de amanhã à tarde": "11-25 12:00 to 11-25 18:00",
    "dia 5 de dezembro às 15:30": "12-05 15:30",
    "quinta que vem": "11-26 00:00 to 11-27 00:00",
    "daqui a duas semanas": "12-07 00:00 to 12-08 00:00",
    "das 9 às 17": "11-24 09:00 to 11-24 17:00",
    "às três e meia": "11-23 15:30",
    "às quinze para as quatro": "11-23 15:45",
    "terça ou quinta": "11-24 00:00 to 11-25 00:00, 11-26 00:00 to 11-27 00:00",
    "até sexta": "11-23 10:00 to 11-28 00:00",
    "no fim do mês": "11-21 00:00 to 12-01 00:00",
    "sexta dia 27 às 16h": "11-27 16:00",
    "hoje à noite depois das 18h": "11-23 18:00 to 11-24 00:00",
    "há 3 dias": "11-20 00:00 to 11-21 00:00",
    "daqui a uma hora e meia": "11-23 11:30",
    "às vinte e duas": "11-23 22:00",
    "9h às 11h": "11-24 09:00 to 11-24 11:00",
    "de 10 de agosto a 12 de setembro": "2027-08-10 00:00 to 2027-09-13 00:00",
    "13 a 15 de julho": "2027-07-13 00:00 to 2027-07-16 00:00",
    "do dia 26 ao dia 28": "11-26 00:00 to 11-29 00:00",
    "depois do dia 26": "11-27 00:00 to ...",
    "até dia 27": "11-23 10:00 to 11-28 00:00",
    "não antes das 11": "11-23 11:00 to ...",
    "no meio da semana": "11-25 00:00 to 11-27 00:00",
    "2ª feira às 10": "11-30 10:00",
    "últimas 24 horas": "11-22 10:00 to 11-23 10:00",
    "os 3 minutos anteriores": "11-23 09:57 to 11-23 10:00",
    "terça às sete": "11-24 07:00",
    "sexta-feira santa": "2027-03-26 00:00 to 2027-03-27 00:00",
    "entre as dez e o meio-dia": "11-23 10:00 to 11-23 12:00",
    "segunda semana do próximo mês": "12-07 00:00 to 12-14 00:00",
    "sexta semana que vem": "12-04 00:00 to 12-05 00:00",
    "às 13 horas e 30 minutos": "11-23 13:30",
    "na última segunda deste mês": "11-30 00:00 to 12-01 00:00",
    "amanhã no horário do almoço": "11-24 12:00 to 11-24 14:00",
}
PHRASES = [
    (language, text, expected)
    for language, phrases in (("es", SPANISH), ("fr", FRENCH), ("de", GERMAN), ("pt", PORTUGUESE))
    for text, expected in phrases.items()
]


@pytest.mark.parametrize(("language", "text", "expected"), PHRASES)
def test_a_phrase_means_the_same_in_its_own_language(language: str, text: str, expected: str) -> None:
    assert windows(understood(text, language=language)) == expected


@pytest.mark.parametrize("text", ["DEMAIN À 15H", "demain a 15h"])
def test_capitals_and_missing_accents_make_no_difference(text: str) -> None:
    assert windows(understood(text, language="fr")) == "11-24 15:00"


@pytest.mark.parametrize("language", sorted(available()))
def test_a_language_only_has_kinds_of_words_that_the_grammar_knows(language: str) -> None:
    kinds = {kind for kinds in alphabet_of(load(language)).letters for kind in kinds}
    assert kinds - kinds_known() == set()


@pytest.mark.parametrize("language", sorted(available()))
def test_every_language_names_the_days_the_months_and_the_parts_of_a_date(language: str) -> None:
    found: dict[str, set[object]] = {}
    nodes = [load(language).root]
    while nodes:
        node = nodes.pop()
        for kind, value in (node.kinds or {}).items():
            found.setdefault(kind, set()).add(value)
        nodes.extend(node.following.values())
    assert found["weekday"] == set(range(7))
    assert found["month"] == set(range(1, 13))
    assert {"minute", "hour", "day", "week", "month", "year"} <= found["unit"]
    assert {-1, 0, 1, 2} <= found["relative_day"]
    assert set(range(1, 20)) <= found["num"]


def test_english_is_among_the_languages() -> None:
    assert {"en", "es", "fr", "de", "pt"} <= available()


@pytest.mark.parametrize("language", ["es", "fr", "de", "pt"])
def test_a_date_in_numbers_has_one_reading_where_all_write_the_day_first(language: str) -> None:
    mention = understood("8/12", language=language)
    assert mention is not None
    assert len(mention.readings) == 1
    assert windows(mention) == "12-08 00:00 to 12-09 00:00"


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", "cette nuit à 2h"), ("de", "heute Nacht um 2"), ("es", "esta noche a las 2"), ("en", "2 at night")],
)
def test_two_at_night_is_after_midnight(language: str, text: str) -> None:
    assert windows(understood(text, language=language)) == "11-24 02:00"


@pytest.mark.parametrize(
    ("language", "text", "minutes"),
    [
        ("es", "una reunión de media hora", 30),
        ("es", "una hora y media", 90),
        ("es", "hora y cuarto", 75),
        ("fr", "une demi-heure", 30),
        ("fr", "trois quarts d'heure", 45),
        ("fr", "1h30", 90),
        ("de", "eine halbe Stunde", 30),
        ("de", "eine Dreiviertelstunde", 45),
        ("de", "anderthalb Stunden", 90),
        ("pt", "meia hora", 30),
        ("pt", "uma hora e meia", 90),
        ("pt", "duas horas e 15 minutos", 135),
    ],
)
def test_a_length_is_read_in_every_language(language: str, text: str, minutes: int) -> None:
    assert [found for found, _ in find_durations(text, language)] == [minutes]


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("en", "for two weeks", 14),
        ("de", "eine Woche", 7),
        ("fr", "trois jours", 3),
        ("es", "un mes", 30),
        ("pt", "2 dias", 2),
    ],
)
def test_lengths_of_days_are_found_too(language: str, text: str, days: int) -> None:
    assert [length.days for length in find_lengths(text, language)] == [days]
