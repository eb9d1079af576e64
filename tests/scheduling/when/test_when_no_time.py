"""Words and numbers that are no time, in sentences that hold none: here, and in ``no_time.tsv`` for all languages."""

from pathlib import Path

import pytest

from tests.scheduling.when.said import mentions

SENTENCES = [
    line.split("\t") for line in Path(__file__).with_name("no_time.tsv").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "hello there",
        "30 minutes",
        "2 people",
        "room 5",
        "for an hour",
        "a table for 4",
        "the first one",
        "the second one please",
        "option 2",
        "I would pick the first.",
        "I have 2 kids and 3 dogs",
        "my company has 50-200 people",
        "we are 10-50",
        "my number is 555 123 4567",
        "call me at +1 415 555 2671",
        "ana@5pm.example",
        "https://example.com/2026/12/05",
        "I am at 12 Main Street",
        "it costs $5.30",
        "it's about a 3 month project",
        "actually make it 45 minutes",
        "could it be three days long?",
        "may I ask something?",
        "good morning, how are you today?",
        "see you later",
        "speak soon, cheers!",
        "I'd like a 1:1 with Bob",
        "it runs 24/7",
        "that is the fall collection",
        "Now, what can you do?",
        "with Jan and April",
        "I am ready",
        "I'd like 2",
        "maybe 2 or 3 people",
        "I'm 5 minutes away",
    ],
)
def test_no_time_is_found(text: str) -> None:
    assert mentions(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Morning! can I book something for friday", ["friday"]),
        ("good morning, can we meet at 10?", ["at 10"]),
        ("for 2 people tomorrow at 7", ["tomorrow at 7"]),
        ("2h meeting tomorrow at 14h", ["tomorrow at 14h"]),
        ("a meeting with Jan at 1pm on Wednesday", ["at 1pm on Wednesday"]),
        ("Ok, now on Jan 30, at 5 pm", ["Jan 30, at 5 pm"]),
        ("write down today as our first meeting ever", ["today"]),
        ("shift the third meeting to 7 pm", ["to 7 pm"]),
    ],
)
def test_only_the_time_of_a_sentence_is_found(text: str, found: list[str]) -> None:
    assert mentions(text) == found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "buenos días, quiero reservar para 2 personas"),
        ("es", "tengo 3 hijos y 30 minutos"),
        ("fr", "bonjour, je voudrais réserver pour 2 personnes"),
        ("fr", "j'ai 3 enfants et 30 minutes"),
        ("de", "guten Morgen, ich möchte für 2 Personen buchen"),
        ("de", "ich habe 3 Kinder und 30 Minuten"),
        ("pt", "bom dia, quero marcar para 2 pessoas"),
        ("pt", "tenho 3 filhos e 30 minutos"),
    ],
)
def test_no_time_is_found_in_other_languages_either(language: str, text: str) -> None:
    assert mentions(text, language=language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "somos dos personas"),
        ("es", "mi hija tiene 7 años"),
        ("es", "mi número es el 612 345 678"),
        ("es", "la segunda opción"),
        ("es", "vivo en el tercer piso"),
        ("es", "una cosa más"),
        ("fr", "mon numéro est le 06 12 34 56 78"),
        ("fr", "j'habite au troisième étage"),
        ("fr", "ça coûte 30 euros"),
        ("fr", "un instant s'il vous plaît"),
        ("fr", "est-ce que c'est possible"),
        ("de", "ich wohne im dritten Stock"),
        ("de", "meine Nummer ist 0170 1234567"),
        ("de", "es geht um ein Gespräch"),
        ("de", "wir sind zu zweit"),
        ("de", "keine Ahnung"),
        ("pt", "quero ter uma conversa"),
        ("pt", "recomendei a uma amiga"),
        ("pt", "moro no terceiro andar"),
        ("pt", "segunda via do boleto"),
        ("pt", "às vezes"),
    ],
)
def test_small_talk_and_telephone_numbers_hold_no_time(language: str, text: str) -> None:
    assert mentions(text, language=language) == []


@pytest.mark.parametrize(("language", "text"), SENTENCES)
def test_what_people_say_in_passing_holds_no_time(language: str, text: str) -> None:
    assert mentions(text, language=language) == []


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "with Mr March on Friday", ["Friday"]),
        ("de", "mit Frau Winter am Dienstag", ["Dienstag"]),
        ("fr", "il a été malade, plutôt mardi", ["mardi"]),
        ("es", "feliz fin de semana y hasta el lunes", ["hasta el lunes"]),
        ("pt", "bom fim de semana, até terça", ["até terça"]),
    ],
)
def test_names_and_good_wishes_do_not_hide_the_time_beside_them(language: str, text: str, found: list[str]) -> None:
    assert mentions(text, language=language) == found
