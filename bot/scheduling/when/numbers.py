"""Rules for numbers in words: "twenty-one", "treinta y dos", "twenty-first"."""

from dataclasses import replace

from bot.scheduling.when.language import Kinds
from bot.scheduling.when.quantity import Clock
from bot.scheduling.when.rewriting import rule


@rule("not", "no (?= plural)")
def none_of() -> bool:
    """ "No mornings", where "no" alone would take something back."""
    return True


@rule("num word_number hour", "a:tens (dash|and)? b:small")
def compound_hour(a: int, b: int) -> Kinds | None:
    """ "Twenty-two" may be an hour, as no greater number is."""
    return {"num": a + b, "word_number": a + b, "hour": Clock(a + b, settled=True)} if 20 < a + b < 25 else None


@rule("clock hour", "(?<= the) h:hour m:tens (?= chosen)")
def hour_of_choice(h: Clock, m: int) -> Clock | None:
    """ "The nine thirty one", which is no 9:31."""
    return replace(h, minute=m) if h.hour <= 12 and m < 60 else None


@rule("ordinal word_ordinal", "o:feminine_ordinal (?= unit (of | (next|this) unit) | dated_weekday of )")
def ordinal_of_weekday(o: int) -> int:
    """ "Segunda semana de maio", where "segunda" is Monday elsewhere."""
    return o


@rule("weekday dated_weekday", "o:digit_ordinal dash? feira")
def counted_weekday(o: int) -> int | None:
    """ "2ª feira" is Monday: Portuguese counts the days of the week."""
    return o - 2 if 2 <= o <= 6 else None


@rule(
    "weekday dated_weekday",
    "w:weekday_before_date (?= (dot|comma)* (ordinal | num (dot|month) | date | dotted_date | dotted))",
)
def weekday_before_date(w: int) -> int:
    """German "So", which is Sunday before a date and "so" everywhere else."""
    return w


@rule("num word_number", "a:tens (dash|and)? b:small")
def compound_number(a: int, b: int) -> int:
    return a + b


@rule("ordinal word_ordinal", "a:tens (dash|and)? b:word_ordinal")
def compound_ordinal(a: int, b: int) -> int | None:
    return a + b if b < 10 else None
