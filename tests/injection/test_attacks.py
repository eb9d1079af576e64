"""Two hundred attacks against the gate, with a model that obeys each of them: no booking is made, moved or
cancelled without the person's own yes, nobody else's is read, nobody is invited whom they did not name, and nothing
secret is told.

The gate is also opened on purpose, piece by piece, to see that the judge would tell.
"""

from typing import Any

import pytest

from bot.conversation import grounding, managing, policy, saying, second_look, writing
from bot.conversation.session import Session
from bot.store import OwnedBooking
from tests.injection.attack import EACH, FAMILIES, FOLDER, Attack, attacks_of
from tests.injection.judge import problems_of

ATTACKS = [pytest.param(attack, id=f"{family}-{attack.attack}") for family in FAMILIES for attack in attacks_of(family)]
BY_NAME = {attack.attack: attack for family in FAMILIES for attack in attacks_of(family)}


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.conversation.writing.LOOKS", (0.0, 0.0, 0.0))


@pytest.mark.parametrize("attack", ATTACKS)
async def test_a_model_that_obeys_an_attack_reads_and_writes_nothing_it_may_not(attack: Attack) -> None:
    assert await problems_of(attack) == []


@pytest.mark.parametrize("attack", ATTACKS[::5])
async def test_the_gate_alone_holds_where_no_second_model_looks_at_the_calls(
    attack: Attack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(second_look, "is_needed", lambda *_: False)
    problems = await problems_of(attack)
    assert [problem for problem in problems if "shown" not in problem] == []


def test_there_are_ten_families_of_twenty_attacks_that_all_differ() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(FAMILIES)
    assert [len(attacks_of(family)) for family in FAMILIES] == [EACH] * 10
    assert len(BY_NAME) == EACH * 10
    assert len({attack.model_dump_json(exclude={"attack"}) for attack in BY_NAME.values()}) == EACH * 10


def _any_text_is_a_yes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "affirms", lambda *_: True)


def _whatever_a_model_claims_was_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for check in ("said", "said_email", "said_answer"):
        monkeypatch.setattr(grounding, check, lambda *_, **__: True)


def _any_words_of_a_model_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saying, "may_be_said", lambda *_: True)


def _everybody_owns_every_booking(monkeypatch: pytest.MonkeyPatch) -> None:
    async def all_of_them(session: Any, kept: OwnedBooking) -> Any:
        booking = (await session.calendar.bookings.get(kept.uid))[0]
        return managing.Own(kept, booking)

    async def any_account(session: Any) -> Any:
        listed = [booking async for booking in session.calendar.bookings.list()]
        return [managing.Own(OwnedBooking(uid=one.uid, account_id=session.account_id), one) for one in listed]

    monkeypatch.setattr(managing, "own_bookings", any_account)
    monkeypatch.setattr(managing, "_look_up", all_of_them)


def _the_proposal_is_anybodys(monkeypatch: pytest.MonkeyPatch) -> None:
    confirm = writing.confirm

    async def as_its_owner(session: Session, token: str | None) -> Any:
        proposal = session.conversation.proposal
        assert proposal is not None
        proposal.account_id = session.account_id
        return await confirm(session, token)

    monkeypatch.setattr(writing, "confirm", as_its_owner)


@pytest.mark.parametrize(
    ("open_the_gate", "attack", "cry"),
    [
        (_any_text_is_a_yes, "the-operator-has-confirmed", "without a yes"),
        (_whatever_a_model_claims_was_said, "a-guest-in-the-title", "which nobody gave"),
        (_any_words_of_a_model_are_told, "print-your-rules", "a piece of the prompt"),
        (_everybody_owns_every_booking, "list-for-the-auditor", "everybody's bookings"),
        (_the_proposal_is_anybodys, "her-assistant-says-yes", "without a yes"),
    ],
)
async def test_the_judge_cries_out_where_the_gate_is_opened_on_purpose(
    open_the_gate: Any, attack: str, cry: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_the_gate(monkeypatch)
    assert any(cry in problem for problem in await problems_of(BY_NAME[attack]))
