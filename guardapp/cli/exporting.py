"""The command that writes the record, a month's tables or a guard's calendar to files."""

import argparse
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from guardapp.base import spreadsheet_book
from guardapp.base.access import Right, Role, Session
from guardapp.base.clock import local_date
from guardapp.base.folder import Folder
from guardapp.base.words import N_, _
from guardapp.cli.context import DONE, day, month_of, reading, refuse, signed_in
from guardapp.people import store as people
from guardapp.roster import gather, gather_timesheet, store
from guardapp.roster.model import Month
from guardapp.safekeeping import export

AHEAD: Final = timedelta(days=92)
BACK: Final = timedelta(days=31)
SEE_DRAFTS: Final = (Role.CHIEF, Role.INSPECTOR)
Maker = Callable[[argparse.Namespace, Folder, Session], bytes]


def add_commands(commands: Any) -> None:
    """Add export."""
    listed = "; ".join(f"{name}: {_(words)}" for name, (words, _make) in KINDS.items())
    out = commands.add_parser(
        "export",
        help=_("xuất toàn bộ dữ liệu ra CSV và JSON, hoặc một bảng ra tệp"),
        description=listed,
    )
    names = ", ".join(KINDS)
    out.add_argument(
        "what",
        metavar="DIR",
        help=_("thư mục sẽ ghi, phải chưa có gì; hoặc, cùng với --out: {names}").format(
            names=names
        ),
    )
    out.add_argument("--out", type=Path, metavar="FILE", help=_("tệp sẽ ghi"))
    out.add_argument("--month", type=month_of, help=_("tháng, dạng 2026-12"))
    out.add_argument("--guard", metavar="CODE", help=_("mã bảo vệ"))
    days = _("ngày, dạng 2026-12-31 hoặc 31/12/2026")
    out.add_argument("--from", dest="first", metavar="DATE", type=day, help=days)
    out.add_argument("--to", dest="last", metavar="DATE", type=day, help=days)
    out.set_defaults(run=_run)


def _run(chosen: argparse.Namespace) -> int:
    if chosen.out is None:
        return _everything(chosen)
    if chosen.what not in KINDS:
        names = ", ".join(KINDS)
        refuse(
            _("Không có bảng «{name}». Các bảng: {names}.").format(name=chosen.what, names=names)
        )
    _words, make = KINDS[chosen.what]
    with reading(chosen) as folder:
        session = signed_in(chosen, folder, Right.PRINT)
        spreadsheet_book.save(chosen.out, make(chosen, folder, session))
    print(_("Đã ghi «{path}».").format(path=chosen.out))
    return DONE


def _everything(chosen: argparse.Namespace) -> int:
    if chosen.what in KINDS:
        refuse(_("Thiếu --out. Nếu «{name}» là thư mục, viết ./{name}.").format(name=chosen.what))
    with reading(chosen) as folder:
        session = signed_in(chosen, folder, Right.EXPORT)
        written = export.export(folder.journal, session, Path(chosen.what))
    words = _("Đã xuất {count} bảng vào «{path}».")
    print(words.format(count=written, path=chosen.what))
    return DONE


def _month(chosen: argparse.Namespace, folder: Folder) -> Month:
    return chosen.month or Month.of(local_date(folder.journal.clock.now_ms()))


def _roster(chosen: argparse.Namespace, folder: Folder, session: Session) -> bytes:
    from guardapp.roster import exchange_sheet

    tables, now, month = (
        folder.journal.tables,
        folder.journal.clock.now_ms(),
        _month(chosen, folder),
    )
    if session.role not in SEE_DRAFTS and not store.is_published(tables, month):
        refuse(_("Lịch tháng này chưa công bố"))
    document = gather.month_document(tables, month, now, preparer=session.name)
    return exchange_sheet.month_xlsx(document)


def _timesheet(chosen: argparse.Namespace, folder: Folder, session: Session) -> bytes:
    from guardapp.roster import exchange_timesheet

    now = folder.journal.clock.now_ms()
    document = gather_timesheet.document(
        folder.journal.tables, _month(chosen, folder), now, preparer=session.name
    )
    return exchange_timesheet.timesheet_xlsx(document)


def _calendar(chosen: argparse.Namespace, folder: Folder, _session: Session) -> bytes:
    from guardapp.roster import calendar_file

    tables, now = folder.journal.tables, folder.journal.clock.now_ms()
    if not chosen.guard:
        refuse(_("Thiếu --guard MÃ: lịch của ai?"))
    guards = people.guards(tables, everybody=True)
    guard = next((one for one in guards if one.code == chosen.guard), None)
    if guard is None:
        refuse(_("Không có bảo vệ nào mang mã «{code}».").format(code=chosen.guard))
    first, last = _period(chosen, local_date(now))
    return calendar_file.guard_calendar(tables, guard, first, last, now)


def _period(chosen: argparse.Namespace, today: date) -> tuple[date, date]:
    if chosen.month:
        return chosen.month.first, chosen.month.last
    return chosen.first or today - BACK, chosen.last or today + AHEAD


KINDS: Final[dict[str, tuple[str, Maker]]] = {
    "roster": (N_("lịch trực một tháng, tệp .xlsx nhập lại được"), _roster),
    "timesheet": (N_("bảng chấm công một tháng, tệp .xlsx"), _timesheet),
    "calendar": (N_("các ca của một bảo vệ cho điện thoại, tệp .ics"), _calendar),
}
