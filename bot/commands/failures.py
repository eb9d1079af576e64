"""What stops a command before it begins, as one clear message and an exit code: 2 for what the user wrote (options,
settings, a world file), 1 for what the world did (a store or a server that cannot be used)."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import click

from bot.config import Settings, SettingsError, load_settings, setting_warnings


class Refused(click.ClickException):
    """What the user wrote cannot be used."""

    exit_code = 2


def settings_for(options: Mapping[str, tuple[str, Any]]) -> Settings:
    """The settings, where options given on the command line win; ``options`` holds attribute name, option, value.
    Tells what looks wrong in the environment, on standard error."""
    given = {name: value for name, (_option, value) in options.items() if value is not None}
    try:
        settings = load_settings(overrides=given)
    except SettingsError as error:
        spoken = {name.upper(): options[name][0] for name in given}
        lines = "\n".join(f"  {_with_option(str(problem), problem.variable, spoken)}" for problem in error.problems)
        raise Refused(f"these settings cannot be used.\n{lines}") from None
    for warning in setting_warnings(settings):
        click.echo(f"Note: {warning}", err=True)
    return settings


def _with_option(line: str, variable: str, spoken: Mapping[str, str]) -> str:
    """The line by the name that the user used."""
    option = spoken.get(variable)
    return line.replace(f"{variable}=", f"{option} ").replace(variable, option) if option else line


@contextmanager
def explained() -> Iterator[None]:
    """Says in a sentence what cannot be used. What has none is a bug, and is raised."""
    try:
        yield
    except Exception as error:
        refusal = _refusal(error)
        if refusal is None:
            raise
        raise refusal from error


def _refusal(error: Exception) -> click.ClickException | None:
    """Looks only among the modules that are loaded: an error of any other cannot have been raised."""
    if isinstance(error, _loaded("bot.sandbox.world", "WorldError")):
        return Refused(str(error))
    if isinstance(error, _loaded("bot.store", "StoreError")):
        return click.ClickException(str(error))
    if isinstance(error, _loaded("bot.scheduling.calendar", "CalendarError")):
        detail = f": {error}" if str(error) else ""
        return click.ClickException(f"Cal.com cannot be used{detail}. `slotwise doctor` looks into it.")
    return None


def _loaded(module: str, name: str) -> tuple[type[Exception], ...]:
    found = getattr(sys.modules.get(module), name, None)
    return (found,) if found is not None else ()
