"""The operations that the client declares, against the list of all that Cal.com has (``operations.tsv``)."""

import csv
import inspect
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.calcom.families import Families
from bot.calcom.operation import Auth
from bot.calcom.resource import Declared, operations_of

ACCESS = {
    Auth.NONE: "none",
    Auth.WITHOUT: "none",
    Auth.OPTIONAL: "optional",
    Auth.BEARER: "key",
    Auth.KEY: "api key",
    Auth.CLIENT: "platform client",
}


class Known(NamedTuple):
    row: str
    method: str
    path: str
    version: str
    access: str
    role: str
    source: str


def known_operations() -> dict[tuple[str, str], Known]:
    with (Path(__file__).parent / "operations.tsv").open(newline="") as lines:
        rows = [Known(**row) for row in csv.DictReader(lines, delimiter="\t")]
    return {(row.method, row.path): row for row in rows}


KNOWN = known_operations()
DECLARED = list(operations_of(Families))


@pytest.mark.parametrize("declared", DECLARED, ids=lambda declared: declared.verb)
def test_an_operation_is_declared_as_cal_com_has_it(declared: Declared) -> None:
    operation = declared.operation
    known = KNOWN[operation.method, operation.path]
    scope = operation.scope if operation.auth is Auth.BEARER else None
    version = "any" if operation.version.family == "any" else operation.version.value
    assert (operation.row, version, scope or ACCESS[operation.auth], operation.role or "-") == (
        known.row,
        known.version,
        known.access,
        known.role,
    )


def test_no_operation_of_cal_com_is_missing() -> None:
    assert {(one.operation.method, one.operation.path) for one in DECLARED} == KNOWN.keys()


def test_no_operation_is_declared_twice() -> None:
    calls = [(declared.operation.method, declared.operation.path) for declared in DECLARED]
    assert len(calls) == len(set(calls))


@pytest.mark.parametrize("declared", DECLARED, ids=lambda declared: declared.verb)
def test_every_verb_says_what_a_caller_should_know(declared: Declared) -> None:
    resource: object = Families
    *within, verb = declared.verb.split(".")
    for name in within:
        resource = inspect.signature(inspect.getattr_static(resource, name).func, eval_str=True).return_annotation
    function = inspect.getattr_static(resource, verb)
    assert inspect.getdoc(function)
