"""Writes docs/calcom-api.md: every operation of Cal.com, the client's verb for it, and how it was tried.

.venv/bin/python docs/calcom_api.py

What was tried is what the tests of the client did: they are run for it.
"""

import csv
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from bot.calcom.families import Families
from bot.calcom.operation import Auth
from bot.calcom.resource import Declared, operations_of
from bot.sandbox.server import OPERATIONS as SANDBOX

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "calcom-api.md"
KNOWN = ROOT / "tests" / "calcom" / "operations.tsv"
Call = tuple[str, str]
"""Method and path of an operation."""

_INTRODUCTION = """\
# Cal.com's operations

Written by `docs/calcom_api.py`; change the declarations in `bot/calcom/` and run it anew.

Each operation is a verb of `CalcomClient`, declared once with all that is said here. **Known from** tells where the
operation is described: in the API reference, in the OpenAPI description, or in both. **Tried** tells how the tests
called it: *wire* is against written answers, which hold what is sent and what is read to the reference; *sandbox* is
against the sandbox, which reads the same reference on its own. Neither has called Cal.com itself; both are held to its
OpenAPI description by `make contract`, call for call, but for what `tests/contract/departures.py` tells of it.

An access of *none* needs no credential, *optional* works without one, *key or token* is an API key or the access token
of a managed user, *key* an API key alone. A scope is what an OAuth access token must hold; an API key needs none.
"""


def page(tried: Mapping[Call, str]) -> str:
    """The whole page. ``tried`` says how each operation was."""
    sources = _sources()
    served = {(one.method, _shape(one.path)) for one in SANDBOX}
    lines = [
        _INTRODUCTION,
        f"{len(sources)} operations.\n",
        "| operation | client | version | access | scope, role | sandbox | known from | tried |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for declared in sorted(operations_of(Families), key=_place):
        operation = declared.operation
        call = (operation.method, operation.path)
        needs = ", ".join(filter(None, (operation.scope, operation.role))) or "–"
        cells = (
            f"`{operation.method} {operation.path}`" + (" (deprecated)" if operation.deprecated else ""),
            f"`{declared.verb}`",
            "any" if operation.version.family == "any" else operation.version.value,
            _ACCESS[operation.auth],
            needs,
            "yes" if (operation.method, _shape(operation.path)) in served else "no",
            sources[call],
            tried.get(call, "no"),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


_ACCESS = {
    Auth.NONE: "none",
    Auth.WITHOUT: "none",
    Auth.OPTIONAL: "optional",
    Auth.BEARER: "key or token",
    Auth.KEY: "key",
    Auth.CLIENT: "platform client",
}


def told(text: str) -> dict[Call, str]:
    """What a page says of how each operation was tried."""
    rows = re.findall(r"^\| `([A-Z]+) (\S+)`.*\| ([^|]+) \|$", text, re.MULTILINE)
    return {(method, path): tried for method, path, tried in rows}


def _sources() -> dict[Call, str]:
    with KNOWN.open(newline="") as lines:
        return {(row["method"], row["path"]): row["source"] for row in csv.DictReader(lines, delimiter="\t")}


def _place(declared: Declared) -> tuple[bool, str, str]:
    return declared.operation.deprecated, declared.operation.path, declared.operation.method


def _shape(path: str) -> str:
    """A path whatever its parameters are called."""
    return re.sub(r"{\w+}", "{}", path)


def _try() -> dict[Call, str]:
    """How the tests of the client try each operation."""
    with tempfile.NamedTemporaryFile("r", suffix=".tsv") as record:
        command = [sys.executable, "-m", "pytest", "tests/calcom", "-q", "--ignore=tests/calcom/test_api_table.py"]
        subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "CALCOM_TRIED": record.name})  # noqa: S603
        rows = [line.rstrip("\n").split("\t") for line in record]
    ways: dict[Call, set[str]] = {}
    for method, path, way in rows:
        ways.setdefault((method, path), set()).add(way)
    return {call: ", ".join(sorted(found, reverse=True)) for call, found in ways.items()}


if __name__ == "__main__":
    PAGE.write_text(page(_try()), encoding="utf-8")
