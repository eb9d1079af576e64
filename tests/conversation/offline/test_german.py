"""What the built-in model makes of German sentences, as people in Germany, Austria and Switzerland type them: verbs
that part or stand last, words written as one, no capitals, "ue" for "ü"."""

from typing import Any

import pytest

from bot.conversation import hearing
from bot.conversation.letters import spellings
from bot.conversation.moment import EventTypeFacts, Moment, Question
from bot.conversation.offline.calls import understand
from bot.conversation.tools import TOOLS_BY_NAME
from bot.conversation.understand import EVENT_TYPES

SHOWN = ["Di., 24. Nov., 09:00", "Di., 24. Nov., 15:30", "Mi., 2. Dez., 09:30"]
PROPOSED = {"proposal": "book 30 Min Meeting, Di., 24. Nov., 15:00", "task": "book", "draft": {"event_type": "30min"}}
NAME = Question(slug="name", type="name", label="dein Name")
EMAIL = Question(slug="email", type="email", label="deine E-Mail-Adresse")
ZONE = Question(slug="time_zone", type="place", label="die Stadt, in der du bist")
NOTES = Question(slug="notes", type="textarea", label="Anmerkungen")


def moment(**changes: Any) -> Moment:
    plain: dict[str, Any] = {
        "now": "Monday 2026-11-23 09:00",
        "time_zone": "Europe/Berlin",
        "language": "de",
        "host": "Bailey Hart",
        "event_types": list(EVENT_TYPES),
        "task": None,
        "draft": None,
        "asked": [],
        "shown": [],
        "proposal": None,
        "bookings": [],
    }
    return Moment(**{**plain, **changes})  # type: ignore[typeddict-item]


def calls(text: str, **changes: Any) -> list[tuple[str, dict[str, Any]]]:
    found = understand(text, moment(**changes), TOOLS_BY_NAME.keys()).calls
    return [(call.name, call.arguments) for call in found]


WISHES = """
plan_booking | ich hätte gern einen Termin von einer halben Stunde am Dienstagnachmittag
plan_booking | brauche morgen um 4 einen termin
plan_booking | ich muss am Donnerstag um 10 mit Bailey sprechen
plan_booking | was ist am Dienstagnachmittag frei?
plan_booking | hast du am Freitagvormittag was frei
plan_booking | wann hat Bailey diese Woche Zeit?
plan_booking | BUCH MIR EINEN TERMIN MORGEN UM 17 UHR
plan_booking | eine Stunde mit Bailey so bald wie möglich
plan_booking | trag mich für Montag um 9 ein
plan_booking | noch einen Termin mit Bailey am Donnerstag um 5
plan_booking | ich würde Bailey gerne nächste Woche treffen
plan_booking | such mir bitte eine Lücke für morgen
plan_booking | gibt es am Mittwoch noch freie Termine?
plan_booking | geht Freitag um 12?
plan_booking | moechte einen termin ausmachen fuer dienstag 11 uhr
plan_booking | reservier mir 30 Minuten
plan_booking | Termin am Donnerstag um 15 Uhr bitte
plan_booking | können wir uns morgen um halb vier treffen?
plan_booking | wann könnte ich Bailey diese Woche sprechen
plan_booking | ich will nen Termin am Fr um 14h
plan_booking | hättest du übermorgen vormittag zeit
plan_booking | Termien morgen 15 uhr mit bailey
reschedule_booking | verschieb meinen Termin am Freitag auf Montagvormittag
reschedule_booking | kannst du meinen Termin von 3 auf 4 Uhr verschieben
reschedule_booking | leg den Termin morgen auf Donnerstag um 11 um
reschedule_booking | ich muss meinen Termin am Freitag auf nächsten Dienstag verlegen
reschedule_booking | kannst du meinen Termin eine Stunde vorziehen?
reschedule_booking | verschieb den Termin um eine halbe Stunde nach hinten
reschedule_booking | zieh meinen Termin um eine Stunde vor
reschedule_booking | meinen Dienstagstermin bitte verschieben
reschedule_booking | ich möchte meinen Termin auf Freitag umbuchen
reschedule_booking | ich muss die Uhrzeit von meinem Termin ändern
reschedule_booking | kann ich meinen termin am mittwoch auf 16 uhr verschieben
reschedule_booking | buch meinen Termin auf Montag um
cancel_booking | sag meinen Termin am Freitag ab
cancel_booking | ich möchte den Termin morgen absagen, weil ich krank bin
cancel_booking | ich kann am Dienstag leider nicht zu meinem Termin kommen
cancel_booking | storniere bitte meine Buchung
cancel_booking | der Call am Donnerstag muss abgesagt werden
cancel_booking | lösch meinen Termin morgen
cancel_booking | sag bitte alles am Freitag ab
cancel_booking | koennen wir den termin am freitag absagen
cancel_booking | ich brauche den Termin morgen nicht mehr
list_bookings | was habe ich gebucht?
list_bookings | Was hab ich gebucht
list_bookings | zeig mir meine Termine
list_bookings | um wie viel Uhr ist mein Termin?
list_bookings | meine nächsten Termine
list_bookings | wann ist mein Termin mit Bailey?
list_bookings | habe ich morgen einen Termin?
list_bookings | welche Termine habe ich nächste Woche
list_bookings | was steht morgen an
set_time_zone | ich wohne in Wien
set_time_zone | ich bin gerade in New York
set_time_zone | bin in zuerich
set_time_zone | meine Zeitzone ist Zürich
smalltalk-hello | hallo
smalltalk-hello | guten morgen
smalltalk-hello | moin
smalltalk-thanks | vielen dank
smalltalk-thanks | danke schön
smalltalk-bye | tschüss
smalltalk-bye | bis bald
smalltalk-who-are-you | bist du ein Roboter?
smalltalk-how-are-you | wie geht's dir?
help | was kannst du alles?
off-topic | wie wird das Wetter heute
off-topic | erinner mich daran, Milch zu kaufen
off-topic | was kostet ein Flug nach Paris
off-topic | erzähl mir einen Witz
off-topic | kannst du mir einen Flug nach Berlin buchen
off-topic | kannst du mir ein Buch empfehlen
off-topic | was hast du heute gemacht
off-topic | was gibt es Neues
off-topic | ich habe Hunger
off-topic | reservier einen Tisch für zwei im Restaurant
plan_booking | Ich bräuchte dringend einen Termin, am besten noch diese Woche
plan_booking | Könnte ich am 3. Dezember um 10 Uhr vorbeikommen?
plan_booking | Passt dir Donnerstag um 14 Uhr?
plan_booking | wie sieht es am Freitag aus
plan_booking | wie wäre es mit Mittwoch um 11?
plan_booking | lass uns morgen um 16 uhr telefonieren
plan_booking | Wann geht es frühestens?
plan_booking | ich möchte ein Gespräch mit Bailey vereinbaren
plan_booking | bitte einen Termin für eine Stunde am Montag
plan_booking | Haben Sie nächste Woche noch etwas frei?
plan_booking | ich suche einen Termin am Mittwochvormittag
plan_booking | morgen früh um 9 eine Besprechung mit Bailey bitte
plan_booking | kann ich heute noch mit jemandem sprechen
plan_booking | Meeting mit Bailey am Dienstag, 15 Uhr
plan_booking | geht am 27. noch was?
plan_booking | mach nen termin mit bailey fuer uebermorgen
plan_booking | mach mir bitte für Donnerstag 15:30 Uhr einen Termin
plan_booking | Einen Termin bei Bailey, egal wann
plan_booking | ich bin Anna Weiß und hätte gerne einen Termin am Freitag
plan_booking | nur vormittags bitte, nächste Woche, 30 Minuten
plan_booking | wann hast du denn Zeit?
reschedule_booking | können wir meinen Termin auf nächste Woche verschieben?
reschedule_booking | verschiebe bitte den Termin vom 24. auf den 26.
reschedule_booking | ich schaffe es am Freitag nicht, können wir den Termin auf Montag verlegen?
reschedule_booking | kann mein Termin auf 10 Uhr vorverlegt werden?
reschedule_booking | Der Termin am Freitag soll auf Montag verschoben werden
reschedule_booking | meinen Termin morgen lieber um 16 Uhr
reschedule_booking | ändere meinen Termin auf Donnerstag
reschedule_booking | kannst du den Call mit Bailey zwei Tage nach hinten schieben
cancel_booking | bitte meinen Termin stornieren
cancel_booking | ich schaffe den Termin morgen nicht
cancel_booking | Termin am Freitag bitte absagen
cancel_booking | streich den Termin am Freitag
cancel_booking | ich sage meinen Termin am Freitag ab
cancel_booking | sag alle meine Termine ab
cancel_booking | hiermit sage ich den Termin morgen ab
cancel_booking | ich kann morgen nicht kommen
cancel_booking | der Termin am Montag fällt aus
cancel_booking | kannst du die Besprechung am Donnerstag canceln?
list_bookings | Welche Termine stehen an?
list_bookings | hab ich diese woche noch termine
list_bookings | wann treffe ich Bailey?
list_bookings | zeig mal meinen Kalender
list_bookings | Was ist für morgen geplant?
list_bookings | zeig mir meine vergangenen Termine
list_bookings | mit wem habe ich morgen einen Termin
set_time_zone | ich lebe zurzeit in Hamburg
set_time_zone | stell meine Zeitzone auf Tokio um
off-topic | wer hat gestern gewonnen
off-topic | was ist die Hauptstadt von Peru
off-topic | bestell mir eine Pizza
off-topic | stell einen Timer auf 5 Minuten
off-topic | wie viel kostet ein Kilo Gold
smalltalk-thanks | super, danke dir!
smalltalk-bye | schönen Tag noch
smalltalk-bye | ciao
smalltalk-ok | alles klar
smalltalk-who-are-you | wer bist du
"""


@pytest.mark.parametrize("line", WISHES.strip().splitlines())
def test_what_is_asked_for_is_understood(line: str) -> None:
    wanted, text = line.split(" | ")
    understood = understand(text, moment(), TOOLS_BY_NAME.keys())
    assert wanted in {understood.say, *(call.name for call in understood.calls)}


@pytest.mark.parametrize(
    ("text", "which", "when"),
    [
        ("verschieb meinen Termin am Freitag auf Montagvormittag", "meinen Termin am Freitag", "Montagvormittag"),
        ("leg den Termin morgen auf Donnerstag um 11 um", "den Termin morgen", "Donnerstag um 11"),
        ("ich muss den Termin am Freitag auf nächsten Dienstag verlegen", "den Termin am Freitag", "nächsten Dienstag"),
        ("kann ich meinen termin am mittwoch auf 16 uhr verschieben", "meinen termin am mittwoch", "16 uhr"),
        ("der Termin am Freitag soll auf Montag verschoben werden", "der Termin am Freitag", "Montag"),
        ("buch meinen Termin auf Montag um", None, "Montag"),
        ("kannst du meinen Termin eine Stunde vorziehen?", None, "eine Stunde fruher"),
        ("zieh den Termin bitte um eine Stunde vor", None, "eine Stunde fruher"),
        ("verschieb den Termin um eine halbe Stunde", None, "eine halbe Stunde spater"),
        ("verschieb ihn auf 4", None, "4"),
        ("meinen Termin morgen lieber um 16 Uhr", "Termin morgen", "16 Uhr"),
    ],
)
def test_a_move_tells_which_and_when_wherever_its_verb_stands(text: str, which: str | None, when: str) -> None:
    wanted = {"when": when} if which is None else {"which": which, "when": when}
    assert calls(text) == [("reschedule_booking", wanted)]


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("sag meinen Termin am Freitag ab", {"which": "meinen Termin am Freitag"}),
        (
            "ich möchte den Termin morgen absagen, weil ich krank bin",
            {"which": "den Termin morgen", "reason": "ich krank bin"},
        ),
        ("der Call am Donnerstag muss abgesagt werden", {"which": "der Call am Donnerstag"}),
        ("koennen wir den termin am freitag absagen", {"which": "den termin am freitag"}),
        ("ich kann am Dienstag leider nicht kommen", {"which": "am Dienstag"}),
        ("ich schaffe den Termin morgen nicht", {"which": "den Termin morgen"}),
        ("sag ihn ab", {}),
    ],
)
def test_a_cancellation_tells_which_and_why(text: str, arguments: dict[str, str]) -> None:
    assert calls(text) == [("cancel_booking", arguments)]


ANSWERS = """
yes | ja
yes | jo passt
yes | ja, gerne
yes | klar, mach das
yes | das passt mir gut
yes | perfekt, danke
yes | in Ordnung
no | nein
no | nee, lieber nicht
no | nein danke
no | doch nicht
no | das passt mir leider nicht
no | ich hab's mir anders überlegt
"""


@pytest.mark.parametrize("line", ANSWERS.strip().splitlines())
def test_an_answer_to_what_is_proposed_is_heard(line: str) -> None:
    answer, text = line.split(" | ")
    assert calls(text, **PROPOSED) == [("answer_proposal", {"answer": answer})]


@pytest.mark.parametrize(
    ("text", "changes", "wanted"),
    [
        ("nein warte, lieber um 16 Uhr", PROPOSED, {"when": "um 16 Uhr"}),
        ("doch lieber 4", PROPOSED, {"when": "4"}),
        ("geht auch Mittwoch?", PROPOSED, {"when": "Mittwoch"}),
        ("den zweiten", {"shown": SHOWN, "task": "book"}, {"choice": "den zweiten"}),
        ("ich nehme die 3", {"shown": SHOWN, "task": "book"}, {"choice": "3"}),
        ("15:30 bitte", {"shown": SHOWN, "task": "book"}, {"choice": "15:30"}),
        ("ist mir egal", {"shown": SHOWN, "task": "book"}, {"choice": "1"}),
        ("etwas später bitte", {"shown": SHOWN, "task": "book"}, {"when": "etwas später"}),
        ("Ich heiße Jörg Groß", {"asked": [NAME], "task": "book"}, {"name": "Jörg Groß"}),
        ("anna von der heide", {"asked": [NAME], "task": "book"}, {"name": "anna von der heide"}),
        ("jonas@example.com", {"asked": [EMAIL], "task": "book"}, {"email": "jonas@example.com"}),
        (
            "es geht um die Schichtpläne",
            {"asked": [NOTES], "task": "book"},
            {"answers": {"notes": "es geht um die Schichtpläne"}},
        ),
        ("keine", {"asked": [NOTES], "task": "book"}, {"answers": {"notes": "keine"}}),
    ],
)
def test_words_are_read_by_what_is_open(text: str, changes: dict[str, Any], wanted: dict[str, Any]) -> None:
    assert calls(text, **changes) == [("plan_booking", wanted)]


def test_a_town_answers_where_they_are() -> None:
    assert calls("Zürich", asked=[ZONE], task="book") == [("set_time_zone", {"place": "Zürich"})]


@pytest.mark.parametrize(
    "typed", ["ich möchte nächste Woche", "ich moechte naechste Woche", "ich mochte nachste Woche"]
)
def test_umlauts_may_be_typed_as_two_letters_or_without_their_dots(typed: str) -> None:
    assert [name for name, _ in calls(f"{typed} mit Bailey sprechen")] == ["plan_booking"]


def test_a_word_has_all_its_spellings() -> None:
    assert spellings("größer") == {"großer", "grosser", "groesser"}
    assert spellings("termin") == {"termin"}


def test_a_meeting_written_as_one_word_is_no_unknown_kind() -> None:
    assert calls("ich hätte gern einen Kennenlerntermin mit Bailey") == [("plan_booking", {"host": "Bailey"})]
    own = [*EVENT_TYPES, EventTypeFacts(slug="erstgespraech", title="Erstgespräch", minutes=[30])]
    assert calls("ich hätte gern ein Erstgespräch", event_types=own) == [
        ("plan_booking", {"event_type": "erstgespraech"})
    ]


@pytest.mark.parametrize(
    ("text", "usual", "heard"),
    [
        ("ich hätte gern morgen um 15 Uhr einen Termin", "en", "de"),
        ("kannst du meinen Termin verschieben", "es", "de"),
        ("koennen wir das auf freitag legen", "fr", "de"),
        ("book 30 minutes with Bailey tomorrow at 4pm", "de", "en"),
        ("je voudrais un rendez-vous demain", "de", "fr"),
        ("Anna von der Heide", "en", "en"),
        ("ok", "de", "de"),
        ("Meeting am Freitag", "de", "de"),
    ],
)
def test_a_message_is_read_in_the_language_it_is_written_in(text: str, usual: str, heard: str) -> None:
    assert hearing.written_in(text, usual, ("de", "en", "es", "fr", "pt")) == heard
