"""What was used by day, for hosts: in words, and as a picture that goes with them."""

import re

from babel.dates import format_skeleton
from babel.numbers import format_currency, format_decimal

from bot.conversation.metering import DayOfUse, ReportLabels, UseReport
from bot.conversation.outcome import Outcome
from bot.conversation.session import Session
from bot.message import Attachment

USUAL_DAYS, MOST_DAYS = 14, 366
MOST_LINES = 14
"""Days that are told one by one; the picture and the sum have all of them."""


async def show(session: Session, words: str) -> Outcome:
    """``/usage``, or ``/usage 30`` for so many days. A host whom the settings name sees what all used, another one what
    they used themselves."""
    if session.host is None:
        return Outcome(session.say("host-not-linked"), settled=True, resumes=True)
    if session.meter is None:
        return Outcome(session.say("use-not-counted"), settled=True, resumes=True)
    asked = re.search(r"\d{1,4}", words)
    days = min(max(int(asked[0]), 1), MOST_DAYS) if asked else USUAL_DAYS
    report = await session.meter.report(days, session.now, account_id=session.account_id)
    lines = [session.say("use-of-all" if report.is_of_all else "use-of-one", days=days)]
    used = [day for day in report.days if day.turns]
    if not used:
        return Outcome("\n".join([*lines, session.say("use-none")]), settled=True, resumes=True)
    lines += [
        _line(session, report, day, format_skeleton("MMMd", day.day, locale=session.wording.locale))
        for day in used[-MOST_LINES:]
    ]
    lines.append(_line(session, report, report.total, session.say("use-together")))
    labels = ReportLabels(*(session.say(f"use-{name}") for name in ("bookings", "turns", "tokens", "cost")))
    outcome = Outcome("\n".join(lines), settled=True, resumes=True)
    outcome.attachments.append(Attachment("usage.png", await session.meter.picture(report, labels), "image/png"))
    return outcome


def _line(session: Session, report: UseReport, day: DayOfUse, name: str) -> str:
    locale = session.wording.locale
    counts = {"bookings": day.bookings, "turns": day.turns, "calls": day.model_calls, "tokens": day.tokens}
    parts = [f"{format_decimal(count, locale=locale)} {session.say(f'use-{what}')}" for what, count in counts.items()]
    return f"• {name}: {' · '.join([*parts, format_currency(day.cost, report.currency, locale=locale)])}"
