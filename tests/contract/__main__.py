"""``python -m tests.contract``: the tests of client and sandbox with each of their calls held against Cal.com's own
description, and the sandbox under calls that are made up from it. Says so and passes where the description is not."""

import sys

import pytest

from tests.contract.description import FILE


def main() -> int:
    if not FILE.exists():
        sys.stdout.write(f"contract: skipped, since {'/'.join(FILE.parts[-3:])} is not beside this repository\n")
        return 0
    return pytest.main(
        [
            "-p",
            "tests.contract.plugin",
            "-p",
            "no:cacheprovider",
            "tests/calcom",
            "tests/sandbox",
            "tests/contract",
            "--ignore=tests/sandbox/test_page_in_browser.py",
            *sys.argv[1:],
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
