"""Zones and places as messages mention them, and names that are somebody or something else."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.scheduling.zones import find, is_zone


@pytest.mark.parametrize(
    ("text", "mention", "zone"),
    [
        (
            "book 30 min tomorrow 3pm, I'm Ana Silva, ana@example.com, in Lisbon, about pricing",
            "Lisbon",
            "Europe/Lisbon",
        ),
        ("9am New York time works", "New York time", "America/New_York"),
        ("I live in Portland, Maine and work late", "Portland, Maine", "America/New_York"),
        ("we're based in Cork", "Cork", "Europe/Dublin"),
        ("I'm Ana from Évora", "Évora", "Europe/Lisbon"),
        ("calling from Austin, TX", "Austin, TX", "America/Chicago"),
        ("Tuesday 9am Lisbon", "Lisbon", "Europe/Lisbon"),
        ("Tuesday, Lisbon", "Lisbon", "Europe/Lisbon"),
        ("9am London?", "London", "Europe/London"),
        ("our London-based team", "London", "Europe/London"),
        ("I'm in the uk", "uk", "Europe/London"),
        ("I'm on the west coast", "west coast", "America/Los_Angeles"),
        ("I'll be in La Paz that week", "La Paz", "America/La_Paz"),
        ("3pm PST", "PST", "America/Los_Angeles"),
        ("tomorrow at 3pm est", "est", "America/New_York"),
        ("10 ET", "ET", "America/New_York"),
        ("3 pm pacific", "pacific", "America/Los_Angeles"),
        ("what is the time in the central timezone", "central timezone", "America/Chicago"),
        ("15:00Z", "Z", "UTC"),
        ("2030-01-07T09:00:00+02:00", "+02:00", "UTC+02:00"),
        ("UTC+2 suits me", "UTC+2", "UTC+02:00"),
        ("I'm 4 hours ahead of GMT", "4 hours ahead of GMT", "UTC+04:00"),
        ("I'm on PT", "PT", "America/Los_Angeles"),
        ("an office from berlin", "berlin", "Europe/Berlin"),
        ("set me to Etc/GMT-3", "Etc/GMT-3", "Etc/GMT-3"),
        ("set me to Europe/Lisbon", "Europe/Lisbon", "Europe/Lisbon"),
        ("mañana a las 10 hora de Madrid", "hora de Madrid", "Europe/Madrid"),
        ("je suis à Paris", "Paris", "Europe/Paris"),
        ("ich bin in Berlin", "Berlin", "Europe/Berlin"),
        ("moro em São Paulo", "São Paulo", "America/Sao_Paulo"),
        ("which time zone has stokholm", "stokholm", "Europe/Stockholm"),
        ("which timezone is used in british columbia", "british columbia", "America/Vancouver"),
    ],
)
def test_a_mention_is_found_with_its_words(text: str, mention: str, zone: str) -> None:
    (found,) = find(text)
    assert (found.text, found.zones) == (mention, (zone,))
    assert text[slice(*found.span)] == mention


@pytest.mark.parametrize(
    "text",
    [
        "with Paris Hilton",
        "book with Jordan",
        "an invite from Austin",
        "is Denver free at 9?",
        "what about Victoria?",
        "Ana Silva",
        "Bailey",
        "Paris",
        "Milan",
        "nice, thanks",
        "that would be nice in general",
        "I'm reading in bed",
        "my mobile is +351 912 345 678",
        "Reading is fun",
        "in March",
        "see you in May",
        "of course",
        "same time next week",
        "best time for me is 3",
        "in the morning",
        "any time in the afternoon",
        "lunch time",
        "in person",
        "I am in a meeting",
        "on Monday",
        "between 2 and 4 pm",
        "from Monday to Friday",
        "let us meet at 3",
        "that is it for me",
        "west, then east",
        "he said UTC+99",
    ],
)
def test_names_and_words_that_are_places_elsewhere_are_left_alone(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("am 14. Oktober um 8:00 ist es so weit", "de"),
        ("mardi à 15h et mercredi", "fr"),
        ("c'est à 10h", "fr"),
        ("por la mañana en la oficina", "es"),
        ("en una semana", "es"),
        ("na segunda em breve", "pt"),
    ],
)
def test_everyday_words_of_other_languages_are_no_abbreviations(text: str, language: str) -> None:
    assert find(text, language) == []


def test_an_ambiguous_mention_carries_its_candidates() -> None:
    (mention,) = find("3pm cst please")
    assert mention.zones == ("America/Chicago", "Asia/Shanghai", "America/Havana")
    (mention,) = find("I'm in Springfield")
    assert len(mention.zones) > 1


def test_several_mentions_come_in_the_order_of_the_message() -> None:
    found = find("if it's 9am in Berlin, what time is it in Tokyo?")
    assert [mention.text for mention in found] == ["Berlin", "Tokyo"]


def test_a_message_known_to_be_about_a_zone_needs_no_other_evidence() -> None:
    assert find("probably tampa, maybe") == []
    assert [mention.text for mention in find("probably tampa, maybe", asked=True)] == ["tampa"]


def test_only_the_beginning_of_a_document_is_read() -> None:
    assert find("word " * 1_000 + "I'm in Lisbon") == []
    assert find("I'm in Lisbon. " + "word " * 1_000) != []


PIECES = st.sampled_from(
    [
        "I'm in",
        "Lisbon",
        "Portland,",
        "ME",
        "3pm",
        "est",
        "UTC",
        "+2",
        "time",
        "New York",
        "in",
        "St.",
        "-",
        "\n",
        "é",
        "of",
        "America/",
    ]
)


@given(text=st.one_of(st.text(), st.lists(PIECES).map(" ".join)), asked=st.booleans())
def test_mentions_never_overlap_and_always_quote_the_message(text: str, asked: bool) -> None:
    found = find(text, asked=asked)
    for mention in found:
        assert text[slice(*mention.span)] == mention.text
        assert mention.zones
        assert all(is_zone(zone) for zone in mention.zones)
    assert all(one.span[1] <= two.span[0] for one, two in pairwise(found))
