"""The loop: which line picks a choice, what goes to the conversation, what happens when a file cannot be saved."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.channels.cli import SavedFile, converse, picked
from bot.channels.interrupts import Interrupts
from bot.channels.lines import plain_lines
from bot.message import Choice, Person, Reply
from tests.channels.fake_app import NOW, TIMES, FakeApp


class TypedFront:
    """Types the lines it was given, and keeps what is shown."""

    has_commands = True

    def __init__(self, *lines: str, is_interactive: bool = True) -> None:
        self.lines = iter(lines)
        self.is_interactive = is_interactive
        self.shown: list[list[str]] = []
        self.said: list[str] = []

    async def ask(self, interrupts: Interrupts) -> str | None:
        return next(self.lines, None)

    def show(self, reply: Reply, files: Sequence[SavedFile]) -> None:
        self.shown.append(plain_lines(reply, files))

    def say(self, text: str) -> None:
        self.said.append(text)

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        yield


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("1", "a"),
        (" 2) ", "b"),
        ("2.", "b"),
        ("#1", "a"),
        ("3", None),
        ("0", None),
        ("-1", None),
        ("1 and 2", None),
        ("1:30", None),
        ("one", None),
        ("", None),
        ("²", None),
        ("99999999999999999999", None),
    ],
)
def test_a_line_that_is_a_number_on_the_list_picks_it(line: str, label: str | None) -> None:
    choice = picked(line, (Choice("a", "a"), Choice("b", "b")))
    assert (choice and choice.label) == label


def test_a_number_picks_nothing_where_nothing_was_listed() -> None:
    assert picked("1", ()) is None


async def test_a_start_shows_what_was_open_and_its_choices_can_be_picked(tmp_path: Path) -> None:
    app, front = FakeApp(), TypedFront("2")
    await converse(app, front, person=Person("a"), folder=tmp_path, recalled=TIMES)
    assert front.shown[0] == plain_lines(TIMES, ())
    assert [incoming.choice for incoming in app.incoming] == ["t2"]


async def test_a_picked_choice_is_a_tap_and_all_else_is_text(tmp_path: Path) -> None:
    app = FakeApp()
    person = Person("terminal:local", name="Ana")
    assert await converse(app, TypedFront("times", "1", "7", "hello"), person=person, folder=tmp_path) == 0
    assert [(one.text, one.choice) for one in app.incoming] == [
        ("times", None),
        ("", "t1"),
        ("7", None),
        ("hello", None),
    ]
    assert {one.conversation_id for one in app.incoming} == {"terminal:local"}
    assert len({one.message_id for one in app.incoming}) == 4
    assert all(one.person is person and one.received_at == NOW for one in app.incoming)


async def test_the_numbers_are_those_of_the_last_reply(tmp_path: Path) -> None:
    app = FakeApp()
    await converse(app, TypedFront("times", "hello", "1"), person=Person("a"), folder=tmp_path)
    assert [one.choice for one in app.incoming] == [None, None, None]
    assert app.incoming[-1].text == "1"


async def test_help_keeps_the_choices_that_were_shown(tmp_path: Path) -> None:
    app = FakeApp()
    await converse(app, TypedFront("times", "/HELP", "2"), person=Person("a"), folder=tmp_path)
    assert [one.choice for one in app.incoming] == [None, "t2"]


async def test_a_file_that_cannot_be_saved_is_told_and_the_reply_is_shown(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("in the way")
    front = TypedFront("yes")
    await converse(FakeApp(), front, person=Person("a"), folder=tmp_path / "files")
    assert front.shown[0][0] == "Booked."
    assert front.shown[0][-1] == "meeting.ics could not be saved: File exists"


@pytest.mark.parametrize(("is_interactive", "said"), [(True, ["Goodbye."]), (False, [])])
async def test_the_end_of_the_input_is_a_farewell_to_a_person_only(
    tmp_path: Path, is_interactive: bool, said: list[str]
) -> None:
    front = TypedFront(is_interactive=is_interactive)
    assert await converse(FakeApp(), front, person=Person("a"), folder=tmp_path) == 0
    assert front.said == said
