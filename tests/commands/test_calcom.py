"""`slotwise calcom refresh-key`: the key is never lost, and nothing else in the settings changes."""

import json
import stat
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main

OLD, NEW = "cal_live_old0123456789", "cal_live_new9876543210"


class CalCom(ThreadingHTTPServer):
    """Keys that are alive, the one that comes next, and what goes wrong."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.alive = {OLD}
        self.refused: set[str] = set()
        self.lose_answer = False
        self.bodies: list[dict[str, object]] = []


class Handler(BaseHTTPRequestHandler):
    server: CalCom

    def do_GET(self) -> None:
        key = self.headers["authorization"].removeprefix("Bearer ")
        if key in self.server.alive - self.server.refused:
            self._answer(200, {"status": "success", "data": {"id": 7}})
        else:
            self._answer(401, {"error": {"message": "ApiAuthStrategy - api key - Your api key is not valid"}})

    def do_POST(self) -> None:
        self.server.bodies.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
        self.server.alive = {NEW}
        if self.server.lose_answer:
            self.close_connection = True
            return
        self._answer(200, {"status": "success", "data": {"apiKey": NEW}})

    def _answer(self, status: int, body: object) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def cal_com() -> Iterator[CalCom]:
    server = CalCom()
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def settings(cal_com: CalCom, tmp_path: Path) -> Callable[..., Path]:
    def write(line: str = f"CALCOM_API_KEY={OLD}", *, end: str = "\n") -> Path:
        file = tmp_path / ".env"
        lines = [
            "# ours, do not lose",
            f"CALCOM_API_URL=http://127.0.0.1:{cal_com.server_port}/v2",
            "",
            line,
            "# CALCOM_API_KEY=cal_live_...",
            "CALCOM_USERNAME=bailey",
        ]
        file.write_bytes((end.join(lines) + end).encode())
        file.chmod(0o640)
        return file

    return write


def refresh(file: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["calcom", "refresh-key", "--env-file", str(file), "--yes", *options])


@pytest.mark.parametrize(
    "line",
    [
        f"CALCOM_API_KEY={OLD}",
        f"export CALCOM_API_KEY={OLD}  # the live one",
        f"CALCOM_API_KEY = '{OLD}'",
        f'  CALCOM_API_KEY="{OLD}" # the live one',
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_key_is_replaced_and_nothing_else(settings: Callable[..., Path], line: str, end: str) -> None:
    file = settings(line, end=end)
    before = file.read_bytes()
    result = refresh(file)
    assert result.exit_code == 0, result.output
    assert file.read_bytes() == before.replace(OLD.encode(), NEW.encode())
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [left.name for left in file.parent.iterdir()] == [".env"]
    assert OLD not in result.output
    assert NEW not in result.output


def test_how_long_it_holds_can_be_said(settings: Callable[..., Path], cal_com: CalCom) -> None:
    assert refresh(settings(), "--days", "90").exit_code == 0
    assert cal_com.bodies == [{"apiKeyDaysValid": 90}]


def test_it_can_hold_for_ever_but_not_for_ever_and_some_days(settings: Callable[..., Path], cal_com: CalCom) -> None:
    assert refresh(settings(), "--never-expires", "--days", "3").exit_code == 2
    assert refresh(settings(), "--never-expires").exit_code == 0
    assert cal_com.bodies == [{"apiKeyNeverExpires": True}]


def test_a_new_key_that_does_not_answer_yet_waits_for_the_next_run(
    settings: Callable[..., Path], cal_com: CalCom
) -> None:
    file = settings()
    before = file.read_bytes()
    cal_com.refused = {NEW}
    result = refresh(file)
    assert result.exit_code == 1
    assert ".env.new-key" in result.output
    assert file.read_bytes() == before
    assert stat.S_IMODE((file.parent / ".env.new-key").stat().st_mode) == 0o600
    cal_com.refused = set()
    assert refresh(file).exit_code == 0
    assert NEW in file.read_text()
    assert len(cal_com.bodies) == 1
    assert not (file.parent / ".env.new-key").exists()


def test_an_old_key_that_is_refused_stays_where_it_is(settings: Callable[..., Path], cal_com: CalCom) -> None:
    file = settings()
    cal_com.alive = set()
    result = refresh(file)
    assert result.exit_code == 1
    assert "the old one stays" in result.output
    assert OLD in file.read_text()
    assert cal_com.bodies == []
    assert [left.name for left in file.parent.iterdir()] == [".env"]


def test_where_no_answer_came_it_says_what_may_be_lost(settings: Callable[..., Path], cal_com: CalCom) -> None:
    file = settings()
    cal_com.lose_answer = True
    result = refresh(file)
    assert result.exit_code == 1
    assert "may be dead" in result.output
    assert "API keys" in result.output


def test_a_key_of_the_environment_is_not_this_files_to_change(
    settings: Callable[..., Path], cal_com: CalCom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALCOM_API_KEY", "cal_live_elsewhere")
    result = refresh(settings())
    assert result.exit_code == 2
    assert "set elsewhere" in result.output
    assert cal_com.bodies == []


def test_without_a_cal_com_there_is_nothing_to_refresh(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text(f"CALCOM_API_KEY={OLD}\n")
    result = refresh(file)
    assert result.exit_code == 2
    assert "embedded sandbox" in result.output


def test_it_asks_before_the_old_key_dies(settings: Callable[..., Path], cal_com: CalCom) -> None:
    file = settings()
    result = CliRunner().invoke(main, ["calcom", "refresh-key", "--env-file", str(file)], input="n\n")
    assert result.exit_code == 1
    assert cal_com.bodies == []
    assert OLD in file.read_text()
