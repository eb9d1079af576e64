"""`slotwise doctor` on Telegram: whether it knows the bot, and where it brings its updates."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import telegram
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.channels.telegram.running import TELEGRAM_URL
from bot.channels.telegram.webhook import PATH
from bot.commands.checking import Check
from bot.config import Settings

LATELY = timedelta(hours=1)
"""Trouble with bringing updates that is longer ago is over."""

_SECONDS = 10.0

_ADVICE = (
    (("certificate", "ssl"), "Give the address of SLOTWISE_PUBLIC_URL a certificate that browsers take."),
    (("403", "forbidden"), "Restart `slotwise serve`, so that Telegram learns TELEGRAM_WEBHOOK_SECRET anew."),
    (("resolve", "not known"), "Correct SLOTWISE_PUBLIC_URL, or the name's entry in DNS."),
)


async def check(settings: Settings) -> list[Check]:
    """Nothing where there is no bot."""
    if settings.telegram_bot_token is None:
        return []
    place = settings.telegram_api_url or TELEGRAM_URL
    bot = telegram.Bot(
        settings.telegram_bot_token.get_secret_value(),
        base_url=f"{place}/bot",
        request=HTTPXRequest(connect_timeout=_SECONDS, read_timeout=_SECONDS),
    )
    try:
        try:
            await bot.initialize()
            me, info = await bot.get_me(), await bot.get_webhook_info()
        finally:
            await bot.shutdown()
    except (InvalidToken, Forbidden, BadRequest):
        return [
            Check(
                "Telegram",
                False,
                "it does not know the bot: the token is wrong, or was revoked.",
                "Write /mybots to https://t.me/BotFather, and set TELEGRAM_BOT_TOKEN to what stands under API Token.",
            )
        ]
    except TelegramError as error:
        return [
            Check(
                "Telegram",
                False,
                f"{place} does not answer ({type(error).__name__}).",
                "Check the network, and TELEGRAM_API_URL where it is set.",
            )
        ]
    return [Check("Telegram", True, f"it knows the bot as @{me.username}."), _updates(settings, info)]


def _updates(settings: Settings, info: telegram.WebhookInfo) -> Check:
    name, waiting = "updates", f"{info.pending_update_count} wait there."
    if settings.slotwise_public_url is None:
        if info.url:
            found = f"Telegram brings them to {_host(info.url)}; `slotwise telegram` has them fetched instead."
            return Check(name, True, f"{found} {waiting}")
        return Check(name, True, f"they are fetched by `slotwise telegram`. {waiting}")
    wanted = f"{settings.slotwise_public_url}{PATH}"
    if not info.url:
        return Check(name, True, f"Telegram brings them nowhere until `slotwise serve` starts. {waiting}")
    if info.url != wanted:
        return Check(
            name,
            False,
            f"Telegram brings them to {_host(info.url)} and not to {wanted}.",
            "Start `slotwise serve` again. Where they are taken away once more, another program has the same token:"
            " give it a bot of its own.",
        )
    trouble, at = info.last_error_message, info.last_error_date
    if trouble is not None and at is not None and datetime.now(UTC) - at < LATELY:
        advice = next(
            (advice for words, advice in _ADVICE if any(word in trouble.lower() for word in words)),
            "Check that `slotwise serve` runs, and that the proxy before it leads there.",
        )
        return Check(name, False, f"Telegram could not bring them at {at:%H:%M} UTC ({trouble}). {waiting}", advice)
    return Check(name, True, f"Telegram brings them to {wanted}. {waiting}")


def _host(url: str) -> str:
    return urlsplit(url).netloc
