"""Keeps people from waiting for a host that is down: after some calls in a row that it did not answer, the next ones
fail at once, until one that is let through to try finds it well again.

A call that kept somebody waiting for nothing weighs as much as ``_WEIGHT`` that failed quickly. A refusal is an answer
like any other.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from bot.scheduling.calendar import CalendarError, OutcomeUnknown, Unavailable

_LONG = 1.0  # seconds
_WEIGHT = 4
_ENOUGH = 3 * _WEIGHT
_FIRST_PAUSE = 5.0
_LONGEST_PAUSE = 60.0
_DOWN = (502, 503, 504)


class Breaker:
    """One for each host. Moments are those of the running loop's clock, in seconds."""

    def __init__(self) -> None:
        self._failures = 0
        self._pause = _FIRST_PAUSE
        self._shut_until = 0.0
        self._is_trying = False

    @property
    def is_shut(self) -> bool:
        return self._failures >= _ENOUGH

    @contextmanager
    def call(self) -> Iterator[None]:
        """Around one exchange with the host. Unavailable, before anything is sent, while the host is taken for down."""
        clock = asyncio.get_running_loop().time
        tries = self._admit()
        began = clock()
        try:
            yield
        except (Unavailable, OutcomeUnknown) as error:
            if error.status is None or error.status in _DOWN:
                self._failed(_WEIGHT if clock() - began >= _LONG else 1)
            else:
                self._answered()
            raise
        except CalendarError:
            self._answered()
            raise
        else:
            self._answered()
        finally:
            if tries:
                self._is_trying = False

    def _admit(self) -> bool:
        """Whether this call is the one that tries whether the host is well."""
        if not self.is_shut:
            return False
        if self._is_trying or asyncio.get_running_loop().time() < self._shut_until:
            raise Unavailable("Cal.com has not been answering; it will be tried again in a moment.")
        self._is_trying = True
        return True

    def _failed(self, weight: int) -> None:
        was_shut = self.is_shut
        self._failures += weight
        if self.is_shut:
            self._pause = min(2 * self._pause, _LONGEST_PAUSE) if was_shut else _FIRST_PAUSE
            self._shut_until = asyncio.get_running_loop().time() + self._pause

    def _answered(self) -> None:
        self._failures = 0
