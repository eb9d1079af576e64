"""Letters without their accents: people type "manana", "amanha" and "fuer", and mean the same."""

import unicodedata
from functools import lru_cache

_SHARP_S = str.maketrans({"ß": "ss"})
_TWO_FOR_ONE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def bare(text: str) -> str:
    """The text without accents, one character for one, so that positions stay. Case stays too."""
    return text if text.isascii() else "".join(map(_bare, text))


def folded(text: str) -> str:
    """The text without accents and in lower case, one character for one."""
    return text.lower() if text.isascii() else "".join(map(_folded, text))


def spellings(text: str) -> frozenset[str]:
    """The ways to type a text without accents: "größer" is "großer", "grosser" and "groesser"."""
    if text.isascii():
        return frozenset((text,))
    return frozenset((bare(text), bare(text.translate(_SHARP_S)), bare(text.translate(_TWO_FOR_ONE))))


@lru_cache(maxsize=1024)
def _bare(char: str) -> str:
    return char if char < "\x80" else unicodedata.normalize("NFD", char)[0]


@lru_cache(maxsize=1024)
def _folded(char: str) -> str:
    lower = _bare(char).lower()
    return lower if len(lower) == 1 else char
