"""The Cal.com API v2, and nothing else: ``CalcomClient`` is a ``Calendar``."""

from bot.calcom.client import CalcomClient

__all__ = ["CalcomClient"]
