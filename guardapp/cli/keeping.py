"""The commands that check, save and restore a data folder."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from guardapp.app import FEATURES
from guardapp.base.access import Right
from guardapp.base.clock import SystemClock
from guardapp.base.folder import open_folder
from guardapp.base.identity import label, make
from guardapp.base.replay import Finding
from guardapp.base.words import _, datetime_text
from guardapp.cli.context import DONE, FINDINGS, reading, signed_in, write_rows
from guardapp.safekeeping import actions, checks


def add_commands(commands: Any) -> None:
    """Add verify, rebuild, backup and restore."""
    verify = commands.add_parser("verify", help=_("kiểm tra dữ liệu còn nguyên vẹn"))
    verify.add_argument("--anchor", metavar="DIGITS", help=_("dãy số trên tờ bàn giao đã in"))
    verify.add_argument("--json", action="store_true", help=_("ghi kết quả dạng JSON"))
    verify.set_defaults(run=_verify)
    rebuild = commands.add_parser("rebuild", help=_("dựng lại các bảng từ nhật ký và so sánh"))
    rebuild.add_argument("--json", action="store_true", help=_("ghi kết quả dạng JSON"))
    rebuild.set_defaults(run=_rebuild)
    backup = commands.add_parser("backup", help=_("sao lưu ra một tệp (kèm tệp khóa nằm cạnh)"))
    backup.add_argument("file", type=Path, metavar="FILE", help=_("tệp sao lưu sẽ ghi"))
    backup.set_defaults(run=_backup)
    restore = commands.add_parser("restore", help=_("khôi phục từ một bản sao lưu"))
    restore.add_argument("file", type=Path, metavar="FILE", help=_("tệp sao lưu"))
    restore.set_defaults(run=_restore)


def _verify(chosen: argparse.Namespace) -> int:
    with reading(chosen) as folder:
        found = checks.verify(folder.journal, chosen.anchor)
        head = folder.journal.head()
        last = label(make(head.device, head.number))
    if found:
        return _report(found, as_json=chosen.json)
    if chosen.json:
        write_rows([], as_json=True)
    elif chosen.anchor:
        print(_("Dữ liệu nguyên vẹn đến mục {last}, khớp với tờ giấy đã in.").format(last=last))
    else:
        print(_("Dữ liệu nguyên vẹn đến mục {last}, chưa so với giấy.").format(last=last))
    return DONE


def _rebuild(chosen: argparse.Namespace) -> int:
    with reading(chosen) as folder:
        found = checks.rebuild(folder.journal)
    if found:
        return _report(found, as_json=chosen.json)
    if chosen.json:
        write_rows([], as_json=True)
    else:
        print(_("Các bảng dựng lại từ nhật ký giống hệt các bảng đang dùng."))
    return DONE


def _report(found: Sequence[Finding], *, as_json: bool) -> int:
    if as_json:
        rows = [{"code": one.code, "where": one.where, "words": one.words()} for one in found]
        write_rows(rows, as_json=True)
    for one in found:
        print(one.words(), file=sys.stderr)
    return FINDINGS


def _backup(chosen: argparse.Namespace) -> int:
    with reading(chosen) as folder:
        signed_in(chosen, folder, Right.BACKUP)
        made = actions.back_up(folder.journal, chosen.file)
    print(_("Đã sao lưu vào «{path}».").format(path=made.path))
    print(_("Khóa nằm riêng trong «{path}».").format(path=actions.keys_beside(made.path)))
    return DONE


def _restore(chosen: argparse.Namespace) -> int:
    with actions.closed_folder(chosen.data):
        made = actions.restore(chosen.file, chosen.data, SystemClock(), FEATURES)
    open_folder(chosen.data, FEATURES, SystemClock()).close()
    when = datetime_text(made.manifest.made_at)
    words = _("Đã khôi phục dữ liệu lúc {when} vào «{path}». Dữ liệu cũ (nếu có) được giữ lại.")
    print(words.format(when=when, path=chosen.data))
    return DONE
