"""`slotwise calcom refresh-key`: a fresh API key in the place of the one in the settings file.

Cal.com kills the old key as it makes the new one, so the new one is put beside the settings first and into them only
when it has answered. Whatever fails between is taken up by the next run.
"""

import asyncio
import re
from dataclasses import dataclass
from pathlib import Path

import click

from bot.calcom import CalcomClient
from bot.calcom.token_file import write_whole
from bot.commands.failures import Refused
from bot.config import Settings, SettingsError, load_settings
from bot.scheduling.calendar import CalendarError, OutcomeUnknown

_NAME = "CALCOM_API_KEY"
_MAKE_ANOTHER = "Make one in Cal.com under Settings > Developer > API keys."
# As python-dotenv reads a line: perhaps exported, perhaps quoted, perhaps with a comment after it.
_LINE = re.compile(
    rf"^(?P<name>[ \t]*(?:export[ \t]+)?{_NAME}[ \t]*=[ \t]*)"
    r"(?:'(?P<single>[^'\n]*)'|\"(?P<double>[^\"\n]*)\"|(?P<bare>[^\s#'\"]*))"
    r"(?P<rest>[ \t]*(?:#[^\r\n]*)?\r?)$",
    re.MULTILINE | re.IGNORECASE,
)


@dataclass(frozen=True)
class KeyFile:
    """The settings file, in which the key stands; ``waiting`` is where a new key waits until it has answered."""

    path: Path

    @property
    def waiting(self) -> Path:
        return self.path.with_name(f"{self.path.name}.new-key")

    def key(self) -> str | None:
        """The last one counts, as it does when the settings are read."""
        found = [match["single"] or match["double"] or match["bare"] for match in _LINE.finditer(self._text())]
        return found[-1] if found else None

    def replace(self, key: str) -> None:
        """Puts another key in the place of this one; all else stays as it is, byte for byte."""

        def line(match: re.Match[str]) -> str:
            quote = "'" if match["single"] is not None else '"' if match["double"] is not None else ""
            return f"{match['name']}{quote}{key}{quote}{match['rest']}"

        text = _LINE.sub(line, self._text())
        write_whole(self.path, text, mode=self.path.stat().st_mode & 0o777)

    def _text(self) -> str:
        with self.path.open(encoding="utf-8", newline="") as file:  # line ends as they are
            return file.read()


def run(*, env_file: Path, days: int | None, never_expires: bool, yes: bool) -> None:
    """Refuses, before anything is asked of Cal.com, what could not be finished."""
    settings = _settings(env_file)
    if settings.calcom_api_url is None:
        raise Refused("CALCOM_API_URL is not set, so the embedded sandbox is used, and its keys are not refreshed.")
    file = KeyFile(env_file.resolve())
    old = settings.calcom_api_key.get_secret_value() if settings.calcom_api_key else None
    if old is None or not file.path.is_file() or file.key() != old:
        raise Refused(f"{_NAME} does not stand in {env_file}; a key that is set elsewhere has to be refreshed there.")
    if not file.waiting.exists():
        if not yes:
            click.confirm("The key that is in use now will be dead at once, for other programs too. Go on?", abort=True)
        asyncio.run(_make(settings, old, file, days=days, never_expires=never_expires))
    asyncio.run(_try(settings, file))
    click.echo(f"The new key answers, and stands in {env_file}. Restart what runs with the old one.")


def _settings(env_file: Path) -> Settings:
    try:
        return load_settings(env_file=env_file)
    except SettingsError as error:
        raise Refused(f"these settings cannot be used.\n{error}") from None


async def _make(settings: Settings, old: str, file: KeyFile, *, days: int | None, never_expires: bool) -> None:
    write_whole(file.waiting, "")  # a folder that cannot be written is found out while the old key is still alive
    made = False
    try:
        async with _client(settings, old) as client:
            await client.me.get()
            new = await client.api_keys.refresh(
                api_key_days_valid=days, api_key_never_expires=True if never_expires else None
            )
        write_whole(file.waiting, new.api_key.get_secret_value())
        made = True
    except OutcomeUnknown as error:
        raise click.ClickException(
            f"No answer came, so the old key may be dead and the new one lost ({error}). `slotwise doctor` tells"
            f" whether the old one still works. {_MAKE_ANOTHER}"
        ) from error
    except CalendarError as error:
        raise click.ClickException(f"Cal.com gave no new key, and the old one stays: {error}") from error
    finally:
        if not made:
            file.waiting.unlink()


async def _try(settings: Settings, file: KeyFile) -> None:
    new = file.waiting.read_text(encoding="utf-8").strip()
    try:
        async with _client(settings, new) as client:
            await client.me.get()
    except (CalendarError, ValueError) as error:
        raise click.ClickException(
            f"The new key, which waits in {file.waiting.name}, has not answered yet: {error} The settings are as they"
            f" were. Run the command again to go on; delete that file when the key in it is of no use. {_MAKE_ANOTHER}"
        ) from error
    file.replace(new)
    file.waiting.unlink()


def _client(settings: Settings, key: str) -> CalcomClient:
    assert settings.calcom_api_url is not None
    return CalcomClient(settings.calcom_api_url, key, timeout=settings.calcom_timeout)
