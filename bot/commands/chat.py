"""`slotwise chat`: the assistant in a terminal, a pipe or another program."""

import asyncio
import gc
import sys
from dataclasses import dataclass
from datetime import datetime

from bot import telemetry
from bot.commands.failures import Refused, explained, settings_for
from bot.commands.options import aware, machine_zone
from bot.config import Settings


@dataclass(frozen=True)
class ChatOptions:
    """The command's options; None where one was not given."""

    now: datetime | None = None
    world: str | None = None
    calcom_url: str | None = None
    model: str | None = None
    name: str | None = None
    email: str | None = None
    time_zone: str | None = None
    language: str | None = None
    fresh: bool = False
    as_json: bool = False
    as_host: str | None = None


def run(options: ChatOptions) -> int:
    """Talks until the person leaves. The exit code."""
    settings = settings_for(
        {
            "calcom_api_url": ("--calcom-url", options.calcom_url),
            "slotwise_model": ("--model", options.model),
        }
    )
    if options.world and settings.calcom_api_url:
        raise Refused("--world is for the embedded sandbox, and CALCOM_API_URL names another Cal.com: leave one out.")
    now = aware(options.now, options.time_zone)
    if sys.stdin is None or sys.stdout is None:
        raise Refused("there is no standard input to read from, or no standard output to answer on.")
    interactive = not options.as_json and sys.stdin.isatty() and sys.stdout.isatty()
    folder = settings.slotwise_data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # On a screen, log lines would land in the middle of the conversation.
        telemetry.configure(settings.slotwise_log_level, file=folder / "slotwise.log" if interactive else None)
    except OSError as error:
        raise Refused(
            f"SLOTWISE_DATA_DIR: the folder {folder} cannot be made or written ({error.strerror})."
            " Example: SLOTWISE_DATA_DIR=~/slotwise"
        ) from None
    # What is loaded at start stays for good: collecting among it would only delay the first prompt, and later turns.
    gc.disable()
    try:
        with explained():
            return asyncio.run(_talk(options, settings, now, interactive=interactive))
    finally:
        gc.enable()


async def _talk(options: ChatOptions, settings: Settings, now: datetime | None, *, interactive: bool) -> int:
    from bot.app import open_app
    from bot.channels.cli import ACCOUNT, converse
    from bot.channels.lines import JsonFront, PlainFront
    from bot.message import Person

    account = ACCOUNT if options.as_host is None else f"terminal:{options.as_host}"
    person = Person(
        account_id=account,
        name=options.name,
        email=options.email,
        language=options.language or settings.slotwise_language,
        time_zone=options.time_zone,
        time_zone_guess=machine_zone(),
    )
    async with open_app(settings, now=now, world=options.world, fresh=options.fresh) as app:
        if options.as_host is not None:
            app.hosts.name(account, options.as_host)
        if options.as_host is not None and await app.hosts.of(account) is None:
            raise Refused(
                f"--as {options.as_host}: no key acts for that user. In the embedded sandbox it must be one of its"
                " users (`slotwise chat --as bailey`); with CALCOM_API_URL set, CALCOM_API_KEY must be theirs."
            )
        gc.freeze()
        gc.enable()
        files = settings.slotwise_data_dir / "files"
        if interactive:
            from bot.channels.screen import ScreenFront

            screen = ScreenFront(settings.slotwise_data_dir / "history")
            screen.welcome(app.describe())
            recalled = await app.recall(account)
            return await converse(app, screen, person=person, folder=files, recalled=recalled, conversation_id=account)
        front = JsonFront if options.as_json else PlainFront
        lines = front(sys.stdin.fileno(), sys.stdout, sys.stderr)
        return await converse(app, lines, person=person, folder=files, conversation_id=account)
