"""Rules for lengths of time: "half an hour", "1h30", "an hour and 15 minutes"."""

from bot.scheduling.when.quantity import Length, length
from bot.scheduling.when.rewriting import rule


@rule("length", "article? n:named_length")
def named(n: str) -> Length:
    """A length with a name of its own ("Viertelstunde"), given as "15 minute"."""
    count, unit = n.split()
    return length(float(count), unit)


@rule("length", "(?<! and) article half dash? (article|of)? u:unit")
def article_and_half(u: str) -> Length | None:
    """ "Einer halben Stunde": where the article could also be the number one."""
    return length(0.5, u) if u != "day" else None


@rule("length", "n:num and? article? half u:unit")
@rule("length", "n:num u:unit (and article? half|and_half)")
def and_a_half(n: int, u: str) -> Length:
    return length(n + 0.5, u)


@rule("length", "article u:unit (and article? half|and_half)")
def one_and_a_half(u: str) -> Length:
    return length(1.5, u)


@rule("length", "n:num u:unit and_quarter")
def and_a_quarter(n: int, u: str) -> Length | None:
    return length(n + 0.25, u) if u == "hour" else None


@rule("length", "half dash? (article|of)? u:unit")
def half_of(u: str) -> Length | None:
    return length(0.5, u) if u != "day" else None


@rule("length", "n:num? dash? quarter of? (article|the)? u:unit")
def quarters_of(n: int | None, u: str) -> Length | None:
    return length(0.25 * (n or 1), u) if u == "hour" else None


@rule("length", "a:digits comma b:digits u:unit")
def decimal_with_comma(a: str, b: str, u: str) -> Length | None:
    return length(int(a) + 0.5, u) if b == "5" else None


@rule("length", "n:num f:slashed u:unit")
def and_a_fraction(n: int, f: tuple[str, str], u: str) -> Length | None:
    """ "1 1/2 hours"."""
    over, under = int(f[0]), int(f[1])
    return length(n + over / under, u) if 0 < over < under else None


@rule("length", "d:dotted u:unit")
def decimal(d: tuple[str, str], u: str) -> Length | None:
    if u == "hour" and len(d[1]) == 2 and d[1] not in ("25", "50", "75"):
        # "17.30 h" is a time of day.
        return None
    return length(float(".".join(d)), u)


@rule("length", "f:slashed of? article? u:unit")
def fraction(f: tuple[str, str], u: str) -> Length | None:
    over, under = int(f[0]), int(f[1])
    return length(over / under, u) if 0 < over < under else None


@rule("length", "n:num (dash|more)? u:unit")
def counted(n: int, u: str) -> Length:
    return length(n, u)


@rule("length", "article u:unit")
@rule("length", "^ u:unit (?= ago | hence )")
def one(u: str) -> Length | None:
    return length(1, u)


@rule("length", "(?<= in) a:length comma (?! hour_mark) b:length")
@rule("length", "a:length comma? and (?! hour_mark) b:length")
@rule("length", "a:length (?! hour_mark) b:length")
def added(a: Length, b: Length) -> Length | None:
    order = ("year", "quarter", "month", "fortnight", "week", "business_day", "day", "hour", "minute", "second")
    known = a.unit in order and b.unit in order
    return a + b if known and order.index(a.unit) < order.index(b.unit) else None


@rule("length", "a:length and? n:num (?! counted | meridiem | oclock | colon | month | to | dash)")
def and_minutes(a: Length, n: int) -> Length | None:
    """ "1 hour 30": only round minutes, so that a following clock time is left alone."""
    return a + length(n, "minute") if a.unit == "hour" and n in (15, 20, 30, 40, 45, 50) else None
