"""Keeps people from waiting for a model's provider that is down: after a few failures in a row it is not asked for a
while, then by one message alone, and by all again once that is answered.

One for each provider and process. Told in the log when it begins and when it is over, not at each message between.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

log = logging.getLogger(__name__)

LONG = 1.0
"""Seconds from which on a failure has kept somebody waiting, and weighs more."""

ENOUGH = 5
"""Quick failures in a row; one that kept somebody waiting counts as three."""

FIRST_PAUSE, LONGEST_PAUSE = 10.0, 120.0
"""Seconds; the pause doubles each time that the try after it fails as well."""


class Failed(Exception):
    """The provider gave no answer. ``is_down`` where the next message would fare no better."""

    def __init__(self, what: str, *, is_down: bool = True) -> None:
        super().__init__(what)
        self.is_down = is_down


class NotAsked(Failed):
    """It has been failing, and this is no moment to try it."""


class Tell(Protocol):
    """Is told of the beginning and the end of an outage."""

    def __call__(self, name: str, *, is_out: bool) -> None: ...


class Breaker:
    """``clock`` gives seconds that only grow."""

    def __init__(self, name: str, *, clock: Callable[[], float] = time.monotonic, tell: Tell | None = None) -> None:
        self._name, self._clock, self._tell = name, clock, tell
        self._failures = 0
        self._pause = FIRST_PAUSE
        self._shut_until = 0.0
        self._is_trying = False

    @property
    def is_shut(self) -> bool:
        return self._failures >= ENOUGH

    @contextmanager
    def call(self) -> Iterator[None]:
        """Around one call of the provider, which tells a failure by Failed. Raises NotAsked while it is not to be
        asked; a call that is cancelled tells nothing, and leaves the way to the next."""
        tries = self.is_shut
        if tries and (self._is_trying or self._clock() < self._shut_until):
            raise NotAsked(self._name)
        self._is_trying = self._is_trying or tries
        began = self._clock()
        try:
            yield
        except Failed as failure:
            if failure.is_down:
                self._failed(self._clock() - began, tried=tries)
            else:
                self._answered()
            raise
        else:
            self._answered()
        finally:
            if tries:
                self._is_trying = False

    def _failed(self, seconds: float, *, tried: bool) -> None:
        was_shut = self.is_shut
        self._failures += 3 if seconds >= LONG else 1
        if tried:
            self._pause = min(2 * self._pause, LONGEST_PAUSE)
        elif self.is_shut and not was_shut:
            self._pause = FIRST_PAUSE
            log.warning("%s keeps failing: it is only tried now and then until it answers again", self._name)
            self._told(is_out=True)
        else:
            return
        self._shut_until = self._clock() + self._pause

    def _answered(self) -> None:
        if self.is_shut:
            log.warning("%s answers again", self._name)
            self._told(is_out=False)
        self._failures = 0

    def _told(self, *, is_out: bool) -> None:
        if self._tell is not None:
            self._tell(self._name, is_out=is_out)
