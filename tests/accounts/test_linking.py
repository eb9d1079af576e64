"""Linking an account: from the button to the yes, and every way in which it must come to nothing."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from bot.accounts.linking import ASK
from bot.message import Person
from bot.sandbox.faults import Fault
from tests.accounts.conftest import BAILEY, Chat, House, number_on


async def test_a_host_links_their_account_and_steers_its_calendar(house: House, bailey: Chat) -> None:
    reply = await bailey.command("link")
    assert [choice.label for choice in reply.choices] == ["Continue with Cal.com"]
    page = await house.consent(bailey.link, "alex")
    assert page.status_code == 200
    for named in ("Alex", "alex@acme.example", "Bailey on the phone", "@slotwise_bot"):
        assert named in page.text

    await house.asking.ask_due()
    assert [account for account, _ in house.announced] == [BAILEY.account_id]
    assert "number" in house.announced[0][1].text
    assert "alex" not in house.announced[0][1].text.lower(), "whose it is, only the page tells until it is proven"

    assert await house.hosts.of(BAILEY.account_id) is None
    asked = await bailey.say(number_on(page))
    assert "alex@acme.example" in asked.text
    assert await house.hosts.of(BAILEY.account_id) is None
    assert "Linked with Alex" in (await bailey.tap("^Yes")).text
    host = await house.hosts.of(BAILEY.account_id)
    assert host is not None
    assert (host.username, host.email) == ("alex", "alex@acme.example")
    assert (await bailey.say("accept the request")).text == "No request is waiting for you."


async def test_the_number_also_comes_by_the_pages_own_button(house: House, bailey: Chat) -> None:
    await bailey.command("link")
    number = number_on(await house.consent(bailey.link, "alex")).replace(" ", "")
    assert "alex@acme.example" in (await bailey.command("start", f"link-{number}")).text
    await house.asking.ask_due()
    assert house.announced == [], "nobody is asked for what they told"
    await bailey.tap("^Yes")
    assert await house.hosts.of(BAILEY.account_id) is not None


async def test_a_forwarded_link_does_not_bind_a_strangers_calendar(house: House, bailey: Chat, mallory: Chat) -> None:
    await mallory.command("link")
    page = await house.consent(mallory.link, "bailey")
    assert "Mallory" in page.text
    number = number_on(page)
    assert "nothing to link" in (await bailey.command("start", f"link-{number.replace(' ', '')}")).text
    assert all(not choice.label.startswith("Yes") for choice in bailey.last.choices)

    await house.asking.ask_due()
    assert "bailey@" not in house.announced[0][1].text
    assert all(choice.id.startswith("nolink:") for choice in house.announced[0][1].choices)
    guesses = [f"{guess:06}" for guess in range(10) if f"{guess:06}" != number.replace(" ", "")]
    for guess in guesses[:2]:
        assert "not the number" in (await mallory.say(guess)).text
    assert "nothing to link" in (await mallory.say(guesses[2])).text
    await mallory.say(number)
    assert not any(choice.label.startswith("Yes") for choice in mallory.last.choices)
    assert await house.hosts.of(mallory.person.account_id) is None


async def test_a_yes_before_the_number_links_nothing(house: House, bailey: Chat) -> None:
    await bailey.command("link")
    await house.consent(bailey.link, "alex")
    kept = await house.linking._waiting(BAILEY.account_id)
    assert kept is not None
    assert "nothing to link" in (await bailey.tap_id(f"link:{kept.code}")).text
    assert await house.hosts.of(BAILEY.account_id) is None


async def test_the_yes_of_another_account_links_nothing(house: House, bailey: Chat, mallory: Chat) -> None:
    await bailey.command("link")
    await bailey.say(number_on(await house.consent(bailey.link, "alex")))
    yes = next(choice.id for choice in bailey.last.choices if choice.id.startswith("link:"))
    assert "nothing to link" in (await mallory.tap_id(yes)).text
    assert await house.hosts.of(mallory.person.account_id) is None
    await bailey.tap_id(yes)
    assert await house.hosts.of(BAILEY.account_id) is not None
    assert "linked already" in (await bailey.tap_id(yes)).text


async def test_a_no_forgets_what_was_consented_to(house: House, bailey: Chat) -> None:
    await bailey.command("link")
    number = number_on(await house.consent(bailey.link, "alex"))
    await house.asking.ask_due()
    _account, asked = house.announced[0]
    assert "nothing was linked" in (await bailey.tap_id(asked.choices[0].id)).text
    assert not any(choice.label.startswith("Yes") for choice in (await bailey.say(number)).choices)
    assert await house.store.credentials.get(BAILEY.account_id, "calcom-waiting") is None
    assert all(tokens.refreshed for tokens in house.world.credentials.tokens[:-1]), "the old refresh token is spent"


async def test_an_answer_works_once(house: House, bailey: Chat) -> None:
    await bailey.command("link")
    answer = await house.answer(bailey.link, "alex")
    assert (await house.come_back(answer)).status_code == 200
    again = await house.come_back(answer)
    assert again.status_code == 400
    assert "out of date" in again.text


@pytest.mark.parametrize("change", [{"state": "made-up"}, {"state": ""}])
async def test_a_made_up_answer_gets_a_page_that_tells_nothing(
    house: House, bailey: Chat, change: dict[str, str]
) -> None:
    await bailey.command("link")
    page = await house.come_back({**await house.answer(bailey.link, "alex"), **change})
    assert page.status_code == 400
    assert "alex" not in page.text.lower()
    assert "Bailey" not in page.text


async def test_a_link_is_good_for_ten_minutes(house: House, bailey: Chat) -> None:
    await bailey.command("link")
    answer = await house.answer(bailey.link, "alex")
    house.clock.forward(minutes=10, seconds=1)
    assert (await house.come_back(answer)).status_code == 400


async def test_a_consent_waits_ten_minutes_for_its_yes_and_is_forgotten(house: House, bailey: Chat) -> None:
    await bailey.command("link")
    number = number_on(await house.consent(bailey.link, "alex"))
    await bailey.say(number)
    await house.asking.ask_due()
    house.clock.forward(minutes=10, seconds=1)
    assert "nothing to link" in (await bailey.tap("^Yes")).text
    assert await house.store.credentials.get(BAILEY.account_id, "calcom-waiting") is not None
    await house.asking.ask_due()
    assert await house.store.credentials.get(BAILEY.account_id, "calcom-waiting") is None
    assert await house.store.jobs.waiting(kinds=[ASK]) == []


async def test_a_refusal_at_cal_com_is_told_on_the_page(house: House, bailey: Chat) -> None:
    await bailey.command("link")
    page = await house.consent(bailey.link, "alex", "refuse")
    assert page.status_code == 200
    assert "You said no" in page.text
    assert await house.store.jobs.waiting(kinds=[ASK]) == []


@pytest.mark.parametrize("operation", ["oauth.token", "me.get"])
async def test_a_cal_com_that_dies_in_the_middle_links_nothing(house: House, bailey: Chat, operation: str) -> None:
    await bailey.command("link")
    answer = await house.answer(bailey.link, "alex")
    house.world.faults.add(Fault.model_validate({"operation": operation, "kind": "status", "status": 503, "times": 9}))
    page = await house.come_back(answer)
    assert page.status_code == 503
    assert "nothing was linked" in page.text
    assert not await house.linking.awaits_number(BAILEY.account_id)
    house.world.faults.clear()
    assert "Linked with Alex" in (await bailey.link_to("alex")).text


async def test_whoever_was_not_reached_is_asked_again_also_by_another_process(house: House, bailey: Chat) -> None:
    await bailey.command("link")
    number = number_on(await house.consent(bailey.link, "alex"))
    house.are_reachable = False
    await house.asking.ask_due()
    assert house.announced == []
    house.clock.forward(seconds=30)
    other = house.another()
    await other.asking.ask_due()
    assert [account for account, _ in other.announced] == [BAILEY.account_id]
    house.clock.forward(seconds=30)
    await other.asking.ask_due()
    assert len(other.announced) == 1, "asked once"
    chat = other.chat(BAILEY)
    await chat.say(number)
    await chat.tap("^Yes")
    assert await house.hosts.of(BAILEY.account_id) is not None, "and every process knows"
    await other.close()


async def test_unlink_forgets_and_makes_the_tokens_useless(house: House, bailey: Chat) -> None:
    await bailey.link_to("alex")
    given = house.world.credentials.tokens[-1]
    assert "have forgotten its access" in (await bailey.command("unlink")).text
    assert given.refreshed, "whoever has a copy of it cannot use it"
    assert await house.hosts.of(BAILEY.account_id) is None
    assert await house.store.credentials.get(BAILEY.account_id, "calcom") is None
    assert "no link to end" in (await bailey.command("unlink")).text


async def test_unlink_forgets_also_while_cal_com_is_away(house: House, bailey: Chat) -> None:
    await bailey.link_to("alex")
    house.world.faults.add(Fault.model_validate({"operation": "oauth.token", "kind": "status", "status": 503}))
    assert "have forgotten" in (await bailey.command("unlink")).text
    assert await house.store.credentials.get(BAILEY.account_id, "calcom") is None


async def test_forgetting_everything_forgets_the_access_and_no_export_shows_it(house: House, bailey: Chat) -> None:
    await bailey.link_to("alex")
    given = house.world.credentials.tokens[-1]
    exported = (await bailey.command("export")).attachments[0].content.decode()
    assert "ciphertext" not in exported
    assert given.refresh_token not in exported
    await bailey.command("forget")
    await bailey.tap("^Delete")
    assert given.refreshed
    assert await house.store.credentials.get(BAILEY.account_id, "calcom") is None
    assert await house.hosts.of(BAILEY.account_id) is None


async def test_another_account_takes_the_place_of_the_one_before(house: House, bailey: Chat) -> None:
    await bailey.link_to("alex")
    assert "is linked to Alex" in (await bailey.command("link")).text
    page = await house.consent(bailey.link, "bailey")
    await bailey.say(number_on(page))
    await bailey.tap("^Yes")
    host = await house.hosts.of(BAILEY.account_id)
    assert host is not None
    assert host.username == "bailey"
    assert house.world.credentials.tokens[0].refreshed, "the access to the one before is of no use any more"


async def test_a_group_is_no_place_to_link(house: House, bailey: Chat) -> None:
    reply = await bailey.command("link", in_group=True)
    assert [choice.url for choice in reply.choices] == [None]
    assert all(choice.continues for choice in reply.choices)


async def test_a_number_that_nobody_waits_for_is_an_ordinary_message(bailey: Chat) -> None:
    reply = await bailey.say("482 913")
    assert "link" not in reply.text.lower()


async def test_the_page_speaks_the_language_of_whoever_asked_and_otherwise_the_browsers(house: House) -> None:
    person = Person(account_id="telegram:5", name="Ana", language="pt-BR")
    chat = house.chat(person)
    await chat.command("link")
    assert "Falta um passo" in (await house.consent(chat.link, "alex")).text
    page = await house.come_back({"state": "unknown"}, **{"accept-language": "xx, de-AT;q=0.9, en"})
    assert "gilt nicht mehr" in page.text


async def test_the_page_is_safe_to_show_to_anybody(house: House) -> None:
    name = '<script>alert("1")</script>'
    chat = house.chat(Person(account_id="telegram:5", name=name, language="en"))
    await chat.command("link")
    page = await house.consent(chat.link, "alex")
    assert "<script" not in page.text
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    (style,) = re.findall(r"<style>(.*?)</style>", page.text, re.DOTALL)
    assert f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in policy, "or browsers leave it out"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["cache-control"] == "no-store"
    assert "http://" not in page.text.replace("http://127.0.0.1", "")


async def test_whom_the_settings_name_for_the_keys_own_user_has_nothing_to_link(house: House) -> None:
    chat = house.another(named={BAILEY.account_id: None}).chat(BAILEY)
    told = await chat.command("link")
    assert "team's settings" in told.text
    assert told.choices == ()


async def test_whom_the_settings_name_beside_anothers_key_may_link_their_own_account(house: House) -> None:
    chat = house.another(named={BAILEY.account_id: "alex"}).chat(BAILEY)
    assert "Linked with Alex" in (await chat.link_to("alex")).text
    assert "have forgotten its access" in (await chat.command("unlink")).text
