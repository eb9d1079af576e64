"""Rules for numbers in words: "twenty-one", "treinta y dos", "twenty-first"."""

from bot.scheduling.when.rewriting import rule


@rule("num word_number", "a:tens (dash|and)? b:small")
def compound_number(a: int, b: int) -> int:
    return a + b


@rule("ordinal word_ordinal", "a:tens (dash|and)? b:word_ordinal")
def compound_ordinal(a: int, b: int) -> int | None:
    return a + b if b < 10 else None
