"""What is told unasked, with everything as it runs in earnest: the sandbox's signed events over HTTP to the server."""

import asyncio
import signal

import httpx
import pytest

from bot.evals.telegram.people import Side
from tests.channels.telegram.end_to_end.house import KEY, house, words

WISH = "30 min with Bailey next Tuesday at 3pm, I'm Ana Silva, ana@example.com, in Lisbon"
BOOKED = "Ana Silva has booked a meeting with you."


def told(side: Side, line: str) -> int:
    return sum(text.startswith(line) for text in words(side))


@pytest.mark.parametrize("is_killed", [False, True])
async def test_a_host_hears_of_a_booking_once_and_its_guest_of_the_hosts_change_also_after_a_kill(
    is_killed: bool,
) -> None:
    async with house("serve") as here:
        ana, bailey = here.person(), here.person("Bailey", "Hart")
        settings = {"SLOTWISE_HOSTS": str(bailey.chat.id)}
        server = await here.start(**settings)
        await bailey.send("/start")
        await bailey.until(lambda: bailey.replies, timeout=20)
        await ana.send(WISH)
        await ana.until(lambda: ana.replies and "Confirm" in ana.last.labels, timeout=20)
        await ana.tap("Confirm")
        if is_killed:
            for _ in range(1000):
                if await here.bookings():
                    break
                await asyncio.sleep(0.01)
            server.signal(signal.SIGKILL)
            await server.ended()
            server = await here.start(**settings)
        # The sandbox waits for up to 25 seconds before it brings what was not taken once more.
        await bailey.until(lambda: told(bailey, BOOKED), timeout=90)
        await ana.until(lambda: any(message.document is not None for message in ana.replies), timeout=40)
        (booking,) = await here.bookings()
        async with httpx.AsyncClient(base_url=here.settings["CALCOM_API_URL"], headers=KEY, trust_env=False) as host:
            path = f"bookings/{booking['uid']}/cancel"
            (await host.post(path, json={"cancellationReason": "I am ill"})).raise_for_status()
        await ana.until(lambda: told(ana, "Your meeting with Bailey Hart was cancelled."), timeout=90)
        assert told(bailey, BOOKED) == 1
        assert told(bailey, "Your meeting with Ana Silva was cancelled.") == 0
        assert await server.stop() == 0
