"""Attachments become files of the person alone, under a plain name in the one folder."""

from pathlib import Path

import pytest

from bot.channels.files import save_attachment
from bot.message import Attachment


def attachment(name: str, content: bytes = b"x") -> Attachment:
    return Attachment(name, content, "text/calendar")


@pytest.mark.parametrize(
    ("name", "saved_as"),
    [
        ("invite.ics", "invite.ics"),
        ("Ana's Mötet 日本.ics", "Ana's Mötet 日本.ics"),
        ("../../etc/passwd", "etc-passwd"),
        ("/abs/olute.ics", "abs-olute.ics"),
        ("..\\..\\win.ics", "win.ics"),
        (".bashrc", "bashrc"),
        ("a\x1b[31m\nb.ics", "a b.ics"),
        ("$(rm).ics", "(rm).ics"),
        ("", "file"),
        ("...", "file"),
        ("n" * 300 + ".ics", "n" * 80 + ".ics"),
    ],
)
def test_a_name_is_made_plain(tmp_path: Path, name: str, saved_as: str) -> None:
    path = save_attachment(tmp_path / "files", attachment(name))
    assert path == tmp_path / "files" / saved_as
    assert path.read_bytes() == b"x"


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = save_attachment(tmp_path / "files", attachment("invite.ics"))
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_the_same_file_again_is_one_file_and_another_is_two(tmp_path: Path) -> None:
    saved = [save_attachment(tmp_path, attachment("invite.ics", content)) for content in (b"1", b"1", b"2", b"3", b"2")]
    assert [path.name for path in saved] == [
        "invite.ics",
        "invite.ics",
        "invite (2).ics",
        "invite (3).ics",
        "invite (2).ics",
    ]
