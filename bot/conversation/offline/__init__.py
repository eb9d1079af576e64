"""The built-in model: understands ordinary scheduling talk by rules and word lists, with no key and no network."""

from bot.conversation.offline.model import OfflineModel

__all__ = ["OfflineModel"]
