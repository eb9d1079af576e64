"""What the channel says itself is in the language that the person chose, whatever their Telegram is set to."""

from bot.message import Choice, Reply
from tests.channels.telegram.phones import Scripted, telegram_world


async def test_a_line_of_the_channels_own_is_in_the_chosen_language() -> None:
    async with telegram_world() as world:
        ana = world.phone("Ana", language_code="de")
        await ana.say("/language es")
        await ana.world.handled(ana.side.sticker())
        assert ana.card.text.startswith("¡Me gusta!")


async def test_before_any_choice_it_is_that_of_their_telegram() -> None:
    async with telegram_world() as world:
        ana = world.phone("Ana", language_code="pt-br")
        await ana.world.handled(ana.side.sticker())
        assert ana.card.text.startswith("Gostei!")


async def test_what_is_shown_with_a_reply_is_in_the_language_of_the_reply() -> None:
    app = Scripted(Reply("Hola", (Choice("1.1", "Compartir", share="location"),), language="es"))
    async with telegram_world(app) as world:
        ana = world.phone("Ana", language_code="en")
        app.chosen[f"telegram:{ana.side.person.id}"] = "es"
        await ana.say("hola")
        await ana.tap("📍 Compartir")
        assert ana.card.text.startswith("Toca el botón")
