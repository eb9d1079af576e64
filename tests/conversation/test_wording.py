"""Every sentence that the code asks for is there, gets its values, and every sentence that is there is used."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import get_args

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent

import bot
from bot.conversation.state import Proposal
from bot.conversation.times import Reason
from bot.conversation.tools import ListBookings
from bot.conversation.wording import CONVERSATION, HOSTING, Wording

SOURCES = Path(bot.__file__).parent
ENGLISH = "\n".join(
    (resources.files(room) / "locales" / "en.ftl").read_text(encoding="utf-8") for room in (CONVERSATION, HOSTING)
)

# A change of a host's is told by its deeds (``hosting.doing``).
KINDS = tuple(kind for kind in get_args(Proposal.model_fields["kind"].annotation) if kind != "change")
PARTS: dict[str, tuple[str, ...]] = {
    # What stands in the braces of an id that is put together, by the text before it.
    "why-": get_args(Reason),
    "scope-": ("this", "following", "all"),
    "card-scope-": ("following", "all"),
    "done-cancelled-": ("this", "following", "all"),
    "card-series-": ("weekly", "monthly", "yearly", "other"),
    "outcome-unknown-": KINDS,
    "outcome-not-done-": KINDS,
    "bookings-": ("upcoming", "past", "cancelled"),
    "no-bookings-": ("upcoming", "past", "cancelled"),
    "which-": ("move", "cancel"),
    "use-": ("bookings", "turns", "calls", "tokens", "cost"),
}


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((SOURCES / "conversation").rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def ids_of(node: ast.expr) -> list[str]:
    """The message ids that an expression can be; none when that cannot be told from it alone."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.IfExp(body=body, orelse=orelse):
            return ids_of(body) + ids_of(orelse)
        case ast.JoinedStr(values=[ast.Constant(value=str(start)), ast.FormattedValue()]):
            return [start + part for part in PARTS[start]]
    return []


def calls_of_say() -> Iterator[tuple[Path, ast.Call]]:
    for path, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args:
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in ("say", "_say"):
                    yield path, node


def put_together() -> set[str]:
    """Every id that is made of a known beginning and a part, wherever it is said."""
    return {
        name
        for _, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        and isinstance(node.values[0], ast.Constant)
        and node.values[0].value in PARTS
        for name in ids_of(node)
    }


def messages() -> dict[str, fluent.Message]:
    parsed = FluentParser().parse(ENGLISH)
    assert not [entry for entry in parsed.body if isinstance(entry, fluent.Junk)]
    found = [entry for entry in parsed.body if isinstance(entry, fluent.Message)]
    names = [message.id.name for message in found]
    assert len(names) == len(set(names)), "a message stands twice"
    return {message.id.name: message for message in found}


def variables(message: fluent.Message) -> set[str]:
    return set(re.findall(r"\$([a-z_]+)", ENGLISH_TEXT[message.id.name]))


def _texts() -> dict[str, str]:
    return {
        name: ENGLISH[message.span.start : message.span.end] for name, message in messages().items() if message.span
    }


ENGLISH_TEXT = _texts()


def test_every_id_that_the_code_names_is_in_the_catalogue() -> None:
    known = messages()
    named = {name for _, call in calls_of_say() for name in ids_of(call.args[0])} | put_together()
    assert named - set(known) == set()


def test_every_sentence_of_the_catalogue_is_used() -> None:
    """By a call, or where its id is made or stands in a table before the call."""
    named = {name for _, call in calls_of_say() for name in ids_of(call.args[0])} | put_together()
    texts = {
        node.value
        for _, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    tables = "".join(path.read_text(encoding="utf-8") for path in (SOURCES / "conversation").rglob("*.toml"))
    unused = {name for name in messages() if name not in named | texts and f'"{name}"' not in tables}
    assert unused == set()


def test_every_call_gives_each_sentence_all_its_values() -> None:
    known = messages()
    wrong = []
    checked = 0
    for path, call in calls_of_say():
        given = {keyword.arg for keyword in call.keywords}
        if None in given:
            continue  # spread from a mapping; the sentences of answers are rendered below
        for name in ids_of(call.args[0]):
            checked += 1
            needed = variables(known[name])
            if not needed <= given:
                wrong.append(f"{path.name}:{call.lineno} {name} lacks {sorted(needed - given)}")
    assert wrong == []
    assert checked > 100


def test_the_parts_of_ids_are_those_that_the_code_can_have() -> None:
    assert set(PARTS["why-"]) >= {"past", "too-soon", "too-far", "outside", "taken"}
    (status,) = [part for part in get_args(ListBookings.model_fields["status"].annotation) if get_args(part)]
    assert set(get_args(status)) == set(PARTS["bookings-"])


@pytest.mark.parametrize("name", [name for name in messages() if name.startswith("wrong-")])
def test_what_is_wrong_with_an_answer_is_said_with_what_every_caller_has(name: str) -> None:
    text = Wording().say(name, answer="elf", label="Team size", options="1 or 2")
    assert "elf" in text or "Team size" in text


@pytest.mark.parametrize("name", list(messages()))
def test_every_sentence_can_be_said(name: str) -> None:
    values: dict[str, object] = dict.fromkeys(variables(messages()[name]), "x")
    for count in (0, 1, 2, 21):
        for counted in ("count", "days", "minutes", "interval"):
            if counted in values:
                values[counted] = count
        text = Wording().say(name, **values)
        assert text.strip()
        assert "{" not in text
        assert "⁨" not in text, "marks of direction are for screens that ask for them"


def test_one_is_not_told_as_several() -> None:
    wording = Wording()
    assert wording.say("minutes", count=1) == "1 minute"
    assert wording.say("minutes", count=30) == "30 minutes"
    assert wording.say("days-line", day="Tue, Nov 24", count=1) == "Tue, Nov 24 (1 time)"
    assert wording.say("card-series-weekly", count=4, interval=1) == "every week, 4 times"
    assert wording.say("card-series-weekly", count=4, interval=2) == "every 2 weeks, 4 times"


def test_an_unknown_sentence_or_a_missing_value_is_a_mistake_of_the_program() -> None:
    with pytest.raises(LookupError):
        Wording().say("no-such-sentence")
    with pytest.raises(ValueError, match="minutes"):
        Wording().say("minutes")


AFTERNOON = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)


def test_dates_and_times_are_written_with_plain_spaces() -> None:
    wording = Wording("en")
    assert wording.time(AFTERNOON, "Europe/Lisbon") == "3:30 PM"
    assert wording.day(AFTERNOON, "Europe/Lisbon") == "Tue, Nov 24"
    assert wording.full_day(AFTERNOON, "Europe/Lisbon") == "Tuesday, November 24, 2026"
    assert wording.moment(AFTERNOON, "Europe/Lisbon") == "Tue, Nov 24, 3:30 PM"
    period = wording.period(AFTERNOON, AFTERNOON.replace(hour=16), "Europe/Lisbon")
    assert period == "Tuesday, November 24, 2026, 3:30 PM – 4:30 PM, Lisbon (GMT+0)"


def test_a_time_is_that_of_the_zone_and_so_is_its_day() -> None:
    wording = Wording()
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    assert wording.moment(late, "America/New_York") == "Tue, Nov 24, 6:30 PM"
    assert wording.moment(late, "Asia/Tokyo") == "Wed, Nov 25, 8:30 AM"
    assert wording.moment(late, "Asia/Kathmandu") == "Wed, Nov 25, 5:15 AM"


def test_the_offset_of_a_zone_is_that_of_the_date() -> None:
    wording = Wording()
    july = datetime(2026, 7, 1, 12, tzinfo=UTC)
    assert wording.place("Europe/Lisbon", AFTERNOON) == "Lisbon (GMT+0)"
    assert wording.place("Europe/Lisbon", july) == "Lisbon (GMT+1)"
    assert wording.place("America/New_York", AFTERNOON) == "New York (GMT-5)"
    assert wording.place("America/New_York", july) == "New York (GMT-4)"
    assert wording.place("Asia/Kolkata", july, "Pune") == "Pune (GMT+5:30)"


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    wording = Wording()
    first, second = (datetime(2026, 11, 1, hour, 30, tzinfo=UTC) for hour in (5, 6))
    assert wording.moment(first, "America/New_York") == "Sun, Nov 1, 1:30 AM (GMT-4)"
    assert wording.moment(second, "America/New_York") == "Sun, Nov 1, 1:30 AM (GMT-5)"
    assert "1:30 AM – 1:00 AM (GMT-5)" in wording.period(first, first.replace(hour=6, minute=0), "America/New_York")


def test_a_region_writes_its_dates_its_own_way() -> None:
    assert Wording("en-GB").time(AFTERNOON, "Europe/London") == "15:30"
    assert Wording("en-GB").full_day(AFTERNOON, "Europe/London") == "Tuesday, 24 November 2026"


@pytest.mark.parametrize("language", ["xx", "sv", "", None, "en_US", "zz-ZZ-1", "../../en"])
def test_a_language_without_a_catalogue_is_answered_in_english(language: str | None) -> None:
    wording = Wording(language)
    assert wording.language == "en"
    assert wording.say("choice-confirm") == "Confirm"
    assert wording.full_day(AFTERNOON, "Europe/Lisbon").startswith("Tuesday, ")


def test_lists_end_in_and_or_or() -> None:
    wording = Wording()
    assert wording.list_of(["a", "b", "c"]) == "a, b, and c"
    assert wording.list_of(["a", "b"], "or") == "a or b"
    assert wording.list_of(["a"]) == "a"


@pytest.mark.parametrize(
    ("language", "clock"),
    [
        ("en", "3:30 PM"),
        ("en-GB", "15:30"),
        ("ja", "15:30"),
        ("it", "15:30"),
        ("ar", "3:30 PM"),
        ("nonsense", "3:30 PM"),
    ],
)
def test_clocks_run_as_in_the_persons_region_whatever_we_speak(language: str, clock: str) -> None:
    instant = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
    assert Wording(language).time(instant, "Europe/Lisbon") == clock
