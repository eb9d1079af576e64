"""Which providers are left alone at this moment, in a small file beside the store: what the running processes of a
machine know, `slotwise doctor` can tell.
"""

import json
import logging
from datetime import UTC, datetime
from pathlib import Path

log = logging.getLogger(__name__)


class Outages:
    """``file`` need not be there. What cannot be written is not worth an answer's failing: it is logged."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def note(self, name: str, *, is_out: bool) -> None:
        """Writes down that the provider is left alone from now on, or is asked again."""
        found = self._read()
        if is_out:
            found.setdefault(name, datetime.now(UTC).isoformat(timespec="seconds"))
        else:
            found.pop(name, None)
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            beside = self._file.with_suffix(".new")
            beside.write_text(json.dumps(found), encoding="utf-8")
            beside.replace(self._file)
        except OSError as error:
            log.warning("what is known of outages could not be written down (%s)", error.strerror)

    def since(self, name: str) -> datetime | None:
        """From when on the provider has been left alone, aware and in UTC; None while it is asked."""
        began = self._read().get(name)
        return None if began is None else datetime.fromisoformat(began)

    def _read(self) -> dict[str, str]:
        try:
            found = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(name): str(began) for name, began in found.items()} if isinstance(found, dict) else {}
