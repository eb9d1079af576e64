"""What words rule out: told with the words that do it, and taken out of what is looked at."""

from datetime import datetime

import pytest

from bot.scheduling import when

NOW = datetime.fromisoformat("2026-11-23T09:00+00:00")


def read(text: str, language: str = "en", *among: tuple[str, str]) -> when.Mention:
    windows = [when.Window(*map(datetime.fromisoformat, window)) for window in among]
    mention = when.read(text, now=NOW, zone="Europe/Lisbon", language=language, among=windows)
    assert mention is not None
    return mention


@pytest.mark.parametrize(
    ("language", "text", "told", "kind"),
    [
        ("en", "next week but not monday", "next week but not monday", "some"),
        ("en", "please, anything but mornings", "anything but mornings", "only"),
        ("en", "monday doesn't work", "monday doesn't work", "only"),
        ("en", "no mornings", "no mornings", "only"),
        ("es", "cualquier cosa menos por la mañana", "cualquier cosa menos por la mañana", "only"),
        ("fr", "la semaine prochaine, mais pas lundi", "semaine prochaine, mais pas lundi", "some"),
        ("de", "alles außer vormittags", "alles außer vormittags", "only"),
        ("pt", "semana que vem, mas segunda não", "semana que vem, mas segunda não", "some"),
        ("en", "tomorrow at 3", "tomorrow at 3", None),
    ],
)
def test_the_words_that_rule_out_belong_to_the_mention(language: str, text: str, told: str, kind: str | None) -> None:
    mention = read(text, language)
    assert mention.text == told
    assert mention.rules_out == kind


def test_what_is_ruled_out_is_taken_from_what_is_looked_at() -> None:
    mention = read("no mornings", "en", ("2026-12-01T00:00+00:00", "2026-12-02T00:00+00:00"))
    found = [(window.start, window.end) for window in mention.readings[0].windows]
    assert [(start.hour, end.hour) for start, end in found if start and end] == [(0, 8), (12, 0)]


def test_ruling_out_all_that_is_looked_at_leaves_nothing() -> None:
    mention = read("not on tuesday", "en", ("2026-12-01T00:00+00:00", "2026-12-02T00:00+00:00"))
    assert mention.readings == ()
    assert mention.problem == "impossible"


def test_no_evenings_means_none_until_midnight() -> None:
    mention = read("no evenings", "en", ("2026-12-01T00:00+00:00", "2026-12-02T00:00+00:00"))
    (window,) = mention.readings[0].windows
    assert window.end == datetime.fromisoformat("2026-12-01T17:00+00:00")
