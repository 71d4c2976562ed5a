"""The same verbs without a window: `guardapp COMMAND`."""

import argparse
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import platformdirs

from guardapp import __version__
from guardapp.base import db, words
from guardapp.base.errors import UserError
from guardapp.base.words import N_, _
from guardapp.cli import (
    demo,
    exchange,
    exporting,
    keeping,
    listing,
    planning,
    printing,
    window,
)
from guardapp.cli.context import BAD_INPUT


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line; each command brings its own arguments and verb."""
    top = argparse.ArgumentParser(
        prog="guardapp",
        description=_("Quản lý trực bảo vệ cơ sở y tế. Không có lệnh: mở cửa sổ."),
        epilog=_("Mã thoát: 0 xong; 1 có phát hiện; 2 đầu vào sai, không có gì bị thay đổi."),
    )
    top.add_argument(
        "--version",
        action="version",
        version=f"guardapp {__version__}",
        help=_("hiện số phiên bản rồi thoát"),
    )
    top.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        default=Path(platformdirs.user_data_dir("guardapp", appauthor=False)),
        help=_("thư mục dữ liệu (mặc định: của người dùng này)"),
    )
    top.add_argument("--lang", choices=words.LANGUAGES, help=_("ngôn ngữ: vi hoặc en"))
    top.add_argument(
        "--user",
        metavar="CODE",
        help=_("mã đăng nhập; mật khẩu hỏi khi chạy, hoặc lấy từ GUARDAPP_SECRET"),
    )
    top.set_defaults(run=window.run)
    commands = top.add_subparsers(title=_("các lệnh"), metavar="COMMAND")
    for part in (demo, planning, exchange, listing, printing, keeping, exporting):
        part.add_commands(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 findings, 2 bad input."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    given = list(sys.argv[1:] if arguments is None else arguments)
    _choose_language(given)
    argparse._ = _own_words  # type: ignore[attr-defined]
    top = parser()
    for text in given:
        if not _is_text(text):
            top.error(_("tham số có ký tự không dùng được: {text}").format(text=ascii(text)))
    chosen = top.parse_args(given)
    try:
        status: int = chosen.run(chosen)
    except UserError as error:
        print(error.words(), file=sys.stderr)
        return BAD_INPUT
    except sqlite3.Error as error:
        trouble = db.told(error, chosen.data)
        if trouble is None:
            raise
        print(trouble.words(), file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:
        return BAD_INPUT
    return status


def _is_text(text: str) -> bool:
    """Tell whether an argument is text that files and databases can take."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


_ARGPARSE: Final = {
    "usage: ": N_("cách gọi: "),
    "positional arguments": N_("tham số"),
    "options": N_("các tùy chọn"),
    "show this help message and exit": N_("hiện lời giúp này rồi thoát"),
    "the following arguments are required: %s": N_("thiếu: %s"),
    "unrecognized arguments: %s": N_("không hiểu: %s"),
    "expected one argument": N_("cần một giá trị"),
    "invalid choice: %(value)r (choose from %(choices)s)": N_(
        "không có %(value)r (chọn một trong: %(choices)s)"
    ),
    "invalid %(type)s value: %(value)r": N_("giá trị sai: %(value)r"),
    "argument %(argument_name)s: %(message)s": N_("tham số %(argument_name)s: %(message)s"),
    "%(prog)s: error: %(message)s\n": N_("%(prog)s: lỗi: %(message)s\n"),
}


def _own_words(english: str) -> str:
    """Return argparse's own words in the language chosen; it looks them up by this name."""
    return _(_ARGPARSE[english]) if english in _ARGPARSE else english


def _choose_language(given: Sequence[str]) -> None:
    first = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    first.add_argument("--lang", choices=words.LANGUAGES, default="vi")
    words.set_language(first.parse_known_args(given)[0].lang)
