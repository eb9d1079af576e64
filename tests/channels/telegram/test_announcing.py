"""What is said without being asked: a reminder, a change of a booking. It leaves alone what is being arranged."""

from bot.message import BookingView, Choice, Reply
from tests.channels.telegram.phones import Telegram, telegram_world
from tests.channels.telegram.test_channel import booked


def reminder(world: Telegram) -> Reply:
    (booking,) = world.bookings()
    view = BookingView(booking["uid"], "accepted", world.app.clock(), "30min")
    cancel = Choice(id=f"cancel:{booking['uid']}", label="Cancel booking", lasts=True)
    return Reply("Your meeting starts in an hour.", choices=(cancel,), bookings=(view,), language="en")


async def test_an_announcement_leaves_what_is_being_arranged_and_its_buttons_work() -> None:
    async with telegram_world() as world:
        ana = await booked(world)
        await ana.say("another 30 minutes with Bailey on Thursday")
        arranged = ana.card
        account = f"telegram:{ana.side.chat.id}"
        assert await world.channel.announce(account, reminder(world))
        assert ana.replies[-1].text == "Your meeting starts in an hour."
        await ana.tap("Cancel booking")
        assert "Shall I cancel this?" in ana.card.text
        await ana.tap("Confirm")
        assert world.bookings() == []
        assert arranged.text != ""


async def test_an_announcement_to_someone_who_blocked_the_bot_reaches_nobody() -> None:
    async with telegram_world() as world:
        ana = await booked(world)
        told = reminder(world)
        before = len(ana.replies)
        ana.side.chat.is_blocked = True
        assert not await world.channel.announce(f"telegram:{ana.side.chat.id}", told)
        assert len(ana.replies) == before
