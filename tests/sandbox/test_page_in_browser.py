"""The page at / in a real browser: how it looks on a desk and on a phone, what its forms and its script do."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

from bot.sandbox.world import World
from tests.sandbox.api import ANA
from tests.sandbox.browser import chromium, serving

WIDTHS = {"desk": 1280, "phone": 360}


@pytest.fixture
def address(world: World) -> Iterator[str]:
    with serving(world) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Chrome]:
    with chromium(1280, 900) as browser:
        yield browser


def book(address: str, start: str, slug: str = "30min", name: str = "Ana Silva") -> dict[str, Any]:
    body = {"eventTypeSlug": slug, "username": "bailey", "start": start, "attendee": ANA | {"name": name}}
    response = httpx.post(f"{address}/v2/bookings", json=body, headers={"cal-api-version": "2024-08-13"})
    response.raise_for_status()
    booked: dict[str, Any] = response.json()["data"]
    return booked


def set_width(browser: Chrome, width: int, *, scheme: str = "light") -> None:
    if width < 500:
        # No window is as narrow as a phone.
        metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": True}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    else:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    features = [
        {"name": "prefers-color-scheme", "value": scheme},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


def run(browser: Chrome, script: str, *arguments: object) -> Any:
    return browser.execute_script(f"return {script}", *arguments)  # type: ignore[no-untyped-call]


def soon(browser: Chrome, what: Any) -> None:
    """Waits until it is so; a page that is just being renewed is asked again."""
    WebDriverWait(browser, 20, ignored_exceptions=[StaleElementReferenceException]).until(what)


def visit(browser: Chrome, address: str) -> None:
    """Opens a page, and has forgotten whatever the page before it complained of."""
    browser.get("about:blank")
    complaints(browser)
    browser.get(address)
    soon(browser, lambda _: run(browser, "getComputedStyle(document.body).marginTop === '0px'"))


def complaints(browser: Chrome) -> list[str]:
    """What the browser wrote to its console: refused styles and scripts, files that are not there, errors."""
    return [entry["message"] for entry in browser.get_log("browser")]  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("place", WIDTHS)
def test_nothing_is_cut_off_and_the_browser_has_nothing_to_complain_of(
    browser: Chrome, address: str, place: str
) -> None:
    for hour in range(15, 20):
        book(address, f"2026-11-24T{hour}:00:00Z", name=f"Somebody with quite a long name, the {hour}th")
    set_width(browser, WIDTHS[place])
    visit(browser, address)
    assert run(browser, "document.documentElement.scrollWidth <= window.innerWidth")
    outside = run(
        browser,
        "[...document.querySelectorAll('main *, header *')].filter(one => one.getClientRects().length"
        " && !one.closest('.table') && one.getBoundingClientRect().right > innerWidth + 1).map(one => one.outerHTML)",
    )
    assert outside == []
    assert complaints(browser) == []


def test_on_a_desk_the_week_is_a_grid_in_which_hours_have_their_place(browser: Chrome, address: str) -> None:
    early, late = book(address, "2026-11-24T15:00:00Z"), book(address, "2026-11-24T20:00:00Z")
    set_width(browser, WIDTHS["desk"])
    visit(browser, address)

    def box(selector: str) -> dict[str, float]:
        found: dict[str, float] = run(browser, "document.querySelector(arguments[0]).getBoundingClientRect()", selector)
        return found

    first, second = box(f"#booking-{early['uid']}"), box(f"#booking-{late['uid']}")
    hour = (second["top"] - first["top"]) / 5
    assert first["height"] == pytest.approx(hour / 2, abs=1.5)
    tuesday = box(".week > .day:nth-of-type(3)")
    assert tuesday["left"] <= first["left"] < first["right"] <= tuesday["right"]
    lines = {
        run(browser, "document.querySelectorAll('.day h3')[arguments[0]].offsetTop", number) for number in range(7)
    }
    assert len(lines) == 1


def test_on_a_phone_the_days_stand_below_each_other(browser: Chrome, address: str) -> None:
    booked = book(address, "2026-11-24T15:00:00Z")
    set_width(browser, WIDTHS["phone"])
    visit(browser, address)
    tops = run(browser, "[...document.querySelectorAll('.day')].map(one => one.getBoundingClientRect().top)")
    assert tops == sorted(set(tops))
    assert "10:00–10:30 Ana Silva" in browser.find_element(By.ID, f"booking-{booked['uid']}").text
    assert browser.find_element(By.CSS_SELECTOR, ".day.today").text == "Mon\n23\nnothing"


def test_it_is_legible_by_day_and_by_night(browser: Chrome, address: str) -> None:
    book(address, "2026-11-24T15:00:00Z")
    backgrounds = []
    for scheme in ("light", "dark"):
        set_width(browser, WIDTHS["desk"], scheme=scheme)
        visit(browser, address)
        backgrounds.append(run(browser, "getComputedStyle(document.body).backgroundColor"))
        weak = run(browser, _WEAK_WORDS)
        assert weak == []
    assert backgrounds[0] != backgrounds[1]


_WEAK_WORDS = """(() => {
  const painter = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgb = color => {
    painter.clearRect(0, 0, 1, 1); painter.fillStyle = color; painter.fillRect(0, 0, 1, 1);
    return [...painter.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map(one => one / 255)
    .map(one => one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
    .reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = one => {
    for (; one; one = one.parentElement) {
      const color = rgb(getComputedStyle(one).backgroundColor);
      if (color[3] === 255) return color;
    }
    return [255, 255, 255, 255];
  };
  const weak = [];
  for (const one of document.querySelectorAll('body *')) {
    const says = [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    if (!says || !one.getClientRects().length) continue;
    const [a, b] = [light(rgb(getComputedStyle(one).color)), light(behind(one))];
    if ((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5) weak.push(one.outerHTML);
  }
  return weak;
})()"""
"""Whatever is written with less contrast than WCAG's 4.5 to 1, as HTML."""


def test_a_booking_opens_and_closes_again(browser: Chrome, address: str) -> None:
    booked = book(address, "2026-11-24T15:00:00Z")
    set_width(browser, WIDTHS["desk"])
    visit(browser, address)
    block = browser.find_element(By.ID, f"booking-{booked['uid']}")
    card = block.find_element(By.CLASS_NAME, "card")
    for close in (
        lambda: browser.find_element(By.TAG_NAME, "h1").click(),
        lambda: browser.find_element(By.TAG_NAME, "body").send_keys(Keys.ESCAPE),
    ):
        block.find_element(By.TAG_NAME, "summary").click()
        assert card.is_displayed()
        assert "ana@example.com" in card.text
        close()
        assert not card.is_displayed()


def test_what_happens_shows_by_itself_and_leaves_open_what_is_open(browser: Chrome, address: str) -> None:
    first = book(address, "2026-11-24T15:00:00Z")
    set_width(browser, WIDTHS["desk"])
    visit(browser, address)
    browser.find_element(By.CSS_SELECTOR, f"#booking-{first['uid']} summary").click()
    second = book(address, "2026-11-25T15:00:00Z", name="Bo Berg")
    soon(browser, lambda _: browser.find_elements(By.ID, f"booking-{second['uid']}"))
    assert "Bo Berg" in browser.find_element(By.ID, "coming").text
    assert browser.find_element(By.ID, f"booking-{first['uid']}").get_attribute("open") == "true"
    assert browser.find_element(By.ID, "request-count").text == "2"


def test_a_person_sets_the_clock_adds_a_fault_and_resets(browser: Chrome, address: str, world: World) -> None:
    booked = book(address, "2026-11-24T15:00:00Z")
    set_width(browser, WIDTHS["desk"])
    visit(browser, f"{address}/?host=bailey")

    browser.find_element(By.CSS_SELECTOR, "button[value='86400']").click()
    soon(browser, lambda _: "Tuesday, 24 November 2026" in browser.find_element(By.ID, "clock").text)
    assert browser.current_url == f"{address}/?host=bailey"

    operation = browser.find_element(By.NAME, "operation")
    operation.send_keys("me.get")
    Select(browser.find_element(By.NAME, "kind")).select_by_visible_text("status")
    browser.find_element(By.CSS_SELECTOR, ".add-fault button").click()
    soon(browser, lambda _: "status 503" in browser.find_element(By.ID, "waiting").text)
    key = {"Authorization": "Bearer cal_sandbox_bailey"}
    assert httpx.get(f"{address}/v2/me", headers=key).status_code == 503
    soon(browser, lambda _: "Nothing is set to go wrong." in browser.find_element(By.ID, "waiting").text)

    browser.find_element(By.CSS_SELECTOR, ".reset button").click()
    soon(browser, lambda _: not browser.find_elements(By.ID, f"booking-{booked['uid']}"))
    assert world.snapshot() == []


def test_another_site_cannot_steer_the_sandbox_through_a_persons_browser(
    browser: Chrome, address: str, world: World, tmp_path: Any
) -> None:
    book(address, "2026-11-24T15:00:00Z")
    trap = tmp_path / "trap.html"
    trap.write_text(
        f'<form method="post" action="{address}/sandbox/reset"><button>Free tickets</button></form>', encoding="utf-8"
    )
    browser.get(trap.as_uri())
    browser.find_element(By.TAG_NAME, "button").click()
    soon(browser, lambda _: "another site" in browser.page_source)
    assert len(world.snapshot()) == 1


def test_a_calendar_is_connected_on_its_page(browser: Chrome, address: str) -> None:
    key = {"Authorization": "Bearer cal_sandbox_alex"}
    told = httpx.get(f"{address}/v2/calendars/office365/connect", headers=key).json()
    set_width(browser, WIDTHS["phone"])
    visit(browser, told["data"]["authUrl"])
    assert "alex@acme.example" in browser.find_element(By.TAG_NAME, "main").text
    assert run(browser, "document.documentElement.scrollWidth <= window.innerWidth")
    browser.find_element(By.CSS_SELECTOR, "button[value=allow]").click()
    soon(browser, lambda _: browser.current_url == f"{address}/")
    assert "Dentist" in browser.find_element(By.ID, "week").text
    assert httpx.get(f"{address}/v2/calendars/office365/check", headers=key).json() == {"status": "success"}
