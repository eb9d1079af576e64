"""``make bench``: the budgets of docs/architecture.md, each measured in this run, beside its limit.

Counts and ratios are exact; times are medians of this machine at this moment. Exits 1 when a budget is exceeded.
"""

import asyncio
import sys

from benchmarks import budgets, model_calls, sandbox_load, service, telegram


def main() -> int:
    results = [
        *model_calls.measure(),
        *asyncio.run(budgets.measure_all()),
        *asyncio.run(telegram.measure()),
        *sandbox_load.measure(),
        *service.measure(),
    ]
    width = max(len(result.what) for result in results)
    print(f"{'':{width}}  {'measured':>12}  {'limit':>12}")
    for result in results:
        verdict = "" if result.kept else "  over"
        print(f"{result.what:{width}}  {result.measured:>12}  {result.limit:>12}{verdict}")
    return 0 if all(result.kept for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
