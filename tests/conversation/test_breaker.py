"""A provider that is down is tried now and then, and its place is taken at once between."""

import asyncio
import logging
from contextlib import suppress

import pytest

from bot.conversation.breaker import Breaker, Failed, NotAsked


class Bench:
    """A breaker whose clock is moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.told: list[bool] = []
        self.breaker = Breaker("the model", clock=lambda: self.now, tell=self._hear)

    def _hear(self, name: str, *, is_out: bool) -> None:
        assert name == "the model"
        self.told.append(is_out)

    def fail(self, times: int = 1, *, seconds: float = 0.1, is_down: bool = True) -> None:
        for _ in range(times):
            with suppress(Failed), self.breaker.call():
                self.now += seconds
                raise Failed("it", is_down=is_down)

    def answer(self) -> None:
        with self.breaker.call():
            self.now += 0.1

    def is_asked(self) -> bool:
        """Whether a call goes through; it is given up at once, which tells nothing."""
        try:
            with self.breaker.call():
                raise asyncio.CancelledError
        except NotAsked:
            return False
        except asyncio.CancelledError:
            return True


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.mark.parametrize(("seconds", "times"), [(0.1, 5), (20.0, 2)], ids=["quick", "slow"])
def test_failures_in_a_row_shut_it_and_slow_ones_sooner(bench: Bench, seconds: float, times: int) -> None:
    bench.fail(times - 1, seconds=seconds)
    assert bench.is_asked()
    bench.fail(seconds=seconds)
    assert not bench.is_asked()


def test_an_answer_between_forgets_the_failures(bench: Bench) -> None:
    bench.fail(4)
    bench.answer()
    bench.fail(4)
    assert bench.is_asked()


def test_a_request_that_is_refused_for_itself_is_no_sign_of_a_provider_that_is_down(bench: Bench) -> None:
    bench.fail(20, is_down=False)
    assert bench.is_asked()


def test_after_the_pause_one_call_tries_while_the_others_are_not_made(bench: Bench) -> None:
    bench.fail(5)
    bench.now += 9.9
    assert not bench.is_asked()
    bench.now += 0.2
    with bench.breaker.call():
        assert not bench.is_asked()
    assert bench.is_asked()
    assert not bench.breaker.is_shut


def test_each_try_that_fails_doubles_the_pause_up_to_two_minutes(bench: Bench) -> None:
    bench.fail(5)
    for pause in (10, 20, 40, 80, 120, 120):
        bench.now += pause - 0.5
        assert not bench.is_asked()
        bench.now += 0.6
        bench.fail(seconds=20)


def test_calls_that_were_under_way_when_it_shut_do_not_lengthen_the_pause(bench: Bench) -> None:
    with suppress(Failed), bench.breaker.call():
        bench.fail(5)
        raise Failed("it")
    bench.now += 10.1
    assert bench.is_asked()


def test_a_try_that_is_given_up_leaves_the_way_to_the_next(bench: Bench) -> None:
    bench.fail(5)
    bench.now += 10.1
    assert bench.is_asked()
    bench.answer()
    assert not bench.breaker.is_shut


def test_the_log_tells_once_when_it_begins_and_once_when_it_is_over(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    bench.fail(5)
    for _ in range(3):
        bench.now += 130
        bench.fail()
    bench.now += 130
    bench.answer()
    bench.answer()
    assert [record.message for record in caplog.records] == [
        "the model keeps failing: it is only tried now and then until it answers again",
        "the model answers again",
    ]
    assert bench.told == [True, False]
