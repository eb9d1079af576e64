"""What the options of several commands mean: a moment, a time zone, a language, an address."""

import difflib
from datetime import UTC, datetime
from typing import Any

import click
import pytz


class TimeZone(click.ParamType[str]):
    """An IANA name, in any capitals."""

    name = "zone"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        zones = {zone.lower(): zone for zone in pytz.all_timezones}
        wanted = str(value).strip().replace(" ", "_").lower()
        if wanted in zones:
            return zones[wanted]
        cities = {zone.rpartition("/")[2].lower(): zone for zone in pytz.common_timezones}
        near = difflib.get_close_matches(wanted, list(zones), n=1)
        meant = cities.get(wanted) or (zones[near[0]] if near else None)
        hint = f"Did you mean {meant}?" if meant else "Example: Europe/Lisbon"
        raise click.BadParameter(f"{value!r} is no IANA time zone. {hint}", ctx, param)


class Language(click.ParamType[str]):
    """A language code that Babel knows, such as en or pt-BR."""

    name = "language"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from babel import Locale, UnknownLocaleError

        try:
            locale = Locale.parse(str(value).strip().replace("-", "_"))
        except (UnknownLocaleError, ValueError, TypeError):
            self.fail(f"{value!r} is no language code. Examples: en, es, pt-BR", param, ctx)
        return str(locale).replace("_", "-")


class Email(click.ParamType[str]):
    name = "e-mail"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from email_validator import EmailNotValidError, validate_email

        try:
            return validate_email(str(value).strip(), check_deliverability=False).normalized
        except EmailNotValidError as error:
            self.fail(f"{value!r} is no e-mail address ({error}) Example: ana@example.com", param, ctx)


class Moment(click.ParamType[datetime]):
    """An ISO 8601 date and time. One without an offset stays naive here: ``aware`` gives it a zone."""

    name = "ISO"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            return datetime.fromisoformat(str(value).strip())
        except ValueError:
            self.fail(
                f"{value!r} is no ISO 8601 date and time. Example: 2026-11-23T09:00:00-05:00",
                param,
                ctx,
            )


TIME_ZONE, LANGUAGE, EMAIL, MOMENT = TimeZone(), Language(), Email(), Moment()


def aware(moment: datetime | None, zone: str | None, *, option: str = "--now") -> datetime | None:
    """The moment as an instant: its own offset, else the named zone, else this machine's."""
    if moment is None or moment.tzinfo is not None:
        return moment
    zone = zone or machine_zone() or "UTC"
    try:
        return pytz.timezone(zone).localize(moment, is_dst=None)
    except pytz.InvalidTimeError:
        raise click.BadParameter(
            f"{moment.isoformat()} does not exist or exists twice in {zone}, where the clocks change; add an offset.",
            param_hint=option,
        ) from None


def now_or(moment: datetime | None, zone: str) -> datetime:
    """The instant given, or the present one."""
    return aware(moment, zone) or datetime.now(UTC)


def machine_zone() -> str | None:
    """The IANA name of this machine's zone; None where it has none, or is a server on UTC."""
    import tzlocal

    try:
        name = tzlocal.get_localzone_name()
    except (LookupError, ValueError, OSError):
        return None
    return name if name in pytz.common_timezones_set and name not in ("UTC", "GMT") else None
