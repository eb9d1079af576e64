"""A group and its topics: what is personal stays out of it, and buttons know whose they are."""

from tests.channels.telegram.end_to_end.house import house, words

PRIVATE = ("ana@example.com", "10-50", "the merger")


async def test_a_group_finds_the_time_and_hears_booked_and_nothing_personal() -> None:
    async with house() as here:
        await here.start()
        ana, ben = here.person(), here.person("Ben", "Gomes")
        team = here.double.group("Team", members=[ana.person, ben.person], topics=True)
        topic = await team.topic("Meetings", by=ana.person)
        anas, bens = ana.person.at(team, topic), ben.person.at(team, topic)

        await bens.send("who has time for a consultation on Tuesday?")
        await anas.mention("consultation with Bailey next Tuesday at 3pm Lisbon time")
        await anas.until(lambda: anas.replies and anas.replies[-1].labels, timeout=15)
        card = anas.replies[-1]
        assert card.thread_id == topic
        assert card.reply_to is not None
        assert card.reply_to.sender is ana.person.user

        if "Lisbon (GMT+0)" in card.labels:
            await bens.tap("Lisbon (GMT+0)")
            await bens.until(lambda: bens.toasts, timeout=15)
            assert bens.toasts == ["These buttons are Ana Silva's. Mention me, and I make you some of your own."]
            await anas.tap("Lisbon (GMT+0)")
        await anas.until(lambda: "Continue in private" in card.labels, timeout=15)
        await ana.person.open(anas.link("Continue in private"))
        await ana.until(lambda: "10-50" in ana.last.labels, timeout=15)
        await ana.tap("10-50")
        await ana.until(lambda: ana.replies[-1].edit_date, timeout=15)
        await ana.send("the merger, ana@example.com")
        await ana.until(lambda: "Confirm" in ana.last.labels, timeout=15)
        await ana.tap("Confirm")
        await ana.until(lambda: ana.last.document, timeout=15)
        await anas.until(lambda: "ooked" in card.text, timeout=15)
        (booking,) = await here.bookings()
        assert booking["attendees"][0]["name"] == "Ana Silva"

        seen = "\n".join([card.text, *card.earlier, *words(anas)])
        assert not [word for word in PRIVATE if word in seen]
        assert card.labels == []
        assert len(anas.replies) == 1, anas.screen()
        assert all(message.thread_id == topic for message in team.messages if message.is_from_bot)
        assert ben.replies == []

        await bens.mention("my bookings")
        await bens.until(lambda: len(bens.replies) == 2, timeout=15)
        assert "Consultation" not in bens.replies[-1].text
        await ben.person.open(bens.link("Continue in private"))
        await ben.until(lambda: ben.replies, timeout=15)
        assert "Consultation" not in ben.text
