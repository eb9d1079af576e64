"""What the built-in model makes of French sentences, as people in France, Belgium, Switzerland and Quebec type them:
without accents, without apostrophes, without signs."""

from typing import Any

import pytest

from bot.conversation import hearing
from bot.conversation.moment import Moment, Question
from bot.conversation.offline.calls import understand
from bot.conversation.tools import TOOLS_BY_NAME
from bot.conversation.understand import EVENT_TYPES

SHOWN = ["mar. 24 nov. à 09:00", "mar. 24 nov. à 15:30", "mer. 2 déc. à 09:30"]
PROPOSED = {"proposal": "book 30 Min Meeting, mar. 24 nov. à 15:00", "task": "book", "draft": {"event_type": "30min"}}
NAME = Question(slug="name", type="name", label="votre nom")
EMAIL = Question(slug="email", type="email", label="votre adresse e-mail")
ZONE = Question(slug="time_zone", type="place", label="la ville où vous êtes")


def moment(**changes: Any) -> Moment:
    plain: dict[str, Any] = {
        "now": "Monday 2026-11-23 09:00",
        "time_zone": "Europe/Paris",
        "language": "fr",
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
plan_booking | je voudrais un rendez-vous d'une demi-heure mardi après-midi
plan_booking | bonjour, jaimerais prendre rdv demain a 16h
plan_booking | il faut que je parle à Bailey jeudi à 10h
plan_booking | qu'est-ce qui est libre mardi après-midi ?
plan_booking | vous avez quelque chose vendredi matin ?
plan_booking | quand est-ce que Bailey est libre cette semaine ?
plan_booking | RÉSERVEZ UN RENDEZ-VOUS DEMAIN À 17H
plan_booking | une heure avec Bailey au plus vite
plan_booking | calez-moi un appel lundi à 9h
plan_booking | pourriez-vous me réserver 15 minutes aujourd'hui à 17h00 ?
plan_booking | un autre rdv avec Bailey jeudi à 17h
plan_booking | j'aimerais voir Bailey la semaine prochaine
plan_booking | trouvez-moi un créneau pour demain
plan_booking | y a de la place mercredi ?
plan_booking | notez-moi vendredi à midi
plan_booking | je souhaiterais planifier une réunion mardi à 11h
plan_booking | réservez 30 minutes
plan_booking | est-ce que vous auriez un créneau jeudi ?
plan_booking | slt tu peux me caler un point avec bailey demain 14h stp
plan_booking | quels sont vos créneaux libres vendredi ?
plan_booking | on peut se voir jeudi prochain vers 15h ?
plan_booking | je cherche un créneau de 30 min la semaine prochaine
plan_booking | possible demain 11h ?
plan_booking | j'ai besoin d'un rendez-vous rapidement
plan_booking | quelles sont vos disponibilités ?
plan_booking | je peux venir quand ?
plan_booking | prenez-moi un rendez vous avec bailey mercredi à 15h30 svp
reschedule_booking | déplacez ma réunion de vendredi à lundi matin
reschedule_booking | décale mon rdv de 15h à 16h
reschedule_booking | passe la réunion de demain à jeudi 11h
reschedule_booking | pouvez-vous avancer mon rendez-vous d'une heure ?
reschedule_booking | repousse le rdv d'une demi-heure
reschedule_booking | il faut reporter mon rendez-vous de mardi
reschedule_booking | je voudrais reprogrammer ma consultation pour vendredi
reschedule_booking | j'ai besoin de changer l'heure de mon rendez-vous
reschedule_booking | on peut décaler notre point de jeudi au lendemain ?
reschedule_booking | mettez mon rendez-vous de mardi à mercredi 10h
reschedule_booking | je veux changer mon rendez-vous
reschedule_booking | serait-il possible de déplacer mon rdv à vendredi ?
cancel_booking | annulez ma réunion de vendredi
cancel_booking | je veux annuler le rendez-vous de demain parce que je suis malade
cancel_booking | je ne peux pas venir à mon rdv de mardi
cancel_booking | annule ma réservation stp
cancel_booking | il faut annuler l'appel de jeudi
cancel_booking | supprimez mon rendez-vous de demain
cancel_booking | je ne pourrai pas être là jeudi pour mon rendez-vous
cancel_booking | je n'ai plus besoin de mon rendez-vous
list_bookings | quels sont mes rendez-vous ?
list_bookings | qu'est-ce que j'ai de prévu ?
list_bookings | montrez-moi mes réservations
list_bookings | à quelle heure est mon rendez-vous ?
list_bookings | mes prochains rendez-vous
list_bookings | c'est quand mon rdv avec Bailey ?
list_bookings | est-ce que j'ai quelque chose de réservé demain ?
list_bookings | j'ai quoi comme rdv cette semaine
list_bookings | mes rendez-vous annulés
list_bookings | je voudrais voir mes rendez-vous
list_bookings | ai-je un rendez-vous jeudi ?
set_time_zone | j'habite à Montréal
set_time_zone | je suis à Bruxelles
set_time_zone | mon fuseau horaire est Paris
set_time_zone | je vis en Suisse maintenant
smalltalk-hello | bonjour
smalltalk-hello | coucou
smalltalk-thanks | merci beaucoup
smalltalk-bye | au revoir
smalltalk-bye | bonne journée
smalltalk-who-are-you | êtes-vous un robot ?
smalltalk-how-are-you | comment ça va ?
smalltalk-how-are-you | ça va ?
help | aide
help | qu'est-ce que vous pouvez faire ?
help | comment ça marche ?
off-topic | quel temps fait-il aujourd'hui
off-topic | rappelle-moi d'acheter du lait
off-topic | combien coûte un vol pour Lisbonne
off-topic | raconte-moi une blague
off-topic | quelle heure est-il ?
smalltalk-ok | c'est tout
cancel_booking | j'ai un empêchement, annulez mon rdv de jeudi
plan_booking | un point d'une heure jeudi avec Bailey ?
plan_booking | ca serait possible vendredi a 15h
reschedule_booking | je dois repousser ma réunion du 3 décembre
plan_booking | c'est possible à 15h avec Kim Larsen ?
plan_booking | qu'avez-vous comme créneaux la semaine prochaine ?
plan_booking | t'es libre mardi 15h ?
plan_booking | jvoudrais un rdv demain
plan_booking | auriez-vous une disponibilité en fin de journée mercredi ?
plan_booking | une petite visio demain matin, c'est jouable ?
reschedule_booking | mon rdv de vendredi, on peut le mettre à lundi ?
reschedule_booking | je suis en retard, décalez mon rdv de 30 minutes
cancel_booking | désolé mais je ne vais pas pouvoir venir demain à mon rdv
cancel_booking | je me désiste pour mon rdv de vendredi
list_bookings | rappelez-moi l'heure de mon rendez-vous
list_bookings | est-ce que mon rendez-vous de mardi est confirmé ?
list_bookings | ai-je déjà réservé quelque chose ?
set_time_zone | je suis au Québec
off-topic | réserve un restaurant pour ce soir
off-topic | mets une alarme à 7h
"""


@pytest.mark.parametrize("line", WISHES.strip().splitlines())
def test_what_is_asked_for_is_understood(line: str) -> None:
    wanted, text = line.split(" | ")
    understood = understand(text, moment(), TOOLS_BY_NAME.keys())
    assert wanted in {understood.say, *(call.name for call in understood.calls)}


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        (
            "déplacez ma réunion de vendredi à lundi à 16h30",
            {"which": "ma réunion de vendredi", "when": "lundi à 16h30"},
        ),
        ("décale mon rdv de 15h à 16h", {"which": "mon rdv de 15h", "when": "16h"}),
        ("décale ma réunion de demain à 15h à jeudi 11h", {"which": "ma réunion de demain à 15h", "when": "jeudi 11h"}),
        (
            "mettez mon rendez-vous de mardi à mercredi 10h",
            {"which": "mon rendez-vous de mardi", "when": "mercredi 10h"},
        ),
        ("pouvez-vous avancer mon rendez-vous d'une heure ?", {"when": "une heure avant"}),
        ("repousse le rdv d'une demi-heure", {"when": "une demi-heure apres"}),
        ("il faut reporter mon rendez-vous de mardi", {"which": "mon rendez-vous de mardi"}),
        ("déplacez-le à 17h", {"when": "17h"}),
    ],
)
def test_a_booking_is_told_from_its_new_time(text: str, arguments: dict[str, Any]) -> None:
    assert calls(text) == [("reschedule_booking", arguments)]


def test_annule_is_an_order_and_annules_may_be_what_was_cancelled() -> None:
    assert calls("annule mon rendez-vous de jeudi") == [("cancel_booking", {"which": "mon rendez-vous de jeudi"})]
    assert calls("montrez-moi mes rendez-vous annulés") == [("list_bookings", {"status": "cancelled"})]
    assert calls("n'annulez pas mon rendez-vous") == []


def test_two_wishes_in_one_message_are_two_calls() -> None:
    assert calls("annulez mon rendez-vous de vendredi et réservez-m'en un lundi à 10h") == [
        ("cancel_booking", {"which": "mon rendez-vous de vendredi"}),
        ("plan_booking", {"when": "lundi à 10h"}),
    ]


def test_everything_that_is_told_at_once_is_taken() -> None:
    text = (
        "bonjour, rdv d'une heure avec l'équipe support jeudi 10h30, je suis à Lyon, moi c'est Élodie Lefèvre, "
        "elodie@example.com"
    )
    assert calls(text) == [
        ("set_time_zone", {"place": "Lyon"}),
        (
            "plan_booking",
            {
                "host": "équipe support",
                "length": 60,
                "when": "jeudi 10h30",
                "name": "Élodie Lefèvre",
                "email": "elodie@example.com",
            },
        ),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "je m'appelle Camille Moreau et mon mail est camille@example.com, je suis à Lyon",
        "Camille Moreau, camille@example.com, Lyon",
        "camille@example.com, j'habite à Lyon, je mappelle Camille Moreau",
    ],
)
def test_name_address_and_city_are_told_in_any_order(text: str) -> None:
    assert calls(text, asked=[NAME, EMAIL, ZONE], task="book", draft={"event_type": "30min"}) == [
        ("set_time_zone", {"place": "Lyon"}),
        ("plan_booking", {"name": "Camille Moreau", "email": "camille@example.com"}),
    ]


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("le deuxième", "le deuxième"),
        ("la 2", "2"),
        ("le 3", "3"),
        ("le dernier", "le dernier"),
        ("le plus tôt", "le plus tôt"),
        ("celui de 15h30", "15h30"),
        ("plutôt à 9h30", "9h30"),
        ("n'importe lequel", "1"),
        ("ça m'est égal", "1"),
    ],
)
def test_one_of_the_shown_times_is_picked(text: str, choice: str) -> None:
    assert calls(text, shown=SHOWN, task="book", draft={}) == [("plan_booking", {"choice": choice})]


def test_le_2_is_the_day_where_the_2nd_of_the_month_is_shown() -> None:
    assert calls("le 2", shown=SHOWN, task="book", draft={}) == [("plan_booking", {"when": "le 2"})]
    assert calls("le 2", shown=SHOWN[:2], task="book", draft={}) == [("plan_booking", {"choice": "2"})]


ANSWERS = """
yes | oui bien sûr
yes | d'accord merci
yes | daccord
yes | ça me va
yes | ok ça marche
yes | allez-y
yes | c bon pour moi
yes | pas de problème
no | non merci
no | plutôt pas
no | ça ne me convient pas
no | ca va pas
no | non, laissez tomber
"""


@pytest.mark.parametrize("line", ANSWERS.strip().splitlines())
def test_an_answer_to_what_is_proposed_is_heard(line: str) -> None:
    answer, text = line.split(" | ")
    assert calls(text, **PROPOSED) == [("answer_proposal", {"answer": answer})]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("non, plutôt 17h", "17h"),
        ("oui mais à 16h", "16h"),
        ("attendez, jeudi", "jeudi"),
        ("pas mardi, mercredi", "pas mardi, mercredi"),
        ("plus tard", "plus tard"),
        ("un autre jour svp", "un autre jour svp"),
    ],
)
def test_another_time_is_no_answer_to_what_is_proposed(text: str, when: str) -> None:
    assert calls(text, **PROPOSED) == [("plan_booking", {"when": when})]


@pytest.mark.parametrize(
    ("text", "usual", "heard"),
    [
        ("j'aimerais un rendez-vous demain à 10h", "en", "fr"),
        ("je voudrais annuler mon rdv", "es", "fr"),
        ("quiero una reunión mañana a las 3", "fr", "es"),
        ("book 30 minutes with Bailey tomorrow at 4pm", "fr", "en"),
        ("l'heure d'après, c'est mieux", "en", "fr"),
        ("Camille de la Tour", "en", "en"),
        ("ok", "fr", "fr"),
        ("15h30", "fr", "fr"),
        ("mardi", "fr", "fr"),
    ],
)
def test_a_message_is_read_in_the_language_it_is_written_in(text: str, usual: str, heard: str) -> None:
    assert hearing.written_in(text, usual, ("en", "es", "fr", "pt")) == heard
