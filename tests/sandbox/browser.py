"""A sandbox behind a real socket, and Debian's Chromium to look at it with."""

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from selenium.webdriver import Chrome, ChromeOptions, ChromeService

from bot.sandbox.server import create_app
from bot.sandbox.world import World


@contextmanager
def serving(world: World) -> Iterator[str]:
    """Serves the world, and tells its address, without a slash at the end."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        # From here on a connection waits for its answer, so nobody has to wait for the start.
        server = uvicorn.Server(uvicorn.Config(create_app(world), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@contextmanager
def chromium(width: int = 420, height: int = 900) -> Iterator[Chrome]:
    """A browser without a window; the test is skipped where there is none."""
    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if binary is None or driver is None:
        pytest.skip("there is no Chromium with its chromedriver here")
    options = ChromeOptions()
    options.binary_location = binary
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", f"--window-size={width},{height}"):
        options.add_argument(argument)
    browser = Chrome(options=options, service=ChromeService(driver))
    try:
        yield browser
    finally:
        browser.quit()
