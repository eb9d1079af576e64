"""What was used by day, as lines of a table for the terminal."""

from collections.abc import Iterator, Sequence

from bot.conversation.metering import DayOfUse, UseReport

HEADS = ("day (UTC)", "bookings", "turns", "model calls", "tokens in", "tokens out", "cost")


def lines(report: UseReport) -> Iterator[str]:
    """A head, a line for each day on which something was used, and the sum."""
    used = [day for day in report.days if day.turns or day.model_calls or day.bookings]
    rows = [(*HEADS[:-1], f"{HEADS[-1]} {report.currency}"), *(_cells(str(day.day), day) for day in used)]
    rows.append(_cells("together", report.total))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield _aligned(row, widths)


def _cells(name: str, day: DayOfUse) -> tuple[str, ...]:
    counts = (day.bookings, day.turns, day.model_calls, day.input_tokens, day.output_tokens)
    return (name, *(f"{count:,}" for count in counts), f"{day.cost:,.2f}")


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    first = row[0].ljust(widths[0])
    return "  ".join([first, *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))])
