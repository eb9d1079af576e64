from typing import Any

import pytest

from bot.evals.compare import differences, judge


def booking(uid: str, **fields: Any) -> dict[str, Any]:
    usual = {"status": "accepted", "start": "2026-11-24T15:00:00.000Z", "eventType": {"id": 2, "slug": "30min"}}
    return {"uid": uid, **usual, "attendees": [{"email": "ana@example.com", "name": "Ana"}], **fields}


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        ({}, {"a": 1}),
        ({"a": {"b": 1}}, {"a": {"b": 1, "c": 2}, "d": 3}),
        ({"a": [{"b": 1}, {"b": 2}]}, {"a": [{"b": 1, "c": 0}, {"b": 2}]}),
        ({"a": ["x", "y"]}, {"a": ["x", "y"]}),
        ({"a": None}, {"a": None}),
    ],
)
def test_only_the_keys_that_are_expected_count(expected: object, actual: object) -> None:
    assert differences(expected, actual) == []


@pytest.mark.parametrize(
    ("expected", "actual", "place"),
    [
        ({"a": {"b": 1}}, {"a": {"b": 2}}, "a.b"),
        ({"a": 1}, {}, "a"),
        ({"a": None}, {}, "a"),
        ({"a": [{"b": 1}]}, {"a": [{"b": 1}, {"b": 2}]}, "a"),
        ({"a": [{"b": 1}, {"b": 2}]}, {"a": [{"b": 2}, {"b": 1}]}, "a[0].b"),
        ({"a": True}, {"a": 1}, "a"),
        ({"a": "1"}, {"a": 1}, "a"),
    ],
)
def test_a_difference_is_told_by_its_place(expected: object, actual: object, place: str) -> None:
    found = differences(expected, actual)
    assert found
    assert found[0].startswith(f"{place}:")


def test_an_untouched_booking_needs_no_expectation() -> None:
    assert judge([booking("a")], [booking("a")], []) == []


def test_a_new_booking_that_nobody_expects_is_a_fault() -> None:
    assert judge([], [booking("a")], []) == [
        "not expected: 30min at 2026-11-24T15:00:00.000Z, accepted, with ana@example.com"
    ]


def test_a_changed_booking_that_nobody_expects_is_a_fault() -> None:
    assert len(judge([booking("a")], [booking("a", status="cancelled")], [])) == 1


def test_a_booking_that_was_there_before_does_not_answer_an_expectation() -> None:
    (problem,) = judge([booking("a")], [booking("a")], [{"status": "accepted"}])
    assert "no further booking is new or changed" in problem


def test_a_booking_that_is_gone_is_a_fault() -> None:
    (problem,) = judge([booking("a")], [], [])
    assert problem.startswith("gone: 30min")


def test_moving_a_booking_is_expected_as_the_cancelled_old_and_the_new_one() -> None:
    later = "2026-11-25T15:00:00.000Z"
    after = [booking("a", status="cancelled", rescheduledToUid="b"), booking("b", start=later)]
    assert judge([booking("a")], after, [{"start": later, "status": "accepted"}, {"status": "cancelled"}]) == []


def test_a_loose_expectation_leaves_the_close_one_its_booking() -> None:
    after = [booking("a", status="pending"), booking("b")]
    assert judge([], after, [{"eventType": {"slug": "30min"}}, {"status": "pending"}]) == []


def test_the_difference_is_told_against_the_nearest_booking() -> None:
    after = [booking("a", start="2026-11-24T16:00:00.000Z")]
    expected = [{"eventType": {"slug": "30min"}, "start": "2026-11-24T15:00:00.000Z"}]
    assert judge([], after, expected) == [
        'bookings[0].start: expected "2026-11-24T15:00:00.000Z", found "2026-11-24T16:00:00.000Z"'
    ]
