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
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import SecretStr

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
        if kept is None:
            return None
        scopes = kept["scopes"]
        return TokenPair(
            SecretStr(kept["access_token"]),
            SecretStr(kept["refresh_token"]),
            datetime.fromisoformat(kept["expires_at"]),
            None if scopes is None else frozenset(scopes),
            kept["is_being_spent"],
        )

    async def save(self, account: str, pair: TokenPair) -> None:
        kept = {
            "access_token": pair.access_token.get_secret_value(),
            "refresh_token": pair.refresh_token.get_secret_value(),
            "expires_at": pair.expires_at.isoformat(),
            "scopes": None if pair.scopes is None else sorted(pair.scopes),
            "is_being_spent": pair.is_being_spent,
        }
        await asyncio.to_thread(write_whole, self._file("tokens", account), json.dumps(kept))

    async def delete(self, account: str) -> None:
        self._file("tokens", account).unlink(missing_ok=True)

    async def put(self, key: str, pending: Pending) -> None:
        kept = {
            "who": pending.who,
            "scopes": pending.scopes,
            "asked_at": pending.asked_at.isoformat(),
            "verifier": None if pending.verifier is None else pending.verifier.get_secret_value(),
        }
        await asyncio.to_thread(write_whole, self._file("state", key), json.dumps(kept))
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
        if kept is None:
            return None
        verifier = kept["verifier"]
        return Pending(
            kept["who"],
            tuple(kept["scopes"]),
            datetime.fromisoformat(kept["asked_at"]),
            None if verifier is None else SecretStr(verifier),
        )

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
