"""What was used by day: as a table, a plot of characters and a picture."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from bot.conversation.metering import DayOfUse, ReportLabels, UseReport
from bot.spending import plot, table
from bot.spending.meter import Prices
from tests.conversation.talking import STRANGER
from tests.spending.conftest import House

Open = Callable[..., House]

FIRST = date(2026, 11, 20)
REPORT = UseReport(
    [
        DayOfUse(FIRST, bookings=2, turns=14, model_calls=9, input_tokens=18_400, output_tokens=350, cost=0.0053),
        DayOfUse(FIRST + timedelta(days=1)),
        DayOfUse(FIRST + timedelta(days=2), bookings=11, turns=120, model_calls=80, input_tokens=99_000, cost=1.5),
    ],
    "USD",
    is_of_all=True,
)
LABELS = ReportLabels("bookings", "turns", "tokens", "cost")


async def test_a_turn_counts_with_its_calls_tokens_and_cost(open_house: Open) -> None:
    house = open_house(prices=Prices(input=0.25, output=2.0))
    chat = house.chat()
    for _ in range(2):
        await chat.say("what a lovely place you have")
    today = (await house.meter.report(1, house.talk.clock(), account_id="test:ana")).total
    assert (today.turns, today.model_calls, today.input_tokens, today.output_tokens) == (2, 2, 2000, 40)
    assert today.cost == pytest.approx((2000 * 0.25 + 40 * 2.0) / 1_000_000)


async def test_a_booking_counts_once_and_its_cancellation_takes_nothing_back(open_house: Open) -> None:
    house = open_house()
    house.talk.as_counted_by(house.meter)
    await house.talk.book()
    await house.talk.tap("^Cancel")
    await house.talk.tap("^Yes|^Confirm|^Cancel")
    total = (await house.meter.report(1, house.talk.clock(), account_id="test:ana")).total
    assert total.bookings == 1
    assert house.talk.bookings() == []


async def test_the_built_in_model_costs_nothing(open_house: Open) -> None:
    house = open_house(prices=Prices(1.0, 1.0))
    house.talk.as_counted_by(house.meter)
    await house.talk.say("30 minutes with Bailey tomorrow at 3pm")
    total = (await house.meter.report(1, house.talk.clock(), account_id="test:ana")).total
    assert (total.turns, total.model_calls, total.tokens, total.cost) == (1, 0, 0, 0)


async def test_who_may_not_see_all_sees_their_own_alone(open_house: Open) -> None:
    house = open_house(sees_all=lambda account_id: account_id == "test:ana")
    await house.chat().say("what a lovely place you have")
    other = house.chat(STRANGER, "telegram:2")
    for _ in range(2):
        await other.say("what a lovely place you have")
    now = house.talk.clock()
    everybody = await house.meter.report(1, now, account_id="test:ana")
    their_own = await house.meter.report(1, now, account_id="test:stranger")
    assert (everybody.total.turns, everybody.is_of_all) == (3, True)
    assert (their_own.total.turns, their_own.is_of_all) == (2, False)


async def test_days_are_those_of_utc_and_all_of_them_are_there(open_house: Open) -> None:
    house = open_house()
    chat = house.chat()
    await chat.say("what a lovely place you have")
    house.talk.clock.forward(days=2, hours=9, minutes=59)  # 23:59 in UTC
    await chat.say("what a lovely place you have")
    report = await house.meter.report(4, house.talk.clock(), account_id="test:ana")
    assert [(day.day.day, day.turns) for day in report.days] == [(22, 0), (23, 1), (24, 0), (25, 1)]


def test_the_table_has_a_line_for_each_day_of_use_and_the_sum() -> None:
    head, *days, together = table.lines(REPORT)
    assert head.split()[:3] == ["day", "(UTC)", "bookings"]
    assert [line.split() for line in days] == [
        ["2026-11-20", "2", "14", "9", "18,400", "350", "0.01"],
        ["2026-11-22", "11", "120", "80", "99,000", "0", "1.50"],
    ]
    assert together.split() == ["together", "13", "134", "89", "117,400", "350", "1.51"]
    assert len({len(line) for line in (head, *days, together)}) == 1


@pytest.mark.parametrize("width", [60, 120])
def test_the_plot_fits_the_terminal_and_names_what_it_shows(width: int) -> None:
    drawn = plot.drawn(REPORT, width=width, is_colored=False)
    assert "\x1b" not in drawn
    assert max(len(line.rstrip()) for line in drawn.splitlines()) <= width
    for word in ("turns", "bookings", "tokens", "20 Nov"):
        assert word in drawn


async def test_the_picture_is_one_that_can_be_looked_at(open_house: Open) -> None:
    content = await open_house().meter.picture(REPORT, LABELS)
    assert content.startswith(b"\x89PNG")
    width, height = (int.from_bytes(content[start : start + 4], "big") for start in (16, 20))
    assert width > height > 400
