"""Where the files that come with a reply are put."""

import re
from pathlib import Path

from bot.channels.visible import visible_line
from bot.message import Attachment


def save_attachment(folder: Path, attachment: Attachment) -> Path:
    """Writes the file into the folder, for this user alone. Another file of the same name stays as it is.

    Raises OSError when it cannot be written."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = _file_name(attachment.name)
    path, number = folder / name, 1
    while path.exists() and path.read_bytes() != attachment.content:
        number += 1
        path = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
    path.touch(mode=0o600)
    path.write_bytes(attachment.content)
    return path


def _file_name(name: str) -> str:
    """One plain name: no folders, no hidden file, nothing that a shell or Windows takes amiss."""
    name = re.sub(r'[/\\:*?"<>|$`]', "-", visible_line(name)).strip(". -")
    stem, dot, suffix = name.rpartition(".")
    return f"{stem[:80]}.{suffix[:10]}" if dot and stem else (name[:80] or "file")
