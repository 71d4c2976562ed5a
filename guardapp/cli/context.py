"""What commands share: opening the folder, signing in, and writing lists."""

import argparse
import getpass
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, Final, NoReturn

from guardapp.app import FEATURES
from guardapp.base import access
from guardapp.base.access import Right, Session
from guardapp.base.clock import SystemClock
from guardapp.base.errors import UserError
from guardapp.base.folder import Folder, NoFolder, exists, open_folder, open_to_read
from guardapp.base.words import _
from guardapp.roster.model import Month

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
DONE: Final = 0
FINDINGS: Final = 1
BAD_INPUT: Final = 2


class BadArgument(UserError):
    """An argument that cannot be understood; carries its words."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._words = words

    def words(self) -> str:
        """Return what is wrong with it."""
        return self._words


def refuse(words: str) -> NoReturn:
    """Stop the command with exit status 2 and these words."""
    raise BadArgument(words)


def day(text: str) -> date:
    """Return the date of 2026-12-31 or 31/12/2026; raises ValueError, also for odd centuries."""
    number, _slash, rest = text.partition("/")
    month, _slash, year = rest.partition("/")
    given = date.fromisoformat(f"{year}-{month:0>2}-{number:0>2}" if year else text)
    if not FIRST_YEAR <= given.year <= LAST_YEAR:
        raise ValueError(text)
    return given


def month_of(text: str) -> Month:
    """Return the month of 2026-12; raises ValueError as `day` does."""
    return Month.of(day(f"{text}-01"))


@contextmanager
def reading(chosen: argparse.Namespace) -> Iterator[Folder]:
    """Open the data folder for reading, also while the window is open."""
    folder = open_to_read(chosen.data, FEATURES, SystemClock())
    try:
        yield folder
    finally:
        folder.close()


@contextmanager
def writing(chosen: argparse.Namespace) -> Iterator[Folder]:
    """Open an existing data folder for writing; refused while the window is open."""
    if not exists(chosen.data):
        raise NoFolder(chosen.data)
    folder = open_folder(chosen.data, FEATURES, SystemClock())
    try:
        yield folder
    finally:
        folder.close()


def signed_in(chosen: argparse.Namespace, folder: Folder, right: Right) -> Session:
    """Return the session of `--user`, with the right that the command needs.

    Raises access.WrongSecret, access.LockedOut, access.Refused.
    """
    if not chosen.user:
        refuse(_("Lệnh này cần đăng nhập: thêm --user MÃ (mật khẩu hỏi khi chạy)."))
    secret = os.environ.get("GUARDAPP_SECRET")
    if secret is None:
        if not sys.stdin.isatty():
            refuse(_("Thiếu mật khẩu: đặt biến môi trường GUARDAPP_SECRET."))
        secret = getpass.getpass(_("Mật khẩu hoặc mã PIN: "))
    session = access.confirm(folder.journal, folder.local, chosen.user, secret)
    access.require(session, right)
    return session


def write_rows(rows: Sequence[Mapping[str, Any]], *, as_json: bool) -> None:
    """Write rows to standard output: a JSON array, or columns in line for people."""
    if as_json:
        print(json.dumps(list(rows), ensure_ascii=False, indent=1))
        return
    if not rows:
        print(_("Không có dòng nào."))
        return
    lines = [list(rows[0]), *([_cell(one) for one in row.values()] for row in rows)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(lines[0]))]
    for line in lines:
        print("  ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)).rstrip())


def _cell(value: Any) -> str:
    return "" if value is None else " ".join(str(value).split())
