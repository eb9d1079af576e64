"""What people say, class by class, in each language: ``phrases/<language>.tsv`` has a phrase and what it comes to when
it is said on Monday 23 November 2026 at 10:00 in New York."""

from pathlib import Path

import pytest

from bot.scheduling.when.language import available
from tests.scheduling.when.said import understood, windows

FOLDER = Path(__file__).parent / "phrases"
PHRASES = [
    (file.stem, *line.split("\t"))
    for file in sorted(FOLDER.glob("*.tsv"))
    for line in file.read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(("language", "text", "expected"), PHRASES)
def test_a_phrase_comes_to_what_its_speaker_means(language: str, text: str, expected: str) -> None:
    assert windows(understood(text, language=language)) == expected


def test_every_language_has_its_phrases() -> None:
    assert {language for language, _, _ in PHRASES} == available()
