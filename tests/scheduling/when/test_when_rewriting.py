"""The engine: rules over the kinds of words."""

from bot.scheduling.when.rewriting import Alphabet, Grammar, Item, Rule


def items(alphabet: Alphabet, *words: dict[str, object]) -> list[Item]:
    return [Item(kinds, alphabet.letter(kinds), at, at + 1) for at, kinds in enumerate(words)]


def test_what_a_rule_matches_becomes_one_item_with_the_value_of_its_action() -> None:
    alphabet = Alphabet()
    words = items(alphabet, {"num": 3}, {"unit": "day"}, {"other": "x"})
    grammar = Grammar([Rule(("length",), "n:num u:unit", lambda n, u: (n, u))], alphabet)
    made = grammar.rewrite(words)
    assert [item.kinds for item in made] == [{"length": (3, "day")}, {"other": "x"}]
    assert (made[0].start, made[0].end) == (0, 2)


def test_a_word_of_several_meanings_is_found_by_each() -> None:
    alphabet = Alphabet()
    words = items(alphabet, {"ordinal": 2, "unit": "second"})
    grammar = Grammar([Rule(("day",), "o:ordinal", lambda o: o)], alphabet)
    assert grammar.rewrite(words)[0].kinds == {"day": 2}


def test_an_action_that_returns_none_leaves_the_words_to_later_rules() -> None:
    alphabet = Alphabet()
    words = items(alphabet, {"num": 30}, {"num": 4})
    rules = [
        Rule(("hour",), "n:num", lambda n: n if n < 24 else None),
        Rule(("rest",), "n:num", lambda n: n),
    ]
    assert [item.kinds for item in Grammar(rules, alphabet).rewrite(words)] == [{"rest": 30}, {"hour": 4}]


def test_a_rule_takes_what_it_made_itself_further() -> None:
    alphabet = Alphabet()
    words = items(alphabet, {"sum": 1}, {"sum": 2}, {"sum": 3})
    grammar = Grammar([Rule(("sum",), "a:sum b:sum", lambda a, b: a + b)], alphabet)
    assert [item.kinds for item in grammar.rewrite(words)] == [{"sum": 6}]


def test_an_optional_word_that_is_not_there_is_none() -> None:
    alphabet = Alphabet()
    words = items(alphabet, {"weekday": 4})
    grammar = Grammar([Rule(("day",), "w:weekday p:part?", lambda w, p: (w, p))], alphabet)
    assert grammar.rewrite(words)[0].kinds == {"day": (4, None)}


def test_a_kind_that_no_word_of_a_language_has_matches_nothing() -> None:
    alphabet = Alphabet()
    words = items(alphabet, {"num": 1})
    grammar = Grammar([Rule(("made",), "num half_before?", lambda: True)], alphabet)
    assert grammar.rewrite(words)[0].kinds == {"made": True}
