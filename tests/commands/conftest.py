"""Commands set up logging for their process; here the process is the tests'."""

import logging
from collections.abc import Iterator
from threading import Thread

import pytest

from tests.commands.answering import Answers


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers = []
    yield
    for handler in root.handlers:
        handler.close()
    root.handlers, root.level = handlers, level


@pytest.fixture
def server() -> Iterator[Answers]:
    answers = Answers()
    thread = Thread(target=answers.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield answers
    answers.shutdown()
    answers.server_close()
    thread.join()
