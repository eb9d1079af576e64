"""E-mail addresses, phone numbers and web addresses as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.scheduling.contacts import Wrong, email, find_broken_emails, find_emails, find_phones, phone, url


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("ana@example.com", "ana@example.com"),
        ("Ana@Example.COM", "Ana@example.com"),
        ("Ana Silva <ana@example.com>.", "ana@example.com"),
        ("mailto:ana@example.com", "ana@example.com"),
        ("(ana@example.com)", "ana@example.com"),
        ("my e-mail is ana@example.com!", "ana@example.com"),
        ("use my work mail ana@corp.example", "ana@corp.example"),
        ("'ana.silva+cal@example.co.uk'", "ana.silva+cal@example.co.uk"),
        ("ana at example dot com", "ana@example.com"),
        ("ana dot silva at mail dot example dot org", "ana.silva@mail.example.org"),
        ("ana underscore silva at example dot com", "ana_silva@example.com"),
        ("ana (at) example (dot) com", "ana@example.com"),
        ("ana[at]example.com", "ana@example.com"),
        ("ana arroba ejemplo punto com", "ana@ejemplo.com"),
        ("it's ana at example dot com, thanks", "ana@example.com"),
        ("ana@example.com ana@example.com", "ana@example.com"),
    ],
)
def test_an_address_is_read_however_it_is_written(text: str, address: str) -> None:
    assert email(text) == address


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("ana@", "not_an_email"),
        ("@example.com", "not_an_email"),
        ("ana@example", "not_an_email"),
        ("ana@@example.com", "not_an_email"),
        ("reach me at example dot com", "not_an_email"),
        ("I'm at example.com", "not_an_email"),
        ("meet at three", "not_an_email"),
        ("a@example.com, b@example.com", "several_emails"),
    ],
)
def test_what_is_no_single_address_has_a_reason(text: str, why: str) -> None:
    verdict = email(text)
    assert isinstance(verdict, Wrong)
    assert verdict.reason == why


def test_addresses_come_with_the_words_they_stand_in() -> None:
    text = "to ana@example.com, and bo at example dot org please"
    assert [(address, text[slice(*span)]) for address, span in find_emails(text)] == [
        ("ana@example.com", "ana@example.com"),
        ("bo@example.org", "bo at example dot org"),
    ]


def test_broken_addresses_are_named_beside_good_ones() -> None:
    assert find_broken_emails("ana@example.com, bo@, @cy and dee@example") == ["bo@", "@cy", "dee@example"]


@pytest.mark.parametrize(
    ("text", "region", "number"),
    [
        ("+351 912 345 678", None, "+351912345678"),
        ("00351 912345678", None, "+351912345678"),
        ("+44 20 7946 0018", None, "+442079460018"),
        ("call me on +1 (202) 555-0123 after 5", None, "+12025550123"),
        ("912 345 678", "PT", "+351912345678"),
        ("0151 23456789", "DE", "+4915123456789"),
        ("+44 20 7946 0958", "PT", "+442079460958"),
    ],
)
def test_a_phone_number_is_given_in_the_international_form(text: str, region: str | None, number: str) -> None:
    assert phone(text, region) == number


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("912 345 678", "phone_without_country"),
        ("+1 555", "not_a_phone"),
        ("12", "not_a_phone"),
        ("no phone", "not_a_phone"),
        ("+351 912 345 678 or +351 912 345 679", "several_phones"),
    ],
)
def test_what_is_no_single_phone_number_has_a_reason(text: str, why: str) -> None:
    verdict = phone(text)
    assert isinstance(verdict, Wrong)
    assert verdict.reason == why


def test_phone_numbers_come_with_their_place_in_the_text() -> None:
    text = "ring +351 912 345 678 please"
    ((number, (start, end)),) = find_phones(text)
    assert (number, text[start:end]) == ("+351912345678", "+351 912 345 678")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://example.com/a?b=c", "https://example.com/a?b=c"),
        ("http://example.com", "http://example.com"),
        ("see www.example.com.", "https://www.example.com"),
        ("example.com/path", "https://example.com/path"),
        ("it is sub.example.co.uk:8080, thanks", "https://sub.example.co.uk:8080"),
    ],
)
def test_a_web_address_is_completed_to_https(text: str, address: str) -> None:
    assert url(text) == address


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("no site", "not_a_url"),
        ("ana@example.com", "not_a_url"),
        ("javascript:alert(1)", "not_a_url"),
        ("http://[x", "not_a_url"),
        ("example.com:99999", "not_a_url"),
        ("a.example.com and b.example.com", "several_urls"),
    ],
)
def test_what_is_no_single_web_address_has_a_reason(text: str, why: str) -> None:
    verdict = url(text)
    assert isinstance(verdict, Wrong)
    assert verdict.reason == why


WRITTEN = st.one_of(
    st.text(),
    st.emails(),
    st.emails().map(lambda address: address.replace("@", " at ").replace(".", " dot ")),
    st.tuples(st.text(max_size=10), st.emails(), st.text(max_size=10)).map("".join),
)


@given(text=WRITTEN)
def test_an_address_that_was_read_reads_as_itself(text: str) -> None:
    for address, (start, end) in find_emails(text):
        assert email(address) == address
        assert 0 <= start < end <= len(text)


@given(country=st.sampled_from(("+351", "+1", "+49", "+55", "00", "+")), digits=st.text("0123456789 -()", max_size=14))
def test_a_phone_number_that_was_read_reads_as_itself(country: str, digits: str) -> None:
    number = phone(f"{country}{digits}")
    if isinstance(number, str):
        assert phone(number) == number


@given(text=st.one_of(st.text(), st.from_regex(r"\A[a-z]{1,8}\.[a-z]{1,5}(/\S{0,6})?\Z")))
def test_a_web_address_that_was_read_reads_as_itself(text: str) -> None:
    address = url(text)
    if isinstance(address, str):
        assert url(address) == address
