"""Compares tests/calcom/operations.tsv with the fact sheet of the API, where that is at hand:

    .venv/bin/python tests/calcom/facts.py ../shared/calcom/api-facts.md

Prints what differs, and exits with 1 when something does.
"""

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

TABLE = Path(__file__).parent / "operations.tsv"
Row = tuple[str, str, str]
"""Number, method and path."""


def facts(text: str) -> Iterator[Row]:
    """The operations of section 2, each alone: a line there may name several methods, paths and numbers."""
    section = text.split("\n## 2.", 1)[1].split("\n## 3.", 1)[0]
    for line in section.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not re.fullmatch(r"o|\d+(-\d+)?", cells[0]):
            continue
        calls = list(_calls(re.sub(r" \(.*?\)", "", cells[1])))
        first, _, last = cells[0].partition("-")
        numbers = [str(number) for number in range(int(first), int(last) + 1)] if last else [first] * len(calls)
        for number, (method, path) in zip(numbers, calls, strict=True):
            yield number, method, path


def _calls(cell: str) -> Iterator[tuple[str, str]]:
    """``POST, GET /a; GET, PATCH .../{id}`` as four calls."""
    whole = ""
    for part in cell.split(";"):
        methods, _, path = part.strip().rpartition(" ")
        path = f"{whole}/{path.removeprefix('.../')}" if path.startswith(".../") else path
        whole = path
        for method in methods.split(", "):
            yield method, path


def known() -> set[Row]:
    with TABLE.open(newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return {(row["row"], row["method"], row["path"]) for row in rows if row["row"] not in ("team", "beyond")}


def differences(text: str) -> list[str]:
    told, listed = set(facts(text)), known()
    return [
        *(f"missing from the table: {' '.join(row)}" for row in sorted(told - listed)),
        *(f"not in the facts: {' '.join(row)}" for row in sorted(listed - told)),
    ]


if __name__ == "__main__":
    found = differences(Path(sys.argv[1]).read_text(encoding="utf-8"))
    sys.stdout.write("".join(f"{line}\n" for line in found) or f"{len(known())} operations agree.\n")
    sys.exit(bool(found))
