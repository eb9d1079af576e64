"""Slotwise: a chat assistant that finds times, books, moves and cancels meetings over the Cal.com API v2."""

__version__ = "0.1.0"
