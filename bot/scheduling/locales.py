"""The CLDR locale of a language code, for what is read and shown in a person's language."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError


@lru_cache(64)
def locale(language: str) -> Locale:
    """The locale of a code such as "en" or "pt-BR", or English's where CLDR has none."""
    try:
        return Locale.parse(language, sep="-" if "-" in language else "_")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")
