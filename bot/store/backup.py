"""A copy of the store in a file of its own, made while the store is in use."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.store import StoreError


def back_up(url: str, target: Path) -> int:
    """Copies the store of SQLite that the URL names as it is at one moment, whoever is writing to it, and checks the
    copy. Returns its size in bytes.

    The copy is one file, for its owner alone, and stands at ``target`` when it is whole and not before. Raises
    StoreError, and then there is nothing at ``target`` that was not there."""
    source = _source(url)
    if os.path.lexists(target):
        raise StoreError(f"{target} is there already, and is not written over. Name another file.")
    partial = target.with_name(f".{target.name}.partial")
    try:
        partial.unlink(missing_ok=True)  # what was cut off the last time
        os.close(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        _copy(source, partial)
        _check(partial)
        _finish(partial, target)
    except sqlite3.Error as error:
        raise StoreError(f"The store {source} cannot be copied to {target} ({error}).") from None
    except FileExistsError:
        raise StoreError(f"{target} is there already, and is not written over. Name another file.") from None
    except OSError as error:
        raise StoreError(f"{target} cannot be written ({error.strerror}). Name a file in another folder.") from None
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return target.stat().st_size


def _source(url: str) -> Path:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise StoreError("DATABASE_URL cannot be read.") from None
    if not parsed.drivername.startswith("sqlite"):
        raise StoreError(
            "The store is in PostgreSQL, which has a tool for this: pg_dump --format=custom --file=FILE DATABASE"
            " (and pg_restore to bring it back)."
        )
    if not parsed.database or parsed.database == ":memory:":
        raise StoreError("A store in memory cannot be copied.")
    source = Path(parsed.database)
    if not source.is_file():
        raise StoreError(f"There is no store at {source} yet.")
    return source


def _copy(source: Path, partial: Path) -> None:
    with closing(sqlite3.connect(source)) as store, closing(sqlite3.connect(partial)) as copy:
        store.backup(copy)  # all in one step: as the store was when it began
        copy.execute("PRAGMA journal_mode=DELETE")  # so that nothing of it is in a second file


def _check(partial: Path) -> None:
    with closing(sqlite3.connect(partial)) as copy:
        (told,) = copy.execute("PRAGMA integrity_check").fetchone()
    if told != "ok":
        raise StoreError(f"The store is damaged, and so is its copy, which was not kept ({told}).")


def _finish(partial: Path, target: Path) -> None:
    """Gives the copy its name, once it is on the disk."""
    for path in (partial, target.parent):
        file = os.open(path, os.O_RDONLY)
        os.fsync(file)
        os.close(file)
    os.link(partial, target)  # unlike a move it fails where there is something
