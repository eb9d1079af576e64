"""/usage: a host sees what was used, by day and with a picture; a guest does not."""

from collections.abc import Callable

import pytest

from bot.accounts.named import NamedHosts
from bot.message import Person, Reply
from tests.conversation.talking import Talk
from tests.spending.conftest import House

Open = Callable[..., House]


def bailey(house: House, language: str = "en") -> Talk:
    talk = house.talk.with_account(Person("test:bailey", language=language), conversation_id="test:host")
    talk.as_counted_by(house.meter)
    return talk.as_host(NamedHosts(lambda _: talk.calendar, {"test:bailey": None}))


async def used(house: House, language: str = "en", words: str = "") -> Reply:
    house.talk.as_counted_by(house.meter)
    await house.talk.book()
    for _ in range(3):
        await house.chat().say("what a lovely place you have", message_id=f"x{_}")
    return await bailey(house, language).command("usage", words)


async def test_a_host_sees_each_day_the_sum_and_a_picture(open_house: Open) -> None:
    reply = await used(open_house())
    head, today, together = reply.text.splitlines()
    assert "everybody in the last 14 days (days in UTC)" in head
    assert today == "• Nov 23: 1 bookings · 5 turns · 4 model calls · 3,060 tokens · $0.00"
    assert together.startswith("• together: 1 bookings")
    (picture,) = reply.attachments
    assert (picture.name, picture.media_type) == ("usage.png", "image/png")
    assert picture.content.startswith(b"\x89PNG")


async def test_so_many_days_as_are_asked_for(open_house: Open) -> None:
    assert "last 30 days" in (await used(open_house(), words="30 days")).text


@pytest.mark.parametrize(
    ("language", "words"), [("de", "Modellaufrufe"), ("es", "reservas"), ("fr", "jetons"), ("pt", "marcações")]
)
async def test_it_is_told_in_the_hosts_language(open_house: Open, language: str, words: str) -> None:
    assert words in (await used(open_house(), language)).text


async def test_a_host_whom_the_settings_do_not_name_sees_their_own_alone(open_house: Open) -> None:
    reply = await used(open_house(sees_all=lambda _: False))
    assert "Used by you" in reply.text
    assert "Nothing yet" in reply.text


async def test_a_guest_sees_nothing_of_it(open_house: Open) -> None:
    house = open_house()
    reply = await house.talk.as_counted_by(house.meter).command("usage")
    assert "for hosts" in reply.text
    assert reply.attachments == ()
