"""Telegram, over python-telegram-bot."""

import os

# The library tells lengths of time as timedelta from its next major version on, and warns of it at each reading until
# then; it looks for this variable when it reads one.
os.environ.setdefault("PTB_TIMEDELTA", "true")
