"""Whose clocks go at a place that was shared."""

import math
import subprocess
import sys
from pathlib import Path

import pytest

from bot.channels.telegram.places import zone_at

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        (38.72, -9.14, "Europe/Lisbon"),
        (37.74, -25.67, "Atlantic/Azores"),
        (40.71, -74.01, "America/New_York"),
        (28.61, 77.21, "Asia/Kolkata"),
        (27.72, 85.32, "Asia/Kathmandu"),
        (50.45, 30.52, "Europe/Kyiv"),
        (-33.87, 151.21, "Australia/Sydney"),
        (31.55, -110.3, "America/Phoenix"),
        # Two sides of a street, a river or a hill.
        (47.55, 7.60, "Europe/Zurich"),
        (47.62, 7.66, "Europe/Berlin"),
        (36.15, -5.35, "Europe/Gibraltar"),
        (36.17, -5.35, "Europe/Madrid"),
        (-16.79, 179.99, "Pacific/Fiji"),
        (-16.79, -179.99, "Pacific/Fiji"),
    ],
)
async def test_a_place_on_land_has_the_zone_of_its_country(latitude: float, longitude: float, zone: str) -> None:
    assert await zone_at(latitude, longitude) == zone


@pytest.mark.parametrize(("latitude", "longitude"), [(30.0, -40.0), (0.0, 0.0), (38.0, -9.9), (90.0, 0.0)])
async def test_at_sea_nobodys_clocks_go(latitude: float, longitude: float) -> None:
    assert await zone_at(latitude, longitude) is None


@pytest.mark.parametrize(("latitude", "longitude"), [(91.0, 0.0), (0.0, -181.0), (math.nan, 0.0), (0.0, math.inf)])
async def test_off_the_globe_there_is_no_zone(latitude: float, longitude: float) -> None:
    assert await zone_at(latitude, longitude) is None


def test_the_tables_are_opened_at_the_first_place_and_closed_at_the_end() -> None:
    program = """
import asyncio, sys
from bot.channels.telegram.places import zone_at
assert "timezonefinder" not in sys.modules, "loaded at import"
assert asyncio.run(zone_at(38.72, -9.14)) == "Europe/Lisbon"
assert "timezonefinder" in sys.modules
"""
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")
