"""Every phrase of the word files is heard when it is typed as it stands: none is longer than what is looked for, is
written with signs that are dropped, or is undone by another list."""

import tomllib
from importlib import resources

import pytest

from bot.conversation import policy

FOLDER = resources.files("bot.conversation") / "words"
LANGUAGES = sorted(file.name.removesuffix(".toml") for file in FOLDER.iterdir() if file.name.endswith(".toml"))
KINDS = ("book", "reschedule", "cancel")


def phrases(language: str) -> dict[str, list[str]]:
    data = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return {key: value for key, value in data.items() if isinstance(value, list)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_the_lists_of_the_english_one(language: str) -> None:
    extra = set() if language == "en" else {"not_english"}
    assert phrases(language).keys() == phrases("en").keys() | extra


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_yes_is_a_yes_to_what_it_answers(language: str) -> None:
    lists = phrases(language)
    deaf = [
        (kind, phrase)
        for kind in KINDS
        for phrase in [*lists["yes"], *lists[f"yes_{kind}"]]
        if not policy.reads_yes(phrase, language, kind)
    ]
    assert deaf == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_no_is_a_no_to_what_it_answers(language: str) -> None:
    lists = phrases(language)
    deaf = [
        (kind, phrase)
        for kind in KINDS
        for phrase in [*lists["no"], *lists[f"no_{kind}"]]
        if not policy.reads_no(phrase, language, kind)
    ]
    assert deaf == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_yes_is_a_no_as_well(language: str) -> None:
    lists = phrases(language)
    both = [
        (kind, phrase)
        for kind in KINDS
        for phrase in [*lists["yes"], *lists[f"yes_{kind}"]]
        if policy.reads_no(phrase, language, kind)
    ]
    assert both == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_letting_go_and_starting_over_are_heard(language: str) -> None:
    lists = phrases(language)
    assert [phrase for phrase in lists["never_mind"] if not policy.reads_never_mind(phrase, language)] == []
    assert [phrase for phrase in lists["start_over"] if not policy.reads_start_over(phrase, language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_days_and_times_are_asked_for(language: str) -> None:
    lists = phrases(language)
    for what in ("days", "times"):
        assert [phrase for phrase in lists[f"other_{what}"] if policy.asks_for_other(phrase, language) != what] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_around_a_number_are_heard(language: str) -> None:
    lists = phrases(language)
    assert [lead for lead in lists["number_lead"] if policy.picked_number(f"{lead} 2", 3) != 1] == []
    assert [tail for tail in lists["number_tail"] if policy.picked_number(f"2 {tail}", 3) != 1] == []
