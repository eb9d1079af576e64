"""The sandbox serves what Cal.com describes, and nothing else."""

import re

from bot.sandbox.server import OPERATIONS
from tests.contract.description import Description


def _shape(method: str, path: str) -> tuple[str, str]:
    return method, re.sub(r"{\w+}", "{}", path)


def test_the_sandbox_serves_every_operation_that_is_described_and_no_other() -> None:
    described = {_shape(one.method, one.path) for one in Description.load().operations}
    assert {_shape(one.method, one.path) for one in OPERATIONS} == described
