"""Numbers as people write them: digits with either decimal mark, and words ("twenty-five", "two hundred")."""

import re

from babel.numbers import NumberFormatError, parse_decimal

from bot.scheduling.locales import locale

_UNITS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
    "diecisiete dieciocho diecinueve",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
    "dix-huit dix-neuf",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
    "siebzehn achtzehn neunzehn",
    "pt": "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete "
    "dezoito dezenove",
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "fr": "vingt trente quarante cinquante soixante soixante-dix quatre-vingts quatre-vingt-dix",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
}
_SMALL = {
    word: value
    for words, values in ((_UNITS, range(20)), (_TENS, range(20, 100, 10)))
    for line in words.values()
    for word, value in zip(line.split(), values, strict=True)
}
_SMALL.update({"una": 1, "une": 1, "ein": 1, "eine": 1, "uma": 1, "duas": 2, "a": 1, "an": 1})
_SCALES = {
    **dict.fromkeys(("hundred", "cien", "ciento", "cent", "cents", "hundert", "cem", "cento"), 100),
    **dict.fromkeys(("thousand", "k", "mil", "mille", "tausend"), 1_000),
    **dict.fromkeys(("million", "millón", "millones", "millions", "millionen", "milhão", "milhões"), 1_000_000),
}
_DOZEN = {"dozen": 12, "docena": 12, "douzaine": 12, "dutzend": 12, "dúzia": 12}
# A float keeps every whole number of so many digits.
_MOST_DIGITS = 15
_LINKS = frozenset(("and", "y", "et", "und", "e"))
_DIGITS = re.compile(
    r"(?<![\w.,:])([-−+]?(?:\d{1,3}(?:[ '’\u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d[\d.,]*\d|\d))"
    r"(?:\s*(k|m)(?!\w))?(?![\d:])",
    re.IGNORECASE,
)


def find_numbers(text: str, language: str = "en") -> list[float]:
    """Every number in a text, in order. The language's marks decide what "1.200" and "1,200" mean."""
    written = [_value(match, language) for match in _DIGITS.finditer(text)]
    numbers = [number for number in written if number is not None]
    return numbers or _spoken_numbers(text)


def words_to_number(text: str) -> float | None:
    """The one number that a text consists of, or None."""
    text = text.strip()
    if re.fullmatch(r"[-−+]?\d{1,15}", text):
        return float(text.replace("−", "-"))
    spoken, length = _spoken_at(_words(text), 0)
    return spoken if length and length == len(_words(text)) else None


def _value(match: re.Match[str], language: str) -> float | None:
    digits = re.sub(r"[\s'’\u00a0\u202f]", "", match[1]).replace("−", "-").lstrip("+")
    if len(digits) > _MOST_DIGITS:
        return None
    try:
        number = float(parse_decimal(digits, locale=locale(language), strict=True))
    except NumberFormatError:
        # Not this language's way of writing it, so the last mark is the decimal one.
        whole, mark, rest = re.fullmatch(r"(.*?)(?:([.,])(\d*))?", digits, re.DOTALL).groups("")  # type: ignore[union-attr]
        plain = re.sub(r"[.,]", "", whole) + (f".{rest}" if mark and rest else "")
        try:
            number = float(plain)
        except ValueError:
            return None
    return number * {"k": 1_000, "m": 1_000_000}.get((match[2] or "").lower(), 1)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.casefold())


def _spoken_numbers(text: str) -> list[float]:
    words, numbers, position = _words(text), [], 0
    while position < len(words):
        number, length = _spoken_at(words, position)
        # "a" alone is an article.
        if length and not (length == 1 and words[position] in ("a", "an", "k", "e", "y")):
            numbers.append(number)
        position += length or 1
    return numbers


def _spoken_at(words: list[str], start: int) -> tuple[float, int]:
    """The number that begins at a word, and how many words it takes; 0 words when none does."""
    total = group = 0
    position, said = start, 0
    while position < len(words):
        word = words[position]
        parts = [word] if word in _SMALL or word in _SCALES else word.split("-")
        if word in _LINKS and position > start:
            position += 1
            continue
        if all(part in _SMALL for part in parts):
            value = sum(_SMALL[part] for part in parts)
            if group % 100 and (group % 10 or value >= 10 or group % 100 < 20):
                break
            group += value
        elif word in _DOZEN:
            group = (group or 1) * _DOZEN[word]
        elif word in _SCALES:
            scale = _SCALES[word]
            if scale == 100:
                group = (group or 1) * 100
            else:
                total, group = total + (group or 1) * scale, 0
        else:
            break
        position += 1
        said = position
    return float(total + group), max(0, said - start)
