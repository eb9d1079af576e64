from pathlib import Path

import pytest

from bot.evals.dialogue import DialogueError, find, load

HEAD = "name: a-talk\nnow: 2026-11-23T09:00:00-05:00\n"
TAIL = "steps:\n  - say: hello\nexpect: {}\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "talk.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_words_that_yaml_takes_for_something_else_stay_words(tmp_path: Path) -> None:
    steps = "".join(f"  - say: {word}\n" for word in ("yes", "no", "on", "3:30", "2026-11-24", "7"))
    talk = load(written(tmp_path, f"{HEAD}steps:\n{steps}expect: {{}}\n"))
    assert [step.say for step in talk.steps] == ["yes", "no", "on", "3:30", "2026-11-24", "7"]


def test_expected_values_keep_the_types_that_json_has(tmp_path: Path) -> None:
    text = f"{HEAD}steps: [{{say: hi}}]\nexpect: {{bookings: [{{duration: 30, absentHost: false, rating: null}}]}}\n"
    talk = load(written(tmp_path, text))
    assert talk.expect.bookings == ({"duration": 30, "absentHost": False, "rating": None},)


def test_a_time_span_moves_the_clock_by_its_unit(tmp_path: Path) -> None:
    steps = "steps: [{say: hi, advance: 90s}, {say: hi, advance: 20m}, {say: hi, advance: 2d}]\nexpect: {}\n"
    talk = load(written(tmp_path, HEAD + steps))
    assert [step.advance.total_seconds() for step in talk.steps if step.advance] == [90, 1200, 172_800]


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        (f"now: 2026-11-23T09:00:00-05:00\n{TAIL}", "name", "required"),
        (f"name: a\nnow: 2026-11-23T09:00:00\n{TAIL}", "now", "timezone"),
        (f"{HEAD}steps: []\nexpect: {{}}\n", "steps", "at least 1"),
        (f"{HEAD}steps: [{{tap: x}}]\nexpect: {{}}\n", "the file", "opens the conversation"),
        (f"{HEAD}steps: [{{say: x, tap: y}}]\nexpect: {{}}\n", "steps[0]", "exactly one"),
        (f"{HEAD}steps: [{{say: x}}, {{if: y}}]\nexpect: {{}}\n", "steps[1]", "exactly one"),
        (f"{HEAD}steps: [{{say: x, times: 0}}]\nexpect: {{}}\n", "steps[0].times", "greater than or equal to 1"),
        (f"{HEAD}steps: [{{say: x}}, {{tap: '('}}]\nexpect: {{}}\n", "steps[1].tap", "no regular expression"),
        (f"{HEAD}steps: [{{say: x, advance: soon}}]\nexpect: {{}}\n", "steps[0].advance", "no length of time"),
        (f"{HEAD}steps: [{{say: x}}]\nexpect: {{booking: []}}\n", "expect.booking", "Extra inputs"),
        (f"{HEAD}existing: [{{event_type: a, host: b, by: me}}]\n{TAIL}", "existing[0].by", "'person'"),
        ("- a list\n", "the file", "valid dictionary"),
        ("name: [", "", "no YAML"),
    ],
)
def test_a_wrong_file_is_refused_by_file_and_key(tmp_path: Path, text: str, key: str, reason: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(DialogueError) as refused:
        load(path)
    lines = str(refused.value).splitlines()
    assert any(line.startswith(f"{path}: {key}") and reason in line for line in lines)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DialogueError, match=r"nowhere\.yaml: cannot be read"):
        load(tmp_path / "nowhere.yaml")


def test_folders_are_searched_and_a_file_counts_once(tmp_path: Path) -> None:
    (tmp_path / "deeper").mkdir()
    files = [tmp_path / "a.yaml", tmp_path / "deeper" / "b.yml"]
    for path in [*files, tmp_path / "notes.txt"]:
        path.write_text("")
    assert find([str(tmp_path), files[0]]) == files
