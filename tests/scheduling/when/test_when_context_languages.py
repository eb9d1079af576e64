"""Words that lean on what was talked about, rule something out or name a second choice, in the other languages.
``leaning.tsv`` has more that lean on a slot on Thursday 26 November 2026 at 14:00: language, words, meaning."""

from pathlib import Path

import pytest

from tests.scheduling.when.said import at, understood, windows

SLOT = at(2026, 11, 26, 14, 0)

LATER = "11-26 14:01 to 11-27 00:00"
EARLIER = "11-26 00:00 to 11-26 14:00"
LEANING = {
    "es": {
        "una hora después": "11-26 15:00",
        "media hora antes": "11-26 13:30",
        "al día siguiente": "11-27 00:00 to 11-28 00:00",
        "el día anterior": "11-25 00:00 to 11-26 00:00",
        "la semana siguiente": "11-30 00:00 to 12-07 00:00",
        "el viernes a la misma hora": "11-27 14:00",
        "no tan temprano": LATER,
        "antes de eso": EARLIER,
        "la de las 9": "11-26 09:00",
        "ese día a las 5": "11-26 17:00",
        "esa tarde": "11-26 13:00 to 11-26 20:00",
        "retrásalo una hora": "11-26 15:00",
    },
    "fr": {
        "une heure plus tard": "11-26 15:00",
        "une demi-heure avant": "11-26 13:30",
        "le lendemain": "11-27 00:00 to 11-28 00:00",
        "la veille": "11-25 00:00 to 11-26 00:00",
        "la semaine d'après": "11-30 00:00 to 12-07 00:00",
        "même heure vendredi": "11-27 14:00",
        "pas si tôt": LATER,
        "avant ça": EARLIER,
        "celui de 9h": "11-26 09:00",
        "ce jour-là à 17h": "11-26 17:00",
        "avancer d'une demi-heure": "11-26 13:30",
    },
    "de": {
        "eine Stunde später": "11-26 15:00",
        "eine halbe Stunde früher": "11-26 13:30",
        "am Tag darauf": "11-27 00:00 to 11-28 00:00",
        "am Tag davor": "11-25 00:00 to 11-26 00:00",
        "die Woche danach": "11-30 00:00 to 12-07 00:00",
        "am Freitag zur gleichen Zeit": "11-27 14:00",
        "nicht so früh": LATER,
        "davor": EARLIER,
        "den um 9": "11-26 09:00",
        "am selben Tag um 17 Uhr": "11-26 17:00",
        "eine Stunde nach hinten": "11-26 15:00",
    },
    "pt": {
        "uma hora depois": "11-26 15:00",
        "meia hora mais cedo": "11-26 13:30",
        "no dia seguinte": "11-27 00:00 to 11-28 00:00",
        "no dia anterior": "11-25 00:00 to 11-26 00:00",
        "na semana seguinte": "11-30 00:00 to 12-07 00:00",
        "na sexta à mesma hora": "11-27 14:00",
        "não tão cedo": LATER,
        "antes disso": EARLIER,
        "o das 9": "11-26 09:00",
        "no mesmo dia às 17h": "11-26 17:00",
        "nessa tarde": "11-26 12:00 to 11-26 18:00",
        "adiar uma hora": "11-26 15:00",
    },
    "en": {
        "an hour after that": "11-26 15:00",
        "30 minutes before": "11-26 13:30",
        "push it back an hour": "11-26 15:00",
        "the week before": "11-16 00:00 to 11-23 00:00",
        "the Friday one": "11-27 00:00 to 11-28 00:00",
        "later in the day": LATER,
    },
}


MORE_LEANING = [
    line.split("\t") for line in Path(__file__).with_name("leaning.tsv").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        *((language, text, expected) for language, rows in LEANING.items() for text, expected in rows.items()),
        *MORE_LEANING,
    ],
)
def test_words_lean_on_the_slot_talked_about_in_every_language(language: str, text: str, expected: str) -> None:
    assert windows(understood(text, language=language, anchor=SLOT)) == expected


REST_OF_NEXT_WEEK = "12-01 00:00 to 12-07 00:00"
NO_FRIDAY = "11-23 00:00 to 11-27 00:00, 11-28 00:00 to 12-04 00:00, 12-05 00:00 to 12-08 00:00"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "la semana que viene menos el lunes", REST_OF_NEXT_WEEK),
        ("fr", "la semaine prochaine sauf lundi", REST_OF_NEXT_WEEK),
        ("de", "nächste Woche außer Montag", REST_OF_NEXT_WEEK),
        ("pt", "semana que vem menos segunda", REST_OF_NEXT_WEEK),
        ("es", "el viernes no", NO_FRIDAY),
        ("fr", "pas vendredi", NO_FRIDAY),
        ("de", "Freitag geht nicht", NO_FRIDAY),
        ("pt", "sexta não", NO_FRIDAY),
        ("en", "any day but Friday", NO_FRIDAY),
        ("es", "mañana, nada antes de las 11", "11-24 11:00 to 11-25 00:00"),
        ("fr", "demain mais rien avant 11h", "11-24 11:00 to 11-25 00:00"),
        ("de", "morgen, aber nichts vor 11", "11-24 11:00 to 11-25 00:00"),
        ("pt", "amanhã, nada antes das 11", "11-24 11:00 to 11-25 00:00"),
        ("en", "tomorrow, nothing before 11", "11-24 11:00 to 11-25 00:00"),
    ],
)
def test_what_is_ruled_out_is_left_out_in_every_language(language: str, text: str, expected: str) -> None:
    assert windows(understood(text, language=language)) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "no mornings"),
        ("es", "nada de mañanas"),
        ("es", "por la mañana no"),
        ("fr", "pas le matin"),
        ("de", "morgens nicht"),
        ("de", "keine Vormittage"),
        ("pt", "de manhã não"),
        ("pt", "tudo menos de manhã"),
    ],
)
def test_mornings_ruled_out_are_never_read_as_mornings(language: str, text: str) -> None:
    mention = understood(text, language=language)
    assert mention is not None
    for window in mention.readings[0].windows:
        assert window.start is not None
        assert window.start.hour in (0, 12)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "if 3 is gone take 4"),
        ("en", "3pm, otherwise 4pm"),
        ("es", "si las 3 está ocupado, a las 4"),
        ("es", "a las 3, si no a las 4"),
        ("fr", "si 15h est pris, prenez 16h"),
        ("fr", "15h sinon 16h"),
        ("de", "wenn 15 Uhr weg ist, nimm 16 Uhr"),
        ("de", "15 Uhr, sonst 16 Uhr"),
        ("pt", "se as 15h já foi, marca às 16h"),
        ("pt", "às 15h, senão às 16h"),
    ],
)
def test_a_second_choice_is_a_choice_too(language: str, text: str) -> None:
    assert windows(understood(text, language=language)) == "11-23 15:00, 11-23 16:00"
