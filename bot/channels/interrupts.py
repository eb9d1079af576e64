"""Ctrl-C while a terminal runs: it goes to whoever listens just then, and none is lost between two listeners."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Interrupts:
    def __init__(self) -> None:
        self._listener: Callable[[], object] | None = None
        self._is_missed = False

    @contextmanager
    def caught(self) -> Iterator[None]:
        """Takes Ctrl-C from the event loop, which would give up whatever runs, for as long as the block lasts."""
        loop = asyncio.get_running_loop()
        before = signal.getsignal(signal.SIGINT)
        try:
            loop.add_signal_handler(signal.SIGINT, self._on_interrupt)
        except NotImplementedError:  # Windows: Ctrl-C keeps its usual way, and ends the program
            yield
            return
        try:
            yield
        finally:
            loop.remove_signal_handler(signal.SIGINT)
            if before is not None:  # None: set by something that is not Python, and not ours to restore
                signal.signal(signal.SIGINT, before)

    @contextmanager
    def to(self, listener: Callable[[], object]) -> Iterator[None]:
        """Calls ``listener`` at each Ctrl-C, and at once for one that nobody heard."""
        self._listener = listener
        if self._is_missed:
            self._is_missed = False
            listener()
        try:
            yield
        finally:
            self._listener = None

    def _on_interrupt(self) -> None:
        if self._listener is None:
            self._is_missed = True
        else:
            self._listener()
