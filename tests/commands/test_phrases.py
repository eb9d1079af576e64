"""`slotwise when` and `zone`: for a person, for a program, and as JSON lines."""

import json
from typing import Any

import pytest
from click.testing import CliRunner

from bot.__main__ import main

NOW = ("--now", "2026-11-23T09:00:00-05:00", "--time-zone", "America/New_York")


def output(*arguments: str) -> str:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return result.output


def batch(command: str, lines: str | bytes) -> list[dict[str, Any]]:
    result = CliRunner().invoke(main, [command, "--batch"], input=lines)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines()]


def test_a_phrase_is_shown_with_its_window_and_zone() -> None:
    assert output("when", "tuesday afternoon", *NOW).replace("\u202f", " ") == (
        '"tuesday afternoon"\n  Tuesday, November 24, 2026 12:00 PM -0500 to 5:00 PM (America/New_York)\n'
    )


def test_words_without_a_time_are_told() -> None:
    assert output("when", "hello there", *NOW) == "No time is named there.\n"
    assert "there is no such time" in output("when", "30 February", *NOW)


def test_two_readings_are_both_shown() -> None:
    shown = output("when", "Friday November 26", *NOW)
    assert "1) " in shown
    assert "2) " in shown


def test_a_phrase_as_json() -> None:
    shown = json.loads(output("when", "tomorrow at 3pm", "--json", *NOW))
    (mention,) = shown["mentions"]
    assert shown["time_zone"] == "America/New_York"
    assert mention["text"] == "tomorrow at 3pm"
    assert mention["readings"][0]["exact"] is True
    assert mention["readings"][0]["windows"][0]["start"] == "2026-11-24T15:00:00-05:00"


def test_phrases_as_json_lines() -> None:
    question = {"id": 7, "text": "tomorrow at 3pm", "now": "2026-11-23T09:00:00", "time_zone": "Europe/Lisbon"}
    lines = "\n".join([json.dumps({**question, "language": "en"}), "", "not json", "[1]", '{"id": 8}'])
    right, *wrong = batch("when", lines + "\n")
    assert right["id"] == 7
    assert right["readings"][0]["start"].startswith("2026-11-24T15:00")
    assert right["micros"] > 0
    assert [answer["id"] for answer in wrong] == [None, None, 8]
    assert all("the line" in answer["error"] for answer in wrong)


def test_lines_that_are_no_text_are_answered_too() -> None:
    (answer,) = batch("when", b'{"id": 1, "text": "\xff"}\n')
    assert "error" in answer


def test_a_place_is_shown_as_its_zone() -> None:
    assert output("zone", "Lisbon") == "Europe/Lisbon\n"
    assert json.loads(output("zone", "Lisbon", "--json")) == {"text": "Lisbon", "zones": ["Europe/Lisbon"]}
    assert output("zone", "qwxyz") == "No time zone is known by that name.\n"


def test_places_as_json_lines() -> None:
    (answer,) = batch("zone", '{"id": "a", "text": "Lisbon", "language": "en"}\n')
    assert answer == {"id": "a", "zones": ["Europe/Lisbon"]}


def test_a_message_is_shown_as_the_tool_calls_made_of_it() -> None:
    assert output("understand", "cancel my meeting on friday", *NOW).startswith("cancel_booking(which=")
    shown = json.loads(output("understand", "cancel my meeting on friday", "--json", *NOW))
    assert [call["name"] for call in shown["calls"]] == ["cancel_booking"]


def test_messages_as_json_lines() -> None:
    question = {"id": 3, "text": "what are my bookings?", "previous": None, "now": "2026-11-23T09:00:00"}
    right, wrong = batch("understand", json.dumps({**question, "time_zone": "UTC", "language": "en"}) + "\n[]\n")
    assert (right["id"], [call["name"] for call in right["calls"]]) == (3, ["list_bookings"])
    assert wrong["id"] is None


@pytest.mark.parametrize("command", ["when", "zone", "understand"])
def test_no_lines_have_no_answers(command: str) -> None:
    assert batch(command, "") == []
