import re
from typing import Any

from bot.evals import page, report
from bot.evals.report import Result
from bot.evals.runner import Outcome, Turn
from bot.evals.seen import as_told
from bot.message import Choice, Reply, Usage

HOSTILE = "<script>alert('x')</script> & \"quoted\""


def told(*results: Result) -> dict[str, Any]:
    return report.as_json(results, {"model": "some-model", "channel": "direct", "started": "2026-11-23T09:00:00+00:00"})


def result(name: str, *problems: str, said: str = "hello", text: str = "Which time?") -> Result:
    reply = Reply(text, choices=(Choice("1", "Confirm"), Choice("2", "Not this")), usage=Usage(1, 1000, 30))
    turns = (Turn(said, reply, as_told(reply), 0.004), Turn("[Confirm]", reply, as_told(reply), 0.002, booked=True))
    return Result(f"{name}.yaml", (Outcome(name, problems, turns, about="terse, taps"),))


def words(html: str) -> str:
    """What is read of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<(style|script)>.*?</\1>", " ", html)).split())


def test_the_page_tells_figures_and_each_failure_as_a_chat() -> None:
    shown = words(page.render(told(result("good"), result("bad", "it differs"))))
    for part in ("some-model", "50.0 %", "1 of 2 passed", "What went wrong 1", "bad terse, taps bad.yaml it differs"):
        assert part in shown
    assert "hello Which time? Confirm Not this 4.0 ms · 1 model call tapped Confirm" in shown


def test_the_button_that_is_tapped_next_is_marked() -> None:
    html = page.render(told(result("bad", "it differs")))
    assert "<span class=picked>Confirm</span><span>Not this</span>" in html


def test_whatever_people_and_models_said_is_escaped() -> None:
    html = page.render(told(result(HOSTILE, HOSTILE, said=HOSTILE, text=HOSTILE)))
    assert html.count("<script>") == 1  # the page's own
    assert "&lt;script&gt;alert" in html


def test_the_page_fetches_nothing() -> None:
    html = page.render(told(result("bad", "it differs")))
    assert "default-src 'none'" in html
    assert not re.findall(r"(?:src|href)=\"(?!#)", html)
    assert "url(" not in html
    assert "@import" not in html


def test_an_earlier_run_is_held_against_it() -> None:
    earlier = told(result("mended", "it was wrong"), result("broken"), result("same"))
    now = told(result("mended"), result("broken", "it differs"), result("same"), result("fresh"))
    shown = words(page.render(now, earlier))
    assert "some-model passed 2 of 3 (66.7%) on 2026-11-23 09:00 UTC." in shown
    assert "Fail now (1) broken Pass now (1) mended" in shown
    assert "= was 2" in shown
    assert "new" in shown


def test_a_page_without_failures_has_none_to_show() -> None:
    shown = words(page.render(told(result("good"))))
    assert "What went wrong" not in shown
    assert "100.0 %" in shown
