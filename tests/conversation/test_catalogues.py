"""Every catalogue of every room says what the English one says: the same messages, the same values in them, and every
plural form that its language has."""

from collections.abc import Iterator
from importlib import resources

import pytest
from babel import Locale
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

from bot.conversation.wording import CONVERSATION, HOSTING, Wording, languages

ROOMS = (CONVERSATION, HOSTING, "bot.accounts", "bot.channels.telegram", "bot.notifying")
CATALOGUES = [(room, language) for room in ROOMS for language in languages(room) if language != "en"]
CATEGORIES = frozenset(("zero", "one", "two", "few", "many", "other"))

VALUES: dict[str, object] = {
    "answers": "ana",
    "app": "Zoom",
    "calendar": "Google",
    "contact": "ana@example.com",
    "days": "24",
    "email": "ana@example.com",
    "host": "Bailey Hart",
    "language": "English",
    "lengths": "15, 30",
    "name": "Ana Silva",
    "owner": "Ana",
    "place": "Lisbon (GMT+0)",
    "title": "30 Min Meeting",
}
NUMBERS = (1, 2, 5, 21, 30)
PICKED = {"part": ("morning", "afternoon", "evening"), "kind": ("photo", "document", "voice")}


class Parts(Visitor):
    """What a message holds: the values put into it, and the forms it has for each of them."""

    def __init__(self) -> None:
        self.values: set[str] = set()
        self.forms: dict[str, set[str]] = {}

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:  # noqa: N802 - the visitor's own names
        self.values.add(node.id.name)

    def visit_SelectExpression(self, node: fluent.SelectExpression) -> None:  # noqa: N802
        assert isinstance(node.selector, fluent.VariableReference)
        keys = {
            variant.key.name if isinstance(variant.key, fluent.Identifier) else variant.key.value
            for variant in node.variants
        }
        self.forms.setdefault(node.selector.id.name, set()).update(keys)
        self.generic_visit(node)


def messages(room: str, language: str) -> dict[str, Parts]:
    text = (resources.files(room) / "locales" / f"{language}.ftl").read_text(encoding="utf-8")
    found: dict[str, Parts] = {}
    for entry in FluentParser().parse(text).body:
        assert not isinstance(entry, fluent.Junk), f"{language}: {entry.content}"
        if isinstance(entry, fluent.Message):
            assert entry.id.name not in found, f"{language}: {entry.id.name} twice"
            found[entry.id.name] = Parts()
            found[entry.id.name].visit(entry)
    return found


def plural_forms(language: str) -> set[str]:
    """The forms that the counts of a scheduling assistant can need in a language."""
    rule = Locale.parse(language).plural_form
    return {rule(count) for count in range(1, 1001)}


@pytest.mark.parametrize(("room", "language"), CATALOGUES)
def test_a_catalogue_has_the_messages_of_the_english_one_and_no_other(room: str, language: str) -> None:
    assert set(messages(room, language)) == set(messages(room, "en"))


@pytest.mark.parametrize(("room", "language"), CATALOGUES)
def test_a_message_takes_the_values_of_the_english_one(room: str, language: str) -> None:
    english = messages(room, "en")
    other = {
        name: parts.values ^ english[name].values
        for name, parts in messages(room, language).items()
        if parts.values != english[name].values
    }
    assert other == {}


@pytest.mark.parametrize(("room", "language"), CATALOGUES)
def test_no_form_of_a_message_is_left_out(room: str, language: str) -> None:
    missing = {}
    for name, parts in messages(room, language).items():
        for value, forms in messages(room, "en")[name].forms.items():
            needed = plural_forms(language) if forms <= CATEGORIES else forms
            if lacks := needed - parts.forms.get(value, set()):
                missing[name, value] = lacks
    assert missing == {}


def fillings(name: str, parts: Parts) -> Iterator[dict[str, object]]:
    """Values as they really are: counts that take each plural form, and words for the rest."""
    rounds = max([len(NUMBERS), *(len(words) for value, words in PICKED.items() if value in parts.values)])
    for turn in range(rounds):
        filled: dict[str, object] = {}
        for value in parts.values:
            if value in PICKED and value in parts.forms:
                filled[value] = PICKED[value][turn % len(PICKED[value])]
            elif value in ("count", "minutes", "interval") or (value == "days" and name == "why-too-far"):
                filled[value] = NUMBERS[turn % len(NUMBERS)]
            else:
                filled[value] = VALUES.get(value, "Tue, Nov 24")
        yield filled


@pytest.mark.parametrize(("room", "language"), CATALOGUES)
def test_every_message_reads_whole_with_real_values(room: str, language: str) -> None:
    wording = Wording(language, CONVERSATION if room == HOSTING else room)
    for name, parts in messages(room, language).items():
        for filled in fillings(name, parts):
            said = wording.say(name, **filled)
            assert said.strip() == said != ""
            assert "{" not in said, name
            assert "  " not in said.replace("\n    ", "\n"), name
            for value in parts.values - parts.forms.keys():
                assert str(filled[value]) in said, (name, value)


@pytest.mark.parametrize("language", languages("bot.channels.telegram"))
def test_what_telegram_shows_of_the_bot_fits_its_limits(language: str) -> None:
    wording = Wording(language, "bot.channels.telegram")
    assert len(wording.say("bot-name")) <= 64
    assert len(wording.say("bot-short-description")) <= 120
    assert len(wording.say("bot-description")) <= 512


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_speaks_the_same_languages(room: str) -> None:
    assert languages(room) == languages(CONVERSATION)
