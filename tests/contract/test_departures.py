"""The table of where Cal.com's description is not followed."""

import copy
import json

from tests.contract.departures import DEPARTURES
from tests.contract.description import FILE, as_json_schema


def test_each_departure_changes_something_and_says_why() -> None:
    document = as_json_schema(json.loads(FILE.read_text()))
    for departure in DEPARTURES:
        before = copy.deepcopy(document)
        departure.repair(document)
        assert document != before, f"{departure.where}: the description says so by now"
        assert departure.why


def test_no_place_is_departed_from_twice() -> None:
    places = [departure.where for departure in DEPARTURES]
    assert len(places) == len(set(places))
