"""A strict test double of the Telegram Bot API, and the people who write to the bot.

It shares no code with the channel and knows no Telegram library: two readings of the API that meet on the wire.
"""

from bot.evals.telegram.double import TelegramDouble
from bot.evals.telegram.flood import Limits
from bot.evals.telegram.updates import Patience
from bot.evals.telegram.wire import InProcess, app_of, running, running_beside

__all__ = ["InProcess", "Limits", "Patience", "TelegramDouble", "app_of", "running", "running_beside"]
