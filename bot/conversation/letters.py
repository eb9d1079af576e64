"""Letters without their accents: people type "manana" and "amanha", and mean the same."""

import unicodedata
from functools import lru_cache


def bare(text: str) -> str:
    """The text without accents, one character for one, so that positions stay. Case stays too."""
    return text if text.isascii() else "".join(map(_bare, text))


def folded(text: str) -> str:
    """The text without accents and in lower case, one character for one."""
    return text.lower() if text.isascii() else "".join(map(_folded, text))


@lru_cache(maxsize=1024)
def _bare(char: str) -> str:
    return char if char < "\x80" else unicodedata.normalize("NFD", char)[0]


@lru_cache(maxsize=1024)
def _folded(char: str) -> str:
    lower = _bare(char).lower()
    return lower if len(lower) == 1 else char
