"""Tokens and pending consents in files that several processes share.

A folder for the owner alone; a file an account, replaced as a whole, so that a crash leaves the old one or the new.
"""

import asyncio
import fcntl
import hashlib
import json
import os
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from bot.calcom.oauth import Pending, TokenPair

_LOOK_AGAIN = 0.05  # seconds
_DAY = 86_400.0  # seconds


class TokenFiles:
    """A TokenStore and a StateStore. The folder is made where it is missing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @asynccontextmanager
    async def lock(self, account: str) -> AsyncIterator[None]:
        """The lock is the operating system's: it goes when its process does."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(self._file("lock", account), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            while not _locked(handle):  # noqa: ASYNC110 - another process tells nobody that it is done
                await asyncio.sleep(_LOOK_AGAIN)
            yield
        finally:
            os.close(handle)

    async def load(self, account: str) -> TokenPair | None:
        kept = await asyncio.to_thread(_read, self._file("tokens", account))
        return None if kept is None else TokenPair.from_json(kept)

    async def save(self, account: str, pair: TokenPair) -> None:
        await asyncio.to_thread(write_whole, self._file("tokens", account), json.dumps(pair.to_json()))

    async def delete(self, account: str) -> None:
        self._file("tokens", account).unlink(missing_ok=True)

    async def put(self, key: str, pending: Pending) -> None:
        await asyncio.to_thread(write_whole, self._file("state", key), json.dumps(pending.to_json()))
        await asyncio.to_thread(self._sweep)

    async def take(self, key: str) -> Pending | None:
        file = self._file("state", key)
        taken = file.with_suffix(f".{os.getpid()}-{id(asyncio.current_task())}")
        try:
            file.rename(taken)  # of several that take it one succeeds
        except FileNotFoundError:
            return None
        kept = await asyncio.to_thread(_read, taken)
        taken.unlink()
        return None if kept is None else Pending.from_json(kept)

    def _sweep(self) -> None:
        """Lets go of what nobody answered in a day."""
        for file in self._folder.glob("state-*"):
            with suppress(FileNotFoundError):
                if time.time() - file.stat().st_mtime > _DAY:
                    file.unlink()

    def _file(self, kind: str, name: str) -> Path:
        """Account names may hold anything, so a file is named by their hash."""
        return self._folder / f"{kind}-{hashlib.sha256(name.encode()).hexdigest()[:32]}.json"


def write_whole(file: Path, text: str, *, mode: int = 0o600) -> None:
    """Puts a text in the place of a file's, all of it or nothing, safe from a power cut."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as temporary:
            os.fchmod(temporary.fileno(), mode)
            temporary.write(text)
            temporary.flush()
            os.fsync(temporary.fileno())
        Path(name).replace(file)
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)  # else a power cut may bring the old file back
        finally:
            os.close(folder)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(name).unlink()
        raise


def _locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read(file: Path) -> dict[str, Any] | None:
    try:
        kept: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return kept
