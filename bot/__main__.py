"""The commands. Each loads what it needs when it is called, so that none waits for another's libraries."""

from datetime import datetime
from pathlib import Path
from typing import Literal

import click

from bot.commands.options import EMAIL, LANGUAGE, MOMENT, TIME_ZONE

now_option = click.option(
    "--now", type=MOMENT, help="Begin at this date and time (ISO 8601); the clock then runs on.  [default: now]"
)
json_option = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
batch_option = click.option("--batch", is_flag=True, help="Read JSON lines from standard input, answer a line each.")
language_option = click.option("--language", type=LANGUAGE, default="en", show_default=True, help="Language code.")
zone_option = click.option("--time-zone", type=TIME_ZONE, help="IANA time zone.  [default: this machine's]")
model_option = click.option("--model", metavar="M", help="builtin, or the name of a model.  [default: SLOTWISE_MODEL]")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="slotwise")
def main() -> None:
    """Finds times, books, moves and cancels meetings over the Cal.com API, in conversation.

    Without any settings it talks to a sandbox of its own, with no key and no network.
    """


@main.command()
@now_option
@click.option("--world", metavar="FILE", help="The world of the embedded sandbox: a YAML file, or the name of one.")
@click.option("--calcom-url", metavar="URL", help="Address of the Cal.com API.  [default: CALCOM_API_URL]")
@model_option
@click.option("--name", metavar="N", help="Your name.")
@click.option("--email", type=EMAIL, help="Your e-mail address.")
@click.option("--time-zone", type=TIME_ZONE, help="Your IANA time zone.")
@click.option("--language", type=LANGUAGE, help="Your language.  [default: SLOTWISE_LANGUAGE]")
@click.option("--as", "as_host", metavar="USERNAME", help="Talk as this host of the sandbox, or of your Cal.com.")
@click.option("--fresh", is_flag=True, help="Begin anew in place of going on with the conversation.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON, an object a line.")
@click.pass_context
def chat(
    context: click.Context,
    now: datetime | None,
    world: str | None,
    calcom_url: str | None,
    model: str | None,
    name: str | None,
    email: str | None,
    time_zone: str | None,
    language: str | None,
    as_host: str | None,
    fresh: bool,
    as_json: bool,
) -> None:
    """Talk to the assistant.

    On a terminal, through a pipe (a message a line, replies as plain text), or with --json for a program.
    """
    from bot.commands.chat import ChatOptions, run

    if world and calcom_url:
        raise click.UsageError("--world is for the embedded sandbox and --calcom-url for another: give one of them.")
    options = ChatOptions(now, world, calcom_url, model, name, email, time_zone, language, fresh, as_json, as_host)
    context.exit(run(options))


@main.command()
def telegram() -> None:
    """Run the assistant as a Telegram bot.

    Needs TELEGRAM_BOT_TOKEN and nothing else: it fetches its updates itself, from wherever it runs.
    """
    from bot.commands.telegram import run

    run()


@main.command()
def serve() -> None:
    """Serve Telegram's webhook.

    Needs TELEGRAM_BOT_TOKEN and SLOTWISE_PUBLIC_URL; listens at SLOTWISE_HOST and SLOTWISE_PORT.
    """
    from bot.commands.serve import run

    run()


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", type=click.IntRange(1, 65535), default=8800, show_default=True, help="Port to listen at.")
@click.option("--world", metavar="FILE", default="default", show_default=True, help="A YAML file, or the name of one.")
@now_option
@click.option("--state", type=click.Path(dir_okay=False, path_type=Path), help="Keep the bookings in this file.")
def sandbox(host: str, port: int, world: str, now: datetime | None, state: Path | None) -> None:
    """Serve the sandbox.

    It speaks the Cal.com API v2 and holds made-up people, for trying things out.
    """
    from bot.commands.sandbox import run

    run(host=host, port=port, world=world, now=now, state=state)


@main.command()
@click.argument("text", required=False)
@now_option
@zone_option
@language_option
@json_option
@batch_option
def when(
    text: str | None, now: datetime | None, time_zone: str | None, language: str, as_json: bool, batch: bool
) -> None:
    """Show how a date phrase is understood."""
    from bot.commands import phrases

    if batch:
        _only_without(text)
        phrases.when_batch()
    else:
        phrases.when(_needed(text, "next tuesday"), now=now, zone=time_zone, language=language, as_json=as_json)


@main.command()
@click.argument("text", required=False)
@language_option
@json_option
@batch_option
def zone(text: str | None, language: str, as_json: bool, batch: bool) -> None:
    """Show which time zones a place or an abbreviation means."""
    from bot.commands import phrases

    if batch:
        _only_without(text)
        phrases.zone_batch()
    else:
        phrases.zone(_needed(text, "Lisbon"), language=language, as_json=as_json)


@main.command()
@click.argument("text", required=False)
@click.option("--previous", metavar="TEXT", help="What the assistant had said before.")
@now_option
@zone_option
@language_option
@model_option
@json_option
@batch_option
def understand(
    text: str | None,
    previous: str | None,
    now: datetime | None,
    time_zone: str | None,
    language: str,
    model: str | None,
    as_json: bool,
    batch: bool,
) -> None:
    """Show the tool calls that the model makes of a message."""
    from bot.commands import phrases
    from bot.commands.options import machine_zone, now_or

    if batch:
        _only_without(text)
        phrases.understand_batch(model=model)
        return
    zone = time_zone or machine_zone() or "UTC"
    question = {
        "id": None,
        "text": _needed(text, "30 minutes with Bailey tomorrow"),
        "previous": previous,
        "now": now_or(now, zone).isoformat(),
        "time_zone": zone,
        "language": language,
    }
    phrases.understand(question, model=model, as_json=as_json)


@main.command("eval")
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@model_option
@click.option("--trials", type=click.IntRange(1, 1000), default=1, show_default=True, help="Run each so many times.")
@click.option(
    "--channel",
    type=click.Choice(["direct", "telegram"]),
    default="direct",
    show_default=True,
    help="How the person reaches the assistant. telegram: as a bot, judged by what stands on the phone.",
)
@click.option("--simulate", type=click.IntRange(1, 100_000), metavar="N", help="Let N imagined people talk, too.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Which people are imagined.")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write the report as a page, too.")
@click.option(
    "--compare", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="An earlier report (--json)."
)
@json_option
@click.pass_context
def evaluate(
    context: click.Context,
    paths: tuple[str, ...],
    model: str | None,
    trials: int,
    channel: Literal["direct", "telegram"],
    simulate: int | None,
    seed: int,
    html: Path | None,
    compare: Path | None,
    as_json: bool,
) -> None:
    """Run dialogues and judge them.

    PATH is a YAML file or a folder of them; a dialogue is judged by the bookings it leaves. Imagined people have a goal
    and a temperament of their own instead of a script.
    """
    from bot.commands.failures import explained, settings_for
    from bot.evals.command import run
    from bot.telemetry import configure

    if not paths and not simulate:
        raise click.UsageError("Say which dialogues to run (PATH...), or how many people to imagine (--simulate N).")
    settings = settings_for({"slotwise_model": ("--model", model)})
    configure("ERROR")  # what a dialogue provokes is in its report
    with explained():
        code = run(
            paths,
            model=settings.slotwise_model,
            trials=trials,
            as_json=as_json,
            settings=settings,
            channel=channel,
            simulate=simulate or 0,
            seed=seed,
            html=html,
            compare=compare,
        )
    context.exit(code)


@main.group()
def calcom() -> None:
    """Look after the access to Cal.com."""


@calcom.command("refresh-key")
@click.option("--env-file", type=click.Path(path_type=Path), default=".env", show_default=True, help="Settings file.")
@click.option("--days", type=click.IntRange(1, 3650), help="Let the new key hold for so many days.  [default: 30]")
@click.option("--never-expires", is_flag=True, help="Let it hold for ever.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
def refresh_key(env_file: Path, days: int | None, never_expires: bool, yes: bool) -> None:
    """Replace the API key by a fresh one.

    The old key is dead at once. CALCOM_API_KEY in the settings file is replaced when the new key has answered.
    """
    from bot.commands.calcom import run
    from bot.telemetry import configure

    if days is not None and never_expires:
        raise click.UsageError("--days and --never-expires exclude each other.")
    configure("ERROR")
    run(env_file=env_file, days=days, never_expires=never_expires, yes=yes)


@calcom.command("new-key")
def new_key() -> None:
    """Make a key for SLOTWISE_ENCRYPTION_KEY.

    It encrypts the access that hosts give with /link. Keep it beside the other
    secrets: without it they have to link again.
    """
    from bot.accounts.vault import new_key

    click.echo(new_key())


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Copy the store to FILE.

    The copy is consistent while the assistant runs. A file that is there is not written over.
    """
    from bot.commands.backup import run
    from bot.telemetry import configure

    configure("ERROR")
    run(file)


@main.command()
@click.option("--days", type=click.IntRange(1, 800), default=30, show_default=True, help="So many days, with today.")
@click.option("--plot", is_flag=True, help="Draw them, too.")
@json_option
def usage(days: int, plot: bool, as_json: bool) -> None:
    """Show what was used by day, and its cost.

    Bookings, turns, calls of a model and their tokens; the cost by SLOTWISE_PRICE_INPUT and SLOTWISE_PRICE_OUTPUT. Days
    are those of UTC.
    """
    from bot.commands.usage import run
    from bot.telemetry import configure

    configure("ERROR")
    run(days=days, plot=plot, as_json=as_json)


@main.command()
@json_option
@click.pass_context
def doctor(context: click.Context, as_json: bool) -> None:
    """Check the settings and what they point to.

    Says what to do about each fault, and exits with 1 when there is one.
    """
    from bot.commands.doctor import run
    from bot.telemetry import configure

    configure("ERROR")  # what is wrong is in the checks
    context.exit(run(as_json=as_json))


def _needed(text: str | None, example: str) -> str:
    if text is None:
        command = click.get_current_context().command_path
        raise click.UsageError(f'Say what to understand, such as: {command} "{example}" (or use --batch).')
    return text


def _only_without(text: str | None) -> None:
    if text is not None:
        raise click.UsageError("--batch reads its questions from standard input and takes no text.")


if __name__ == "__main__":
    main(prog_name="slotwise")
